"""Checklist items open, come due, are ticked or missed, at the right call time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protocol.assist import Alert, AlertCleared, Checklist, Event
from server.calls.utterance import CallFacts, Utterance
from server.compliance.checklist import BEGUN_MS
from server.compliance.evaluator import Compliance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import ChecklistItem, IntentWords, Playbook

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


IDENTITY = ChecklistItem(id="identity_check", title="身份", say="核对无误。", begin="请说后四位。", phrases=("核对无误",), sounds=("核对无误",),
                         asks=("后四位",), answers=("^好的,.{1,3}先生",), intents=("early_repayment",), due_ms=10_000, grace_ms=5_000)
QUIET = ChecklistItem(id="default_cost", title="逾期成本", say="逾期有罚息。", phrases=("罚息",), intents=("early_repayment",),
                      required=False, required_by=("提交.{0,4}申请",))
OTHERS = ChecklistItem(id="complaint_deadline", title="答复期限", say="三天内答复。", phrases=("天内",), intents=("complaint",),
                       opened_only=True)
CLOSE = ChecklistItem(id="polite_close", title="结束", say="再见。", phrases=("再见",), required=False, wanted_at_end=True)


class Call:
    """A call with the items above; says lines of a second each."""

    def __init__(self) -> None:
        intents = {"early_repayment": IntentWords(id="early_repayment", title="提前还款", phrases=("提前还",)),
                   "complaint": IntentWords(id="complaint", title="投诉", phrases=("投诉",))}
        self.compliance = Compliance(Playbook(id="i", title="i", lang="zh", version="1", intents=intents,
                                              checklist=(IDENTITY, QUIET, OTHERS, CLOSE)), CallFacts(call="c"))

    def say(self, channel: str, text: str, at_ms: int) -> list[tuple[str, str]]:
        """(item, state) of a line."""
        return states(self.compliance.hear(Utterance("x", channel, at_ms, at_ms + 1000, text, "zh")))  # type: ignore[arg-type]


def test_asking_begins_an_item_and_only_the_confirmation_ends_it() -> None:
    call = Call()
    assert ("identity_check", "due") in call.say("customer", "我想提前还款。", 0)
    (asked,) = [event for event in call.compliance.hear(Utterance("x", "agent", 2000, 3000, "请说手机后四位。", "zh"))
                if isinstance(event, Checklist)]
    assert (asked.state, asked.say, asked.due_ms) == ("due", "核对无误。", 3000 + BEGUN_MS)
    assert call.say("agent", "再说一遍后四位。", 4000) == []
    call.say("customer", "七三一五。", 6000)
    assert call.say("agent", "核对无物,谢谢。", 8000) == [("identity_check", "done")]


def test_words_shown_before_it_is_begun_begin_it() -> None:
    events = Call().compliance.hear(Utterance("x", "customer", 0, 1000, "我想提前还款。", "zh"))
    assert [event.say for event in events if isinstance(event, Checklist) and event.item == "identity_check"] == ["请说后四位。"]


def test_a_name_confirms_only_after_question_and_answer() -> None:
    call = Call()
    assert ("identity_check", "done") not in call.say("agent", "好的,周先生。", 0)
    call.say("agent", "请说后四位。", 2000)
    assert call.say("agent", "好的,周先生。", 4000) == []
    call.say("customer", "七三一五。", 6000)
    assert call.say("agent", "好的,周先生。", 8000) == [("identity_check", "done")]


def test_who_asked_in_time_has_time_for_the_answer_but_not_for_ever() -> None:
    call = Call()
    call.say("customer", "我想提前还款。", 0)
    call.say("agent", "请说后四位。", 9000)
    assert states(call.compliance.tick(10_000 + BEGUN_MS + 4_999)) == []
    assert states(call.compliance.tick(10_000 + BEGUN_MS + 5_000)) == [("identity_check", "missed")]


def test_asking_before_the_intent_begins_it_too() -> None:
    call = Call()
    assert ("identity_check", "due") in call.say("agent", "请说后四位。", 0)
    assert ("identity_check", "due") not in call.say("customer", "七三一五,我想提前还款。", 2000)
    assert call.say("agent", "核对无误。", 4000) == [("identity_check", "done")]


def test_a_topic_that_was_only_touched_makes_no_duty() -> None:
    call = Call()
    assert ("default_cost", "open") in call.say("customer", "我想提前还款。", 0)
    call.say("agent", "核对无误。再见。", 2000)
    assert states(call.compliance.tick(600_000)) == []
    assert states(call.compliance.finish(600_000)) == []


def test_what_the_agent_does_makes_it_a_duty() -> None:
    call = Call()
    call.say("customer", "我想提前还款。", 0)
    call.say("agent", "核对无误。", 2000)
    assert call.say("agent", "我为您提交贷款申请。", 4000) == [("default_cost", "due")]
    events = call.compliance.finish(9000)
    assert states(events) == [("default_cost", "missed"), ("polite_close", "missed")]
    assert [event.rule for event in events if isinstance(event, Alert)] == ["checklist.default_cost"]


def test_words_of_another_subject_tick_nothing() -> None:
    call = Call()
    assert ("complaint_deadline", "done") not in call.say("agent", "五天内答复您。", 0)
    call.say("customer", "我要投诉。", 2000)
    assert ("complaint_deadline", "done") in call.say("agent", "三天内答复您。", 4000)


@pytest.mark.parametrize(("name", "asks", "confirms"), [
    ("zh_finance", ["请先核对身份，请说一下预留手机的后四位。", "请告诉我证件号码的后四位，核对身份。", "麻烦说一下身份证后四位"],
     ["核对无误，周先生。", "好的，周先生，不满一年要收违约金。", "感谢您的配合。", "身份已核实。", "信息一致，谢谢。", "和对无物，您的卡已经冻结。"]),
    ("en_finance", ["Let me verify you first. What are the last four digits of your phone number?", "For security, your date of birth?"],
     ["Thank you, Mister Grant. In the first year the fee is one percent.", "Thank you, you are verified.", "Thank you, that matches.",
      "Thanks for confirming."])])
def test_the_identity_check_of_the_playbooks(name: str, asks: list[str], confirms: list[str]) -> None:
    playbook = load_playbook(find_playbook(name))
    wants = "我想提前还款" if playbook.lang == "zh" else "I want to pay off my loan early"
    for question in asks:
        for answer in confirms:
            compliance = Compliance(playbook, CallFacts(call="c", lang=playbook.lang))
            seen = [[state for item, state in states(compliance.hear(
                Utterance("x", channel, at_ms, at_ms + 3000, text, playbook.lang))) if item == "identity_check"]  # type: ignore[arg-type]
                for at_ms, channel, text in ((0, "customer", wants), (5000, "agent", question), (10_000, "customer", "7315"),
                                             (25_000, "agent", answer))]
            assert seen == [["due"], ["due"], [], ["done"]], (question, answer)


DEMANDED = ChecklistItem(id="mini", title="Collector", say="This is an attempt to collect a debt.", phrases=("attempt to collect a debt",),
                         required_by=(r"\byour loan is overdue\b",), required=False, on_demand=True, direction="outbound", due_ms=5_000)


def outgoing(direction: str) -> Compliance:
    book = Playbook(id="p", title="p", lang="en", version="1", checklist=(DEMANDED,))
    return Compliance(book, CallFacts(call="c", lang="en", direction=direction))


def spoken(compliance: Compliance, text: str, at_ms: int) -> list[Event]:
    return compliance.hear(Utterance(f"agent-{at_ms}", "agent", at_ms, at_ms + 500, text, "en"))


def test_an_item_on_demand_stands_on_the_list_only_once_it_is_asked_for() -> None:
    line = outgoing("outbound")
    assert states(line.tick(60_000)) == []
    asked = spoken(line, "Your loan is overdue.", 60_000)
    assert states(asked) == [("mini", "due")]
    assert [event.due_ms for event in asked if isinstance(event, Checklist)] == [65_500], "counted from there"
    assert states(line.tick(80_000)) == []
    missed = line.tick(86_000)
    assert states(missed) == [("mini", "missed")] and any(isinstance(event, Alert) for event in missed)
    assert states(spoken(line, "This is an attempt to collect a debt.", 90_000)) == [("mini", "done")]


def test_what_was_said_before_it_is_asked_for_is_done_and_nobody_asks_in_an_incoming_call() -> None:
    line = outgoing("outbound")
    assert states(spoken(line, "This is an attempt to collect a debt.", 0)) == [("mini", "done")]
    assert states(spoken(line, "Your loan is overdue.", 5_000)) == [] and states(line.finish(9_000)) == []
    never = outgoing("outbound")
    assert states(never.finish(9_000)) == []
    incoming = outgoing("inbound")
    assert states(spoken(incoming, "Your loan is overdue.", 0)) == [] and states(incoming.finish(90_000)) == []
