"""Numbers as people say and recognisers write them: digits in, pieces of text with their digits marked out.

Everything is fictional and drawn from a seeded generator.  Next: `cases` puts the pieces into utterances.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from protocol.message import Language

STYLES = ("plain", "grouped", "arabic", "arabic_grouped", "fillers", "turns", "turns_readback", "correction", "mixed",
          "misheard")
"""How a number comes: in one piece, in groups, over fillers, over utterances, put right midway, with wrong digits."""
ERROR_RATE = 0.03
"""Digits that a recogniser gets wrong, drops or takes for a word."""

_ZH = "零一二三四五六七八九"
_ZH_PHONE = {"1": "幺", "0": "洞", "2": "两", "7": "拐"}
_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MISHEARD = {"zh": ("灵", "吧", "就", "遛", "留", "气", "把", "山", "以"), "en": ("to", "for", "ate", "won", "hero", "tree", "fife", "sex")}
_FILLERS = {
    "zh": (",嗯,", ",那个,", "呃", ",然后,", ",等一下啊,", ",我看看,", ",后面是,", "啊,", ",然后是,", "…", ",稍等,", ",嗯嗯,"),
    "en": (", um, ", " uh ", ", let me see, ", " and then ", ", hold on, ", " dash ", ", er, ", "... ", ", okay, ", " then ",
           ", wait, ", ", and it goes "),
}
_CORRECTIONS = {
    "zh": (",不对,是", ",哦不,是", ",说错了,是", ",不是,是", ",错了,应该是"),
    "en": (", no, sorry, ", ", sorry, ", ", no wait, ", ", I mean ", ", make that ", ", correction, "),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text."""

    text: str
    digits: int = 0
    """Private digits (or words) that it says; 0 for the text around them."""


def groups_of(digits: str, rng: Random) -> list[str]:
    """The digits in groups of three to five, as people read them from a card."""
    groups, rest = [], digits
    size = rng.choice((3, 4, 4, 4))
    while rest:
        take = size if len(rest) - size >= 2 or len(rest) == size else len(rest)
        groups.append(rest[:take])
        rest = rest[take:]
    return groups


def say(digits: str, lang: Language, style: str, rng: Random) -> list[list[Piece]]:
    """The utterances that a number takes in this style, one or several, each a list of pieces."""
    groups = groups_of(digits, rng)
    errors = ERROR_RATE if style == "misheard" else 0.0
    if style in ("turns", "turns_readback"):
        parts = _merge(groups, rng)
        arabic = rng.random() < 0.4
        return [_join([_group(group, lang, arabic, rng) for group in part], " " if lang == "en" else rng.choice(("", ",")))
                for part in parts]
    if style in ("arabic", "arabic_grouped"):
        separator = "" if style == "arabic" else rng.choice((" ", "-"))
        return [_join([_group(group, lang, True, rng) for group in groups], separator)]
    if style == "mixed":
        return [_join([_group(group, lang, rng.random() < 0.5, rng) for group in groups], rng.choice((" ", ", ")))]
    spoken = [_group(group, lang, False, rng, errors) for group in groups]
    if style == "fillers":
        return [_join(spoken, *[rng.choice(_FILLERS[lang]) for _ in spoken])]
    if style == "correction":
        at = rng.randrange(len(groups))
        place = rng.randrange(len(groups[at]))
        wrong = str((int(groups[at][place]) + 1 + rng.randrange(8)) % 10) if groups[at][place].isdigit() else "3"
        if rng.random() < 0.5:
            spoiled = _group(groups[at][:place] + wrong, lang, False, rng)
            rest = _group(groups[at][place:], lang, False, rng)
        else:
            spoiled = _group(groups[at][:place] + wrong + groups[at][place + 1:], lang, False, rng)
            rest = spoken[at]
        spoken[at] = [*spoiled, Piece(rng.choice(_CORRECTIONS[lang])), *rest]
    separator = (" " if lang == "en" else "") if style in ("plain", "misheard") else (", " if lang == "en" else ",")
    return [_join(spoken, separator)]


def _merge(groups: list[str], rng: Random) -> list[list[str]]:
    """The groups over two to four utterances."""
    wanted = min(len(groups), rng.choice((2, 3, 4)))
    if len(groups) == 1 and len(groups[0]) >= 4:
        half = len(groups[0]) // 2
        return [[groups[0][:half]], [groups[0][half:]]]
    parts: list[list[str]] = [[] for _ in range(wanted)]
    for index, group in enumerate(groups):
        parts[index * wanted // len(groups)].append(group)
    return parts


def _join(parts: list[list[Piece]], *separators: str) -> list[Piece]:
    joined: list[Piece] = []
    for index, part in enumerate(parts):
        if index and separators[(index - 1) % len(separators)]:
            joined.append(Piece(separators[(index - 1) % len(separators)]))
        joined.extend(part)
    return joined


def _group(group: str, lang: Language, arabic: bool, rng: Random, errors: float = 0.0) -> list[Piece]:
    """One group of digits; with errors, some are other digits, missing, or misheard as words."""
    if arabic:
        return [Piece(digit, 1) for digit in group]
    pieces: list[Piece] = []
    place = 0
    while place < len(group):
        digit = group[place]
        if rng.random() < errors:
            kind = rng.random()
            if kind < 0.6:
                digit = str(rng.randrange(10))
            elif kind < 0.8:
                place += 1
                continue
            else:
                pieces.append(Piece(rng.choice(_MISHEARD[lang])))
                place += 1
                continue
        step, text = _spoken(group, place, digit, lang, rng)
        pieces.append(Piece(text, step))
        place += step
    if lang == "zh":
        return pieces
    return _join([[piece] for piece in pieces], " ")


def _spoken(group: str, place: int, digit: str, lang: Language, rng: Random) -> tuple[int, str]:
    """How many digits the next word says, and the word."""
    if digit == "X":
        return 1, rng.choice(("X", "叉")) if lang == "zh" else "x"
    if lang == "zh":
        return 1, _ZH_PHONE[digit] if digit in _ZH_PHONE and rng.random() < 0.4 else _ZH[int(digit)]
    following = group[place + 1:place + 2]
    if following == digit and rng.random() < 0.6:
        return 2, f"double {_EN[int(digit)]}"
    if digit in "23456789" and following in tuple("123456789") and rng.random() < 0.1:
        return 2, f"{_TENS[int(digit)]} {_EN[int(following)]}"
    return 1, "oh" if digit == "0" and rng.random() < 0.5 else _EN[int(digit)]
