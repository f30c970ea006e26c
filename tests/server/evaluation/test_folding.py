"""Spoken and written numbers are the same; what is said wrongly is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.tts.numerals import en_cardinal, en_decimal, en_digits, zh_cardinal, zh_decimal, zh_digits
from protocol.message import Language
from server.evaluation.folding import digit_strings, units
from server.speech.normalising import normalise

CARD = "6228480402564890018"


@pytest.mark.parametrize("same", [
    ("二十万", "20万", "200000", "200,000", "２００，０００"),
    ("百分之三点六五", "3.65%", "3.65％", "百分之3.65"),
    ("一亿两千万", "1.2亿", "1亿2000万", "120000000"),
    ("二十万五千", "20万5000", "205000", "20.5万"),
    ("三千块", "3千块", "3000块"),
    ("两个人", "二个人", "2个人"),
    ("三月五号", "3月5号", "3月5日"),
    ("十点三十分", "10点30分", "10:30"),
    ("您好，請問您貴姓？", "您好请问您贵姓", "您 好 请 问 您 贵 姓"),
    ("办理ETC业务", "办理 etc 业务。"),
    ("我的电话是幺三八零零幺三八零零零", "我的电话是138-0013-8000", "我的电话是 138 0013 8000"),
    ("3.50元", "3.5元"),
])
def test_chinese_that_is_the_same(same: tuple[str, ...]) -> None:
    assert len({tuple(units(text, "zh")) for text in same}) == 1
    assert units(same[0], "zh")


@pytest.mark.parametrize("same", [
    ("three point six five percent", "3.65%", "3.65 percent", "3.65 per cent"),
    ("two hundred thousand dollars", "$200,000", "200000 dollars", "200 thousand dollars"),
    ("one point five million dollars", "$1.5 million", "1,500,000 dollars"),
    ("five dollars and fifty cents", "$5.50", "5 dollars and 50 cents", "5.5 dollars"),
    ("March the fifth", "March 5th", "march 5"),
    ("the twenty-first floor", "the 21st floor"),
    ("at three thirty", "at 3:30"),
    ("I'd like one, please.", "I\u2019d like 1 please"),
    ("one dollar", "$1"),
    ("nine thousand five hundred", "9,500", "9500"),
])
def test_english_that_is_the_same(same: tuple[str, ...]) -> None:
    assert len({tuple(units(text, "en")) for text in same}) == 1
    assert units(same[0], "en")


@pytest.mark.parametrize(("lang", "one", "other"), [
    ("zh", "3.65%", "365%"), ("zh", "3.65%", "3.65"), ("zh", "二十万", "二万"), ("zh", "三十万、四十万", "七十万"),
    ("zh", "负五", "五"), ("en", "$20", "20"), ("en", "3.65%", "365%"), ("en", "fifteen", "fifty"), ("en", "5th", "5"),
])
def test_what_differs_stays_different(lang: Language, one: str, other: str) -> None:
    assert units(one, lang) != units(other, lang)


def test_how_much_counts() -> None:
    assert units("利率是百分之四。", "zh") == ["利", "率", "是", "4", "%"]
    assert units("借二十万", "zh") == ["借", "2", "0", "万"]
    assert units("It's $200,000, isn't it?", "en") == ["its", "200000", "dollars", "isnt", "it"]
    assert units("call 1380013", "en") == ["call", *"1380013"]
    assert units("…… ♪ —", "zh") == units("... !", "en") == units("", "en") == []


@given(st.integers(0, 10**11))
@settings(max_examples=60)
def test_every_whole_number_is_the_same_spoken_and_written(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        assert units(f"余额是{zh_cardinal(value)}元", "zh") == units(f"余额是{written}元", "zh")
        assert units(f"it is {en_cardinal(value)} dollars", "en") == units(f"it is {written} dollars", "en")


@given(st.integers(0, 999), st.text("0234", min_size=1, max_size=3))
@settings(max_examples=60)
def test_every_percentage_is_the_same_spoken_and_written(whole: int, fraction: str) -> None:
    number = f"{whole}.{fraction}"
    assert units(f"百分之{zh_decimal(number)}", "zh") == units(f"{number}%", "zh")
    assert units(f"{en_decimal(number)} percent", "en") == units(f"{number}%", "en")


@given(st.text("0123456789", min_size=11, max_size=19).filter(lambda digits: int(digits) % 10**6 != 0))
@settings(max_examples=60)
def test_long_numbers_are_found_as_they_are_said_and_written(digits: str) -> None:
    for text in (digits, zh_digits(digits), zh_digits(digits, telephone=True), f"{digits[:4]} {digits[4:8]}-{digits[8:]}"):
        assert digit_strings(f"卡号是{text}。", "zh") == [digits]
    for text in (digits, en_digits(digits), en_digits(digits, "oh"), f"{digits[:4]} {digits[4:]}"):
        assert digit_strings(f"my card number is {text}.", "en") == [digits]


@pytest.mark.parametrize(("text", "lang"), [
    ("余额是二十万元", "zh"), ("尾号8821", "zh"), ("1200亿元", "zh"), ("1234567890", "zh"), (f"{CARD}1", "zh"),
    ("two hundred billion dollars", "en"), ("ending 8821", "en"), (f"{CARD}1", "en"), ("no number", "en"),
])
def test_amounts_and_shorter_or_longer_numbers_are_no_digit_strings(text: str, lang: Language) -> None:
    assert digit_strings(text, lang) == []


@given(st.sampled_from(("zh", "en")), st.text("ab 我两二十万百点一.,%1250$负-分之号日", max_size=24))
def test_what_the_product_has_normalised_before_counts_the_same(lang: Language, text: str) -> None:
    settled = normalise(normalise(normalise(text, lang), lang), lang)
    if normalise(settled, lang) == settled:
        assert units(settled, lang) == units(text, lang)
