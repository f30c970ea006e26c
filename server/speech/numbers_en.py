"""Spoken English numbers to digits: an English sentence in, the same with digits out.

"three point six five percent" -> 3.65%, "two hundred thousand dollars" -> $200,000, "account ending eight eight two one"
-> 8821.  Small words alone ("one moment", "two of us") stay words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BELOW_100 = {**_ONES, **_TEENS, **_TENS}
_WORD = "|".join(sorted([*_BELOW_100, *_SCALES, "hundred"], key=len, reverse=True))
_NUMBER = re.compile(
    rf"\b(?:(?:double|triple)[ ]+(?=(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b))?"
    rf"(?:{_WORD}|oh(?=[ ]+(?:{_WORD}|oh)\b)|point(?=[ ]+(?:{_WORD}|oh)\b))\b"
    rf"(?:(?:,?[ ]+|-)(?:and[ ]+(?=(?:{_WORD})\b))?(?:(?:double|triple)[ ]+)?(?:{_WORD}|oh|point(?=[ ]+(?:{_WORD}|oh)\b))\b)*",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?P<month>{_MONTHS})[ ]+(?:the[ ]+)?(?P<day>(?:(?:twenty|thirty)[- ])?(?:{'|'.join(_ORDINALS)}))\b",
    re.IGNORECASE,
)
_ID_CUE = re.compile(
    r"\b(?:ending(?: in| with)?|ends (?:in|with)|number(?: is)?|extension|code(?: is)?|pin(?: is)?|"
    r"digits(?: are| of \w+ \w+(?: are)?)?|"
    r"account|card|id(?: is)?|suite|room|dial|press|call|it's|zip(?: code)?)[:, ]*$",
    re.IGNORECASE,
)
_YEAR_CUE = re.compile(
    rf"\b(?:in|since|of|by|until|before|after|year|(?:{_MONTHS})(?:[ ]+\d+(?:st|nd|rd|th)?)?,?)[ ]*$", re.IGNORECASE
)
_PERCENT = re.compile(r"[ ]+per[ ]?cent\b", re.IGNORECASE)
_DOLLARS = re.compile(r"[ ]+dollars?\b(?:[ ]+and[ ]+(?P<cents>[a-z]+(?:[- ][a-z]+)?)[ ]+cents?\b)?", re.IGNORECASE)
_SINGLE_BEFORE = re.compile(
    r"[ ]+(?:per[ ]?cent|cents?|basis points?|a\.m\.|p\.m\.|am|pm|o'clock|pounds|euros)\b", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"\b(?P<article>an?)[ ]+(?P<scale>hundred|thousand|million|billion)[ ]+(?=dollars?\b|per[ ]?cent\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Value:
    """What a run of number words means."""

    digits: str
    kind: str
    """`string` of digits, `year`, `whole` or `decimal`."""
    scale: str = ""
    """`million` or `billion` after decimals."""


def write_numbers(text: str) -> str:
    """Rewrite the numbers of `text`."""
    text = _ARTICLE.sub(lambda match: f"one {match['scale']} ", text)
    text = _DATE.sub(_write_date, text)
    pieces: list[str] = []
    position = 0
    for match in _NUMBER.finditer(text):
        if match.start() < position:
            continue
        before = "".join(pieces) + text[position : match.start()]
        written, end = _write(match, before, text)
        pieces.append(text[position : match.start()] + written)
        position = end
    return "".join(pieces) + text[position:]


def _write_date(match: re.Match[str]) -> str:
    month, words = match["month"], re.split(r"[- ]", match["day"].lower())
    if month == "may":
        return match[0]
    return f"{month.capitalize()} {sum(_TENS.get(word, 0) + _ORDINALS.get(word, 0) for word in words)}"


def _write(match: re.Match[str], before: str, text: str) -> tuple[str, int]:
    """The digits for one run of number words, and where in `text` the rewritten part ends."""
    run, end = match[0], match.end()
    after = text[end:]
    if after.startswith("-") and re.match(r"-[a-z]", after, re.IGNORECASE) and len(run.split()) == 1 and "-" not in run:
        # twenty-first, two-factor: words of their own.
        return run, end
    listed = re.split(r",[ ]+", run)
    if len(listed) > 1:
        return _write_list(run, listed, before, after), end
    value = _parse(run.lower(), bool(_ID_CUE.search(before)), bool(_YEAR_CUE.search(before)))
    if value is None:
        return run, end
    dollars = _DOLLARS.match(after)
    single = run.lower() in _ONES
    if dollars and value.kind in ("whole", "decimal", "year"):
        return _write_dollars(value, dollars), end + dollars.end()
    percent = _PERCENT.match(after)
    if percent:
        return f"{value.digits}%", end + percent.end()
    if run.lower().startswith("point"):
        return run, end
    if single and not _SINGLE_BEFORE.match(after):
        return run, end
    if value.kind == "whole":
        return _grouped(value.digits, 10_000) + value.scale, end
    return value.digits + value.scale, end


def _write_dollars(value: _Value, dollars: re.Match[str]) -> str:
    amount = _grouped(value.digits, 1000)
    cents = _parse(dollars["cents"].lower(), False, False) if dollars["cents"] else None
    if cents is not None and cents.digits.isdigit() and int(cents.digits) < 100 and value.kind != "decimal":
        return f"${amount}.{int(cents.digits):02d}"
    tail = f" and {dollars['cents']} cents" if dollars["cents"] else ""
    return f"${amount}{value.scale}{tail}"


def _write_list(run: str, listed: list[str], before: str, after: str) -> str:
    """Numbers with commas between: one identity number said digit by digit, or several numbers."""
    words = " ".join(listed).lower()
    if all(word in _ONES or word == "oh" for word in words.split()) and (len(listed) >= 3 or _ID_CUE.search(before)):
        return _join_digits(words.split())
    written, text = [], before
    for index, item in enumerate(listed):
        match = _NUMBER.match(item)
        following = after if index == len(listed) - 1 else ","
        if match and match.end() == len(item):
            digits, used = _write(match, text, item + following)
            # What follows the last item is rewritten by its own rules, so only a plain rewriting is used here.
            written.append(digits if used == len(item) else item)
        else:
            written.append(item)
        text += written[-1] + ", "
    return ", ".join(written)


def _grouped(digits: str, least: int) -> str:
    whole, point, fraction = digits.partition(".")
    return (f"{int(whole):,}" if int(whole) >= least else whole) + point + fraction


def _join_digits(words: list[str]) -> str:
    digits, times = "", 1
    for word in words:
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
        else:
            digits += str(0 if word == "oh" else _ONES[word]) * times
            times = 1
    return digits


def _parse(run: str, cued: bool, dated: bool) -> _Value | None:
    """The meaning of a run of number words (lower case, no commas); None if it is not clearly one number."""
    words = [word for word in re.split(r"[ -]+", run) if word]
    plain = [word for word in words if word not in ("double", "triple")]
    if all(word in _ONES or word == "oh" for word in plain):
        if len(words) == 1:
            return _Value(str(_ONES[words[0]]), "whole")
        # Two digits in a row mean a number only after "ending in" and the like; three or more always do.
        return _Value(_join_digits(words), "string") if cued or len(words) >= 3 or len(plain) < len(words) else None
    if "point" in words:
        return _parse_decimal(words)
    value = _cardinal(words)
    if value is not None:
        year = dated and 1900 <= value <= 2099
        return _Value(str(value), "year" if year else "whole")
    year_digits = _year(words)
    if year_digits:
        return _Value(year_digits, "year")
    if cued:
        groups = _groups(words)
        if groups:
            return _Value("".join(groups), "string")
    return None


def _parse_decimal(words: list[str]) -> _Value | None:
    at = words.index("point")
    whole = _cardinal(words[:at]) if at else 0
    fraction = words[at + 1 :]
    scale = ""
    if fraction and fraction[-1] in ("million", "billion"):
        scale = " " + fraction.pop()
    if whole is None or not fraction:
        return None
    if all(word in _ONES or word == "oh" for word in fraction):
        return _Value(f"{whole}.{_join_digits(fraction)}", "decimal", scale)
    # "three point sixty five" is said too.
    value = _cardinal(fraction)
    if value is None or value > 99:
        return None
    return _Value(f"{whole}.{value}", "decimal", scale)


def _cardinal(words: list[str]) -> int | None:
    """Two hundred and five thousand and twelve -> 205012; None if the words are not one whole number."""
    total, section, last = 0, 0, ""
    seen = 10**12
    for word in words:
        if word == "and":
            if last not in ("hundred", "scale"):
                return None
            continue
        if word in _ONES:
            if last in ("ones", "teens") or (word == "zero" and len(words) > 1):
                return None
            section, last = section + _ONES[word], "ones"
        elif word in _TEENS or word in _TENS:
            if last in ("ones", "teens", "tens"):
                return None
            section, last = section + _BELOW_100[word], "teens" if word in _TEENS else "tens"
        elif word == "hundred":
            if last not in ("ones", "teens", "tens") or section >= 100:
                return None
            section, last = section * 100, "hundred"
        elif word in _SCALES:
            if section == 0 or _SCALES[word] >= seen:
                return None
            total, section, last, seen = total + section * _SCALES[word], 0, "scale", _SCALES[word]
        else:
            return None
    return total + section if words else None


def _year(words: list[str]) -> str | None:
    """Nineteen ninety nine, twenty twenty six, twenty oh eight."""
    if len(words) not in (2, 3) or words[0] not in ("nineteen", "twenty", "eighteen"):
        return None
    if words[1] == "oh" and len(words) == 3 and words[2] in _ONES:
        rest: int | None = _ONES[words[2]]
    else:
        rest = _cardinal(words[1:])
        if rest is None or not 10 <= rest <= 99:
            return None
    return f"{_BELOW_100[words[0]]}{rest:02d}"


def _groups(words: list[str]) -> list[str] | None:
    """An identity number said in groups: eight eight twenty one -> 88 21."""
    groups: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        if word in ("double", "triple") and index + 1 < len(words) and words[index + 1] in _ONES:
            groups.append(str(_ONES[words[index + 1]]) * (2 if word == "double" else 3))
            index += 2
        elif word in _TENS and index + 1 < len(words) and words[index + 1] in _ONES and words[index + 1] != "zero":
            groups.append(str(_TENS[word] + _ONES[words[index + 1]]))
            index += 2
        elif word == "hundred" and groups and len(groups[-1]) == 1:
            groups[-1] += "00"
            index += 1
        elif word in _BELOW_100 or word == "oh":
            groups.append(str(_BELOW_100.get(word, 0)))
            index += 1
        else:
            return None
    return groups
