"""The compliance rules run over a suggestion before it is shown: nobody is offered words that would raise an alert.

In comes a filled reply, or what a language model wrote; out comes the rule that forbids it, or nothing.  Used by
`choosing` and
`generated`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from protocol.assist import Alert, Gate
from protocol.message import Language
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.lexicon import simplified
from server.compliance.matching import folded_text
from server.compliance.paraphrases import Paraphrases
from server.content.playbook import Playbook

from .indexes import PerPlaybook

_paraphrases: PerPlaybook[Paraphrases] = PerPlaybook(lambda playbook: Paraphrases(playbook, playbook.rules))
_REMEMBERED = 4096
_BROKEN_UP = {
    "zh": re.compile(r"[\u4e00-\u9fff][_|·~^-]+[\u4e00-\u9fff]|[_|~^]|(?:[\u4e00-\u9fff]\s+){3}[\u4e00-\u9fff]|[\u2e80-\u2fdf]"),
    "en": re.compile(r"[_|·~^]|(?:\b[A-Za-z]-){2}|[A-Za-z]-\s|\s-[A-Za-z]|(?:\b[A-Za-z]\s+){3}"),
}
_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Co", "Cn"})
_TRADITIONAL = 2
"""Characters of the other script: a single one may be an old way of writing."""


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


def disguised(text: str, lang: Language) -> bool:
    """True if the letters of a text are broken up, invisible or of another script, so that what it says could pass unread."""
    if _BROKEN_UP[lang].search(text) or any(unicodedata.category(one) in _INVISIBLE and one != "\n" for one in text):
        return True
    return lang == "zh" and sum(one != two for one, two in zip(text, simplified(text), strict=False)) >= _TRADITIONAL


def breach(playbook: Playbook, facts: CallFacts, text: str, products: Iterable[str]) -> str:
    """`rule:<id>` of what the agent would break by saying words that nobody approved, or empty.

    Stricter than for approved replies: wrong figures of the product spoken of and operations that wait for a second
    person count too, and a meaning that is only probably forbidden.
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
    feared = _paraphrases.of(playbook).feared(folded_text(text, playbook.lang))
    return f"rule:{feared.id}" if feared else ""
