"""Checklist items open, come due, are ticked or missed, at the right call time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from protocol.assist import Alert, AlertCleared, Checklist, Event

Calls = Callable[..., Any]


def states(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.item, event.state) for event in events if isinstance(event, Checklist)]


def test_items_of_every_call_open_once_with_their_times(call: Calls) -> None:
    line = call()
    opened = line.compliance.tick(0)
    assert states(opened) == [("recording_notice", "open"), ("greeting", "open"), ("polite_close", "open")]
    assert [event.due_ms for event in opened if isinstance(event, Checklist)] == [10_000, 5_000, -1]
    assert line.compliance.tick(0) == []


def test_saying_it_in_time_ticks_it_and_nothing_is_missed(call: Calls) -> None:
    line = call()
    assert ("recording_notice", "done") in states(line.agent("您好,本次通话会录音。", 0))
    assert states(line.compliance.tick(100_000)) == []


def test_due_then_missed_then_said_after_all(call: Calls) -> None:
    line = call()
    line.compliance.tick(0)
    assert states(line.compliance.tick(4_999)) == []
    assert states(line.compliance.tick(9_999)) == [("greeting", "due")]
    assert states(line.compliance.tick(10_000)) == [("recording_notice", "due")]
    missed = line.compliance.tick(15_000)
    assert states(missed) == [("recording_notice", "missed")]
    (alert,) = [event for event in missed if isinstance(event, Alert)]
    assert (alert.category, alert.severity, alert.text, alert.source) == ("missing_disclosure", "remind",
                                                                          "本次通话会录音。", "规章")
    late = line.agent("对了,本次通话会录音。", 16_000)
    assert states(late) == [("recording_notice", "done")]
    assert [(event.id, event.why) for event in late if isinstance(event, AlertCleared)] == [(alert.id, "said")]


def test_an_optional_item_is_missed_without_an_alert(call: Calls) -> None:
    line = call()
    line.compliance.tick(0)
    events = [event for at_ms in (5_000, 25_000) for event in line.compliance.tick(at_ms)]
    assert ("greeting", "missed") in states(events)
    assert not [event for event in events if isinstance(event, Alert) and event.rule == "checklist.greeting"]


def test_deadlines_pass_by_the_speech_alone_without_ticks(call: Calls) -> None:
    assert ("recording_notice", "missed") in states(call().customer("喂?", 16_000))


def test_an_utterance_begun_in_time_counts(call: Calls) -> None:
    line = call()
    events = line.agent("您好,这里是银行,本次通话会录音。", 14_999)
    assert ("recording_notice", "missed") not in states(events) and ("recording_notice", "done") in states(events)


def test_the_customers_words_tick_nothing_and_a_denial_neither(call: Calls) -> None:
    line = call()
    assert ("recording_notice", "done") not in states(line.customer("你们会录音。"))
    assert ("recording_notice", "done") not in states(line.agent("我们不会录音。"))
    assert line.compliance._checklist.state("recording_notice") == "open"


def test_an_intent_opens_an_item_with_its_own_deadline(call: Calls) -> None:
    line = call()
    opened = line.customer("我想提前还款。", 30_000)
    (item,) = [event for event in opened if isinstance(event, Checklist) and event.item == "early_repayment_fee"]
    assert (item.state, item.due_ms) == ("due", 51_000)
    assert ("early_repayment_fee", "due") not in states(line.customer("提前还要钱吗?", 33_000))
    assert ("early_repayment_fee", "missed") not in states(line.compliance.tick(70_999))
    assert ("early_repayment_fee", "missed") in states(line.compliance.tick(71_000))


def test_an_authored_denial_in_a_pattern_ticks(call: Calls) -> None:
    line = call()
    line.customer("我想提前还款。")
    assert ("early_repayment_fee", "done") in states(line.agent("违约金不收的。"))


def test_the_end_of_the_call_misses_what_is_still_open(call: Calls) -> None:
    line = call()
    line.agent("您好,本次通话会录音。", 0)
    events = line.compliance.finish(20_000)
    assert states(events) == [("polite_close", "missed")]
    assert [event.category for event in events if isinstance(event, Alert)] == ["missing_disclosure"]
    assert line.compliance.finish(20_000) == []


def test_the_reminder_can_be_acknowledged(call: Calls) -> None:
    line = call()
    line.compliance.tick(0)
    (alert,) = [event for event in line.compliance.tick(15_000) if isinstance(event, Alert)]
    (settled,) = line.compliance.acknowledge(alert.id)
    assert isinstance(settled, AlertCleared) and settled.why == "acknowledged"
    assert not [event for event in line.agent("会录音。", 16_000) if isinstance(event, AlertCleared)]
