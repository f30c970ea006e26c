"""Every figure of a text: rates, amounts, terms, dates and bare numbers, in digits or written out.

In comes a text, out come `Figure`s with kind and exact value, so that `24个月`, `两年` and `24期` compare as equal
and `3.65%` differs from `3.56%`.  Used by `slots` (what the customer named) and `fact_check` (the number lock).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from protocol.message import Language
from server.assist import numerals
from server.assist.phrases import fold

Kind = Literal["percent", "money", "months", "days", "workdays", "hours", "minutes", "date", "digits", "number"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands in a text."""

    kind: Kind
    value: str
    """Canonical: a plain decimal; a date as `2026-03-15`, `*-03-15`, `*-*-15`, `*-03-*` or `2026-*-*`."""
    text: str
    start: int
    end: int

    @property
    def number(self) -> Decimal:
        """The value as a number; 0 for a date."""
        return Decimal(0) if self.kind == "date" else Decimal(self.value)


def same(one: Figure, other: Figure) -> bool:
    """True if the two say the same.  A bare number equals an amount or a term of that value, never a rate."""
    if one.kind == other.kind:
        return _dates_agree(one.value, other.value) if one.kind == "date" else one.value == other.value
    kinds = {one.kind, other.kind}
    if "percent" in kinds or "digits" in kinds:
        return False
    if "number" in kinds and "date" not in kinds:
        return one.value == other.value
    if kinds == {"days", "date"}:
        # `15日` is a day of the month as well as a span of days.
        day = one if one.kind == "date" else other
        span = other if one.kind == "date" else one
        return day.value == f"*-*-{span.value.zfill(2)}" and span.text.endswith("日")
    return False


@lru_cache(maxsize=8192)
def figures(text: str, lang: Language) -> tuple[Figure, ...]:
    """The figures of a text in order; every digit of it lies in exactly one of them."""
    folded = fold(text)
    if not (_may_hold_english(folded) if lang == "en" else _ZH_NUMERAL.search(folded)):
        return ()
    found: list[Figure] = []
    taken = [False] * len(text)
    for hint, pattern, read in _READERS[lang]:
        if not hint.search(folded):
            continue
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            made = read(match)
            if made is None:
                continue
            kind, value = made
            found.append(Figure(kind, value, text[start:end].strip(), start, end))
            taken[start:end] = [True] * (end - start)
    if not _ANY_DIGITS.search(text):
        return tuple(sorted(found, key=lambda figure: figure.start))
    # A digit in no figure would pass the number lock unseen.
    free = "".join(" " if used else char for used, char in zip(taken, text, strict=True))
    found += [Figure("digits", match[0], match[0], *match.span()) for match in _ANY_DIGITS.finditer(free)]
    return tuple(sorted(found, key=lambda figure: figure.start))


_ANY_DIGITS = re.compile(r"\d+")
Read = Callable[[re.Match[str]], tuple[Kind, str] | None]


def canonical(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text


def _dates_agree(one: str, other: str) -> bool:
    return all(a == b or "*" in (a, b) for a, b in zip(one.split("-"), other.split("-"), strict=True))


def _scaled(kind: Kind, value: Decimal | None, scale: Decimal | int = 1) -> tuple[Kind, str] | None:
    return None if value is None else (kind, canonical(value * scale))


# --- Chinese ---------------------------------------------------------------------------------------------------------

_D = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[十百千万亿]*"
_C = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+[万亿]?)?"
_N = rf"(?:{_D}|{_C})"
_ZH_SPANS: dict[str, tuple[Kind, int]] = {
    "年": ("months", 12), "个月": ("months", 1), "月期": ("months", 1), "期": ("months", 1), "个季度": ("months", 3),
    "天": ("days", 1), "日": ("days", 1), "个工作日": ("workdays", 1), "工作日": ("workdays", 1), "周": ("days", 7),
    "个星期": ("days", 7), "星期": ("days", 7), "个小时": ("hours", 1), "小时": ("hours", 1), "分钟": ("minutes", 1),
}
NO_FIGURES = {"万一", "十分", "千万", "一一", "万千", "百千", "万万", "千百", "一五一十", "三三两两", "百十"}
"""Words of numerals that count nothing."""


def _zh_percent(match: re.Match[str]) -> tuple[Kind, str] | None:
    base = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
    if match["per"]:
        return _scaled("percent", numerals.chinese(match["of"]), base[match["per"]])
    if match["daily"]:
        return _scaled("percent", numerals.chinese(match["tenths"]), base[match["daily"]])
    if match["tenth"]:
        return _scaled("percent", numerals.chinese(match["tenth"]), 10)
    return _scaled("percent", numerals.chinese(match["plain"]), Decimal("0.1") if match["sign"] == "‰" else 1)


