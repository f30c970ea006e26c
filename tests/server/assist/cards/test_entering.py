"""What is entered on a card: plainly a value, or refused with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from server.assist.cards.entering import EntryError, choice, day, kept, number


@pytest.mark.parametrize(("text", "value"), [
    ("200000", "200000"), (" 200,000.50 ", "200000.50"), ("20万", "200000"), ("1.2万元", "12000"), ("¥50,000", "50000"),
    ("$1.5k", "1500"), ("２０００", "2000"), ("3 million dollars", "3000000"), (".5", "0.5")])
def test_amounts(text: str, value: str) -> None:
    assert number(text, "amount", "zh") == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "1e12", "1,2,3", "12,34", "20十万", "--5", "1.2.3", "NaN", "Infinity", "20 万 5",
                                  "1/2", "٣x", "5%万"])
def test_what_is_not_plainly_a_number_is_refused(text: str) -> None:
    with pytest.raises(EntryError, match="请填数字"):
        number(text, "amount", "zh")


@pytest.mark.parametrize(("text", "kind", "match"), [
    ("0", "amount", "more than 0"), ("-5", "amount", "more than 0"), ("1000000000001", "amount", "Not more than 1,000,000"),
    ("12.345", "amount", "At most 2 decimals"), ("1.5", "whole", "whole number"), ("5k", "whole", "whole number"),
    ("abc", "percent", "percentage"), ("1" * 40, "amount", "Not more than")])
def test_reasons_in_english(text: str, kind: str, match: str) -> None:
    with pytest.raises(EntryError, match=match) as caught:
        number(text, kind, "en", highest=Decimal(1_000_000), positive=True)
    assert caught.value.code == "assist.entry"


@pytest.mark.parametrize("text", ["5000", "1234567890", "2026-03-15", "200,000.50", "9,999,999,999.99", "equal", "20万"])
def test_amounts_dates_and_choices_are_kept(text: str) -> None:
    assert kept(text) == text


@pytest.mark.parametrize("text", ["13800138000", "138 0013 8000", "4111-1111-1111-1111", "6222021234567890123", "123-45-6789"])
def test_private_numbers_are_not(text: str) -> None:
    assert not any(char.isdigit() for char in kept(text)) and len(kept("7" * 9_000)) == 40


def test_limits_are_allowed() -> None:
    assert number("100", "percent", "zh", Decimal(0), Decimal(100)) == 100
    with pytest.raises(EntryError, match="不能小于 1"):
        number("0", "whole", "zh", Decimal(1), Decimal(36))
    with pytest.raises(EntryError, match="不能大于 36"):
        number("37", "whole", "zh", Decimal(1), Decimal(36))


@pytest.mark.parametrize("text", ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日"])
def test_days(text: str) -> None:
    assert day(text, "zh") == date(2026, 3, 5)


@pytest.mark.parametrize(("text", "match"), [("2026-02-30", "没有这一天"), ("5号", "请写成"), ("2026-03-06", "不能晚于 2026-03-05"),
                                             ("1999-01-01", "不能早于 2020-01-01"), ("20260305", "请写成")])
def test_days_that_are_none(text: str, match: str) -> None:
    with pytest.raises(EntryError, match=match):
        day(text, "zh", date(2020, 1, 1), date(2026, 3, 5))


def test_a_choice_is_one_of_its_list() -> None:
    assert choice("b", "en", ("a", "b")) == "b"
    with pytest.raises(EntryError, match="Choose"):
        choice("B", "en", ("a", "b"))
