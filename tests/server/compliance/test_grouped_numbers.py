"""Numbers that were read out in groups and written as if they were amounts, days, or codes in two halves."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.compliance.redaction import Redactor


@pytest.mark.parametrize(("lang", "text"), [
    ("zh", "短信验证码417,208"), ("zh", "动态码是905,331,您输吧"), ("en", "The verification code is 417,208"),
])
def test_a_code_in_two_groups_is_no_amount(lang: Language, text: str) -> None:
    masked = Redactor(lang).mask(text)
    assert [one.entity for one in masked.redactions] == ["otp"]
    assert not any(one.isdigit() for one in masked.text)


def test_the_second_half_of_a_code_is_masked() -> None:
    redactor = Redactor("zh")
    redactor.overhear("好的,您看下短信", 500)
    assert redactor.mask("验证码是417", 1_000).text == "验证码是***"
    assert redactor.mask("208", 3_000).text == "***"


def test_thousands_that_still_grow_are_masked_and_stay_in_the_final() -> None:
    redactor = Redactor("zh")
    redactor.overhear("银行卡号您念给我听", 500)
    assert redactor.mask_partial("625,065", 1_000) == "*******"
    assert Redactor("zh").mask_partial("我上个月还了824,112", 1_000) == "我上个月还了*******"
    assert Redactor("zh").mask("我上个月还了824,112", 1_000).text == "我上个月还了824,112"


def test_no_amount_begins_with_a_nought() -> None:
    assert Redactor("zh").mask("好,089,038,172,55", 1_000).text.count("*") >= 8


@pytest.mark.parametrize(("lang", "asked", "text"), [
    ("zh", "请报一下卡号", "最后还款日是2027-10-01"), ("zh", "麻烦说一下手机号", "从2024-10-24开始算"),
    ("en", "Could you give me the card number?", "It was due on February 19"),
    ("en", "Could you give me the card number?", "I opened it on April 21, 2011, I think"),
    ("en", "Could you give me the card number?", "I have called 10 times"), ("zh", "请报一下卡号", "家里有11张"),
])
def test_days_and_counts_stay_after_a_question_for_a_number(lang: Language, asked: str, text: str) -> None:
    redactor = Redactor(lang)
    redactor.overhear(asked, 500)
    assert redactor.mask(text, 2_000).text == text


@pytest.mark.parametrize(("first", "second"), [("卡号六二七二四七五六七七八七六四六", "三"), ("手机幺八五二五三四六", "九五七")])
def test_the_end_of_a_part_is_not_the_end_of_the_number(first: str, second: str) -> None:
    redactor = Redactor("zh")
    one, two = redactor.mask(first, 1_000).text, redactor.mask(second, 3_000).text
    assert one.strip("卡号手机*") == ""
    assert len(two.replace("*", "")) <= 1


def test_a_correction_does_not_end_a_number() -> None:
    masked = Redactor("en").mask("card number five two eight eight four zero, scratch that, five two eight eight one zero "
                                 "three six nine three nine seven two six one four")
    assert len(masked.redactions) == 1


def test_digits_that_are_read_aloud_unasked_are_masked() -> None:
    assert "*" in Redactor("zh").mask("那我念了啊,六二六七", 1_000).text
    assert "*" in Redactor("en").mask("okay reading it now, five two five six", 1_000).text
    assert Redactor("zh").mask("背面那几位是591", 1_000).text == "背面那几位是***"
