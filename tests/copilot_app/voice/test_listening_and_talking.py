"""A supervisor's ears and microphone without devices: both channels in step, pieces only while a mode and a key allow them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from copilot_app.capture.packets import to_pcm
from copilot_app.link_state import LinkState
from copilot_app.settings import Settings
from copilot_app.voice import supervision, talking
from copilot_app.voice.listening import MOST_MS, CallListening
from copilot_app.voice.microphone import MicrophoneTap
from copilot_app.voice.supervision import SupervisorSound
from copilot_app.voice.talking import Talker
from protocol.message import PACKET_SAMPLES, Message
from protocol.relay import LiveSound, TalkSound
from protocol.supervision import Observe, Observing

WAIT_MS = 30_000


def sound(number: int, channel: Any, level: float = 0.25, call: str = "c1") -> LiveSound:
    return LiveSound(call=call, channel=channel, number=number, pcm=to_pcm(np.full(PACKET_SAMPLES, level, np.float32)))


def test_customer_left_and_agent_right_in_step() -> None:
    listening = CallListening("c1")
    for number in range(40, 43):
        listening.hear(sound(number, "customer", 0.25))
        listening.hear(sound(number, "agent", -0.5))
    listening.hear(sound(43, "customer", 1.0, call="c2"))
    pieces = [listening.piece() for _ in range(15)]
    assert np.allclose(pieces[7], [0.25, -0.5])
    assert abs(listening.heard.customer_dbfs - -12.04) < 0.1 and abs(listening.heard.agent_dbfs - -6.02) < 0.1
    assert not listening.piece()[:, 0].max() > 0.3


def test_both_ears_hear_both_and_silence_is_told() -> None:
    listening = CallListening("c1", mono=True)
    for number in range(3):
        listening.hear(sound(number, "customer", 0.25))
        listening.hear(sound(number, "agent", 0.125))
    assert np.allclose([listening.piece() for _ in range(8)][7], 0.375)
    assert not listening.silenced
    listening.hear(LiveSound(call="c1", channel="agent", number=3, pcm=bytes(3200), silenced=True))
    assert listening.silenced


def test_a_burst_after_a_pause_does_not_stay_behind() -> None:
    listening = CallListening("c1")
    for number in range(30):
        listening.hear(sound(number, "customer"))
        assert listening.held_ms <= MOST_MS


class Mouth:
    """A talker whose microphone is the test."""

    def __init__(self, mode: str) -> None:
        self.sent: list[TalkSound] = []
        self.told: list[bool] = []
        self.tap = MicrophoneTap()
        self.talker = Talker("c1", mode, 3, self.tap, self.sent.append, self.told.append)  # type: ignore[arg-type]

    def speak(self, pieces: int) -> None:
        for _ in range(pieces):
            self.talker._piece(np.full(320, 0.25, np.float32))


def test_only_while_the_key_is_down() -> None:
    mouth = Mouth("whisper")
    mouth.speak(3)
    assert mouth.sent == [] and mouth.talker.level_dbfs > -13, "the meter moves, nothing is sent"
    mouth.talker.pressed = True
    mouth.speak(3)
    assert [one.number for one in mouth.sent] == [0, 1, 2] and {one.epoch for one in mouth.sent} == {3}
    assert all(len(one.pcm) == 640 for one in mouth.sent)
    mouth.talker.online = False
    mouth.speak(3)
    assert len(mouth.sent) == 3, "nothing is kept for later"


def test_a_takeover_sends_silence_while_the_key_is_up() -> None:
    mouth = Mouth("takeover")
    mouth.speak(2)
    assert [one.pcm for one in mouth.sent] == [bytes(640)] * 2
    mouth.talker.pressed = True
    mouth.speak(1)
    assert any(mouth.sent[2].pcm)


def test_a_microphone_that_goes_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talking, "LOST_S", 0.1)
    mouth = Mouth("takeover")
    block = np.full((480, 1), 8_000, dtype=np.int16)
    mouth.talker.start()
    try:
        for wanted in ([], [False], [False, True]):
            if wanted != [False]:
                for _ in range(6):
                    mouth.tap(block, 48_000)
            deadline_s = time.monotonic() + 60
            while (mouth.told[:len(wanted)] != wanted or not mouth.sent) and time.monotonic() < deadline_s:
                time.sleep(0.01)
            assert mouth.told[:len(wanted)] == wanted and mouth.sent
    finally:
        mouth.talker.stop()
    sent = len(mouth.sent)
    mouth.speak(1)
    assert len(mouth.sent) == sent, "nothing after the end"


class NoMicrophone:
    """Stands for the device."""

    def __init__(self, device: object, tap: MicrophoneTap) -> None:
        self.tap = tap

    def stop(self) -> None:
        pass


@pytest.fixture
def desk(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A supervisor without an output and with a microphone that the test speaks into."""
    monkeypatch.setattr(supervision, "list_outputs", list)
    monkeypatch.setattr(supervision, "list_devices", list)
    monkeypatch.setattr(supervision, "choose", lambda devices, channel, wanted: None)
    monkeypatch.setattr(supervision, "OwnMicrophone", NoMicrophone)
    sent: list[Message] = []
    made = SupervisorSound(sent.append, Settings())
    made.sent = sent  # type: ignore[attr-defined]
    yield made
    made.close()


