from __future__ import annotations

import time

import numpy as np
import pytest

from benchmarks.scripted_trainee import ScriptedCapture
from copilot_app.capture import soundcard
from copilot_app.capture.customer_speech import CustomerSpeech
from copilot_app.capture.devices import SoundDevice
from copilot_app.capture.line_noise import LineNoise
from copilot_app.capture.simulated import SimulatedCapture
from copilot_app.errors import DeviceRefused
from protocol.audio import Packet
from protocol.message import PACKET_SAMPLES

MICROPHONE = SoundDevice("m", "Microphone", "microphone", "portaudio", 16_000, 1)
STEP_S = 0.02


def _run(capture: SimulatedCapture, seconds: float) -> dict[str, np.ndarray]:
    """The call's sound, by a clock that moves 20 ms a step: what is heard depends on no machine's speed."""
    packets: list[Packet] = []
    now_s = 0.0
    capture.open()
    capture._on_packet = packets.append
    capture.clock.now_s = lambda: now_s
    capture.clock.start()
    for _ in range(round(seconds / STEP_S)):
        now_s += STEP_S
        assert capture._pump()
    capture._stopping.set()
    # its thread's last act
    capture._run()
    found = {}
    for channel in ("customer", "agent"):
        own = [one for one in packets if one.channel == channel]
        assert [one.number for one in own] == list(range(len(own)))
        found[channel] = np.concatenate([np.frombuffer(one.pcm, "<i2") for one in own])
    return found


def test_the_customers_voice_becomes_his_channel_and_who_types_is_silent() -> None:
    speech = CustomerSpeech()
    speech.add(1, 0, np.full(3_200, 0.5, dtype=np.float32), last=True)
    capture = SimulatedCapture("c", speech)
    sound = _run(capture, 0.45)
    assert int((sound["customer"] == 16_384).sum()) == 3_200
    assert not sound["agent"].any() and abs(len(sound["agent"]) - len(sound["customer"])) <= PACKET_SAMPLES
    assert len(sound["customer"]) >= 0.4 * 16_000
    assert capture.warnings == set()


def _noise(samples: int = 1_600, level: float = 0.01) -> LineNoise:
    noise = LineNoise()
    for number in range(2):
        noise.add(number, np.full(samples // 2, level, dtype=np.float32), last=number == 1)
    return noise


def test_what_is_behind_the_customer_is_heard_through_the_whole_call_and_under_his_words() -> None:
    speech = CustomerSpeech()
    speech.add(1, 0, np.full(1_600, 0.5, dtype=np.float32), last=True)
    reader = _noise().reader()
    heard = np.concatenate([reader.behind(speech.take(800)) for _ in range(30)])
    assert heard[1_700:].all(), "no hole between words"
    assert heard[:1_600].max() > 0.5 and heard[-1] == np.float32(0.01)
    # it comes up, it is not there at once
    assert 0 < heard[1_700] < 0.005


def test_noise_pieces_that_come_twice_or_out_of_turn_change_nothing() -> None:
    noise = LineNoise()
    for number in (1, 0, 0, 1, 0, 1):
        noise.add(number, np.full(10, number + 1, dtype=np.float32), last=number == 1)
    assert list(noise.whole) == [1] * 10 + [2] * 10
    quiet = np.zeros(5, dtype=np.float32)
    assert LineNoise().reader().behind(quiet) is quiet


def test_the_noise_of_the_line_is_not_taken_for_the_customers_words() -> None:
    capture = SimulatedCapture("c", CustomerSpeech(), noise=_noise(level=0.1))
    levels: list[float] = []
    capture.gate.played = lambda samples: levels.append(float(np.abs(samples).max()))  # type: ignore[method-assign]
    sound = _run(capture, 0.25)
    assert sound["customer"].any() and not any(levels)


def test_the_trainees_voice_stops_the_customer_at_once() -> None:
    stopped: list[tuple[int, int, bool]] = []
    heard: list[str] = []
    speech = CustomerSpeech(on_over=lambda *what: stopped.append(what))
    noise = (np.random.default_rng(1).standard_normal(16_000 * 4) * 0.1).astype(np.float32)
    speech.add(1, 0, noise, last=True)
    capture = ScriptedCapture("c", speech, None, lambda: heard.append("interrupted"))
    voice = (np.random.default_rng(2).standard_normal(16_000) * 0.2).astype(np.float32)
    capture.say(np.concatenate([np.zeros(16_000 * 8 // 10, dtype=np.float32), voice]))
    sound = _run(capture, 1.4)
    assert heard == ["interrupted"]
    [(turn, played_ms, early)] = stopped
    assert turn == 1 and early and 900 <= played_ms <= 1_250
    assert not sound["customer"][(played_ms + 50) * 16:].any() and sound["agent"].any()


def test_a_microphone_that_can_not_be_opened_leaves_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    class Refused:
        def __init__(self, device: SoundDevice, tap: object = None) -> None:
            tried.append(device.id)
            raise DeviceRefused("held by another program")

    monkeypatch.setattr(soundcard, "DeviceStream", Refused)
    monkeypatch.setattr(soundcard, "RETRY_S", 0.1)
    monkeypatch.setattr(soundcard, "refresh", lambda: None)
    capture = SimulatedCapture("c", CustomerSpeech(), MICROPHONE)
    capture.open()
    assert capture.warnings == {"mic.lost"}
    deadline_s = time.monotonic() + 60
    while len(tried) < 2:
        assert time.monotonic() < deadline_s, "it is tried again"
        time.sleep(0.01)
    sound = _run(capture, 0.4)
    assert len(sound["agent"]) == len(sound["customer"]) and not sound["agent"].any()


def test_a_computer_that_slept_does_not_catch_up_with_the_customers_words() -> None:
    speech = CustomerSpeech()
    speech.add(1, 0, np.full(16_000 * 10, 0.5, dtype=np.float32), last=False)
    capture = SimulatedCapture("c", speech)
    capture.clock.start()
    start_s = capture.clock.now_s()
    capture.clock.now_s = lambda: start_s + 60.0
    capture._pump()
    assert capture.pacing["customer"].written == pytest.approx(60 * 16_000, abs=50)
    assert capture.pacing["agent"].written == pytest.approx(60 * 16_000, abs=50)
    assert speech._turns[0].played == 8_000
