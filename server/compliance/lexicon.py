"""Thousands of phrases looked for in one text at once, whatever its spacing, case, width and script.

In come (phrase, value) pairs once, then texts; out come places in the *folded* text, which `Folded` maps back to the
text as it was shown.  Next: `server.compliance.evaluator` asks `server.compliance.negation` whether a hit counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick
from opencc import OpenCC

from protocol.message import Language

V = TypeVar("V")

_DROPPED_ZH = frozenset(" \t\n\u3000\u200b·•-—_~`^\"'“”‘’「」『』《》")
"""What a transcript may put between two Chinese characters; of quotation marks see `Folded.quoted`."""
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"'}
_SAME = {"’": "'", "‘": "'", "“": '"', "”": '"', "-": " ", "–": " ", "—": " ", "\t": " ", "\n": " ", "\u3000": " "}
_POINTS = {",": ",", "。": "。", "!": "!", "?": "?", ";": ";", ":": ":"}
_HAN_FIRST, _HAN_LAST = "\u4e00", "\u9fff"


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """A Chinese text in simplified characters."""
    converted: str = _to_simplified().convert(text)
    return converted


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, with the way back."""

    text: str
    places: tuple[int, ...]
    """Per folded character, its place in the text that came in."""
    quoted: tuple[tuple[int, int], ...] = ()
    """[start, end) of the folded text that stood in quotation marks."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text as a span of the text that came in."""
        if start >= end:
            return (0, 0)
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A phrase that was found."""

    start: int
    end: int
    value: V


class _Fold(dict[int, str]):
    """Character to the one it is compared as, worked out the first time it is seen."""

    def __init__(self, same: dict[str, str]) -> None:
        super().__init__()
        self._same = same

    def __missing__(self, code: int) -> str:
        character = self._same.get(chr(code), chr(code))
        if _HAN_FIRST <= character <= _HAN_LAST:
            character = _to_simplified().convert(character)
        wide = unicodedata.normalize("NFKC", character).casefold()
        folded = _POINTS.get(character) or (wide if len(wide) == 1 else character)
        self[code] = folded
        return folded


_FOLDS: dict[Language, _Fold] = {"zh": _Fold({}), "en": _Fold(_SAME)}


def fold(text: str, lang: Language) -> Folded:
    """Lower case, half width, simplified characters, one kind of apostrophe; Chinese without spaces, English with single ones."""
    folded = text.translate(_FOLDS[lang])
    plain = (_DROPPED_ZH.isdisjoint(text) if lang == "zh"
             else "  " not in folded and folded[:1] != " " and '"' not in folded)
    if plain and len(folded) == len(text):
        return Folded(folded, tuple(range(len(text))))
    return _fold_slowly(text, folded, lang)


def _fold_slowly(text: str, same: str, lang: Language) -> Folded:
    """`fold` of a text that loses characters or holds quotation marks."""
    folded: list[str] = []
    places: list[int] = []
    quoted: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for place, character in enumerate(text):
        if opened is not None and character == opened[0]:
            quoted.append((opened[1], len(folded)))
            opened = None
        elif opened is None and character in _QUOTES:
            opened = (_QUOTES[character], len(folded))
        if lang == "zh" and character in _DROPPED_ZH and not _between_words(text, place):
            continue
        if lang == "en" and same[place] == " " and (not folded or folded[-1] == " "):
            continue
        folded.append(same[place])
        places.append(place)
    return Folded("".join(folded), tuple(places), tuple(quoted))


def _between_words(text: str, place: int) -> bool:
    """True for a space that parts two Latin words inside a Chinese text."""
    return (text[place] == " " and 0 < place < len(text) - 1
            and text[place - 1].isascii() and text[place - 1].isalpha()
            and text[place + 1].isascii() and text[place + 1].isalpha())


class Lexicon(Generic[V]):
    """Phrases with a value each; built once per playbook, then shared by all calls."""

    def __init__(self, phrases: Iterable[tuple[str, V]], lang: Language) -> None:
        values: dict[str, list[V]] = {}
        for phrase, value in phrases:
            # What a phrase holds nothing of to be dropped is folded without the way back: there are tens of thousands.
            plain = lang == "zh" and _DROPPED_ZH.isdisjoint(phrase)
            folded = (phrase.translate(_FOLDS[lang]) if plain else fold(phrase, lang).text).strip()
            if folded:
                values.setdefault(folded, []).append(value)
        self._plural = lang == "en"
        self._values = list(values.values())
        self._automaton = AhoCorasick(list(values)) if values else None

    def __len__(self) -> int:
        return len(self._values)

    def find(self, folded: str) -> list[Hit[V]]:
        """Every phrase in a folded text, by place; they may overlap.  Latin words and numbers match whole only."""
        if self._automaton is None:
            return []
        found: list[Hit[V]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if _whole(folded, start, end, self._plural):
                found.extend(Hit(start, end, value) for value in self._values[index])
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found


def _whole(text: str, start: int, end: int, plural: bool) -> bool:
    """False if the match begins or ends in the midst of a Latin word or a number; an English `s` may follow."""
    if start and _latin(text[start]) and _latin(text[start - 1]):
        return False
    if plural and text[end:end + 1] == "s" and text[end - 1].isalpha():
        end += 1
    return not (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
