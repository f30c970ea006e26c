"""English words brought to their stem, after Porter's algorithm of 1980: `disputing`, `disputes` -> `disput`.

In comes a lower-case word; out comes its stem.  `terms` files and looks up by it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_C = "[^aeiou]"
_V = "[aeiouy]"
_CC = f"{_C}[^aeiouy]*"
_VV = f"{_V}[aeiou]*"
_MEASURED = re.compile(f"^({_CC})?{_VV}{_CC}")
"""At least one vowel-consonant sequence."""
_ONCE = re.compile(f"^({_CC})?{_VV}{_CC}({_VV})?$")
_TWICE = re.compile(f"^({_CC})?{_VV}{_CC}{_VV}{_CC}")
_VOWEL = re.compile(f"^({_CC})?{_V}")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")
_SHORT = re.compile(f"^{_CC}{_V}[^aeiouwxy]$")

_SECOND = {"ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
           "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
           "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log"}
_THIRD = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_FOURTH = ("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
           "al", "er", "ic", "ou")
_LONGEST_FIRST = {step: sorted(endings, key=len, reverse=True) for step, endings in ((2, _SECOND), (3, _THIRD))}
_KEPT = 32_768


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The stem of a lower-case word; what is too short, or no English word, stays as it is."""
    word = word.partition("'")[0]
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return word
    # a `y` at the beginning is a consonant
    first = word.startswith("y")
    word = "Y" + word[1:] if first else word
    word = _last_y(_past(_plural(word)))
    word = _replaced(_replaced(word, 2, _SECOND), 3, _THIRD)
    word = _final_e(_suffix(word))
    return "y" + word[1:] if first else word


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _MEASURED.match(word[:-3]) else word
    ending = next((one for one in ("ed", "ing") if word.endswith(one)), "")
    if not ending or not _VOWEL.match(word[:-len(ending)]):
        return word
    word = word[:-len(ending)]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _DOUBLE.search(word):
        return word[:-1]
    return word + "e" if _SHORT.match(word) else word


def _last_y(word: str) -> str:
    # behind a vowel it stays, so that `repay` and `repayment` meet
    return word[:-1] + "i" if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou" else word


def _replaced(word: str, step: int, endings: dict[str, str]) -> str:
    for ending in _LONGEST_FIRST[step]:
        if word.endswith(ending):
            rest = word[:-len(ending)]
            return rest + endings[ending] if _MEASURED.match(rest) else word
    return word


def _suffix(word: str) -> str:
    for ending in _FOURTH:
        if word.endswith(ending):
            rest = word[:-len(ending)]
            return rest if _TWICE.match(rest) else word
    if word.endswith("ion") and word[:-3].endswith(("s", "t")) and _TWICE.match(word[:-3]):
        return word[:-3]
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _TWICE.match(rest) or (_ONCE.match(rest) and not _SHORT.match(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _TWICE.match(word) else word
