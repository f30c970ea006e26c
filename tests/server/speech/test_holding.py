"""Fillers and numbers in groups are waited for; finished sentences are not."""

from __future__ import annotations

import pytest

from server.speech.holding import COMMA_MS, HESITATION_MS, NUMBER_MS, extra_silence_ms, finished


@pytest.mark.parametrize(
    ("text", "lang", "expected_ms"),
    [
        ("我想问一下利率。", "zh", 0),
        ("好的", "zh", 0),
        ("我想问一下那个", "zh", HESITATION_MS),
        ("因为，", "zh", HESITATION_MS),
        ("嗯。", "zh", HESITATION_MS),
        ("我的手机号码是138", "zh", NUMBER_MS),
        ("我的手机号码是", "zh", NUMBER_MS),
        ("13800138000", "zh", 0),
        ("我的手机是13800138000。", "zh", 0),
        ("尾号88，", "zh", NUMBER_MS),
        ("尾号8821，", "zh", 0),
        ("工号0821。", "zh", 0),
        ("卡号是6288", "zh", NUMBER_MS),
        ("三天之内一定要给我回电话。", "zh", 0),
        ("卡号已收到，不用再重复了。", "zh", 0),
        ("还款卡换了，卡号是", "zh", NUMBER_MS),
        ("Please call my phone number back tomorrow", "en", 0),
        ("My card number is", "en", NUMBER_MS),
        ("尾号8821的那张卡", "zh", 0),
        ("20万元", "zh", 0),
        ("", "zh", 0),
        ("I would like to repay my loan.", "en", 0),
        ("I would like to, um", "en", HESITATION_MS),
        ("because", "en", HESITATION_MS),
        ("My account number is 622", "en", NUMBER_MS),
        ("My umbrella", "en", 0),
        ("", "en", 0),
        ("我的卡号是6222。零", "zh", NUMBER_MS),
        ("我的卡号是6222。02100345，五", "zh", NUMBER_MS),
        ("我的卡号是62220210034", "zh", NUMBER_MS),
        ("我的卡号是6222021003456789。", "zh", 0),
        ("身份证号码是110101199001011", "zh", NUMBER_MS),
        ("身份证号码是110101199001011234。", "zh", 0),
        ("我手机号是138。201。四七", "zh", NUMBER_MS),
        ("我手机号是138。201。47899", "zh", 0),
        ("验证码是6072", "zh", 0),
        ("验证码是607", "zh", NUMBER_MS),
        ("我忘了密码。", "zh", 0),
        ("我想换个手机。", "zh", 0),
        ("我排第一。", "zh", 0),
        ("I lost my credit card.", "en", 0),
        ("My phone number is 555 123", "en", NUMBER_MS),
        ("My phone number is 555 123 4567.", "en", 0),
        ("My new card number is 4288, 0135", "en", NUMBER_MS),
        ("It is ending in", "en", NUMBER_MS),
        ("Let me see, um", "en", HESITATION_MS),
        ("Let me see.", "en", HESITATION_MS),
        ("我想还款，就是", "zh", HESITATION_MS),
        ("我想问一下，", "zh", COMMA_MS),
        ("2068", "zh", 0),
        ("206", "zh", NUMBER_MS),
        ("手机后四位是2068", "zh", 0),
    ],
)
def test_how_long_to_wait(text: str, lang: str, expected_ms: int) -> None:
    assert extra_silence_ms(text, lang) == expected_ms


@pytest.mark.parametrize("text", ["您放心，肯定没问题，100", "我想贷3000", "要还200000。"])
def test_a_round_number_without_a_label_is_an_amount(text: str) -> None:
    assert extra_silence_ms(text, "zh") == 0
    assert extra_silence_ms("卡号是6200", "zh") > 0


@pytest.mark.parametrize(("text", "lang", "whole"), [
    ("我的信用卡丢了怎么办？", "zh", True), ("好的，谢谢您。", "zh", True), ("好的。", "zh", False), ("我想那个", "zh", False),
    ("我的卡号是。", "zh", False), ("我的卡号是六二二二。", "zh", False), ("我要还二十。", "zh", False), ("因为。", "zh", False),
    ("I lost my card.", "en", True), ("Is there a fee?", "en", True), ("Yes.", "en", False), ("I want to.", "en", False),
    ("The number is 42.", "en", False), ("I lost my card,", "en", False), ("I lost my card", "en", False),
])
def test_a_whole_sentence_and_nothing_awaited(text: str, lang: str, whole: bool) -> None:
    assert finished(text, lang) is whole
