"""What is only about the talk itself is no question that waits for an answer."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.supervision.small_talk import is_small_talk

SMALL: list[tuple[Language, str]] = [
    ("zh", "喂,还在吗?"), ("zh", "喂？你还在吗？"), ("zh", "您好，听得到吗？"), ("zh", "喂喂，能听见我说话吗"), ("zh", "真的吗？那太好了。"),
    ("zh", "是吗？"), ("zh", "什么？"), ("zh", "您是哪位？"), ("zh", "怎么没声音了？"), ("zh", "请再说一遍，好吗？"), ("zh", "在吗？"),
    ("en", "Hello? Are you still there?"), ("en", "Can you hear me?"), ("en", "Really? That's great."), ("en", "Sorry, what was that?"),
    ("en", "Hi, how are you today?"), ("en", "Could you repeat that, please?"), ("en", "Is anybody there?"), ("en", "Who is this?")]
WANTED: list[tuple[Language, str]] = [
    ("zh", "提前还款要收违约金吗?"), ("zh", "喂，我的卡还在吗？"), ("zh", "你们周六上班吗？"), ("zh", "真的不收手续费吗？"), ("zh", "什么时候到账？"),
    ("zh", "您好,利率是多少?"), ("zh", "能不能退款？"), ("zh", "钱呢？"), ("zh", "为什么扣我钱"), ("zh", "我的贷款批了吗"),
    ("en", "Hello, what is the rate?"), ("en", "Is my money still there?"), ("en", "Can you hear back from them today?"), ("en", "Why?  Was the fee charged?"),
    ("en", "Are you open on Saturday?"), ("en", "Okay, so when do I get my card?"), ("en", "Really? Without a fee?")]


@pytest.mark.parametrize(("lang", "text"), SMALL)
def test_small_talk_asks_for_nothing(lang: Language, text: str) -> None:
    assert is_small_talk(text, lang)


@pytest.mark.parametrize(("lang", "text"), WANTED)
def test_a_question_does(lang: Language, text: str) -> None:
    assert not is_small_talk(text, lang)
