"""The report's numbers and fields, and what the terminal says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from copilot_app.demo.narration import Narration
from copilot_app.demo.report import DemoRecord, percentiles
from copilot_app.i18n import Translator
from copilot_app.link_state import LinkState
from protocol.assist import Alert, AlertCleared, Checklist, Gate, Mood, Promise, SuggestionWithdrawn
from protocol.call import EngineInfo, Welcome, WireError
from protocol.transcript import Final, Gap, Partial


def _final(seq: int, channel: str, start_ms: int) -> Final:
    return Final(call="c1", seq=seq, utterance=f"{channel}-{start_ms * 16}", channel=channel,  # type: ignore[arg-type]
                 start_ms=start_ms, end_ms=start_ms + 900, text=f"words {seq}", speech_end_ms=start_ms + 900)


def test_percentiles_are_measured_values() -> None:
    assert percentiles([]) == {"p50": None, "p95": None}
    assert percentiles([7.0]) == {"p50": 7.0, "p95": 7.0}
    assert percentiles(list(range(1, 101))) == {"p50": 50, "p95": 95}


def test_lines_follow_the_time_of_speech_and_events_name_theirs(tmp_path: Path) -> None:
    record = DemoRecord(lang="zh", speed=2.0, duration_ms=12_345)
    for message in (_final(1, "agent", 4000), _final(2, "customer", 1000),
                    Partial(call="c1", utterance="u", channel="agent", start_ms=0, heard_ms=10, text="w"),
                    Gap(call="c1", channel="agent", start_ms=0, end_ms=500),
                    Mood(call="c1", seq=3, utterance="customer-16000", mood="angry", score=-0.8),
                    Alert(call="c1", seq=4, id="a", category="pressure", severity="stop", rule="r", utterance="agent-64000")):
        record.take(message)
    assert record.painted("final", "customer-16000", 900.0) == 450.0
    record.painted("alert", "a", 600.0)
    record.painted("partial", "u", 200.0)
    record.write(tmp_path / "new" / "r.json")
    report = json.loads((tmp_path / "new" / "r.json").read_text(encoding="utf-8"))
    assert [one["text"] for one in report["utterances"]] == ["words 2", "words 1"]
    assert [one["final_lag_ms"] for one in report["utterances"]] == [450.0, None]
    assert [(event["type"], event["line"]) for event in report["events"]] == [("mood", 0), ("alert", 1)]
    assert report["painted_lag_ms"]["alert"] == {"p50": 300.0, "p95": 300.0}
    assert report["painted_lag_ms"]["card"] == {"p50": None, "p95": None}
    assert report["partial_lag_ms"] == {"p50": 100.0, "p95": 100.0} and report["partials"] == 1
    assert report["duration_s"] == 12.345 and report["gaps"][0]["why"] == "network"


@pytest.mark.parametrize(("lang", "limit"), [("en", "synthetic voices only"), ("zh", "只识别合成语音")])
def test_the_model_is_named_with_its_limit(lang: Any, limit: str) -> None:
    for synthetic in (True, False):
        out = io.StringIO()
        Narration(lang, out).welcome(Welcome(recogniser=EngineInfo(engine="faster-whisper", model="m-1", synthetic_only=synthetic)))
        assert "m-1" in out.getvalue() and (limit in out.getvalue()) is synthetic


def test_a_line_comes_with_the_paint_and_none_is_forgotten() -> None:
    out = io.StringIO()
    narration = Narration("en", out)
    record = DemoRecord(lang="en")
    for message in (_final(1, "agent", 61_000), _final(2, "customer", 1000)):
        record.take(message)
        narration.take(message)
    assert out.getvalue() == ""
    narration.painted("final", "agent-976000", 812.4)
    assert "agent" in out.getvalue() and "words 1  +812 ms" in out.getvalue()
    narration.take(Checklist(call="c1", seq=3, item="fees", state="done", title="Fees told"))
    narration.take(Checklist(call="c1", seq=4, item="fees", state="due"))
    assert out.getvalue().count("checklist") == 1
    narration.summary(record)
    assert "words 2" in out.getvalue() and "2 utterances" in out.getvalue()


@pytest.mark.parametrize(("lang", "lines"), [
    ("zh", ["[立即纠正] 承诺必批：请说。", "已解除（坐席已更正）：承诺必批", "已撤回（话题已变）", "焦急（说到“急着”；语速快到 1.3 倍）",
            "大额转账：等待", "客户 00:00.0–00:00.5（网络中断）", "坐席：回电（2026-11-23）"]),
    ("en", ["[correct now] Guaranteed approval: 请说。", "settled (the agent corrected it): Guaranteed approval",
            "withdrawn (the topic has moved on)", "anxious (said “急着”; 1.3 times the pace)", "large transfer: waiting",
            "customer 00:00.0–00:00.5 (network)", "agent: 回电 (2026-11-23)"])])
def test_codes_are_worded_as_on_the_screen(lang: Any, lines: list[str], translator: Translator) -> None:
    translator.use(lang)
    out = io.StringIO()
    narration = Narration(lang, out)
    for message in (
            Alert(call="c1", id="a", category="guaranteed_approval", severity="stop", rule="sell-3", text="请说。"),
            AlertCleared(call="c1", id="a", rule="sell-3", why="corrected"), SuggestionWithdrawn(call="c1", id="s", why="topic"),
            Mood(call="c1", mood="anxious", score=-0.3, cues=("said:急着", "faster:1.3x")),
            Gate(call="c1", id="g", operation="large_transfer", state="waiting"),
            Gap(call="c1", channel="customer", start_ms=0, end_ms=500),
            Promise(call="c1", text="回电", by="agent", due="2026-11-23")):
        narration.take(message)
    assert [line[8:].strip().split(None, 1)[1].removeprefix("person").strip() for line in out.getvalue().splitlines()] == lines


def test_a_refusal_is_said_in_words(translator: Translator) -> None:
    translator.use("zh")
    out = io.StringIO()
    Narration("zh", out).refused(WireError(code="assist.nothing", text="nothing answers this"))
    assert out.getvalue() == "  ! 知识库中没有找到答案。请换个说法再查。\n"


def test_the_connection_is_said_once_for_each_change(translator: Translator) -> None:
    translator.use("zh")
    out = io.StringIO()
    narration = Narration("zh", out)
    for state in (LinkState(phase="online"), LinkState(phase="online", lag_ms=4), LinkState(phase="offline", code="server.lost")):
        narration.link(state, 1500)
    assert out.getvalue().splitlines() == ["00:01.5 服务器     已连接", "00:01.5 服务器     已断开：连接中断，正在重连。最近两分钟的声音已保留。"]
