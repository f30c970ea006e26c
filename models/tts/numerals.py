"""How numbers are said, in Chinese and English, and the spoken form of a text that holds Arabic digits."""

from __future__ import annotations

import re

_ZH_DIGITS = "零一二三四五六七八九"
_ZH_UNITS = ("", "十", "百", "千")
_ZH_GROUPS = ("", "万", "亿", "万亿")
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_EN_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_GROUPS = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_LONG_NUMBER_DIGITS = 7


def zh_digits(digits: str, telephone: bool = False) -> str:
    """Read a string of digits one by one; `telephone` says 幺 for one."""
    read = "".join(_ZH_DIGITS[int(digit)] for digit in digits)
    return read.replace("一", "幺") if telephone else read


def zh_cardinal(value: int) -> str:
    """A number below 10**16 in Hanzi: 20300 -> 二万零三百."""
    if value < 0:
        return "负" + zh_cardinal(-value)
    if value == 0:
        return "零"
    groups: list[int] = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    read = ""
    for index in range(len(groups) - 1, -1, -1):
        if groups[index] == 0:
            continue
        if read and (groups[index] < 1000 or groups[index + 1] == 0):
            read += "零"
        read += _zh_group(groups[index]) + _ZH_GROUPS[index]
    return read[1:] if read.startswith("一十") else read


def _zh_group(value: int) -> str:
    read, pending_zero = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            pending_zero = bool(read)
            continue
        read += ("零" if pending_zero else "") + _ZH_DIGITS[digit] + _ZH_UNITS[place]
        pending_zero = False
    return read


def zh_decimal(number: str) -> str:
    """`3.85` -> 三点八五; without a point it is a cardinal."""
    whole, _, fraction = number.partition(".")
    return zh_cardinal(int(whole)) + (f"点{zh_digits(fraction)}" if fraction else "")


def en_digits(digits: str, zero: str = "zero") -> str:
    """Read a string of digits one by one; `zero` may be `oh`."""
    return " ".join(zero if digit == "0" else _EN_SMALL[int(digit)] for digit in digits)


def en_cardinal(value: int) -> str:
    """A number below 10**12 in words: 20300 -> twenty thousand three hundred."""
    if value < 0:
        return "minus " + en_cardinal(-value)
    if value < 20:
        return _EN_SMALL[value]
    words: list[str] = []
    for size, name in _EN_GROUPS:
        if value >= size:
            words += [en_cardinal(value // size), name]
            value %= size
    if value >= 100:
        words += [_EN_SMALL[value // 100], "hundred"]
        value %= 100
    if value >= 20:
        tens, units = divmod(value, 10)
        words.append(_EN_TENS[tens] + (f"-{_EN_SMALL[units]}" if units else ""))
    elif value:
        words.append(_EN_SMALL[value])
    return " ".join(words)


def en_decimal(number: str) -> str:
    """`3.85` -> three point eight five; without a point it is a cardinal."""
    whole, _, fraction = number.partition(".")
    return en_cardinal(int(whole)) + (f" point {en_digits(fraction)}" if fraction else "")


_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_ZH_RULE = re.compile(
    rf"(?P<year>\d{{4}})(?=年)|(?P<percent>{_NUMBER})\s*%|(?P<tail>(?:工号|尾号|后四位)[是为:: ]?)(?P<code>\d+)"
    rf"|(?P<number>{_NUMBER})"
)
_EN_RULE = re.compile(
    rf"\$(?P<dollars>{_NUMBER})|(?P<percent>{_NUMBER})\s*%|(?P<tail>(?:ending in|number|ID|code) )(?P<code>\d+)"
    rf"|(?P<number>{_NUMBER})"
)


def _zh_match(match: re.Match[str]) -> str:
    if match["year"]:
        return zh_digits(match["year"])
    if match["percent"]:
        return "百分之" + zh_decimal(match["percent"].replace(",", ""))
    if match["code"]:
        return match["tail"] + zh_digits(match["code"])
    plain = match["number"].replace(",", "")
    if plain.isdigit() and (len(plain) >= _LONG_NUMBER_DIGITS or plain.startswith("0")) and "," not in match["number"]:
        return zh_digits(plain, telephone=True)
    return zh_decimal(plain)


def _en_match(match: re.Match[str]) -> str:
    if match["dollars"]:
        return en_decimal(match["dollars"].replace(",", "")) + " dollars"
    if match["percent"]:
        return en_decimal(match["percent"].replace(",", "")) + " percent"
    if match["code"]:
        return match["tail"] + en_digits(match["code"])
    plain = match["number"].replace(",", "")
    if plain.isdigit() and (len(plain) >= _LONG_NUMBER_DIGITS or plain.startswith("0")) and "," not in match["number"]:
        return en_digits(plain)
    return en_decimal(plain)


def spoken_form(text: str, language: str) -> str:
    """Replace Arabic digits, percentages and dollar amounts by words; a text without digits comes back unchanged."""
    if not re.search(r"\d", text):
        return text
    return _ZH_RULE.sub(_zh_match, text) if language == "zh" else _EN_RULE.sub(_en_match, text)
