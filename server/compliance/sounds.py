"""Chinese phrases found by their sound: 保证能匹 and 我要头诉 are what a recogniser writes for 保证能批 and 我要投诉.

In come phrases with a value each, once; then texts, whose characters are exchanged for one sign per syllable (no tone,
`eng` as `en`, `ing` as `in`, `zh` as `z`, `l` as `n`).  A sign stands for a character, so places need no way back.
Next: `server.compliance.matching`, which asks for the few phrases that a playbook names under `sounds`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

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
            readings = _readings().get(str(code))
            if readings:
                sign = self._sign(_plain(readings.partition(",")[0]))
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


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, str]:
    """Number of a character -> its readings, the usual one first, from the table that pypinyin ships.

    pypinyin itself reads 47,000 phrases before it tells one character.
    """
    spec = find_spec("pypinyin")
    assert spec is not None and spec.submodule_search_locations
    table: dict[str, str] = json.loads((Path(spec.submodule_search_locations[0]) / "pinyin_dict.json").read_bytes())
    return table


def _plain(reading: str) -> str:
    """A reading without its tone; \u00fc is written v, as pypinyin does."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


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
