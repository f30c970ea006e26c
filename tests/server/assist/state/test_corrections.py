"""Details and their corrections: which value holds, where it was said, and instead of what."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.slots import Slot, find_slots, span_of


def named(lang: Language, *lines: str) -> dict[str, Slot]:
    """The details after these lines of one customer."""
    known: dict[str, Slot] = {}
    for place, text in enumerate(lines):
        for name, slot in find_slots(text, lang, f"u{place}", known).items():
            known.pop(name, None)
            known[name] = slot
    return known


@pytest.mark.parametrize(("lang", "lines", "slot", "value"), [
    ("zh", ("我想贷二十万", "不对，我说的是三十万"), "amount", "三十万"),
    ("zh", ("我想贷二十万", "是三十万，不是二十万"), "amount", "三十万"),
    ("zh", ("分二十四期", "不是二十四，是三十六"), "term", "三十六期"),
    ("zh", ("我想贷20万，分24个月", "错了，应该是36"), "term", "36个月"),
    ("en", ("i want to borrow 20,000 dollars", "no, I meant 30,000"), "amount", "30,000"),
    ("en", ("i want to borrow 20,000 dollars over 24 months", "not 24, 36 months"), "term", "36 months"),
    ("en", ("over 24 months please", "sorry, make that 36"), "term", "36 months"),
    ("en", ("the rate was 7 percent", "actually 5 percent"), "rate", "5 percent")])
def test_the_corrected_value_holds(lang: Language, lines: tuple[str, ...], slot: str, value: str) -> None:
    found = named(lang, *lines)[slot]
    assert found.value == value and found.utterance == "u1" and found.instead_of
    assert lines[1][slice(*found.span)] in value or value in lines[1]


def test_a_corrected_bare_number_has_the_unit_of_what_it_corrects() -> None:
    figure = named("zh", "分24个月", "说错了，36")["term"].figure
    assert figure is not None and (figure.kind, figure.value) == ("months", "36")
    years = named("zh", "分两年", "不对，三")
    assert years["term"].value in ("两年", "三年"), "one digit alone may be no figure at all"


@pytest.mark.parametrize(("lang", "lines"), [
    ("zh", ("分24个月", "我住18楼")), ("zh", ("分24个月", "不是，我住9800楼")), ("en", ("over 24 months", "no, my age is 0 or so")),
    ("zh", ("我想贷款", "不对，是36"))])
def test_a_bare_number_that_fits_nothing_changes_nothing(lang: Language, lines: tuple[str, ...]) -> None:
    before, after = named(lang, lines[0]), named(lang, *lines)
    assert {name: slot.value for name, slot in after.items()} == {name: slot.value for name, slot in before.items()}


def test_another_value_without_a_correction_is_no_correction() -> None:
    found = named("zh", "我想贷20万", "贷30万的话呢")["amount"]
    assert found.value == "30万" and found.instead_of == ""


def test_every_detail_says_where_it_was_said() -> None:
    text = "我想贷20万，分24个月，因为要装修，尾号6621"
    for name, slot in find_slots(text, "zh", "u").items():
        said = text[slice(*slot.span)]
        assert said == slot.value, name
    assert span_of(("星享贷", "星享"), "说说星享贷吧") == (2, 5) and span_of(("月月盈",), "没有") == (0, 0)
