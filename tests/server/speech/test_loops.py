"""Loops are cut; what people repeat is not."""

from __future__ import annotations

import pytest

from server.speech.loops import collapse_loops, compression_ratio, looping_tokens


@pytest.mark.parametrize("text", [
    "八八八八八八", "八八八八八八八八八八", "8888888888888888", "1212121212121212", "尾号88888888对吗", "幺三八零零零零零零零零",
    "seven seven seven seven", "seven seven seven seven seven seven seven seven seven", "nine nine, nine nine, nine nine, nine nine, nine nine",
    "zero zero zero zero zero zero zero zero", "double eight double eight double eight double eight double eight", "一百一百一百一百一百",
    "对对对对", "好好好", "是是是是是", "嗯嗯嗯嗯嗯嗯", "好的好的好的", "好的好的好的好的", "no no no no", "No, no, no, no, no.", "yes yes yes", "very very good",
    "谢谢谢谢谢谢", "你好你好", "等一下等一下等一下", "喂喂喂喂", "bye bye bye bye", "wait wait wait wait", "thank you thank you thank you",
])  # fmt: skip
def test_what_people_say_stays(text: str) -> None:
    assert collapse_loops(text) == text
    assert compression_ratio(text) <= 2.4


@pytest.mark.parametrize(
    ("text", "collapsed"),
    [
        ("好的好的好的好的好的", "好的"),
        ("我想问一下" + "利率是多少" * 8, "我想问一下利率是多少"),
        ("哈" * 20, "哈"),
        ("thank you thank you thank you thank you ", "thank you "),
        ("so I said so I said so I said so I said so I said ", "so I said "),
        ("the the the the the the the the the the ", "the "),
        ("这个是我们的产品，" * 4, "这个是我们的产品，"),
    ],
)
def test_loops_are_cut_to_one(text: str, collapsed: str) -> None:
    assert collapse_loops(text) == collapsed


def test_tokens_that_come_back_at_the_end_are_a_loop() -> None:
    assert looping_tokens(["我", "想", *["利率", "是", "多少"] * 4])
    assert looping_tokens(["\ufffd"] * 12)
    assert not looping_tokens(["我", "想", *["利率", "是", "多少"] * 3])
    assert not looping_tokens(["对"] * 6)


@pytest.mark.parametrize("token", ["八", "8", " seven", "00"])
def test_digits_are_no_loop_of_tokens(token: str) -> None:
    assert not looping_tokens([token] * 40)


def test_numbers_do_not_count_as_repetition() -> None:
    assert compression_ratio("卡号是" + "八" * 19) == 1.0
    assert compression_ratio("my number is " + "seven " * 19) == 1.0
    assert compression_ratio("我们去那边看看吧，" * 12) > 2.4
