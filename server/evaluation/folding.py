"""Text to what is compared: letters, characters and numbers, spoken and written numbers alike.  Pure; `scoring` is next.

Both sides of a comparison go through the product's own `normalise` until it changes nothing more, and then through the
rules here, so that 二十万, 20万, 200,000 and 200000 are the same units, as are "three point six five percent" and "3.65%".
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from protocol.message import Language
from server.speech.normalising import normalise
from server.speech.numbers_zh import DIGITS

SHORTEST_DIGIT_STRING, LONGEST_DIGIT_STRING = 11, 19
"""Digits of what counts as one long number said digit by digit: mobile number, card, identity card."""

_MOST_ROUNDS = 4
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MARKS_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s,，、。;；\-]+(?=\d)")

_ZH_DIGIT = re.compile("[" + "".join(DIGITS) + "]")
_ZH_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ZH_SCALED = re.compile(r"(?:\d+(?:\.\d+)?(?:[十百千]?[万亿]|[百千]))+(?:\d+(?:\.\d+)?)?")
_ZH_SCALED_PART = re.compile(r"(\d+(?:\.\d+)?)([十百千]?)([万亿]?)")
_ZH_UNIT = re.compile(r"(?<=\d)\.(?=\d)|[%‰]|[^\W_]")
_ZH_DIGIT_STRING = re.compile(rf"(?<![\d.])\d{{{SHORTEST_DIGIT_STRING},{LONGEST_DIGIT_STRING}}}(?!\d|\.\d|[%‰百千万亿])")

_EN_SMALL = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
              "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13",
              "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
              "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
              "seventy": "70", "eighty": "80", "ninety": "90"}
"""Small numbers that the product leaves as words where they stand alone."""
_EN_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
                "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
                "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
                "twentieth": 20, "thirtieth": 30}
_EN_TENS = {word: int(digits) for word, digits in _EN_SMALL.items() if word.endswith("ty")}
_EN_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_EN_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_EN_SCALED = re.compile(rf"(\d+(?:\.\d+)?)[ -]({'|'.join(_EN_SCALE)})\b")
_EN_MONEY = re.compile(r"([$£€])[ ]?(\d+(?:\.\d+)?)")
_EN_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
_EN_CENTS = re.compile(r"\b(\d+) dollars? and (\d{1,2}) cents?\b")
_EN_COMPOUND_ORDINAL = re.compile(rf"\b({'|'.join(_EN_TENS)})[ -]({'|'.join(_EN_ORDINALS)})\b")
_EN_DATE = re.compile(rf"\b({_EN_MONTHS})( (?:the )?)(\d{{1,2}})(?:st|nd|rd|th)\b")
_EN_WORD = re.compile(r"\d+\.\d+|[^\W_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def units(text: str, lang: Language) -> list[str]:
    """What is compared one by one: in Chinese each character and digit, in English each word.

    A whole English number is one word, unless it has seven digits or more and is not round: such a number is said digit
    by digit, and counts so.
    """
    if lang == "zh":
        return _ZH_UNIT.findall(_NUMBER.sub(lambda match: _short_chinese(match[0]), _chinese(text)))
    return [unit for word in _english_words(text) for unit in _spoken_digits(word)]


def digit_strings(text: str, lang: Language) -> list[str]:
    """The numbers of 11 to 19 digits in a text, in order; amounts of money are none."""
    if lang == "zh":
        return _ZH_DIGIT_STRING.findall(_MARKS_BETWEEN_DIGITS.sub("", _chinese(text, scaled=False)))
    return [word for word in _english_words(text)
            if word.isdigit() and SHORTEST_DIGIT_STRING <= len(word) <= LONGEST_DIGIT_STRING and int(word) % 10**6]


def _settled(text: str, lang: Language) -> str:
    """Normalised until it stays the same: what is recognised was normalised before, what is compared with it was not."""
    for _ in range(_MOST_ROUNDS):
        again = normalise(text, lang)
        if again == text:
            break
        text = again
    return unicodedata.normalize("NFKC", text).casefold()


def _chinese(text: str, *, scaled: bool = True) -> str:
    text = _THOUSANDS.sub("", _settled(text, "zh"))
    # What the product leaves as words (一下, 两个人): the same digit on both sides.
    text = _ZH_DIGIT.sub(lambda match: str(DIGITS[match[0]]), text)
    text = re.sub(r"[¥￥](\d+(?:\.\d+)?[万亿]?)", r"\1元", text)
    text = re.sub(r"(?<![\w%])-(?=\d)", "负", text)
    text = re.sub(r"(\d+月\d+)号", r"\1日", text)
    text = re.sub(r"(\d{1,2})[:：](\d\d)(?!\d)", r"\1点\2", text)
    text = re.sub(r"(\d+点\d+)分(?!之)", r"\1", text)
    return _ZH_SCALED.sub(lambda match: _chinese_value(match[0]), text) if scaled else text


def _chinese_value(run: str) -> str:
    """20万5000 -> 205000; parts that do not get smaller are no one number and stay as they are."""
    total, smallest = Decimal(0), Decimal(10) ** 30
    for number, small, large in _ZH_SCALED_PART.findall(run):
        value = Decimal(number) * _ZH_SCALE.get(small, 1) * _ZH_SCALE.get(large, 1)
        if value >= smallest:
            return run
        total += value
        smallest = Decimal(_ZH_SCALE.get(small, 1) * _ZH_SCALE.get(large, 1))
    return format(total, "f")


def _short_chinese(number: str) -> str:
    """A number as it is said most briefly, so that zeros nobody says do not count: 200000 -> 20万, 3.50 -> 3.5."""
    number = _plain(number)
    if not number.startswith("0") and "." not in number:
        for mark in ("亿", "万"):
            zeros = len(str(_ZH_SCALE[mark])) - 1
            if len(number) > zeros and number.endswith("0" * zeros):
                return number[:-zeros] + mark
    return number


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _english_words(text: str) -> list[str]:
    text = _THOUSANDS.sub("", _settled(text, "en"))
    text = re.sub(r"['’]", "", text)
    text = _EN_SCALED.sub(lambda match: _scaled(match[1], match[2]), text)
    text = _EN_MONEY.sub(lambda match: f"{match[2]} {_EN_CURRENCY[match[1]]}", text)
    text = _EN_CENTS.sub(lambda match: f"{match[1]}.{int(match[2]):02d} dollars", text)
    text = re.sub(r"\b1 dollar\b", "1 dollars", re.sub(r"\bone dollar\b", "1 dollars", text))
    text = re.sub(r"\bper cent\b", "percent", text.replace("%", " percent").replace("&", " and "))
    text = _EN_COMPOUND_ORDINAL.sub(lambda match: _ordinal(_EN_TENS[match[1]] + _EN_ORDINALS[match[2]]), text)
    text = re.sub(rf"\b({'|'.join(_EN_ORDINALS)})\b", lambda match: _ordinal(_EN_ORDINALS[match[1]]), text)
    text = _EN_DATE.sub(r"\1\2\3", text)
    text = re.sub(rf"\b({_EN_MONTHS}) the (?=\d)", r"\1 ", text)
    words: list[str] = []
    for word in (_EN_SMALL.get(found, found) for found in _EN_WORD.findall(text)):
        # Groups of one number and figures read out one by one: where they are cut is the writer's choice.
        if word.isdigit() and words and words[-1].isdigit():
            words[-1] += word
        else:
            words.append(_plain(word) if _NUMBER.fullmatch(word) else word)
    return words


def _scaled(number: str, scale: str) -> str:
    return format((Decimal(number) * _EN_SCALE[scale]).normalize(), "f")


def _ordinal(value: int) -> str:
    ending = "th" if value in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _spoken_digits(word: str) -> list[str]:
    return list(word) if word.isdigit() and len(word) >= 7 and int(word) % 1000 else [word]
