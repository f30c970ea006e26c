"""The demo's course of events against a scripted server over CURVE: the window paints, the report says when."""

from __future__ import annotations

import json
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from copilot_app.demo import DemoOptions, run_demo, showing
from copilot_app.demo.server import ServerAddress
from copilot_app.errors import AudioUnreadable, DemoFailed
from copilot_app.link import enrolling
from copilot_app.link.enrolling import new_key_pair
from protocol.assist import Alert, Card, CardRow, Fact, Intent, Mood, Suggestion
from protocol.audio import Packet
from protocol.call import CallEnd, CallEnded, CallReady, CallStart, EngineInfo, Hello, Welcome
from protocol.message import Message
from protocol.transcript import Final, Partial


class ScriptedServer:
    """Takes the place of the server process."""

    pid = 4242
    restarts = 0

    def __init__(self, fake: Any) -> None:
        self.fake = fake
        self.stopped = False

    def __call__(self, directory: Path, client_public_key: str, model: str = "") -> ScriptedServer:
        return self

    def start(self) -> None:
        pass

    def wait_ready(self) -> ServerAddress:
        return ServerAddress(self.fake.endpoint, self.fake.public_key)

    def revive(self) -> str:
        return ""

    def stop(self) -> None:
        self.stopped = True


def _help(call: str) -> list[Message]:
    said: dict[str, Any] = {"call": call, "utterance": "customer-1600", "speech_end_ms": 900, "at_ms": 900}
    return [
        Partial(call=call, utterance="customer-1600", channel="customer", start_ms=100, heard_ms=600, text="Is there a"),
        Final(seq=1, channel="customer", start_ms=100, end_ms=900, text="Is there a fee?", **said),
        Intent(seq=2, intent="rate_fee", confidence=0.9, **said),
        Mood(seq=3, mood="unhappy", score=-0.4, cues=("louder:6dB",), **said),
        Suggestion(seq=4, id="s1", text="The fee is $15.", facts=(Fact(value="$15", origin="product.wire.fee"),), **said),
        Card(seq=5, kind="product", id="wire", title="Wire transfer", rows=(CardRow(label="Fee", value="$15"),), **said),
        Alert(seq=6, id="a1", category="complaint", severity="inform", rule="r1", channel="customer", text="Listen.", **said),
    ]


@pytest.fixture
def scripted(qapp: Any, make_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    keys = new_key_pair()
    monkeypatch.setattr(enrolling, "new_key_pair", lambda: keys)
    with make_server(keys.public) as fake:
        def answer(message: Message) -> list[Message] | None:
            if isinstance(message, Hello):
                return [Welcome(recogniser=EngineInfo(engine="scripted", model="none-at-all", device="cpu"))]
            if isinstance(message, CallStart):
                return [CallReady(call=message.call, next_number={})]
            if isinstance(message, Packet) and (message.channel, message.number) == ("customer", 9):
                return _help(message.call)
            return [CallEnded(seq=7, call=message.call, utterances=1)] if isinstance(message, CallEnd) else None

        fake.answer = answer
        server = ScriptedServer(fake)
        monkeypatch.setattr(showing, "DemoServer", server)
        yield server


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "call.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((np.sin(np.arange(32_000) / 9) * 9000).astype("<i2").tobytes())
    return path


def test_what_was_painted_stands_in_the_report(scripted: ScriptedServer, recording: Path, tmp_path: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    code = run_demo(DemoOptions(lang="en", headless=True, audio=recording, speed=2.0, report=tmp_path / "r" / "r.json",
                                screenshot=tmp_path / "p" / "p.png"))
    report = json.loads((tmp_path / "r" / "r.json").read_text(encoding="utf-8"))
    assert code == 0 and report["errors"] == [] and scripted.stopped
    assert (report["lang"], report["model"], report["device"]) == ("en", "none-at-all", "cpu")
    utterance = report["utterances"][0]
    assert utterance["text"] == "Is there a fee?" and utterance["final_lag_ms"] > 0
    assert all(report["painted_lag_ms"][kind]["p50"] > 0 for kind in ("alert", "suggestion", "card"))
    assert report["final_lag_ms"]["p95"] == utterance["final_lag_ms"]
    assert [event["type"] for event in report["events"]] == ["intent", "mood", "suggestion", "card", "alert"]
    assert all(event["line"] == 0 and event["at_ms"] == 900 for event in report["events"])
    assert report["events"][2]["facts"] == [{"value": "$15", "from": "product.wire.fee"}]
    assert [Path(path).stat().st_size > 10_000 for path in report["screenshots"]] == [True, True]
    printed = capsys.readouterr().out
    assert "Is there a fee?  +" in printed and "“The fee is $15.”" in printed and "server process 4242" in printed


def test_a_call_without_words_is_a_failure(scripted: ScriptedServer, recording: Path, tmp_path: Path) -> None:
    usual = scripted.fake.answer
    scripted.fake.answer = lambda message: [] if isinstance(message, Packet) else usual(message)
    report = tmp_path / "r.json"
    assert run_demo(DemoOptions(lang="zh", headless=True, audio=recording, speed=4.0, report=report,
                                screenshot=tmp_path / "p.png")) == 1
    assert json.loads(report.read_text(encoding="utf-8"))["errors"] == ["nothing was transcribed"]


def test_a_file_that_is_no_audio_is_said_and_the_server_stopped(scripted: ScriptedServer, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("words", encoding="utf-8")
    with pytest.raises(AudioUnreadable, match=r"notes\.txt"):
        run_demo(DemoOptions(headless=True, audio=path))
    assert scripted.stopped


def test_an_unknown_scenario_names_those_that_exist(scripted: ScriptedServer) -> None:
    with pytest.raises(DemoFailed, match="loan_complaint"):
        run_demo(DemoOptions(headless=True, scenario="no_such"))
