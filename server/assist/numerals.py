"""Written-out numbers to values: 三万五 -> 35000, 三点六五 -> 3.65, `twenty-four thousand` -> 24000, `3.5万` -> 35000.

Used by `figures`; comparing figures needs exact decimals, so values are `Decimal`.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

ZH_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
ZH_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_EN_SMALL = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}
_EN_SMALL |= {word: 10 * (place + 2) for place, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split())}
_EN_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
EN_WORD = "|".join(sorted((*_EN_SMALL, *_EN_SCALE), key=len, reverse=True))
"""Alternatives of a regular expression: every English number word."""

_MALFORMED = re.compile(r"[一二两三四五六七八九]{2}[十百千万亿]|十[^零〇]?十|百[^零〇]?[百千]|千[^零〇]?千|万万|十[^零〇]?[百千]")
"""Units that do not fall, as in 二十十万: a recogniser's stutter, no number."""
_DIGITS_AND_UNITS = re.compile(r"([\d,.]+)([十百千万亿]*)$")


def chinese(text: str) -> Decimal | None:
    """The value of a number in Chinese characters, digits or both; None if it is none."""
    mixed = _DIGITS_AND_UNITS.match(text)
    if mixed:
        value = plain(mixed[1])
        if value is not None and value >= 10 and len(mixed[2]) > 1:
            return None
        for unit in mixed[2]:
            value = None if value is None else value * ZH_UNITS[unit]
        return value
    whole, _, fraction = text.partition("点")
    value = _chinese_whole(whole)
    if value is None:
        return None
    if fraction:
        scale = ""
        while fraction and fraction[-1] in ZH_UNITS:
            scale, fraction = fraction[-1] + scale, fraction[:-1]
        if not fraction or any(char not in ZH_DIGITS for char in fraction):
            return None
        value += Decimal("0." + "".join(str(ZH_DIGITS[char]) for char in fraction))
        for unit in scale:
            value *= ZH_UNITS[unit]
    return value


def _chinese_whole(text: str) -> Decimal | None:
    if not text:
        return None
    if len(text) > 1 and all(char in ZH_DIGITS for char in text):
        return Decimal("".join(str(ZH_DIGITS[char]) for char in text))
    if _MALFORMED.search(text):
        return None
    total = section = 0
    digit = -1
    last_unit = 0
    for char in text:
        if char in ZH_DIGITS:
            digit = ZH_DIGITS[char]
            if char in "零〇":
                last_unit = 0
            continue
        unit = ZH_UNITS.get(char)
        if unit is None:
            return None
        if unit >= 10_000:
            section = (section + max(digit, 0)) * unit
            total, section = (total + section, 0) if section else (max(total, 1) * unit, 0)
        else:
            section += (digit if digit >= 0 else 1) * unit
        digit, last_unit = -1, unit
    if digit >= 0:
        # 三万五 is 35000 and 一百五 150: a last digit stands one place below the unit before it.
        section += digit * (last_unit // 10 if last_unit > 10 else 1)
    return Decimal(total + section)


def english(text: str) -> Decimal | None:
    """The value of English number words; `point` starts decimals.  None if it is none."""
    words = [word for word in re.split(r"[\s-]+", text.lower()) if word not in ("and", "a", "")]
    whole, fraction = words, list[str]()
    if "point" in words:
        cut = words.index("point")
        whole, fraction = words[:cut], words[cut + 1:]
    total = current = 0
    for word in whole:
        if word in _EN_SMALL:
            current += _EN_SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _EN_SCALE:
            total, current = total + max(current, 1) * _EN_SCALE[word], 0
        else:
            return None
    value = Decimal(total + current)
    if fraction:
        if any(_EN_SMALL.get(word, 10) > 9 for word in fraction):
            return None
        value += Decimal("0." + "".join(str(_EN_SMALL[word]) for word in fraction))
    return value


def plain(text: str) -> Decimal | None:
    """The value of digits with thousands separators; None if it is none."""
    try:
        return Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
