"""What a classifier sees of a text: its words, characters and their neighbours, as places in a vocabulary.

In comes a line in Chinese, English or both; out comes an array of numbers for `classifier` and for the recipe in
`models.training.classifier_network`.  Training and use share this module, and a model names the `VERSION` it was made for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.classify.concepts import Concepts

VERSION = 1
"""Changes whenever the same text would give other numbers."""
CONCEPTS_VERSION = 2
"""The same for a model that brings a table of concepts."""
MOST_TOKENS = 120
"""Words and Chinese characters that are read of one text; a line of a call is far shorter."""
MOST_UNITS = 640
"""Numbers that one text gives at most."""
PADDING = 0
_TEXTS_KEPT = 8
"""Texts whose features are kept: what the mood is read from, the intent is read from next."""
_FEATURES_KEPT = 100_000
"""Features of which the place is kept: most come again."""

_TOKEN = re.compile(r"[\u4e00-\u9fff]|[a-z]+(?:'[a-z]+)?|#")
_ZH_NUMBER = re.compile(r"(?:百分之)?[零一二两三四五六七八九十百千万亿点]{2,}|\d[\d,.:%]*")
"""Two numerals at least: 一下, 一笔 and 一个 are no amounts."""
_FOLD = str.maketrans({"’": "'", "‘": "'", "\u3000": " "})


def tokens(text: str) -> list[str]:
    """Lower-case words, single Chinese characters, and `#` for a number; marks are left out."""
    folded = _ZH_NUMBER.sub("#", text[:8 * MOST_TOKENS].translate(_FOLD).lower())
    return _TOKEN.findall(folded)[:MOST_TOKENS]


def units(text: str, concepts: Concepts | None = None) -> list[str]:
    """The features of a text, as strings; the same one twice counts twice."""
    words, found = _plain_units(text)
    return [*found, *concepts.units(words)] if concepts and words else list(found)


@lru_cache(maxsize=_TEXTS_KEPT)
def _plain_units(text: str) -> tuple[list[str], list[str]]:
    """The tokens of a text, and its features without concepts: what several classifiers share; not to be changed."""
    words = tokens(text)
    if not words:
        return words, []
    found = list(words)
    edged = ["^", *words, "$"]
    # Lists, not generators: this runs for every line that is heard.
    pairs = [f"{one} {two}" for one, two in zip(edged, edged[1:], strict=False)]
    found += pairs
    found += [f"{pair} {three}" for pair, three in zip(pairs, edged[2:], strict=False)]
    found += [f"{one} _ {three}" for one, three in zip(words, words[2:], strict=False)]
    # Beginnings stand for a stem: declin-ed, declin-ing.
    found += [word[:size] + "-" for word in words if len(word) > 4 for size in (4, 5, 6) if len(word) > size]
    return words, found[:MOST_UNITS]


def hashes(text: str, concepts: Concepts | None = None) -> NDArray[np.uint32]:
    """The features of a text as 32-bit numbers, shape (n,)."""
    return np.array([crc32(unit.encode()) for unit in units(text, concepts)], np.uint32)


def numbers(text: str, vocabulary: NDArray[np.uint32], concepts: Concepts | None = None) -> NDArray[np.int64]:
    """Place of each known feature in a sorted vocabulary, from 1; shape (n,).  One `PADDING` where nothing is known.

    What the recipe has not met in two phrasings is left out rather than guessed from a shared bucket.
    """
    found = hashes(text, concepts)
    places = np.minimum(np.searchsorted(vocabulary, found), len(vocabulary) - 1)
    known = (places + 1)[vocabulary[places] == found]
    return known.astype(np.int64) if len(known) else np.array([PADDING], np.int64)


class Places(dict[str, int]):
    """Feature -> its place in a vocabulary, from 1; 0 if it is not in it.  Worked out the first time a feature is met."""

    def __init__(self, vocabulary: NDArray[np.uint32]) -> None:
        super().__init__()
        self._vocabulary = {feature: place for place, feature in enumerate(vocabulary.tolist(), 1)}

    def __missing__(self, unit: str) -> int:
        place = self._vocabulary.get(crc32(unit.encode()), 0)
        if len(self) >= _FEATURES_KEPT:
            self.clear()
        self[unit] = place
        return place


def places_of(text: str, places: Places, concepts: Concepts | None = None) -> list[int]:
    """The same as `numbers`; for one line, small arrays cost more than they save."""
    known = [place for place in map(places.__getitem__, units(text, concepts)) if place]
    return known or [PADDING]


def padded(rows: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Several texts' numbers as one array (texts, longest), filled up with `PADDING`."""
    filled = np.full((len(rows), max(len(row) for row in rows)), PADDING, np.int64)
    for place, row in enumerate(rows):
        filled[place, :len(row)] = row
    return filled
