"""Alerts: who said it, whether it counts, when it is raised again, and how it is settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protocol.assist import Alert, AlertCleared, Event, Gate
from server.compliance.evaluator import COOLDOWN_MS, EXPIRE_MS, GATE_MS

Calls = Callable[..., Any]


def alerts(events: list[Event]) -> list[str]:
    return [event.id for event in events if isinstance(event, Alert) and not event.rule.startswith("checklist.")]


def cleared(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.id, event.why) for event in events if isinstance(event, AlertCleared)]


def test_an_alert_carries_rule_evidence_and_advice(call: Calls) -> None:
    (alert,) = [event for event in call().agent("您放心,零 风险的。") if isinstance(event, Alert)]
    assert (alert.id, alert.rule, alert.rule_version, alert.category, alert.severity) == ("risk:1", "risk", "7", "no_risk",
                                                                                          "stop")
    assert alert.span == (4, 8) and alert.quote == "零 风险"
    assert alert.text == "说明风险等级。" and alert.source == "规章" and alert.channel == "agent"


@pytest.mark.parametrize(("channel", "text", "expected"), [
    ("agent", "这个零风险。", ["risk:1"]),
    ("customer", "这个零风险。", []),
    ("agent", "这个不是零风险。", []),
    ("agent", "零风险吗?", []),
    ("agent", "他写的是“零风险”。", []),
    ("agent", "买国债零风险。", []),
    ("agent", "您的密码是多少?", ["pin:1"]),
    ("agent", "我不是说您笨蛋。", ["rude:1"]),
    ("customer", "我要投诉!", ["sue:1"]),
    ("customer", "是不是可以投诉?", ["sue:1"]),
    ("customer", "我不投诉。", []),
    ("agent", "我为您登记投诉。", []),
    ("agent", "按旧规定,新规定。", []),
])
def test_who_said_it_and_how_decides(call: Calls, channel: str, text: str, expected: list[str]) -> None:
    assert alerts(call(started_at="2026-11-20T10:00:00+08:00").say(channel, text)) == expected


def test_a_repetition_adds_nothing_until_it_is_settled_or_old(call: Calls) -> None:
    line = call()
    assert alerts(line.agent("零风险。", 0)) == ["risk:1"]
    assert alerts(line.agent("真的零风险。", 5_000)) == []
    later = line.agent("就是零风险。", COOLDOWN_MS + 1_000)
    assert cleared(later) == [("risk:1", "expired")] and alerts(later) == ["risk:2"]


def test_a_correction_settles_and_a_new_breach_is_a_new_alert(call: Calls) -> None:
    line = call()
    line.agent("零风险。")
    assert cleared(line.customer("更正一下。")) == []
    assert cleared(line.agent("更正一下,会亏损的。")) == [("risk:1", "corrected")]
    assert cleared(line.agent("更正一下。")) == []
    assert alerts(line.agent("零风险。")) == ["risk:2"]


def test_a_denial_of_the_same_words_settles_too(call: Calls) -> None:
    line = call()
    line.agent("零风险。")
    events = line.agent("不是零风险。")
    assert cleared(events) == [("risk:1", "corrected")] and alerts(events) == []


def test_a_correction_in_the_same_breath(call: Calls) -> None:
    events = call().agent("零风险,哦更正一下,有风险。")
    assert alerts(events) == ["risk:1"] and cleared(events) == [("risk:1", "corrected")]


def test_acknowledged_once(call: Calls) -> None:
    line = call()
    line.agent("零风险。")
    assert cleared(line.compliance.acknowledge("risk:1")) == [("risk:1", "acknowledged")]
    assert line.compliance.acknowledge("risk:1") == [] and line.compliance.acknowledge("nothing") == []


def test_what_nobody_settles_expires_but_a_stop_stays(call: Calls) -> None:
    line = call()
    line.agent("零风险,赶紧买。", 0)
    assert cleared(line.compliance.tick(EXPIRE_MS["remind"] + 999)) == []
    assert cleared(line.compliance.tick(EXPIRE_MS["remind"] + 1_000)) == [("urge:1", "expired")]
    assert cleared(line.compliance.tick(10_000_000)) == []


def test_a_count_fires_at_its_limit(call: Calls) -> None:
    line = call()
    assert alerts(line.agent("您再考虑一下。")) == []
    assert alerts(line.agent("您再考虑再考虑。")) == ["again:1"]


@pytest.mark.parametrize(("clock", "expected"), [
    ("07:59:59", True), ("08:00:00", False), ("20:59:59", False), ("21:00:00", True), ("23:30:00", True), ("00:10:00", True),
])
def test_calling_hours_of_an_outbound_call(call: Calls, clock: str, expected: bool) -> None:
    line = call(direction="outbound", started_at=f"2026-11-20T{clock}+08:00")
    assert ("hours:1" in alerts(line.compliance.tick(0))) is expected
    assert alerts(line.compliance.tick(100)) == []


def test_calling_hours_are_no_matter_of_an_inbound_call_unless_the_agent_opens_one(call: Calls) -> None:
    late = {"started_at": "2026-11-20T22:00:00+08:00"}
    assert alerts(call(**late).agent("您好。")) == []
    assert alerts(call(**late).agent("打扰了,给您来电是想介绍一下。")) == ["opening:1"]
    assert alerts(call(started_at="2026-11-20T12:00:00+08:00").agent("给您来电。")) == []
    assert alerts(call().agent("给您来电。")) == []


@pytest.mark.parametrize("started", ["yesterday", "2026-13-01T00:00:00", ""])
def test_a_start_that_is_no_time_switches_only_the_clock_rules_off(call: Calls, started: str) -> None:
    line = call(started_at=started, direction="outbound")
    assert alerts(line.compliance.tick(0)) == []
    assert alerts(line.agent("零风险。")) == ["risk:1"]


def test_a_risky_operation_waits_and_is_denied_without_a_second_person(call: Calls) -> None:
    line = call()
    (gate,) = [event for event in line.agent("我为您解除冻结。", 0) if isinstance(event, Gate)]
    assert (gate.operation, gate.state, gate.until_ms) == ("release_hold", "waiting", 1_000 + GATE_MS)
    assert not [event for event in line.agent("正在解除冻结。", 3_000) if isinstance(event, (Gate, Alert))]
    assert not [event for event in line.compliance.tick(GATE_MS) if isinstance(event, Gate)]
    assert [event.state for event in line.compliance.tick(GATE_MS + 1_000) if isinstance(event, Gate)] == ["denied"]
    assert line.compliance.decide(gate.id, approved=True) == []


def test_a_second_person_approves(call: Calls) -> None:
    line = call()
    (gate,) = [event for event in line.agent("我为您解除冻结。") if isinstance(event, Gate)]
    (decided,) = line.compliance.decide(gate.id, approved=True)
    assert isinstance(decided, Gate) and decided.state == "approved" and decided.operation == "release_hold"


def test_the_same_lines_give_the_same_events(call: Calls) -> None:
    script = (("agent", "您好,零风险。"), ("customer", "我要投诉,想提前还款。"), ("agent", "更正,违约金不收,三天内给您回电。"))
    first, second = call(), call()
    assert [first.say(*line) for line in script] == [second.say(*line) for line in script]


def test_nothing_follows_from_an_empty_line(call: Calls) -> None:
    line = call()
    line.compliance.tick(0)
    assert line.agent("", 100) == [] and line.customer("……", 1_000) == []
