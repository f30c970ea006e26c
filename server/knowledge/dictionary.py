"""Chinese cut into words by jieba's dictionary: a run of characters in, its words of three characters and more out.

They are those of `jieba.cut_for_search(run, HMM=False)`, from the dictionary file that jieba ships; but of its 350,000 words
only those are looked at that a text asks for.  jieba itself takes 0.8 s and 100 MB before its first word.  Next: `terms`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LEAST = 3
"""Characters of a word that is told; shorter ones are terms anyway."""
_OUTSIDE = re.compile(r"[^\u4e00-\u9fd5]+")
"""jieba knows no character beyond these and cuts there."""
_SPACE, _NEWLINE = 32, 10
_KEPT = 400_000
"""Stretches of text whose weight is kept."""
_NO_WORD, _NO_BEGINNING = 1.0, 2.0
"""In place of a weight, which is below 0: no word but the beginning of one, and neither."""


class Weights(dict[str, float]):
    """Stretch of text -> logarithm of how often it is a word, worked out the first time it is asked for."""

    def __init__(self, file: Path) -> None:
        """`file`: lines of `word frequency kind`, those with the same first character mostly beside each other."""
        super().__init__()
        self._text = file.read_bytes()
        text = np.frombuffer(self._text, np.uint8)
        spaces, ends = np.flatnonzero(text == _SPACE), np.flatnonzero(text == _NEWLINE)
        self._total = log(_sum_of_numbers(text, spaces[0::2], spaces[1::2]))
        self.unknown = 0.0 - self._total
        """Of a single character that is in no dictionary."""
        starts = np.concatenate(([0], ends[:-1] + 1))
        head = text[starts[:, None] + np.arange(3)].astype(np.int64) @ (1 << np.array([16, 8, 0]))
        first = np.flatnonzero(np.diff(head, prepend=-1))
        self._places: dict[int, list[tuple[int, int]]] = {}
        for key, start, end in zip(head[first].tolist(), starts[first].tolist(), [*starts[first[1:]].tolist(), len(text)],
                                   strict=True):
            self._places.setdefault(key, []).append((start, end))
        self._groups: dict[str, str] = {}

    def __missing__(self, said: str) -> float:
        group = self._group(said[0])
        if f"\n{said}" not in group:
            weight = _NO_BEGINNING
        else:
            often = self.count(said)
            weight = log(often) - self._total if often else _NO_WORD
        if len(self) >= _KEPT:
            self.clear()
        self[said] = weight
        return weight

    def count(self, word: str) -> int:
        """How often a word was met; 0 if it is none."""
        group = self._group(word[0])
        place = group.find(f"\n{word} ") + len(word) + 2
        return int(group[place:group.index(" ", place)]) if place > len(word) + 1 else 0

    def _group(self, character: str) -> str:
        """The lines that begin with a character, a line feed before each."""
        group = self._groups.get(character)
        if group is None:
            places = self._places.get(int.from_bytes(character.encode(), "big"), [])
            group = self._groups[character] = "".join(f"\n{self._text[start:end].decode()}" for start, end in places)
        return group


def count(word: str) -> int:
    """How often a Chinese word was met in the dictionary's texts; 0 if it is none."""
    return _weights().count(word)


def longer_words(run: str) -> list[str]:
    """The words of a stretch of Chinese, of `LEAST` characters and more, in order; in a long one also the words of three."""
    found: list[str] = []
    for part in _OUTSIDE.split(run) if _OUTSIDE.search(run) else (run,):
        found += _cut(part, _weights())
    return found


def _cut(text: str, weights: Weights) -> list[str]:
    """The most probable way to cut a text, from its end: `ends[i]` is where the word that begins at `i` ends."""
    size = len(text)
    best, ends = [0.0] * (size + 1), [0] * size
    known = weights.get
    for start in range(size - 1, -1, -1):
        most, chosen = 0.0, 0
        for end in range(start + 1, size + 1):
            weight = known(said := text[start:end])
            if weight is None:
                weight = weights[said]
            if weight < 0.0:
                weight += best[end]
                if weight >= most or not chosen:
                    most, chosen = weight, end
            elif weight == _NO_BEGINNING:
                break
        if not chosen:
            most, chosen = weights.unknown + best[start + 1], start + 1
        best[start], ends[start] = most, chosen
    found: list[str] = []
    start = 0
    while start < size:
        end = ends[start]
        if end - start >= LEAST:
            if end - start > LEAST:
                found += (part for place in range(start, end - 2) if weights[part := text[place:place + 3]] < 0.0)
            found.append(text[start:end])
        start = end
    return found


def _sum_of_numbers(text: NDArray[np.uint8], before: NDArray[np.intp], behind: NDArray[np.intp]) -> int:
    """The sum of the decimal numbers that stand between these places, each of shape (lines,)."""
    total = 0
    for digit in range(int((behind - before).max()) - 1):
        held = behind[behind - 1 - digit > before] - 1 - digit
        total += int((text[held].astype(np.int64) - ord("0")).sum()) * 10 ** digit
    return total


@lru_cache(maxsize=1)
def _weights() -> Weights:
    spec = find_spec("jieba")
    assert spec is not None and spec.submodule_search_locations
    return Weights(Path(spec.submodule_search_locations[0]) / "dict.txt")
