"""The compliance rules run over a suggestion before it is shown: nobody is offered words that would raise an alert.

In comes a filled reply; out comes the rule that forbids it, or nothing.  Used by `suggesting`.
"""

from __future__ import annotations

from functools import lru_cache

from protocol.assist import Alert
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
