"""An output that pulls: any block size, one or two channels, a feed that fails, a device that is refused or goes away."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from copilot_app.capture import portaudio
from copilot_app.capture.outputs import SoundOutput
from copilot_app.errors import DeviceRefused
from copilot_app.voice import playback
from copilot_app.voice.microphone import MicrophoneTap
from copilot_app.voice.pieces import PIECE_SAMPLES, Piece
from copilot_app.voice.playback import OutputStream, Playback

OUTPUT = SoundOutput(id="x", name="Headset", backend="portaudio", rate_hz=16_000, channels=2, index=0)


class Device:
    """PortAudio's stream without a sound card."""

    opened: ClassVar[list[Device]] = []
    refuses = False

    def __init__(self, **wanted: Any) -> None:
        if Device.refuses:
            raise ValueError("busy")
        self.callback, self.channels, self.active = wanted["callback"], wanted["channels"], True
        Device.opened.append(self)

    def start(self) -> None:
        pass

    def abort(self) -> None:
        self.active = False

    def close(self) -> None:
        raise RuntimeError("gone already")

    def pull(self, frames: int) -> Any:
        block = np.full((frames, self.channels), 9.0, dtype=np.float32)
        self.callback(block, frames, None, None)
        return block


@pytest.fixture(autouse=True)
def _devices(monkeypatch: pytest.MonkeyPatch) -> None:
    Device.opened, Device.refuses = [], False
    module = SimpleNamespace(OutputStream=Device, PortAudioError=OSError)
    monkeypatch.setattr(playback, "sounddevice", lambda: module)
    monkeypatch.setattr(playback, "WATCH_S", 0.02)


def ramp(columns: int = 1) -> Any:
    """Pieces that count."""
    counted = iter(range(10_000))

    def piece() -> Piece:
        first = next(counted) * PIECE_SAMPLES
        return np.stack([np.arange(first, first + PIECE_SAMPLES, dtype=np.float32) / 1e5] * columns, axis=1)
    return piece


def _until(condition: Any) -> None:
    deadline_s = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.01)


def test_blocks_of_any_size_are_one_stream() -> None:
    stream = OutputStream(OUTPUT, ramp())
    sound = np.concatenate([Device.opened[0].pull(frames) for frames in (100, 441, 7, 900)])
    assert np.allclose(sound[:, 0], np.arange(1_448) / 1e5) and np.array_equal(sound[:, 0], sound[:, 1])
    stream.close()


def test_two_columns_on_a_device_with_one_channel_are_mixed() -> None:
    one = SoundOutput(id="x", name="Speaker", backend="portaudio", rate_hz=16_000, channels=1, index=0)
    stream = OutputStream(one, lambda: np.tile(np.float32([[0.2, 0.6]]), (PIECE_SAMPLES, 1)), 2)
    assert np.allclose(Device.opened[0].pull(64), 0.4)
    stream.close()


def test_another_rate_keeps_the_pitch(find_frequency: Any) -> None:
    at = iter(range(1_000))

    def piece() -> Piece:
        samples = next(at) * PIECE_SAMPLES + np.arange(PIECE_SAMPLES)
        return np.sin(2 * np.pi * 500 * samples / 16_000).astype(np.float32)[:, None]
    stream = OutputStream(SoundOutput(id="x", name="H", backend="portaudio", rate_hz=48_000, channels=2, index=0), piece)
    sound = np.concatenate([Device.opened[0].pull(480) for _ in range(100)])
    assert abs(find_frequency(sound[4_800:, 0], 48_000) - 500) < 5
    stream.close()


def test_a_refused_device_says_so() -> None:
    Device.refuses = True
    with pytest.raises(DeviceRefused, match="Headset"):
        Playback(OUTPUT, ramp()).start()


def test_a_feed_that_fails_is_silent_and_the_device_opened_again() -> None:
    broken = threading.Event()
    broken.set()

    def piece() -> Piece:
        if broken.is_set():
            raise ValueError
        return np.full((PIECE_SAMPLES, 1), 0.5, dtype=np.float32)
    told: list[bool] = []
    player = Playback(OUTPUT, piece, on_change=told.append)
    player.start()
    try:
        assert not Device.opened[0].pull(64).any()
        _until(lambda: told[:1] == [False])
        broken.clear()
        _until(lambda: told[:2] == [False, True])
        assert np.allclose(Device.opened[-1].pull(64), 0.5)
    finally:
        player.stop()
    assert not player.playing


def test_a_device_that_is_gone_comes_back_and_an_open_one_keeps_portaudio_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    module = SimpleNamespace(_terminate=lambda: started.append("end"), _initialize=lambda: started.append("begin"))
    monkeypatch.setattr(portaudio, "sounddevice", lambda: module)
    told: list[bool] = []
    player = Playback(OUTPUT, ramp(), on_change=told.append)
    player.start()
    try:
        portaudio.refresh()
        assert started == [], "the output that plays would end with it"
        Device.refuses = True
        Device.opened[0].active = False
        _until(lambda: told == [False] and not player.playing)
        Device.refuses = False
        _until(lambda: told == [False, True] and player.playing)
        assert started[:2] == ["end", "begin"], "with nothing open the devices are looked for again"
    finally:
        player.stop()
    assert not portaudio.open_outputs


def test_a_tap_takes_blocks_of_any_rate() -> None:
    tap = MicrophoneTap()
    for _ in range(10):
        tap(np.full((480, 2), 16_384, dtype=np.int16), 48_000)
    pieces = tap.pieces()
    assert len(pieces) == 4 and abs(float(pieces[-1].mean()) - 0.5) < 0.01
    for _ in range(5):
        tap(np.zeros((160, 1), dtype=np.int16), 8_000)
    pieces = tap.pieces()
    assert len(pieces) >= 2 and not np.concatenate(pieces).any(), "another microphone begins anew"
