"""What the trainee's words do, in both languages: found by the playbook's rules, its checklist, and the words of each act."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.content.playbook import Playbook
from server.practice.act_words import PATTERNS
from server.practice.acts import ACTS, MOST_CHARACTERS, ActReader, Acts
from server.practice.engine import TraineeTurn
from server.practice.mood import EFFECTS
from server.practice.traps import WAYS


def read(book: Playbook, text: str, **changes: object) -> Acts:
    scenario = book.practice["early_repayment" if book.lang == "zh" else "travel_card"]
    return ActReader(book, scenario).read(TraineeTurn(text=text, start_ms=0, end_ms=1000, **changes))  # type: ignore[arg-type]


CASES: list[tuple[Language, str, set[str], set[str]]] = [
    ("zh", "您好，这里是星辰银行，工号零八二一。", {"greeted"}, {"closed"}),
    ("zh", "请先核对身份，请说一下预留手机的后四位。", {"identified"}, {"asked_open", "answered"}),
    ("zh", "核对无误，感谢您的配合。", {"verified", "thanked"}, set()),
    ("zh", "请问您具体遇到了什么情况？", {"asked_open"}, {"asked_closed"}),
    ("zh", "您是本月办理的吗？", {"asked_closed"}, {"asked_open"}),
    ("zh", "您好，星辰银行，请问什么事", {"greeted", "asked_open"}, {"insulted"}),
    ("zh", "请问您是周先生吗？", {"identified", "asked_name"}, {"asked_open"}),
    ("zh", "请您赶紧告诉家里人。", {"not_secret"}, {"agreed_secret"}),
    ("zh", "我不会告诉您家人。", {"agreed_secret"}, {"not_secret"}),
    ("zh", "没什么问题。", set(), {"asked_open", "asked_closed"}),
    ("zh", "非常抱歉，我理解您的心情。", {"apologised", "acknowledged"}, set()),
    ("zh", "您再不办就没机会了，今天必须办。", {"pressured"}, set()),
    ("zh", "您不用今天必须办。", set(), {"insulted"}),
    ("zh", "您放心，这款保本，肯定不会亏。", {"guaranteed"}, {"no_guarantee"}),
    ("zh", "我们不能保证收益。", {"no_guarantee", "refused"}, {"guaranteed"}),
    ("zh", "您这人怎么这么蠢。", {"insulted"}, set()),
    ("zh", "我没有说您蠢。", set(), {"insulted"}),
    ("zh", "他妈的。", {"swore"}, set()),
    ("zh", "请把短信验证码告诉我。", {"asked_secret"}, set()),
    ("zh", "请不要念卡号。", {"stopped"}, {"read_on"}),
    ("zh", "好的，您念一下卡号。", {"read_on"}, {"stopped"}),
    ("zh", "这是诈骗，请不要转账，可以拨打96110。", {"warned"}, {"helped_transfer"}),
    ("zh", "我帮您转过去。", {"helped_transfer"}, set()),
    ("zh", "我会替您保密。", {"agreed_secret"}, set()),
    ("zh", "我们会在3天内给您回电答复。", {"promised"}, set()),
    ("zh", "这笔是等额本息，按LPR加基点。", {"jargon"}, set()),
    ("zh", "等额本息，意思是每月还的钱一样多。", {"explained"}, {"jargon"}),
    ("zh", "请稍等，我查一下。", {"held"}, set()),
    ("zh", "感谢您的来电，再见。", {"closed"}, set()),
    ("zh", "Hello my friend, how are you today", {"other_language"}, set()),
    ("zh", "好" * 300, {"long"}, set()),
    ("en", "Good morning, thank you for calling Northlight Bank.", {"greeted"}, {"closed"}),
    ("en", "What are the last four digits of your phone number?", {"identified"}, {"asked_open"}),
    ("en", "Could you tell me what happened?", {"asked_open"}, set()),
    ("en", "What I mean is nothing.", set(), {"insulted"}),
    ("en", "I am so sorry, I understand how you feel.", {"apologised", "acknowledged"}, set()),
    ("en", "You have to decide now, this is your last chance.", {"pressured"}, set()),
    ("en", "I guarantee it.", {"guaranteed"}, {"no_guarantee"}),
    ("en", "I can't guarantee that.", {"no_guarantee", "refused"}, {"guaranteed"}),
    ("en", "Shut up.", {"insulted"}, set()),
    ("en", "Oh damn you.", {"swore"}, set()),
    ("en", "Please don't read me your card number.", {"stopped"}, {"read_on"}),
    ("en", "Sure, go ahead.", {"read_on"}, {"stopped"}),
    ("en", "That is a scam, please never share your code.", {"warned"}, set()),
    ("en", "Your escrow is amortizing.", {"jargon"}, set()),
    ("en", "Goodbye.", {"closed"}, set()),
    ("en", "您好，我听不懂英文", {"other_language"}, set()),
]


@pytest.mark.parametrize(("lang", "text", "does", "does_not"), CASES, ids=[case[1][:24] for case in CASES])
def test_what_words_do(lang: Language, text: str, does: set[str], does_not: set[str], zh_book: Playbook, en_book: Playbook) -> None:
    names = read(zh_book if lang == "zh" else en_book, text).names
    assert does <= names and not does_not & names, names


@pytest.mark.parametrize("text", ["", "  \n ", "。。。", "?!", "…"])
def test_nothing_is_empty(text: str, zh_book: Playbook) -> None:
    assert read(zh_book, text).names == {"empty"}


def test_what_the_pipeline_found_counts_too(zh_book: Playbook) -> None:
    acts = read(zh_book, "好的。", alerts=("insult",), ticks=("card_blocked",), interrupted=True)
    assert {"insulted", "disclosed", "interrupted"} <= acts.names and acts.ticks == {"card_blocked"}


def test_saying_the_same_again_is_noticed(zh_book: Playbook) -> None:
    reader = ActReader(zh_book, zh_book.practice["early_repayment"])
    words = [TraineeTurn(text="非常抱歉给您带来不便，请您谅解一下", start_ms=at, end_ms=at + 900) for at in (0, 5000)]
    assert "repeated" not in reader.read(words[0]) and "repeated" in reader.read(words[1])


def test_ten_thousand_characters_are_cut(zh_book: Playbook) -> None:
    acts = read(zh_book, "我跟您说" * 2500)
    assert len(acts.text) == MOST_CHARACTERS and "long" in acts


def test_every_act_has_a_name_that_scenarios_may_use() -> None:
    own = {"asked_again", "protested", "gave_up"}
    assert set(PATTERNS["zh"]) == set(PATTERNS["en"]) and set(PATTERNS["zh"]) <= set(ACTS)
    assert set(EFFECTS) - own <= set(ACTS) and len(set(ACTS)) == len(ACTS)
    assert all(way.right | way.wrong <= set(ACTS) for way in WAYS.values())
