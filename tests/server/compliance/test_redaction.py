"""Private numbers are masked however they are said or written; amounts, rates, terms and dates are not."""

from __future__ import annotations

import copy

import pytest

from protocol.message import Language
from server.compliance.redaction import Redactor

MASKED: list[tuple[Language, str, str, str]] = [
    ("zh", "卡号6222021234567890123谢谢", "card", "卡号****************123谢谢"),
    ("zh", "卡号是６２２２０２１２３４５６７８９０。", "card", "卡号是*************８９０。"),
    ("zh", "卡号是六二八八零一三五七九二四六八零二。", "card", "卡号是*************八零二。"),
    ("zh", "六二二八,嗯,八零一三,那个,五七九二,四六八零二", "card", "**********************八零二"),
    ("zh", "六二二八\uff0c嗯\uff0c八零一三\uff0c五七九二\u3001四六八零二\u3002", "card", ""),
    ("zh", "我的账号是 6222-0212-3456-7890", "account", "我的账号是 ****************890"),
    ("zh", "手机是幺三八零零幺三八零零零", "phone", "手机是********零零零"),
    ("zh", "打13800138000天天都能打", "phone", "打********000天天都能打"),
    ("zh", "一三八 0013 8000", "phone", "**********000"),
    ("zh", "身份证号码是11010119900307123X", "id_card", "身份证号码是******************"),
    ("zh", "身份证幺幺零幺零幺幺九九零零三零七幺二三叉", "id_card", "身份证******************"),
    ("zh", "号码是110101199003071234啊", "id_card", "号码是***************234啊"),
    ("zh", "验证码是三五八二一六", "otp", "验证码是******"),
    ("zh", "安全码三二一", "cvv", "安全码***"),
    ("zh", "密码是 135790", "password", "密码是 ******"),
    ("zh", "洞拐勾两三四五六七八", "account", "*******六七八"),
    ("zh", "邮箱是a.b@mail.cn谢谢", "email", "邮箱是***********谢谢"),
    ("en", "It is 4288 0135 7924 6802, ok?", "card", "It is ****************802, ok?"),
    ("en", "four two eight eight zero one three five seven nine two four six eight zero two", "card", ""),
    ("en", "double five oh one triple four seven", "account", ""),
    ("en", "my SSN is 123-45-6789", "ssn", "my SSN is ***********"),
    ("en", "one two three, four five, six seven eight nine", "ssn", ""),
    ("en", "call me at (555) 010-4477 please", "phone", "call me at (**********477 please"),
    ("en", "forty two eighty eight oh one thirty five seventy nine", "phone", ""),
    ("en", "the code is 4 8 2 9 1 1", "otp", "the code is ***********"),
    ("en", "the security code on it is nine one two", "cvv", "the security code on it is ************"),
    ("en", "mail john dot smith at mail dot com please", "email", "mail ****************************** please"),
    ("en", "my pin is 4417", "password", "my pin is ****"),
]

KEPT: list[tuple[Language, str]] = [
    ("zh", "我想贷二十万,利率百分之三点六五,最长三十六个月。"),
    ("zh", "利率百分之三点六五\uff0c最长三十六个月\uff0c余额８６４００元\u3002"),
    ("zh", "余额1500000元,还有12345678.90元。"),
    ("zh", "一共1,500,000块,年化3.65%。"),
    ("zh", "2026年11月20日下午3点55分。"),
    ("zh", "二零二六年十一月二十日,一千二百三十四万五千六百七十八元。"),
    ("zh", "手机后四位七三一五,编号零三二六。"),
    ("zh", "请拨打95588或者400-820-8820。"),
    ("zh", "一年、两年、三年、五年都可以。"),
    ("zh", "密码重置要3个工作日,费用300元。"),
    ("zh", "20261120到期,2020-2026年有效。"),
    ("zh", "工号零八二一,年龄三十五岁。"),
    ("en", "I want twenty thousand dollars at six point five percent for sixty months."),
    ("en", "$1,500,000 or 1500000 dollars by 11/20/2026."),
    ("en", "in two thousand twenty six we paid one hundred and twenty three"),
    ("en", "The last four digits are 4821, agent four one seven."),
    ("en", "My phone number ends in 4821."),
    ("en", "Sure, my phone number ends in four eight two one."),
    ("en", "Call 1-800-555-0199 or 911, it takes 10 business days."),
    ("en", "one or two, maybe three or four, and five percent"),
]


