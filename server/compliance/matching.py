"""A playbook's rules, checklist items and intents, ready to be looked for in one utterance.

In comes a text, out come the places where each of them was said; built once per playbook and shared by its calls.
Next: `server.compliance.evaluator` and `server.compliance.checklist` decide what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from protocol.message import Language
from server.assist.indexes import PerPlaybook
from server.content.patterns import compile_pattern
from server.content.playbook import Playbook, Rule

from .lexicon import Folded, Lexicon, fold
from .negation import excuse, holds_denial, names_denial

Key = tuple[str, str]
"""`rule`, `item` or `intent`, and its id."""
_SENTENCE_END = re.compile(r"[。!?;!?;]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """Where something was said in the folded text."""

    start: int
    end: int
    pattern: bool = False
    """True if a pattern found it, not a phrase."""
    gap: bool = False
    """True if a pattern found it that names no denial itself: one inside the match then takes it back."""


class Matcher:
    """All phrases and patterns of one playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self.lang: Language = playbook.lang
        phrases: list[tuple[str, Key]] = []
        self._patterns: dict[str, list[tuple[re.Pattern[str], Key, bool]]] = {"agent": [], "customer": []}
        for rule in playbook.rules.values():
            phrases.extend((phrase, ("rule", rule.id)) for phrase in rule.phrases)
            self._add(rule.channel, ("rule", rule.id), rule.patterns)
        for item in playbook.checklist:
            phrases.extend((phrase, ("item", item.id)) for phrase in item.phrases)
            self._add("agent", ("item", item.id), item.patterns)
        for intent in playbook.intents.values():
            phrases.extend((phrase, ("intent", intent.id)) for phrase in intent.phrases)
            self._add("customer", ("intent", intent.id), intent.patterns)
        self._lexicon: Lexicon[Key] = Lexicon(phrases, playbook.lang)
        self._corrections = {rule.id: tuple(compile_pattern(one) for one in rule.correction)
                             for rule in playbook.rules.values()}
        self._unless = {rule.id: tuple(compile_pattern(one) for one in rule.unless) for rule in playbook.rules.values()}

    def _add(self, channel: str, key: Key, patterns: tuple[str, ...]) -> None:
        for pattern in patterns:
            self._patterns[channel].append((compile_pattern(pattern), key, not names_denial(pattern, self.lang)))

    def find(self, folded: Folded, channel: str) -> dict[Key, list[Said]]:
        """What this utterance holds, by place; denied and reported words included."""
        found: dict[Key, list[Said]] = {}
        for hit in self._lexicon.find(folded.text):
            found.setdefault(hit.value, []).append(Said(hit.start, hit.end))
        for pattern, key, gap in self._patterns[channel]:
            for match in pattern.finditer(folded.text):
                found.setdefault(key, []).append(Said(match.start(), match.end(), True, gap))
        for places in found.values():
            places.sort(key=lambda said: (said.start, -said.end))
        return found

    def excused(self, folded: Folded, said: Said, rule: Rule) -> str:
        """Why this match does not break the rule (`denied`, `asked`, `reported`, `quoted`, `unless`), or empty."""
        sentence = _sentence(folded.text, said)
        if any(pattern.search(sentence) for pattern in self._unless[rule.id]):
            return "unless"
        if said.gap and rule.negatable and holds_denial(folded.text[said.start:said.end], self.lang):
            return "denied"
        if rule.kind == "cue":
            # A customer's cue is one however it is put: "they want me to move it to a safe account, is that right?"
            return excuse(folded.text, said.start, said.end, self.lang, asked=False,
                          reported=False) if rule.negatable else ""
        if not rule.negatable:
            return ""
        if rule.askable and any(start <= said.start and said.end <= end for start, end in folded.quoted):
            return "quoted"
        return excuse(folded.text, said.start, said.end, self.lang, asked=rule.askable, reported=rule.askable)

    def correction(self, folded: Folded, rule_id: str, after: int = 0) -> bool:
        """True if the text from `after` on takes back what the rule's alert was raised for."""
        return any(pattern.search(folded.text, after) for pattern in self._corrections.get(rule_id, ()))


def _sentence(text: str, said: Said) -> str:
    begin = 0
    for match in _SENTENCE_END.finditer(text, 0, said.start):
        begin = match.end()
    stop = _SENTENCE_END.search(text, said.end)
    return text[begin:stop.start() if stop else len(text)]


_matchers: PerPlaybook[Matcher] = PerPlaybook(Matcher)


def matcher_of(playbook: Playbook) -> Matcher:
    """The matcher of a playbook, built the first time it is asked for."""
    return _matchers.of(playbook)


@lru_cache(maxsize=1024)
def folded_text(text: str, lang: Language) -> Folded:
    """`fold`, remembered for the stages that read the same utterance."""
    return fold(text, lang)
