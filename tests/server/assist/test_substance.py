"""What of a line says something, which lines end the talk, and which want no answer."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.substance import ends, settles, substance


@pytest.mark.parametrize(("lang", "line", "left"), [
    ("zh", "好，清楚了。拆成几笔就不用材料了吧？", "拆成几笔就不用材料了吧？"),
    ("zh", "哦，明白了。我就怕已经被人刷了，谢谢。", "我就怕已经被人刷了，"),
    ("zh", "行，那听你的。好的，没问题了。", ""),
    ("zh", "这么高啊，那算了，不分了。", "这么高啊，那算了，不分了。"),
    ("zh", "那这样的话利息怎么算", "那这样的话利息怎么算"),
    ("en", "Okay, never mind then. Can I pay later?", "Can I pay later?"),
    ("en", "Got it. That isn't exactly low, is it?", "That isn't exactly low, is it?"),
    ("en", "Alright, that'll work. Thanks for your help.", ""),
    ("en", "So what would that be per year?", "So what would that be per year?"),
])
def test_what_only_shows_listening_is_left_out_around_the_matter(lang: Language, line: str, left: str) -> None:
    assert substance(line, lang) == left


@pytest.mark.parametrize(("lang", "line"), [
    ("zh", "没别的事了。"), ("zh", "好，没别的了，辛苦。"), ("zh", "好的，谢谢，再见。"), ("zh", "唉，我明白了，我去报案，谢谢，再见。"),
    ("en", "Okay, never mind then. No, that's all."), ("en", "Nothing else, thank you."), ("en", "You too, bye."),
    ("en", "You're the first who listened. I'll wait for the call, goodbye."),
])
def test_these_end_the_talk(lang: Language, line: str) -> None:
    assert ends(line, lang) and settles(line, lang)


@pytest.mark.parametrize(("lang", "line"), [
    ("zh", "不用了，谢谢。"), ("zh", "没有。"), ("en", "No thank you."), ("en", "Not really, thanks."), ("zh", "嗯"), ("en", "Mm-hm."),
])
def test_a_bare_decline_wants_no_answer_and_ends_nothing(lang: Language, line: str) -> None:
    assert settles(line, lang) and not ends(line, lang)


@pytest.mark.parametrize(("lang", "line"), [
    ("zh", "不用了，谢谢，我不需要贷款。"), ("zh", "再见之前我问一下，利率是多少？"), ("zh", "卡停了没有！"),
    ("en", "No, I said no. Please don't call me again."), ("en", "Is that all I owe?"), ("en", "Bye, oh wait, what is the fee?"),
])
def test_these_want_an_answer(lang: Language, line: str) -> None:
    assert not settles(line, lang) and not ends(line, lang)


def test_a_very_long_line_is_read_once_and_in_time_linear_to_it() -> None:
    line = "好的" * 4_000 + "，利率是多少？"
    assert substance(line, "zh").endswith("利率是多少？")
    assert substance("okay " * 4_000 + "what is the rate?", "en").endswith("what is the rate?")
