"""The assistance stage over a call: suggestions and when they go, cards, what is never offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from protocol.assist import (
    Card,
    Checklist,
    Event,
    Intent,
    Mood,
    Suggestion,
    SuggestionBlocked,
    SuggestionWithdrawn,
)
from protocol.message import Channel
from server.assist.assistant import Assistant
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook, Reply

Say = Callable[..., list[Event]]


class Talk:
    """A call: says lines, keeps the time."""

    def __init__(self, playbook: Playbook, **facts: object) -> None:
        self.assistant = Assistant(playbook, CallFacts("c", **facts))  # type: ignore[arg-type]
        self.lang = playbook.lang
        self.at_ms = 0

    def say(self, text: str, channel: Channel = "customer", after_s: float = 3) -> list[Event]:
        """The events of one line."""
        self.at_ms += int(after_s * 1000)
        return self.assistant.hear(Utterance(f"{channel}-{self.at_ms}", channel, self.at_ms - 1500, self.at_ms, text, self.lang))

    def agent(self, text: str, after_s: float = 3) -> list[Event]:
        """The events of one line of the agent."""
        return self.say(text, "agent", after_s)


def suggestions(events: list[Event]) -> list[Suggestion]:
    """The suggestions among them."""
    return [event for event in events if isinstance(event, Suggestion)]


def withdrawn(events: list[Event]) -> list[str]:
    """Why suggestions went."""
    return [event.why for event in events if isinstance(event, SuggestionWithdrawn)]


def cards(events: list[Event]) -> list[Card]:
    """The cards among them."""
    return [event for event in events if isinstance(event, Card)]


RECORD = {"name": "周远", "title": "周先生", "loan_balance": "86,400元"}


@pytest.fixture
def talk(zh: Playbook) -> Talk:
    """A Chinese call with a known customer."""
    return Talk(zh, customer_id="C1", customer=RECORD)


def test_a_question_is_answered_with_facts_and_alternatives(talk: Talk) -> None:
    (one,) = suggestions(talk.say("请问利率是多少?"))
    assert one.text == "周先生，星享贷年化利率3.65%。"
    assert one.alternatives == ("最长可以分36个月。",)
    assert one.answers == "请问利率是多少?"
    assert one.source == ("rate", "rate_term")
    assert ("3.65%", "product.xingxiang.annual_rate") in [(fact.value, fact.origin) for fact in one.facts]


def test_it_goes_when_the_agent_said_something_close(talk: Talk) -> None:
    talk.say("请问利率是多少?")
    assert withdrawn(talk.agent("请您稍等,我看一下。")) == []
    assert withdrawn(talk.agent("周先生,我们星享贷的年化利率是3.65%。")) == ["said"]
    assert talk.assistant.active_id == ""


def test_an_alternative_said_over_two_lines_counts_too(talk: Talk) -> None:
    talk.say("请问利率是多少?")
    assert withdrawn(talk.agent("最长的话")) == []
    assert withdrawn(talk.agent("可以分36个月", after_s=2)) == ["said"]


def test_it_goes_when_the_topic_moves_on(talk: Talk) -> None:
    talk.say("请问利率是多少?")
    events = talk.say("对了,我的信用卡丢了")
    assert withdrawn(events) == ["topic"]
    assert [one.text for one in suggestions(events)] == ["您别着急，我马上为您冻结卡片。"]
    assert events.index(next(event for event in events if isinstance(event, SuggestionWithdrawn))) \
        < events.index(suggestions(events)[0])


def test_it_expires(talk: Talk) -> None:
    talk.say("请问利率是多少?")
    assert talk.assistant.tick(talk.at_ms + 29_999) == []
    assert withdrawn(talk.assistant.tick(talk.at_ms + 30_000)) == ["expired"]
    assert talk.assistant.tick(talk.at_ms + 60_000) == []


def test_at_most_one_is_active(talk: Talk) -> None:
    active = 0
    for text in ("利率是多少", "我想提前还款", "我的信用卡丢了", "我要投诉你们", "利率是多少", "理财保本吗") * 2:
        for event in talk.say(text, after_s=20):
            active += isinstance(event, Suggestion)
            active -= isinstance(event, SuggestionWithdrawn)
            assert active in (0, 1)
    assert active == bool(talk.assistant.active_id)


@pytest.mark.parametrize("text", ["嗯", "好的", "哦,知道了", "谢谢"])
def test_listening_noises_change_nothing(talk: Talk, text: str) -> None:
    talk.say("利率是多少")
    events = talk.say(text)
    assert [type(event) for event in events] == [Intent]
    assert talk.assistant.active_id == "s1"


def test_the_same_text_rests_for_a_while(talk: Talk) -> None:
    talk.say("我的信用卡丢了")
    assert withdrawn(talk.agent("您别着急,我马上为您冻结卡片。")) == ["said"]
    assert [one.text for one in suggestions(talk.say("信用卡丢了怎么办"))] == ["新卡7个工作日寄到。"]
    talk.assistant.tick(talk.at_ms + 30_000)
    assert [one.text for one in suggestions(talk.say("信用卡丢了怎么办", after_s=90))] == ["您别着急，我马上为您冻结卡片。"]


def test_a_dismissed_suggestion_rests(talk: Talk) -> None:
    talk.say("我的信用卡丢了")
    talk.assistant.dismiss("s9")
    assert talk.assistant.active_id == "s1"
    talk.assistant.dismiss("s1")
    assert talk.assistant.active_id == ""
    assert suggestions(talk.say("信用卡丢了怎么办")) == []


def test_nothing_of_the_record_before_identification(talk: Talk) -> None:
    (before,) = suggestions(talk.say("我想提前还款"))
    assert "86,400" not in str(before)
    talk.assistant.note([Checklist(call="c", item="identity_check", state="done")])
    talk.assistant.tick(talk.at_ms + 30_000)
    (after,) = suggestions(talk.say("那提前还款呢", after_s=31))
    assert "86,400元" in after.text


def test_a_record_reply_without_after_is_held_back_too(zh: Playbook) -> None:
    loose = Reply(id="loose", text="您的余额是{customer.loan_balance}。", intents=("repayment",), keywords=("还款",))
    playbook = Playbook(id="p", title="p", lang="zh", version="1", intents=zh.intents, replies={"loose": loose})
    talk = Talk(playbook, customer=RECORD)
    assert suggestions(talk.say("我要还款")) == []
    talk.assistant.note([Checklist(call="c", item="identity_check", state="done")])
    assert suggestions(talk.say("我要还款"))


def test_a_figure_without_a_fact_is_blocked_once(talk: Talk) -> None:
    events = talk.say("理财收益怎么样")
    assert [(event.text, event.why) for event in events if isinstance(event, SuggestionBlocked)] \
        == [("这款产品年化收益5.20%。", "number:5.20%")]
    assert suggestions(events) == []
    assert not [event for event in talk.say("理财收益怎么样") if isinstance(event, SuggestionBlocked)]


def test_a_reply_for_a_mood_waits_for_it(talk: Talk) -> None:
    assert suggestions(talk.say("我要投诉")) == []
    talk.assistant.note([Mood(call="c", mood="angry", score=-0.8)])
    assert [one.text for one in suggestions(talk.say("我要投诉"))] == ["非常抱歉给您带来不便，我马上登记处理。"]


def test_a_slot_is_filled_with_the_customers_words(talk: Talk) -> None:
    (one,) = suggestions(talk.say("我想贷20万"))
    assert one.text == "您想借20万，我为您看一下。"
    assert [fact.origin for fact in one.facts] == [f"said:customer-{talk.at_ms}"]


def test_calculator_card_shows_inputs_and_results(talk: Talk) -> None:
    card = next(card for card in cards(talk.say("我想贷20万,分两年还")) if card.kind == "calculator")
    assert [(row.label, row.value) for row in card.rows] == [
        ("贷款金额", "200,000元"), ("年化利率", "3.65%"), ("期限", "24个月"), ("还款方式", "等额本息"), ("一次性费用", ""), ("每月还款", "8,653.86元"), ("总利息", "7,692.64元"),
        ("还款总额", "207,692.64元"), ("年化综合成本", "3.65%（单利），3.71%（复利）")]


def test_early_repayment_counts_with_the_record_once_identified(talk: Talk) -> None:
    assert not [card for card in cards(talk.say("我想提前还款")) if card.kind == "calculator"]
    talk.assistant.note([Checklist(call="c", item="identity_check", state="done")])
    card = next(card for card in cards(talk.say("提前还款要多少")) if card.kind == "calculator")
    assert [row.value for row in card.rows] == ["86,400元", "1%", "864元", "87,264元"]


def test_an_amount_of_another_subject_is_not_counted_with(talk: Talk) -> None:
    talk.say("我想贷20万,分两年还")
    assert not [card for card in cards(talk.say("我想提前还款")) if card.kind == "calculator"]


def test_cards_of_every_kind_with_at_most_six_rows_and_rest(talk: Talk) -> None:
    shown = [card for text in ("我想贷20万分两年", "信用卡丢了要挂失", "稳健一号保本吗", "提前还款规则") for card in cards(talk.say(text))]
    assert {card.kind for card in shown} == {"product", "knowledge", "procedure", "calculator"}
    assert all(sum(row.input is None for row in card.rows) <= 6 and card.title and card.id for card in shown)
    assert cards(talk.say("稳健一号保本吗")) == []
    assert cards(talk.say("稳健一号保本吗", after_s=120))


def test_asking_gives_cards_at_once_and_again(talk: Talk) -> None:
    assert [event.id for event in cards(talk.assistant.ask("保本"))][0] == "baoben"
    assert [event.id for event in cards(talk.assistant.ask("保本"))][0] == "baoben"
    assert talk.assistant.ask("天气预报") == []
    assert talk.assistant.dialogue.topic == "", "a typed question is no customer's line"


def test_english(en: Playbook) -> None:
    talk = Talk(en)
    (one,) = suggestions(talk.say("What is the late fee on my credit card?"))
    assert one.text == "The late fee is $25."
    assert withdrawn(talk.agent("So the late fee is 25 dollars.")) == ["said"]
    (calculated,) = [card for card in cards(talk.say("I want to borrow $20,000 over three years")) if card.kind == "calculator"]
    assert next(row.value for row in calculated.rows if row.label == "Monthly payment") == "$622.12"
    assert suggestions(talk.say("okay, thanks")) == []
