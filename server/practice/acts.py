"""What the trainee's words do: a turn in, the names of its acts out.

Three witnesses: the playbook's own rules, checklist and promise finder (`server.compliance`), the words of
`act_words`, and what the turn is beside its words (empty, long, said before, another language).  The answer to what
is open is judged by `answers`; `mind` joins both. Deterministic: the same turns give the same acts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.assist import Alert, Checklist, Promise
from protocol.message import Channel, Language
from server.assist.phrases import PhraseFinder, fold
from server.assist.suggesting import content_of
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.matching import folded_text, matcher_of
from server.compliance.negation import denied
from server.content.playbook import Playbook

from .act_words import JARGON, PATTERNS
from .engine import TraineeTurn
from .scenario import PracticeScenario

MOST_CHARACTERS = 2_000
"""Read of one turn; nobody listens to more."""
_LONG = {"zh": 160, "en": 90}
"""Characters (zh) or words (en) from which a turn is too long to take in."""
_OF_ALERT = {
    "pressure": "pressured", "threat": "pressured", "over_borrowing": "pressured", "impersonation": "pressured",
    "insult": "insulted", "guaranteed_return": "guaranteed", "no_risk": "guaranteed",
    "guaranteed_approval": "guaranteed", "superlative": "guaranteed",
    "promise_beyond_authority": "guaranteed", "deposit_confusion": "guaranteed", "misstatement": "wrong_figure",
    "rate_omission": "wrong_figure", "credential_request": "asked_secret", "third_party_disclosure": "leaked",
    "privacy": "leaked", "tipping_off": "leaked", "off_channel": "off_channel",
}
"""Category of an agent's alert -> act."""
_OF_ITEM = {
    "greeting": "greeted", "institution_and_agent": "greeted", "identity_check": "verified", "polite_close": "closed",
    "fraud_warning": "warned", "otp_warning": "warned", "police_hotline_96110": "warned", "summary_of_request": "summarised",
    "read_back": "summarised", "need_found": "asked_open",
}
"""Checklist item -> act; any other is `disclosed`."""
ACTS: tuple[str, ...] = (
    "greeted", "closed", "thanked", "apologised", "acknowledged", "promised", "explained", "refused", "warned",
    "alternative", "held", "identified", "asked_name", "verified", "asked_open", "asked_closed", "summarised", "disclosed",
    "stopped", "read_on", "agreed_secret", "helped_transfer", "no_guarantee", "not_secret", "pressured", "insulted",
    "swore", "guaranteed", "asked_secret", "leaked", "off_channel", "wrong_figure", "jargon", "long", "repeated",
    "other_language", "empty", "interrupted", "answered", "evaded", "told", "ignored", "silent",
)
"""Every act that a scenario may name."""
_DENIABLE = ("guaranteed", "insulted", "pressured", "agreed_secret", "helped_transfer", "read_on")
_QUESTION = {"zh": re.compile(r"[?？]|[吗呢]|请问|方便(?:说|讲)|请您?(?:说说|讲讲)|是不是|有没有|能不能|可不可以|是否|(?:什么|哪里|怎么样|多少)[。]?$"),
             "en": re.compile(r"\?|^(?:what|how|why|which|when|where|who|could|can|may|is|are|do|does|did|would|will|"
                              r"have|has)\b|\btell me\b")}