def _zh_date(match: re.Match[str]) -> tuple[Kind, str] | None:
    parts: list[str] = []
    for name, width in (("year", 4), ("month", 2), ("day", 2)):
        group = match[name]
        value = numerals.chinese(group) if group else None
        parts.append(str(int(value)).zfill(width) if value is not None else "*")
    return "date", "-".join(parts)


def _zh_money(match: re.Match[str]) -> tuple[Kind, str] | None:
    return _scaled("money", numerals.chinese(match["before"] or match["after"]))


def _zh_span(match: re.Match[str]) -> tuple[Kind, str] | None:
    kind, scale = _ZH_SPANS[match["unit"]]
    if match["half"]:
        return _scaled(kind, Decimal("0.5"), scale)
    value = numerals.chinese(match["n"])
    if value is not None and (match["and_half"] or match["year_and_half"]):
        value += Decimal("0.5")
    return _scaled(kind, value, scale)


def _digits(match: re.Match[str]) -> tuple[Kind, str] | None:
    text = match[0]
    if len(text) > 1 and text[0] == "0" and text.isdigit():
        return "digits", text
    return _scaled("number", numerals.chinese(text))


def _zh_written(match: re.Match[str]) -> tuple[Kind, str] | None:
    text = match[0]
    counted = match["unit"] or match["half"]
    if len(text) > 2 and text[0] in "零〇" and set(text) <= set(numerals.ZH_DIGITS):
        return "digits", "".join(str(numerals.ZH_DIGITS[char]) for char in text)
    if text in NO_FIGURES or (len(match["n"]) == 1 and not counted):
        return None
    if set(match["n"]) <= set("百千万亿") and not counted:
        return None
    return _scaled("number", numerals.chinese(match["n"]))


