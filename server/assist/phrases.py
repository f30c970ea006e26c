"""Many fixed phrases looked for in one text at once.

In come (phrase, value) pairs and later texts; out come places and values.  The cost grows with the text, not with
the number of phrases: an Aho-Corasick automaton reads each character once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from protocol.message import Language

V = TypeVar("V")

_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u3000": " "})
_KEPT = 512
"""Texts whose folded form is kept: every stage folds the same line."""


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """A text as it is compared: lower case, plain apostrophes; as long as before."""
    lowered = text.translate(_FOLD).lower()
    return lowered if len(lowered) == len(text) else text.translate(_FOLD)


class PhraseFinder(Generic[V]):
    """Fixed phrases with a value each.  English phrases match whole words, a plural `s` allowed."""

    def __init__(self, phrases: Iterable[tuple[str, V]], lang: Language) -> None:
        self._words = lang == "en"
        values: dict[str, list[V]] = {}
        for phrase, value in phrases:
            folded = fold(phrase).strip()
            if folded:
                values.setdefault(folded, []).append(value)
        self._values = list(values.values())
        self._automaton = AhoCorasick(list(values)) if values else None

    @staticmethod
    def fold(text: str) -> str:
        """See `fold`."""
        return fold(text)

    def find(self, folded: str) -> list[tuple[int, int, V]]:
        """(start, end, value) of every phrase in a folded text, in order of place; they may overlap."""
        if self._automaton is None:
            return []
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        if not found:
            return []
        matches = sorted([(start, index, end) for index, start, end in found])
        return [(start, end, value) for start, index, end in matches
                if not self._words or self._whole(folded, start, end) for value in self._values[index]]

    @staticmethod
    def _whole(text: str, start: int, end: int) -> bool:
        if start and text[start - 1].isalnum():
            return False
        if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            return text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isalnum())
        return True
