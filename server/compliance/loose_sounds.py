"""Chinese phrases found by their sound although the speaker hesitates within them: 保那个证能批, 保证，能批, 保证保证能批.

In come phrases with a value each, once; then folded texts.  Both lose fillers, commas and what is only said twice, and are
compared by sound; a place leads back to the folded text.  Next: `server.compliance.matching`, which asks beside the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from .lexicon import Hit
from .sounds import SoundLexicon

V = TypeVar("V")

MIN_CHARACTERS = 4
"""Of the shortest phrase that is looked for, once it has lost its fillers."""
MIN_OVER_A_COMMA = 5
_DROPPED = re.compile(r"[嗯呃唔诶欸啊哦噢呀嘛]|(?<![金余限全差总数面定税名份])额(?![度外头满])|[那这]个|就是说?|[,、…·\-]")
_TWICE = re.compile(r"([^\W\d_]{1,3}?)\1")
_WORDS = re.compile(r"[\u4e00-\u9fff0-9]+")


def _fluent(text: str) -> tuple[str, list[int]]:
    """A text without what hesitation adds, and per character its place in the text."""
    places = list(range(len(text)))
    for pattern, kept in ((_DROPPED, False), (_TWICE, True)):
        cut = [place for match in pattern.finditer(text) for place in range(match.end(1) if kept else match.start(), match.end())]
        if cut:
            gone = set(cut)
            left = [place for place in range(len(text)) if place not in gone]
            text, places = "".join(text[place] for place in left), [places[place] for place in left]
    return text, places


class LooseSounds(Generic[V]):
    """Phrases with a value each, found over hesitations; built once per playbook, then shared by all calls."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        fluent = ((_fluent(phrase)[0], value) for phrase, value in phrases if _WORDS.fullmatch(phrase))
        self._sounds: SoundLexicon[V] = SoundLexicon([(text, value) for text, value in fluent if len(text) >= MIN_CHARACTERS])

    def find(self, folded: str) -> list[Hit[V]]:
        """What is only found once the hesitations are gone."""
        text, places = _fluent(folded)
        if len(text) == len(folded):
            return []
        found: list[Hit[V]] = []
        for hit in self._sounds.find(text):
            start, end, count = places[hit.start], places[hit.end - 1] + 1, hit.end - hit.start
            if end - start > count and (count >= MIN_OVER_A_COMMA or "," not in folded[start:end]):
                found.append(Hit(start, end, hit.value))
        return found
