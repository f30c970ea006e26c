"""Chinese phrases found by their sound: 保证能匹 and 我要头诉 are what a recogniser writes for 保证能批 and 我要投诉.

In come phrases with a value each, once; then texts, whose characters are exchanged for one sign per syllable (no tone,
`eng` as `en`, `ing` as `in`, `zh` as `z`, `l` as `n`).  A sign stands for a character, so places need no way back.
Next: `server.compliance.matching`, which asks for the few phrases that a playbook names under `sounds`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick
from pypinyin import Style, pinyin

from .lexicon import Hit

V = TypeVar("V")

_FIRST_SIGN = 0xE000
"""Signs are private-use characters: no text holds them."""
_SAME_ENDS = (("eng", "en"), ("ing", "in"))
_SAME_BEGINNINGS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
"""Speakers and recognisers keep these apart least."""


class _Signs(dict[int, str]):
    """Character to the sign of its syllable, worked out the first time it is seen; others stay."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        sign = character
        if "\u4e00" <= character <= "\u9fff":
            syllable = pinyin(character, style=Style.NORMAL, errors="ignore")
            if syllable:
                sign = self._sign(syllable[0][0])
        self[code] = sign
        return sign

    def _sign(self, syllable: str) -> str:
        for end, same in _SAME_ENDS:
            if syllable.endswith(end):
                syllable = syllable.removesuffix(end) + same
        for begin, same in _SAME_BEGINNINGS:
            if syllable.startswith(begin):
                syllable = same + syllable.removeprefix(begin)
        return self._signs.setdefault(syllable, chr(_FIRST_SIGN + len(self._signs)))


_signs = _Signs()


class SoundLexicon(Generic[V]):
    """Phrases with a value each, found by their sound; built once per playbook, then shared by all calls."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        values: dict[str, list[V]] = {}
        for phrase, value in phrases:
            values.setdefault(phrase.translate(_signs), []).append(value)
        self._values = list(values.values())
        self._automaton = AhoCorasick(list(values)) if values else None

    def find(self, folded: str) -> list[Hit[V]]:
        """Every phrase that a folded text sounds like, by place; they may overlap."""
        if self._automaton is None:
            return []
        return [Hit(start, end, value)
                for index, start, end in self._automaton.find_matches_as_indexes(folded.translate(_signs), overlapping=True)
                for value in self._values[index]]
