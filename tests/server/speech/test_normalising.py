"""Simplified characters, marks, widths and spaces, as an agent reads them."""

from __future__ import annotations

import pytest

from server.speech.normalising import normalise

C, D, Q, E = "\uff0c", "\u3002", "\uff1f", "\uff01"


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ("您好,這裡是星辰銀行,工號零八二一.請問您貴姓?", f"您好{C}这里是星辰银行{C}工号0821{D}请问您贵姓{Q}"),
        ("好的!", f"好的{E}"),
        (" 利率 是 百分之 四 ", "利率是4%"),
        ("尾号 八 八 二 一", "尾号8821"),
        ("办理 ETC 业务", "办理ETC业务"),
        ("\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10", "13800138000"),
        ("ＥＴＣ业务", "ETC业务"),
        ("下午12:30联系", "下午12:30联系"),
        ("金额是1,000元", "金额是1,000元"),
        ("金额3.65元.", f"金额3.65元{D}"),
        (f"好的{D}{D}{D}", "好的\u2026\u2026"),
        (f"好{C}{C}的{C}{D}", f"好{C}的{D}"),
        (",嗯好的", "嗯好的"),
        ("<|zh|>好的<|endoftext|>", "好的"),
        ("好\u200b的\ufffd", "好的"),
        ("", ""),
        ("   ", ""),
        ("OK", "OK"),
    ],
)
def test_chinese(heard: str, shown: str) -> None:
    assert normalise(heard, "zh") == shown


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ("hello , how are you ?", "Hello, how are you?"),
        (f"yes{C}please{D}", "Yes, please."),
        ("\u201cthank you\u201d it\u2019s fine", '"thank you" it\'s fine'),
        ("  two   spaces ", "Two spaces"),
        (", and then", "And then"),
        ("wait,, what??", "Wait, what?"),
        ("", ""),
    ],
)
def test_english(heard: str, shown: str) -> None:
    assert normalise(heard, "en") == shown


def test_another_language_is_left_as_it_is() -> None:
    assert normalise(" guten\u200b  Tag ", "de") == "guten Tag"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_long_text_is_no_trouble(lang: str) -> None:
    text = "一二三四五六七八九十百千万亿点" * 400 + " one two hundred point and" * 400
    assert normalise(text, lang)