@pytest.mark.parametrize(("lang", "text", "entity", "expected"), MASKED)
def test_private_numbers_are_masked(lang: Language, text: str, entity: str, expected: str) -> None:
    masked = Redactor(lang).mask(text)
    assert [one.entity for one in masked.redactions] == [entity]
    assert len(masked.text) == len(text)
    if expected:
        assert masked.text == expected
    start, end = masked.redactions[0].span
    assert masked.text[:start] == text[:start] and masked.text[end:] == text[end:]
    spoken = masked.text[start:end].lstrip("*").split()
    assert len(spoken) <= 3 if lang == "en" else len(masked.text[start:end].strip("*")) <= 3


@pytest.mark.parametrize(("lang", "text", "left"), [
    ("zh", "卡号六二二八灵一三五七九二四六八零二", "卡号****************"), ("zh", "六二二八八零一三五七吧就二四六八", ""),
    ("en", "four two eight eight hero one three five seven nine two four six eight zero two", ""),
])
def test_one_misheard_word_does_not_save_a_number(lang: Language, text: str, left: str) -> None:
    masked = Redactor(lang).mask(text)
    assert len(masked.redactions) == 1
    assert left in masked.text and len(masked.text.replace("*", "").replace("卡号", "").split()) <= 3


def test_two_whole_numbers_stay_two() -> None:
    assert [one.entity for one in Redactor("zh").mask("13800138000或13900139000").redactions] == ["phone", "phone"]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_quantities_dates_and_public_numbers_stay(lang: Language, text: str) -> None:
    assert Redactor(lang).mask(text) == Redactor(lang).mask(text)
    assert Redactor(lang).mask(text).text == text


@pytest.mark.parametrize(("digits", "spoken"), [("0123456789", "零一二三四五六七八九"), ("0123456789", "洞幺两三四五六拐八勾"),
                                                ("0123456789", "〇壹贰叁肆伍陆柒捌玖")])
def test_every_way_to_say_a_digit_counts(digits: str, spoken: str) -> None:
    masked = Redactor("zh").mask(f"账号{spoken}{spoken}")
    assert masked.text == "账号" + "*" * 17 + spoken[-3:], digits


def test_a_code_is_masked_when_the_word_came_an_utterance_before() -> None:
    redactor = Redactor("zh")
    assert redactor.mask("我收到一个验证码", 1_000).text == "我收到一个验证码"
    assert redactor.mask("三五八二", 15_000).text == "****"


def test_after_fifteen_seconds_the_word_is_forgotten() -> None:
    redactor = Redactor("zh")
    redactor.mask("我收到一个验证码", 1_000)
    assert redactor.mask("三五八二那款", 16_001).text == "三五八二那款"


def test_a_question_of_the_other_channel_announces_a_secret() -> None:
    redactor = Redactor("en")
    redactor.overhear("What is the security code on the back?", 2_000)
    assert redactor.mask("It is 914.", 5_000).text == "It is ***."
    assert redactor.mask("Room 914.", 6_000).text == "Room 914."


def test_a_number_cut_in_two_is_masked_to_its_end() -> None:
    redactor = Redactor("zh")
    first = redactor.mask("卡号是六二二八八零一三", 1_000)
    second = redactor.mask("五七九二", 4_000)
    third = redactor.mask("四六八零二", 6_000)
    assert first.text == "卡号是********"
    assert second.text == "****" and third.text == "*****"
    assert [one.entity for one in (*second.redactions, *third.redactions)] == ["card", "card"]
    assert redactor.mask("好的,三千五百块", 8_000).redactions == ()


def test_digits_long_after_a_number_are_no_continuation() -> None:
    redactor = Redactor("zh")
    redactor.mask("卡号是六二二八八零一三", 1_000)
    assert redactor.mask("三五零", 10_000).text == "三五零"


def test_a_copy_leaves_the_original_as_it_was() -> None:
    redactor = Redactor("zh")
    copy.deepcopy(redactor).mask("验证码是", 1_000)
    assert redactor.mask("三五八二那款", 2_000).text == "三五八二那款"


def test_several_numbers_in_one_line_are_told_apart() -> None:
    masked = Redactor("zh").mask("手机13912345678,卡号6222021234567890。")
    assert [one.entity for one in masked.redactions] == ["phone", "card"]
    assert masked.text == "手机********678,卡号*************890。"


def test_an_empty_text_is_fine() -> None:
    assert Redactor("zh").mask("").text == "" and Redactor("en").mask("").redactions == ()