_ZH: list[tuple[re.Pattern[str], Read]] = [
    (re.compile(rf"(?P<per>百|千|万)分之(?P<of>{_N})|(?<=[息率费是为])(?P<daily>千|万)(?P<tenths>[一二三四五六七八九]"
                rf"(?:点[零一二三四五六七八九]+)?)(?![十百千万元块])|(?P<plain>{_N})(?:\s*(?P<sign>[%％‰])|个(?:百分)?点)|(?P<tenth>{_N})成"),
     _zh_percent),
    (re.compile(r"(?P<year>\d{4}|[零〇一二三四五六七八九]{4})年(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
                r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?)?(?!期)"), _zh_date),
    (re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"), _zh_date),
    (re.compile(r"(?P<year>(?!))?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
                r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?(?!期)"), _zh_date),
    (re.compile(r"(?P<year>(?!))?(?P<month>(?!))?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})号(?!线|楼|码|店)"), _zh_date),
    (re.compile(rf"[¥￥]\s*(?P<after>{_D})元?|(?P<before>{_N})\s*(?:元|块钱?|人民币|美元|美金)"), _zh_money),
    (re.compile(rf"(?:(?P<half>半)|(?P<n>{_N}))(?P<and_half>个半(?=月|小时))?"
                rf"(?P<unit>个工作日|工作日|个小时|个星期|个季度|小时|星期|分钟|个月|月期|年|期|天|日|周)"
                rf"(?!代|级|轻|龄|报|费|终)(?P<year_and_half>(?<=年)半(?!年|天|月|小时))?"), _zh_span),
    (re.compile(_D), _digits),
    # Not from the middle of a stutter: 20十万 is no 十万.
    (re.compile(rf"(?<![\d零〇一二两三四五六七八九十百千万亿])(?P<n>{_C})(?P<half>半)?(?P<unit>折|倍|笔|岁)?"), _zh_written),
]

# --- English ---------------------------------------------------------------------------------------------------------

_W = rf"(?:{numerals.EN_WORD})(?:(?:[\s-]+(?:and\s+)?|\s+point\s+)(?:{numerals.EN_WORD}))*"
_E = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:\s*(?:thousand|million|billion|k|m|bn)\b)?|\b(?:{_W})\b)"
_EN_SCALES = {"thousand": 1000, "k": 1000, "million": 1_000_000, "m": 1_000_000, "billion": 10 ** 9, "bn": 10 ** 9}
_EN_SPANS: dict[str, tuple[Kind, int]] = {"year": ("months", 12), "month": ("months", 1), "instalment": ("months", 1),
                                          "installment": ("months", 1), "week": ("days", 7), "day": ("days", 1),
                                          "hour": ("hours", 1), "minute": ("minutes", 1)}
_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" \
         r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_EN_WORDS = frozenset((*numerals.EN_WORD.split("|"), "half", *_MONTHS, *(name[:3] for name in _MONTHS), "sept"))
_EN_RUN = re.compile(r"[a-z]+")


def _en_number(text: str) -> Decimal | None:
    match = re.match(r"([\d,]+(?:\.\d+)?)\s*([a-z]*)$", text.strip())
    if match is None:
        return numerals.english(text)
    value = numerals.plain(match[1])
    return value if value is None else value * _EN_SCALES.get(match[2], 1)


def _en_percent(match: re.Match[str]) -> tuple[Kind, str] | None:
    return _scaled("percent", _en_number(match["n"]), Decimal("0.01") if match["basis"] else 1)


def _en_money(match: re.Match[str]) -> tuple[Kind, str] | None:
    return _scaled("money", _en_number(match["after"] or match["before"]), Decimal("0.01") if match["cents"] else 1)


def _en_span(match: re.Match[str]) -> tuple[Kind, str] | None:
    kind, scale = _EN_SPANS[match["unit"]]
    if kind == "days" and match["working"]:
        kind = "workdays"
    return _scaled(kind, Decimal("0.5") if match["half"] else _en_number(match["n"]), scale)


def _en_date(match: re.Match[str]) -> tuple[Kind, str] | None:
    month = next((place for place, name in enumerate(_MONTHS, 1)
                  if name.startswith(match["month"][:3])), 0)
    bare = not match["day"] and not match["year"]
    if bare and (match["month"] not in _MONTHS or match["month"] in ("may", "march")):
        return None  # `may I`, `APR`, `dec`: a word or an abbreviation of something else
    return "date", f"{match['year'] or '*'}-{month:02d}-{match['day'].zfill(2) if match['day'] else '*'}"


def _en_numeric_date(match: re.Match[str]) -> tuple[Kind, str] | None:
    return "date", f"{match['year']}-{match['month'].zfill(2)}-{match['day'].zfill(2)}"


def _en_bare(match: re.Match[str]) -> tuple[Kind, str] | None:
    text = match[0].strip()
    if len(text) > 1 and text[0] == "0" and text.isdigit():
        return "digits", text
    value = _en_number(text)
    # `one moment`, `no one`: small written numbers alone are words, not figures.
    if value is None or (not text[0].isdigit() and value < 20 and " " not in text and "-" not in text):
        return None
    return _scaled("number", value)


_EN: list[tuple[re.Pattern[str], Read]] = [
    (re.compile(rf"(?P<n>{_E})\s*(?:%|percent\b|per cent\b|(?P<basis>basis points?\b))"), _en_percent),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), _en_numeric_date),
    (re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"), _en_numeric_date),
    (re.compile(rf"\b{_MONTH}\b\.?(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%))?(?:,?\s+(?P<year>\d{{4}}))?"),
     _en_date),
    (re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+(?P<year>\d{{4}}))?"), _en_date),
    (re.compile(rf"\$\s*(?P<after>{_E})|(?P<before>{_E})\s*"
                r"(?:dollars?|usd|bucks|yuan|(?P<cents>cents?))\b"), _en_money),
    (re.compile(rf"(?:(?P<half>half a|half an)\s+|(?P<n>{_E})[\s-]*)(?:(?P<working>business\s+|working\s+)|calendar\s+|"
                rf"monthly\s+)?"
                r"(?P<unit>year|month|instal?lment|week|day|hour|minute)s?\b"), _en_span),
    (re.compile(r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)\b"), lambda match: ("date", f"*-*-{match['d'].zfill(2)}")),
    (re.compile(_E), _en_bare),
]



def _may_hold_english(folded: str) -> bool:
    """True if a text holds a digit, a number word or a month."""
    return _ANY_DIGITS.search(folded) is not None or not _EN_WORDS.isdisjoint(_EN_RUN.findall(folded))


# --- Both ------------------------------------------------------------------------------------------------------------

# What a text must hold for a pattern to be worth a try, in the patterns' order: most lines hold no figure at all.
_HINTS: dict[Language, tuple[str, ...]] = {
    "zh": ("分之|[%％‰点成]|[息率费是为][千万]", "年", r"\d[-/.]\d", "月", "号", "[元块币美¥￥]", "[年月期天日周季分时]|星期", r"\d",
           r"[零〇一二两三四五六七八九十百千万亿]"),
    "en": ("%|per ?cent|basis", r"\d-\d", r"\d/\d", _MONTH, _MONTH, r"\$|dollar|usd|buck|yuan|cent",
           "year|month|instal|week|day|hour|minute", r"\d(?:st|nd|rd|th)", ""),
}
_ZH_NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿半]")
_PATTERNS: tuple[tuple[Language, list[tuple[re.Pattern[str], Read]]], ...] = (("zh", _ZH), ("en", _EN))
_READERS: dict[Language, list[tuple[re.Pattern[str], re.Pattern[str], Read]]] = {
    lang: [(re.compile(hint), pattern, read) for hint, (pattern, read) in zip(_HINTS[lang], readers, strict=True)]
    for lang, readers in _PATTERNS}
