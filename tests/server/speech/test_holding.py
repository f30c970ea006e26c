"""Fillers and numbers in groups are waited for; finished sentences are not."""

from __future__ import annotations

import pytest

from server.speech.holding import HESITATION_MS, NUMBER_MS, extra_silence_ms


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
    ],
)
def test_how_long_to_wait(text: str, lang: str, expected_ms: int) -> None:
    assert extra_silence_ms(text, lang) == expected_ms
