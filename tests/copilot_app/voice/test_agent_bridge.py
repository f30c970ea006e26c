"""The agent's end with real outputs: what the server is told, an output that vanishes in a take-over, volumes that come back."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from copilot_app import bridge_state
from copilot_app.bridge_state import AgentBridge
from copilot_app.capture import pulse
from copilot_app.capture.devices import choose, list_devices
from copilot_app.capture.outputs import SoundOutput, list_outputs
from copilot_app.companion import Companion
from copilot_app.link.outgoing import Outgoing
from copilot_app.link_state import LinkState
from copilot_app.settings import Settings, settings_path
from copilot_app.voice import ducking, playback
from copilot_app.voice.ducking import Ducker, recover
from protocol.call import CallReady
from protocol.message import Message
from protocol.relay import SupervisorVoice, TalkSound
from protocol.supervision import LineBridge, SpeakerOwner, SpeakerTaken
from tests.copilot_app.companions import discard


@dataclass
class Desk:
    """A bridge and what it sent."""

    bridge: AgentBridge
    sent: list[Message] = field(default_factory=list)

    def last(self) -> LineBridge:
        return [one for one in self.sent if isinstance(one, LineBridge)][-1]

    def own(self, owner: Any, mode: Any, epoch: int) -> None:
        self.bridge.apply(SpeakerOwner(call="c1", owner=owner, mode=mode, epoch=epoch, by="Chen"))


@pytest.fixture
def desk(qtbot: Any) -> Iterator[Desk]:
    """A bridge without settings."""
    sent: list[Message] = []
    bridge = AgentBridge(sent.append)
    yield Desk(bridge, sent)
    bridge.close()


def _settings(**changes: Any) -> Settings:
    return Settings(headset_output="pulse:customer", **changes)


def test_without_a_bridge_the_headset_still_works_and_the_server_is_told(desk: Desk, qtbot: Any, sound_server: Any) -> None:
    desk.bridge.use(_settings(), None, None)
    assert desk.bridge.tap is None, "nobody listens to the microphone twice"
    desk.bridge.call_begins("c1")
    qtbot.waitUntil(lambda: bool(desk.sent) and desk.last().headset, timeout=60_000)
    desk.bridge.apply(CallReady(call="c1", next_number={}))
    assert desk.last() == LineBridge(call="c1", bridge=False, headset=True, problem="bridge.none")
    assert desk.bridge.state.ducking
    desk.own("agent", "whisper", 1)
    assert SpeakerTaken(call="c1", epoch=1) in desk.sent
    desk.bridge.apply(SupervisorVoice(call="c1", number=0, mode="whisper", epoch=1, pcm=bytes(640)))
    assert (desk.bridge.state.owner, desk.bridge.state.mode, desk.bridge.state.by) == ("agent", "whisper", "Chen")


def test_an_unchecked_bridge_and_one_that_is_gone_are_none(desk: Desk, qtbot: Any, sound_server: Any) -> None:
    desk.bridge.use(_settings(bridge_output="pulse:agent"), None, None)
    qtbot.waitUntil(lambda: desk.bridge.state.problem == "bridge.unchecked", timeout=60_000)
    desk.bridge.use(_settings(bridge_output="pulse:gone", bridge_checked="pulse:gone"), None, None)
    qtbot.waitUntil(lambda: desk.bridge.state.problem == "bridge.lost", timeout=60_000)
    assert not desk.bridge.state.bridge


def test_no_output_at_all_is_said(desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge_state, "list_outputs", list)
    desk.bridge.call_begins("c1")
    qtbot.waitUntil(lambda: bool(desk.sent), timeout=60_000)
    assert desk.last() == LineBridge(call="c1", bridge=False, headset=False, problem="bridge.none")


def test_a_bridge_that_vanishes_in_a_takeover(desk: Desk, qtbot: Any, sound_server: Any,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playback, "WATCH_S", 0.1)
    bridge = desk.bridge
    bridge.use(_settings(bridge_output="pulse:agent", bridge_checked="pulse:agent"),
               choose(list_devices(), "agent", "pulse:customer.monitor"), None)
    qtbot.waitUntil(lambda: bridge.state.bridge, timeout=60_000)
    bridge.call_begins("c1")
    assert bridge.tap is not None
    qtbot.waitUntil(lambda: bool(desk.sent) and desk.last().bridge, timeout=60_000)
    desk.own("supervisor", "takeover", 1)
    assert bridge.state.owner == "supervisor"
    sound_server.unplug("agent")
    try:
        qtbot.waitUntil(lambda: desk.last() == LineBridge(call="c1", bridge=False, problem="bridge.lost"), timeout=60_000)
        bridge.set_link(LinkState(phase="offline"))
        assert bridge.state.owner == "agent", "without a server nobody else owns the line"
    finally:
        sound_server.plug("agent")
    qtbot.waitUntil(lambda: desk.last().bridge, timeout=60_000)
    bridge.call_over()
    qtbot.waitUntil(lambda: bridge.state.mode == "", timeout=60_000)


def test_a_voice_that_stays_away_is_seen_on_the_screen(desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge_state, "list_outputs", list)
    monkeypatch.setattr("copilot_app.voice.mixing.SILENT_S", 0.3)
    desk.bridge.call_begins("c1")
    states: list[str] = []
    desk.bridge.changed.connect(lambda state: states.append(state.owner))
    desk.own("supervisor", "takeover", 1)
    qtbot.waitUntil(lambda: states[-2:] == ["supervisor", "agent"], timeout=60_000)


def test_a_bug_on_the_devices_thread_is_logged(desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch,
                                               caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(desk.bridge._sound, "close_headset", lambda: 1 / 0)
    desk.bridge.use(Settings(), None, None)
    qtbot.waitUntil(lambda: "ZeroDivisionError" in caplog.text, timeout=60_000)
    monkeypatch.undo()


def _volumes(sink: str) -> list[float]:
    return [round(one.volume_db) for one in pulse.playbacks() if one.sink == sink]


def _until(condition: Any) -> None:
    deadline_s = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.02)


def test_the_softphone_is_quieter_while_a_supervisor_speaks(sound_server: Any, tmp_path: Path,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ducking, "HOLD_S", 120.0)
    output = next(one for one in list_outputs() if one.id == "pulse:customer")
    note = tmp_path / "ducked.json"
    player = subprocess.Popen(["pacat", "--playback", "--device=customer", "--latency-msec=30", "/dev/zero"])
    ducker = Ducker(output, -12.0, note)
    try:
        _until(lambda: _volumes("customer") == [0])
        ducker.speaking()
        _until(lambda: _volumes("customer") == [-12])
        assert json.loads(note.read_text()), "what was changed is noted before"
        monkeypatch.setattr(ducking, "HOLD_S", 0.3)
        ducker.speaking()
        _until(lambda: _volumes("customer") == [0] and not note.exists())
        monkeypatch.setattr(ducking, "HOLD_S", 120.0)
        ducker.speaking()
        _until(lambda: _volumes("customer") == [-12])
        left_behind = note.read_text()
        ducker.stop()
        _left_quiet(note, left_behind)
    finally:
        ducker.stop()
        player.kill()
        player.wait()


def _left_quiet(note: Path, left_behind: str) -> None:
    assert _volumes("customer") == [0] and not note.exists()
    for one in pulse.playbacks():
        pulse.set_playback_volume(one.index, -12)
    note.write_text(left_behind)
    recover(note)
    assert _volumes("customer") == [0] and not note.exists(), "a program that was killed leaves nobody quiet"
    note.write_text("[]")
    recover(note)
    assert not note.exists()


def test_where_no_sound_server_allows_it_nothing_is_ducked() -> None:
    ducker = Ducker(SoundOutput(id="x", name="Headset", backend="portaudio", rate_hz=48_000, channels=2, index=0), -12.0)
    assert not ducker.possible
    ducker.speaking()
    ducker.stop()


def test_the_companion_follows_the_server_and_says_what_is_wrong(qapp: Any, qtbot: Any) -> None:
    companion = Companion(qapp, Settings(lang="en"))
    try:
        link, state = companion.client.link, companion.client.state
        companion.bridge._call = "c1"
        companion.bridge._sound.begin("c1")
        link.message.emit(SpeakerOwner(call="c1", owner="supervisor", mode="takeover", epoch=1, by="Chen"))
        assert companion.bridge.state.owner == "supervisor", "at once, not when the window gets round to it"
        link.state_changed.emit(LinkState(phase="offline"))
        assert companion.bridge.state.owner == "agent"
        companion.bridge.changed.emit(bridge_state.BridgeState(problem="bridge.lost", captured=True, mode="whisper"))
        assert {"bridge.lost", "headset.captured"} <= set(state.notices)
        companion.bridge.changed.emit(bridge_state.BridgeState(bridge=True, problem=""))
        assert not {"bridge.lost", "headset.captured"} & set(state.notices)
        companion.show_settings()
        assert companion._line is not None and companion._line.isVisible()
    finally:
        discard(companion)


def test_a_voice_is_never_kept_for_the_next_connection() -> None:
    outgoing = Outgoing()
    outgoing.queue(TalkSound(call="c1", number=0, pcm=bytes(640)), connected=True)
    outgoing.disconnected()
    assert outgoing.next_control() is None


def test_its_note_lies_beside_the_settings(desk: Desk) -> None:
    assert desk.bridge._note.parent == settings_path().parent
