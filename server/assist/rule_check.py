"""The compliance rules run over a suggestion before it is shown: nobody is offered words that would raise an alert.

In comes a filled reply, or what a language model wrote; out comes the rule that forbids it, or nothing.  Used by
`choosing` and
`generated`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from protocol.assist import Alert, Gate
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.playbook import Playbook

_REMEMBERED = 4096


class RuleCheck:
    """The forbidden phrases of a playbook, applied to what the agent might say.  Remembers its answers."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self.forbidden = lru_cache(maxsize=_REMEMBERED)(self._forbidden)
        """Text -> `rule:<id>` of the rule that it would break, or empty."""

    def _forbidden(self, text: str) -> str:
        compliance = Compliance(self._playbook, CallFacts(call="", lang=self._playbook.lang))
        heard = compliance.hear(Utterance("agent-0", "agent", 0, 1000, text, self._playbook.lang))
        for event in heard:
            if isinstance(event, Alert) and event.rule in self._playbook.rules \
                    and self._playbook.rules[event.rule].kind == "forbidden":
                return f"rule:{event.rule}"
        return ""


def breach(playbook: Playbook, facts: CallFacts, text: str, products: Iterable[str]) -> str:
    """`rule:<id>` of what the agent would break by saying words that nobody approved, or empty.

    Stricter than for approved replies: wrong figures of the product spoken of and operations that wait for a second
    person count too.
    """
    # Whether it is the right hour to call has been said by now.
    compliance = Compliance(playbook, replace(facts, direction="inbound"))
    named = " ".join(playbook.products[name].name for name in products if name in playbook.products)
    if named:
        compliance.hear(Utterance("customer-0", "customer", 0, 500, named, playbook.lang))
    for event in compliance.hear(Utterance("agent-1", "agent", 600, 1500, text, playbook.lang)):
        if isinstance(event, Gate):
            return f"rule:{event.operation}"
        rule = playbook.rules.get(event.rule) if isinstance(event, Alert) else None
        if isinstance(event, Alert) and event.channel == "agent" and (
                event.severity == "stop" or (rule is not None and rule.kind == "forbidden")):
            return f"rule:{event.rule}"
    return ""
