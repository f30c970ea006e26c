"""English phrases found in whatever form their words take: contracted, inflected, misspelt by sound, with fillers or stutters.

In come phrases with a value each, once; then folded texts.  Both are written as plain words ("you're gonna, um, get get
approved" and "you will get approved" are the same), so that one automaton finds them; places lead back to the folded text.
Next: `server.compliance.matching`, which asks beside the exact phrases.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from .lexicon import Hit

V = TypeVar("V")

MIN_WORDS = 3
"""Plain words of the shortest phrase that is looked for: shorter ones are found as they are written only."""
MIN_WORDS_OVER_A_COMMA = 4
_WORD = re.compile(r"[a-z0-9']+|[.!?;:](?=\s|$)")
_STOP = "|"
_FILLERS = frozenset({"um", "umm", "uh", "uhh", "er", "erm", "hm", "hmm", "mm", "like", "well", "so", "just", "really",
                      "actually", "basically", "honestly", "literally", "okay", "ok"})
_PAIRS = {("you", "know"): (), ("i", "mean"): (), ("sort", "of"): (), ("kind", "of"): (), ("going", "to"): ("will",),
          ("you", "are"): ("your",), ("it", "is"): ("its",), ("they", "are"): ("there",), ("per", "cent"): ("percent",),
          ("all", "right"): ("alright",), ("pass", "word"): ("password",), ("any", "thing"): ("anything",),
          ("every", "one"): ("everyone",), ("no", "body"): ("nobody",), ("sign", "up"): ("signup",), ("log", "in"): ("login",)}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"), ("'d", "would"), ("'s", "is"))
_SAME = {"gonna": "will", "cannot": "can not", "can't": "can not", "won't": "will not", "ain't": "is not", "dont": "do not",
         "doesnt": "do not", "wont": "will not", "isnt": "is not", "cant": "can not", "youre": "your", "wanna": "want to",
         "gotta": "got to", "hafta": "have to", "gimme": "give me", "lemme": "let me", "cause": "because", "their": "there",
         "for": "4", "four": "4", "to": "2", "too": "2", "two": "2", "one": "1", "three": "3", "five": "5", "six": "6",
         "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
         "buy": "by", "bye": "by", "write": "right", "hole": "whole", "principle": "principal", "lone": "loan",
         "was": "is", "were": "are", "has": "have", "does": "do", "did": "do", "text": "text", "this": "this", "its": "its",
         "guaranty": "guarant", "guarantee": "guarant", "guaranteed": "guarant", "guarantees": "guarant"}
_MOST_REPEATED = 3


@lru_cache(maxsize=16_384)
def _plain(word: str) -> tuple[str, ...]:
    """A word as plain words, none for a filler."""
    if word in _FILLERS:
        return ()
    if word in _SAME:
        return tuple(_SAME[word].split())
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            before = word.removesuffix(ending)
            return (*(_plain(before) if before else ()), full)
    return (_stem(word.strip("'")),)


def _stem(word: str) -> str:
    """Without the ending of a plural or a tense; the same for all forms of a regular word."""
    for ending in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and ending in ("ing", "ed") else stem
    return word


def _words(text: str) -> list[tuple[str, int, int]]:
    """The plain words of a folded text with [start, end) of where each stands; a stop parts sentences."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        for plain in (_STOP,) if word in ".!?;:" else _plain(word):
            pair = _PAIRS.get((found[-1][0], plain)) if found else None
            if pair is not None:
                first = found.pop()
                found += [(one, first[1], end) for one in pair]
            else:
                found.append((plain, start, end))
            _drop_repeated(found)
    return found


def _drop_repeated(found: list[tuple[str, int, int]]) -> None:
    """Without words at the end that were only said twice; they stand where the first and the second stood together."""
    for count in range(1, _MOST_REPEATED + 1):
        one, two = found[-2 * count:-count], found[-count:]
        if len(one) == count and [word for word, _, _ in one] == [word for word, _, _ in two]:
            found[-2 * count:] = [(first[0], first[1], second[2]) for first, second in zip(one, two, strict=True)]
            return


def _holds_filler(phrase: str) -> bool:
    words = [match.group() for match in _WORD.finditer(phrase)]
    return not _FILLERS.isdisjoint(words) or any(_PAIRS.get(pair) == () for pair in itertools.pairwise(words))


class FormLexicon(Generic[V]):
    """Phrases with a value each; built once per playbook, then shared by all calls."""

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        values: dict[str, list[V]] = {}
        for phrase, value in phrases:
            if _holds_filler(phrase):
                # "basically free of charge" means less without its first word, and other things too.
                continue
            words = [word for word, _, _ in _words(phrase) if word != _STOP]
            if len(words) >= MIN_WORDS:
                values.setdefault(f" {' '.join(words)} ", []).append(value)
        self._values = list(values.values())
        self._automaton = AhoCorasick(list(values)) if values else None

    def find(self, folded: str) -> list[Hit[V]]:
        """Every phrase that a folded text says in some form, by place; they may overlap."""
        if self._automaton is None:
            return []
        words = _words(folded)
        if len(words) < MIN_WORDS:
            return []
        text = f" {' '.join(word for word, _, _ in words)} "
        begins: dict[int, int] = {}
        place = 0
        for index, (word, _, _) in enumerate(words):
            begins[place] = index
            place += len(word) + 1
        begins[place] = len(words)
        found: list[Hit[V]] = []
        for number, first, last in self._automaton.find_matches_as_indexes(text, overlapping=True):
            one, after = begins[first], begins[last - 1]
            start, end = words[one][1], words[after - 1][2]
            if after - one >= MIN_WORDS_OVER_A_COMMA or "," not in folded[start:end]:
                found.extend(Hit(start, end, value) for value in self._values[number])
        return found
