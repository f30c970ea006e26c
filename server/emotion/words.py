"""What a customer's words say of the mood: in comes a text, out come the playbook's mood words found in it.

A negation before a word takes it back ("我不生气", "not angry"), an intensifier strengthens it ("非常失望").
Next: `server.emotion.mood`, which adds the findings up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from protocol.assist import MoodName
from protocol.message import Language
from server.assist.phrases import PhraseFinder
from server.content.playbook import MoodWord, Playbook

_NEGATION = {
    "zh": re.compile(r"(?:不|没有?|并非|别|无需|不用|不必|不怎么)(?:很|太|那么|这么|再|是|会|觉得|感到)*$"),
    "en": re.compile(r"(?:\bnot|n't|\bnever|\bno|\bwithout|\bhardly|\bisn't|\bno longer)(?:\s+(?:so|very|that|really|"
                     r"being|feeling|a|at all|too|all that|exactly))*\s*$"),
}
_INTENSIFIER = {
    "zh": re.compile(r"(?:非常|特别|太|极其|十分|简直|实在|真的?是?|相当|超级?|好|很|尤其|彻底|完全|无比)(?:的|地)?$"),
    "en": re.compile(r"\b(?:very|really|so|extremely|absolutely|totally|completely|truly|utterly|incredibly|beyond)\s+$"),
}
_AFTER = {"zh": re.compile(r"^(?:透了|极了|死了|得很|得不行|到家了)"), "en": re.compile(r"^\s+(?:as hell|indeed)\b")}
_KEPT = 512
"""Lines whose words are kept; what people say recurs."""
_LOOK_BACK = {"zh": 6, "en": 24}
_OWN_NEGATION = {"zh": re.compile(r"^[不没无别]"), "en": re.compile(r"^(?:not|no|never|can't|don't|won't|isn't)\b")}


@dataclass(frozen=True, slots=True)
class Said:
    """One mood word as it was said."""

    phrase: str
    mood: MoodName
    strength: float
    """Weight of the word, strengthened by an intensifier; never negative."""


class MoodWords:
    """The mood words of a playbook, ready to be looked for."""

    def __init__(self, playbook: Playbook) -> None:
        self._lang: Language = playbook.lang
        self._finder: PhraseFinder[MoodWord] = PhraseFinder(
            ((word.phrase, word) for word in playbook.mood_words), playbook.lang)
        self.find = lru_cache(maxsize=_KEPT)(self._find)
        """Text -> its mood words in their order, the longer one where two overlap, negated ones left out."""

    def _find(self, text: str) -> tuple[Said, ...]:
        lowered = self._finder.fold(text)
        found: list[tuple[int, Said]] = []
        taken: list[tuple[int, int]] = []
        for start, end, word in sorted(self._finder.find(lowered), key=lambda hit: (hit[0] - hit[1], hit[0])):
            if any(start < to and end > fro for fro, to in taken):
                continue
            taken.append((start, end))
            if not word.weight:
                continue
            before = _clause_before(lowered, start, _LOOK_BACK[self._lang])
            negated = _NEGATION[self._lang].search(before) and not _OWN_NEGATION[self._lang].search(word.phrase.lower())
            if negated:
                continue
            strength = word.weight
            if _INTENSIFIER[self._lang].search(before) or _AFTER[self._lang].search(lowered[end:end + 12]):
                strength *= 1.4
            found.append((start, Said(word.phrase, word.mood, strength)))
        return tuple([said for _, said in sorted(found, key=lambda one: one[0])])


def _clause_before(text: str, start: int, reach: int) -> str:
    """Up to `reach` characters before a place, cut at the last punctuation mark."""
    before = text[max(0, start - reach):start]
    return re.split(r"[，。！？；,.!?;]", before)[-1]
