"""Numbers over several utterances, in partials, read back and put right; order numbers and addresses."""

from __future__ import annotations

from itertools import pairwise

import pytest

from protocol.message import CHANNELS, Channel, Language
from server.compliance.announcing import asked_for, find_labels
from server.compliance.redaction import Redactor


def hold(lang: Language, *lines: tuple[Channel, str], addresses: bool = False) -> list[str]:
    """The masked lines of a call, three seconds each."""
    redactors = {channel: Redactor(lang, addresses=addresses) for channel in CHANNELS}
    shown = []
    for number, (channel, text) in enumerate(lines, 1):
        masked = redactors[channel].mask(text, number * 3_000)
        redactors["agent" if channel == "customer" else "customer"].overhear(masked.text, number * 3_000, masked.redactions)
        shown.append(masked.text)
    return shown


PARTS: tuple[tuple[Channel, str], ...] = (
    ("agent", "请您报一下卡号。"), ("customer", "六二二八"), ("agent", "嗯,六二二八"), ("customer", "然后是八零一三,五七九二"), ("agent", "您请说。"),
    ("customer", "624,680。"), ("agent", "好的,您想贷多少钱?"), ("customer", "3500"))


def test_the_parts_of_a_number_and_their_read_back_are_masked() -> None:
    assert hold("zh", *PARTS) == ["请您报一下卡号。", "****", "嗯,****", "然后是*********", "您请说。", "*******。", "好的,您想贷多少钱?",
                                  "3500"]


def test_masked_lines_lead_to_the_same_state() -> None:
    """A restarted server hears the stored lines, which are masked, and goes on as if it had never stopped."""
    whole = hold("zh", *PARTS)
    for cut in range(1, len(PARTS)):
        stored = [(channel, text) for (channel, _), text in zip(PARTS[:cut], whole, strict=False)]
        assert hold("zh", *stored, *PARTS[cut:]) == whole


@pytest.mark.parametrize(("lang", "text"), [
    ("zh", "我的卡号是六二二八,嗯,八零一三,不对,是八零一四,五七九二四六八零"), ("zh", "打1380013,那个,8000"),
    ("en", "Sure, it's four two double eight, let me see, oh one three five, no sorry, oh one three six, seven nine two four six eight"),
])
def test_no_partial_shows_a_digit_of_a_number(lang: Language, text: str) -> None:
    redactor = Redactor(lang)
    before = [redactor.mask_partial(text[:at], 1_000) for at in range(1, len(text) + 1)]
    digits = "一二三四五六七八九零0123456789"
    for shown in before:
        assert sum(one in digits for one in shown) == 0
        assert not {"four", "two", "eight", "three", "five", "seven"} & set(shown.replace(",", "").split())
    assert [redactor.mask_partial(text[:at], 1_000) for at in range(1, len(text) + 1)] == before


def test_an_amount_shows_in_a_partial_as_soon_as_it_is_one() -> None:
    redactor = Redactor("zh")
    assert redactor.mask_partial("我想贷35") == "我想贷**"
    assert redactor.mask_partial("我想贷35万元") == "我想贷35万元"
    assert all(len(one) < len(two) for one, two in pairwise(redactor.mask_partial("六二二八"[:at]) for at in range(5)))


@pytest.mark.parametrize(("lang", "text"), [
    ("zh", "订单号2026112000341。"), ("zh", "您的投诉受理编号为8803127。"), ("zh", "客服电话是4008208820。"), ("zh", "我的账户余额是625,569"),
    ("en", "Your reference is zero three two six one one two."), ("en", "please call 1-800-555-0199"), ("en", "from 3500 to 4500 dollars"),
])
def test_order_numbers_and_hotlines_stay(lang: Language, text: str) -> None:
    assert Redactor(lang).mask(text).text == text


def test_a_card_that_is_called_an_order_number_is_masked() -> None:
    assert "6222021234567" not in Redactor("zh").mask("订单号6222021234567890").text


@pytest.mark.parametrize(("lang", "text", "masked"), [
    ("zh", "我住在江城市幸福路12号3单元502。", "我住在江城市************。"), ("en", "I live at 4410 Maple Street.", "I live at *****************."),
])
def test_addresses_are_masked_where_the_installation_wants_it(lang: Language, text: str, masked: str) -> None:
    found = Redactor(lang, addresses=True).mask(text)
    assert found.text == masked and [one.entity for one in found.redactions] == ["address"]
    assert Redactor(lang).mask(text).text == text
    assert "12" not in Redactor("zh", addresses=True).mask_partial("我住在江城市幸福路12")
    assert "Maple" not in Redactor("en", addresses=True).mask_partial("I live at 4410 Maple")


@pytest.mark.parametrize(("text", "wanted"), [
    ("请报一下卡号", "card"), ("卡号是多少", "card"), ("请核对后四位", "kept"), ("What are the last four digits of your card?", "kept"),
    ("卡号我记下了", ""), ("我的卡号是****", ""), ("今天天气不错", ""), ("what is the security code", "cvv"),
])
def test_what_a_line_asks_for(text: str, wanted: str) -> None:
    assert asked_for(text) == wanted


def test_labels_know_where_they_end() -> None:
    assert [(label.end, label.entity) for label in find_labels("卡号和验证码")] == [(2, "card"), (6, "otp")]
