"""Promises with their due dates; demands, questions and denials are none."""

from __future__ import annotations

from datetime import datetime

import pytest

from protocol.assist import Promise
from protocol.message import Channel, Language
from server.calls.utterance import Utterance
from server.compliance.lexicon import fold
from server.compliance.promises import PromiseFinder

FRIDAY = datetime.fromisoformat("2026-11-20T15:00:00+08:00")


def found(lang: Language, channel: Channel, *lines: str, started: datetime | None = FRIDAY) -> list[tuple[str, str | None]]:
    finder = PromiseFinder(lang, started)
    events = [event for line in lines
              for event in finder.hear(Utterance("x", channel, 0, 1_000, line, lang), fold(line, lang))]
    return [(event.text, event.due) for event in events if isinstance(event, Promise)]


@pytest.mark.parametrize(("text", "due"), [
    ("三天内给您回电。", "2026-11-23"),
    ("我明天给您打电话。", "2026-11-21"),
    ("我们五个工作日内答复您。", "2026-11-27"),
    ("我24小时内联系您。", "2026-11-21"),
    ("我会在下周三给您回复。", "2026-11-25"),
    ("我周一给您回电。", "2026-11-23"),
    ("月底前给您退款。", "2026-11-30"),
    ("我11月25日给您回电。", "2026-11-25"),
    ("七个工作日寄到。", "2026-12-01"),
    ("我一定给您回电。", None),
])
def test_chinese_promises_of_the_agent(text: str, due: str | None) -> None:
    assert found("zh", "agent", text) == [(text.rstrip("。"), due)]


@pytest.mark.parametrize(("text", "due"), [
    ("I will call you back within three days.", "2026-11-23"),
    ("We will answer within 10 business days.", "2026-12-04"),
    ("I'll email you by tomorrow.", "2026-11-21"),
    ("We'll get back to you by Monday.", "2026-11-23"),
    ("You will receive it next week.", "2026-11-27"),
    ("We will refund it by the end of the month.", "2026-11-30"),
    ("I will call you in 48 hours.", "2026-11-22"),
    ("I promise I will follow up.", None),
])
def test_english_promises_of_the_agent(text: str, due: str | None) -> None:
    assert found("en", "agent", text) == [(text.rstrip("."), due)]


@pytest.mark.parametrize(("lang", "text", "due"), [
    ("zh", "我明天一定还款。", "2026-11-21"), ("zh", "我下周五把钱还上。", "2026-11-27"),
    ("en", "I will pay on Monday.", "2026-11-23"), ("en", "I'm going to transfer it tomorrow.", "2026-11-21"),
])
def test_the_customer_promises_too(lang: Language, text: str, due: str) -> None:
    assert [entry[1] for entry in found(lang, "customer", text)] == [due]


@pytest.mark.parametrize(("lang", "channel", "text"), [
    ("zh", "customer", "三天之内一定要给我回电话。"), ("zh", "customer", "你们明天回复我。"), ("zh", "agent", "三天内给您回电可以吗?"),
    ("zh", "agent", "我们不会在三天内给您回电。"), ("zh", "agent", "最长三十六个月。"), ("zh", "customer", "我想提前还款。"),
    ("en", "customer", "Call me back within three days."), ("en", "agent", "Can we call you within three days?"),
    ("en", "agent", "We can't refund it within three days."), ("en", "agent", "The term is sixty months."),
    ("en", "agent", ""),
])
def test_these_are_no_promises(lang: Language, channel: Channel, text: str) -> None:
    assert found(lang, channel, text) == []


def test_the_same_promise_is_named_once() -> None:
    assert len(found("zh", "agent", "三天内给您回电。", "我总结一下,三天内回电。", "五天内给您回电。")) == 2


def test_without_a_start_there_is_no_date() -> None:
    assert found("zh", "agent", "三天内给您回电。", started=None) == [("三天内给您回电", None)]
