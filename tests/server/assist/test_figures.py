"""Figures of a text: kind, exact value, equality."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.message import Language
from server.assist import numerals
from server.assist.figures import figures, same


@pytest.mark.parametrize(("text", "expected"), [
    ("年利率百分之三点六五", [("percent", "3.65")]),
    ("日息万五", [("percent", "0.05")]),
    ("利率3.65%", [("percent", "3.65")]),
    ("涨了3个点", [("percent", "3")]),
    ("想贷二十万,分两年", [("number", "200000"), ("months", "24")]),
    ("500,000元和3.5万元", [("money", "500000"), ("money", "35000")]),
    ("三万五", [("number", "35000")]),
    ("一百五十块", [("money", "150")]),
    ("24期", [("months", "24")]),
    ("一年半", [("months", "18")]),
    ("半年", [("months", "6")]),
    ("5个工作日内", [("workdays", "5")]),
    ("2026年3月15日", [("date", "2026-03-15")]),
    ("每月15号", [("date", "*-*-15")]),
    ("尾号0821", [("digits", "0821")]),
    ("工号零八二一", [("digits", "0821")]),
    ("打96110", [("number", "96110")]),
    ("万一丢了,千万别急,十分抱歉,稍等一下,第一时间", []),
])
def test_chinese(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.kind, figure.value) for figure in figures(text, "zh")] == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("at 4.5 percent", [("percent", "4.5")]),
    ("25 basis points", [("percent", "0.25")]),
    ("twenty thousand dollars", [("money", "20000")]),
    ("$1.5k", [("money", "1500")]),
    ("50 cents", [("money", "0.5")]),
    ("over five years", [("months", "60")]),
    ("twenty-four months", [("months", "24")]),
    ("10 business days", [("workdays", "10")]),
    ("by March 15th, 2026", [("date", "2026-03-15")]),
    ("on the 15th", [("date", "*-*-15")]),
    ("12/31/2026", [("date", "2026-12-31")]),
    ("card ending 0821", [("digits", "0821")]),
    ("two thousand five hundred", [("number", "2500")]),
    ("one moment, may I help you, no one", []),
    ("18.99% APR", [("percent", "18.99")]),
])
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.kind, figure.value) for figure in figures(text, "en")] == expected


@pytest.mark.parametrize(("one", "other", "equal"), [
    ("24个月", "两年", True), ("24个月", "24期", True), ("3.65%", "百分之三点六五", True), ("20万", "200,000元", True),
    ("3.65%", "3.56%", False), ("3.65%", "3.65", False), ("24个月", "24天", False), ("3个工作日", "3天", False), ("3个工作日", "三个工作日", True), ("15日", "15号", True),
    ("3月15日", "2026年3月15日", True), ("3月15日", "3月16日", False), ("0821", "821", False),
])
def test_equality(one: str, other: str, equal: bool) -> None:
    (left,), (right,) = figures(one, "zh"), figures(other, "zh")
    assert same(left, right) is equal
    assert same(right, left) is equal


_DIGIT = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    """A number below 10,000 in Chinese characters."""
    text, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGIT[digit] + unit
        zero = not digit
    return text or "零"


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_every_chinese_number_is_read(high: int, low: int) -> None:
    assert numerals.chinese(_chinese(low)) == low
    lowest = ("零" if low < 1000 else "") + _chinese(low)
    assert numerals.chinese(f"{_chinese(high)}万{lowest}") == high * 10_000 + low


@given(st.decimals(0, 10 ** 7, places=2))
def test_digits_keep_their_value(value: Decimal) -> None:
    (figure,) = figures(f"{value:,.2f}元", "zh")
    assert figure.kind == "money" and figure.number == value


@given(st.text(alphabet="0123456789.,%零一二三十百万元年月日个点半号 $kpercentmonths", max_size=40),
       st.sampled_from(["zh", "en"]))
def test_no_digit_escapes(text: str, lang: Language) -> None:
    covered = {place for figure in figures(text, lang) for place in range(figure.start, figure.end)}
    assert all(place in covered for place, char in enumerate(text) if char in "0123456789")