def test_without_an_output_it_says_so(desk: SupervisorSound, qtbot: Any) -> None:
    with qtbot.waitSignal(desk.problem, timeout=WAIT_MS) as told:
        desk.start_listening("c1")
    assert told.args[0] == "output.none"


def test_a_mode_that_ends_ends_the_voice_at_once(desk: Any, qtbot: Any) -> None:
    desk.start_listening("c1")
    desk.set_open_microphone(True)
    desk.apply(Observing(call="c2", mode="whisper", epoch=8))
    desk.apply(Observing(call="c1", mode="whisper", epoch=1))
    qtbot.waitUntil(lambda: desk.mode == "whisper" and desk.talking, timeout=WAIT_MS)
    talker = desk._talker
    assert talker.epoch == 1
    desk.apply(Observing(call="c1", mode="takeover", epoch=2))
    qtbot.waitUntil(lambda: desk.mode == "takeover" and desk._talker.epoch == 2, timeout=WAIT_MS)
    assert desk.talking, "who speaks goes on speaking in the next mode"
    talker = desk._talker
    desk.apply(Observing(call="c1", mode="listen", code="supervision.right_ended"))
    assert not talker.online, "before the window has noticed"
    qtbot.waitUntil(lambda: desk.mode == "listen", timeout=WAIT_MS)
    assert not desk.talking and desk.call == "c1"
    desk.apply(Observing(call="c1", mode="", code="supervision.call_over"))
    qtbot.waitUntil(lambda: desk.call == "", timeout=WAIT_MS)
    assert desk.mode == ""


def test_a_microphone_that_disappears_gives_the_line_back(desk: Any, qtbot: Any) -> None:
    desk.start_listening("c1")
    desk.set_open_microphone(True)
    desk.apply(Observing(call="c1", mode="takeover", epoch=1))
    qtbot.waitUntil(lambda: desk.talking, timeout=WAIT_MS)
    with qtbot.waitSignal(desk.problem, check_params_cb=lambda code, text: code == "talk.mic_lost") as told:
        desk._talker._on_microphone(False)
    assert "not heard" in told.args[1] and not desk.talking
    assert [(one.mode, bool(one.reason)) for one in desk.sent if isinstance(one, Observe)] == [("listen", True)]


def test_without_a_server_nothing_is_said(desk: Any, qtbot: Any) -> None:
    desk.start_listening("c1")
    desk.apply(Observing(call="c1", mode="barge", epoch=1))
    qtbot.waitUntil(lambda: desk._talker is not None, timeout=WAIT_MS)
    desk.set_link(LinkState(phase="offline"))
    assert not desk._talker.online
    desk.set_link(LinkState(phase="online"))
    assert desk._talker.online
    assert not desk.talking
    desk.start_talking()
    assert desk.talking
    desk.stop_talking()
    assert not desk.talking