_BYE = {"zh": re.compile(r"再见|拜拜|祝您"), "en": re.compile(r"\bbye\b|goodbye|have a (?:good|great|nice|lovely)")}
_PROOF = {"zh": re.compile(r"[后末][四4三3六6]位|身份|证件|生日"), "en": re.compile(r"\bdigits\b|verify|\bbirth\b")}
"""More than his name was asked for."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_SAME = 0.85


@dataclass(frozen=True, slots=True)
class Acts:
    """What one turn does."""

    names: frozenset[str]
    text: str
    """As it was read: trimmed, at most `MOST_CHARACTERS`."""
    ticks: frozenset[str]
    """Checklist items that became done."""
    alerts: frozenset[str]
    """Categories of alerts."""

    def __contains__(self, act: str) -> bool:
        return act in self.names


class ActReader:
    """The acts of one call's trainee."""

    def __init__(self, playbook: Playbook, scenario: PracticeScenario) -> None:
        self._lang: Language = scenario.lang
        self._matcher = matcher_of(playbook)
        customer = playbook.customers.get(scenario.customer_id)
        self._compliance = Compliance(playbook, CallFacts(
            call="practice", lang=scenario.lang, customer_id=scenario.customer_id, direction=scenario.direction, training=True,
            customer=dict(customer.fields) if customer else {}))
        self._jargon = PhraseFinder[str](((word, word) for word in JARGON[scenario.lang]), scenario.lang)
        self._heard = 0
        self._said: list[frozenset[str]] = []

    def customer_said(self, text: str, at_ms: int) -> None:
        """The customer's words: they open checklist items."""
        if text:
            self._compliance.hear(self._utterance("customer", text, at_ms, at_ms))

    def read(self, turn: TraineeTurn) -> Acts:
        """The acts of a turn."""
        text = " ".join(turn.text.split())[:MOST_CHARACTERS]
        if not re.search(r"\w", text):
            return Acts(frozenset({"empty"}), "", frozenset(turn.ticks), frozenset(turn.alerts))
        folded = fold(text)
        names = {act for act, pattern in PATTERNS[self._lang].items()
                 if any(act not in _DENIABLE or not denied(folded, match.start(), match.end(), self._lang)
                        for match in pattern.finditer(folded))}
        ticks, alerts, promised = self._checked(text, turn)
        names |= {_OF_ALERT[category] for category in alerts if category in _OF_ALERT}
        names |= {_OF_ITEM.get(item, "disclosed") for item in ticks}
        if promised:
            names.add("promised")
        if "asked_name" in names and not _PROOF[self._lang].search(folded):
            names.add("identified")
        else:
            names.discard("asked_name")
        if ("asks", "identity_check") in self._matcher.find(folded_text(text, self._lang), "agent"):
            names.add("identified")
        return Acts(frozenset(self._finished(names, folded, turn)), text, frozenset(ticks), frozenset(alerts))

    def _finished(self, names: set[str], folded: str, turn: TraineeTurn) -> set[str]:
        asks = _QUESTION[self._lang].search(folded) is not None
        if not asks or "identified" in names:
            # "什么" and "what" stand in statements as well, and who he is, is no open question.
            names.discard("asked_open")
        elif "asked_open" not in names:
            names.add("asked_closed")
        if "no_guarantee" in names:
            names.add("refused")
        if "greeted" in names and not _BYE[self._lang].search(folded):
            # "Thank you for calling" begins calls as well.
            names.discard("closed")
        if "explained" not in names and self._jargon.find(folded):
            names.add("jargon")
        if (len(folded) if self._lang == "zh" else len(folded.split())) > _LONG[self._lang]:
            names.add("long")
        if foreign(folded, self._lang):
            names.add("other_language")
        if turn.interrupted:
            names.add("interrupted")
        if self._repeats(folded):
            names.add("repeated")
        return names

    def _checked(self, text: str, turn: TraineeTurn) -> tuple[set[str], set[str], bool]:
        ticks, alerts, promised = set(turn.ticks), set[str](), False
        guessed: set[str] = set()
        for event in self._compliance.hear(self._utterance("agent", text, turn.start_ms, turn.end_ms)):
            if isinstance(event, Checklist) and event.state == "done":
                ticks.add(event.item)
            elif isinstance(event, Alert) and event.channel == "agent" and not event.rule.startswith("checklist."):
                if event.severity != "stop" and event.span == (0, len(text)):
                    # Only meant, by the classifier's guess: a reminder to an agent, no reason for a customer to be hurt.
                    guessed.add(event.category)
                else:
                    alerts.add(event.category)
            elif isinstance(event, Promise) and event.by == "agent":
                promised = True
        return ticks, alerts | (set(turn.alerts) - guessed), promised

    def _repeats(self, folded: str) -> bool:
        """True if nearly the same was said in one of the last four turns."""
        content = frozenset(content_of(folded, self._lang))
        again = len(content) >= 4 and any(len(content & said) >= _SAME * max(len(content), len(said)) for said in self._said[-4:])
        self._said.append(content)
        return again

    def _utterance(self, channel: Channel, text: str, start_ms: int, end_ms: int) -> Utterance:
        self._heard += 1
        return Utterance(f"practice-{self._heard}", channel, start_ms, max(start_ms, end_ms), text, self._lang)


def foreign(text: str, lang: Language) -> bool:
    """True if most of a text is in the other language."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if lang == "zh":
        return latin >= 3 and latin > han
    return han >= 2 and han > latin
