"""Many fixed phrases looked for in one text at once.

In come (phrase, value) pairs and later texts; out come places and values.  The cost grows with the text, not with
the number of phrases: each place is looked up by its first two characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from protocol.message import Language

V = TypeVar("V")

_WORD_START = re.compile(r"(?<![^\W_])\S")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u3000": " "})


def fold(text: str) -> str:
    """A text as it is compared: lower case, plain apostrophes; as long as before."""
    lowered = text.translate(_FOLD).lower()
    return lowered if len(lowered) == len(text) else text.translate(_FOLD)


class PhraseFinder(Generic[V]):
    """Fixed phrases with a value each.  English phrases match whole words, a plural `s` allowed."""

    def __init__(self, phrases: Iterable[tuple[str, V]], lang: Language) -> None:
        self._words = lang == "en"
        self._by_start: dict[str, list[tuple[str, V]]] = {}
        for phrase, value in phrases:
            folded = fold(phrase).strip()
            if folded:
                self._by_start.setdefault(folded[:2], []).append((folded, value))

    @staticmethod
    def fold(text: str) -> str:
        """See `fold`."""
        return fold(text)

    def find(self, folded: str) -> list[tuple[int, int, V]]:
        """(start, end, value) of every phrase in a folded text, in order of place; they may overlap."""
        found: list[tuple[int, int, V]] = []
        starts = self._by_start
        # English phrases start where a word does; a Chinese one may start anywhere.
        places = (match.start() for match in _WORD_START.finditer(folded)) if self._words else range(len(folded))
        for place in places:
            candidates = starts.get(folded[place:place + 2], [])
            if place + 1 < len(folded) and folded[place] in starts:
                candidates = candidates + starts[folded[place]]
            for phrase, value in candidates:
                if folded.startswith(phrase, place):
                    end = place + len(phrase)
                    if not self._words or self._whole(folded, place, end):
                        found.append((place, end, value))
        return found

    @staticmethod
    def _whole(text: str, start: int, end: int) -> bool:
        if start and text[start - 1].isalnum() and text[start].isalnum():
            return False
        if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            return text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isalnum())
        return True
