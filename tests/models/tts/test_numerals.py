from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tts.numerals import en_cardinal, spoken_form, zh_cardinal, zh_digits


@pytest.mark.parametrize(
    ("value", "read"),
    [(0, "零"), (10, "十"), (12, "十二"), (105, "一百零五"), (110, "一百一十"), (20_300, "二万零三百"), (200_000, "二十万"),
     (100_010, "十万零一十"), (1_0000_0000, "一亿"), (1_0001_0000, "一亿零一万"), (-7, "负七")],
)
def test_chinese_cardinals(value: int, read: str) -> None:
    assert zh_cardinal(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [(0, "zero"), (19, "nineteen"), (42, "forty-two"), (100, "one hundred"), (20_315, "twenty thousand three hundred fifteen"),
     (1_000_001, "one million one")],
)
def test_english_cardinals(value: int, read: str) -> None:
    assert en_cardinal(value) == read


@given(st.integers(0, 10**15))
def test_a_chinese_cardinal_never_doubles_or_ends_in_zero(value: int) -> None:
    read = zh_cardinal(value)
    assert "零零" not in read
    assert value == 0 or not read.endswith("零")


@pytest.mark.parametrize(
    ("written", "language", "spoken"),
    [
        ("贷款20万，年化利率3.85%。", "zh", "贷款二十万，年化利率百分之三点八五。"),
        ("工号2047为您服务", "zh", "工号二零四七为您服务"),
        ("尾号0326", "zh", "尾号零三二六"),
        ("电话13900010002", "zh", "电话幺三九零零零幺零零零二"),
        ("2024年3月5号", "zh", "二零二四年三月五号"),
        ("共1,200元", "zh", "共一千二百元"),
        ("The rate is 3.5% on $20,000.", "en", "The rate is three point five percent on twenty thousand dollars."),
        ("a card ending in 4471", "en", "a card ending in four four seven one"),
        ("没有数字", "zh", "没有数字"),
    ],
)
def test_spoken_form(written: str, language: str, spoken: str) -> None:
    assert spoken_form(written, language) == spoken


def test_one_is_yao_in_telephone_numbers_only() -> None:
    assert zh_digits("101") == "一零一"
    assert zh_digits("101", telephone=True) == "幺零幺"
