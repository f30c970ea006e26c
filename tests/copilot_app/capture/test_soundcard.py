"""A real sound device through sounddevice: two null outputs of a PulseAudio that the tests start, their monitors recorded."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from copilot_app.capture import pulse, soundcard
from copilot_app.capture.devices import SoundDevice, choose, limitations, list_devices
from copilot_app.capture.ring import PacketRing
from copilot_app.capture.soundcard import SoundCardCapture
from copilot_app.errors import DeviceRefused, NoDevice


def _monitor(name: str) -> SoundDevice:
    return next(device for device in list_devices() if device.id == f"pulse:{name}.monitor")


def _wait(condition: Any, seconds: float = 60.0) -> None:
    deadline_s = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline_s, "it did not happen"
        time.sleep(0.02)


def _sound(ring: PacketRing, channel: Any, first: int = 0) -> Any:
    return np.frombuffer(b"".join(packet.pcm for packet in ring.since(channel, first)), dtype="<i2").astype(float)


def _played(sound_server: Any, ring: PacketRing, sounds: dict[Any, Any], least_ms: int) -> int:
    """Play these until all of each was captured; the packet from which it was.  A busy machine plays sound in pieces: then again."""
    deadline_s = time.monotonic() + 60
    while True:
        first = min(ring.next_number(channel) for channel in sounds)
        for player in [sound_server.play(channel, sound) for channel, sound in sounds.items()]:
            player.wait(60)
        over = max(ring.next_number(channel) for channel in sounds) + 8
        _wait(lambda over=over: min(ring.next_number(channel) for channel in sounds) >= over)  # type: ignore[misc]
        if all(_loud_ms(_sound(ring, channel, first)) >= least_ms for channel in sounds):
            return first
        assert time.monotonic() < deadline_s, "never captured as a whole"


def _loud_ms(samples: Any) -> int:
    """Milliseconds louder than -30 dBFS, in windows of 10 ms."""
    windows = samples[:len(samples) // 160 * 160].reshape(-1, 160)
    return int((np.sqrt((windows ** 2).mean(axis=1)) > 1000).sum() * 10)


def test_monitors_are_listed_for_the_customer(sound_server: Any) -> None:
    devices = list_devices()
    assert {"pulse:customer.monitor", "pulse:agent.monitor"} <= {device.id for device in devices}
    assert choose(devices, "customer", "pulse:agent.monitor").source == "agent.monitor"
    assert choose(devices, "customer").role == "monitor"
    with pytest.raises(NoDevice) as caught:
        choose(devices, "customer", "pulse:gone.monitor")
    assert caught.value.code == "line.none" and "not connected" in str(caught.value)
    with pytest.raises(NoDevice) as no_microphone:
        choose(devices, "agent")
    assert no_microphone.value.code == "mic.none"
    assert any("microphone" in sentence for sentence in limitations(devices))


def test_two_outputs_are_captured_apart_aligned_and_without_a_hole(sound_server: Any, make_tone: Any,
                                                                   find_frequency: Any) -> None:
    ring = PacketRing()
    capture = SoundCardCapture("c1", {"customer": _monitor("customer"), "agent": _monitor("agent")})
    capture.start(ring.put)
    try:
        _wait(lambda: ring.next_number("customer") >= 5)
        first = _played(sound_server, ring, {"customer": make_tone(440, 1.5), "agent": make_tone(1000, 1.5)}, 1300)
    finally:
        capture.stop()
    assert abs(len(_sound(ring, "customer")) - len(_sound(ring, "agent"))) <= 1600
    customer, agent = _sound(ring, "customer", first), _sound(ring, "agent", first)
    loud = [np.flatnonzero(np.abs(sound) > 3000) for sound in (customer, agent)]
    assert abs(find_frequency(customer[loud[0][0]:loud[0][-1]]) - 440) < 10
    assert abs(find_frequency(agent[loud[1][0]:loud[1][-1]]) - 1000) < 10
    assert ring.first("customer") == 0
    assert capture.warnings == set()


def test_an_unplugged_device_leaves_silence_and_comes_back(sound_server: Any, make_tone: Any,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soundcard, "RETRY_S", 0.5)
    ring = PacketRing()
    capture = SoundCardCapture("c1", {"customer": _monitor("customer"), "agent": _monitor("agent")})
    capture.start(ring.put)
    try:
        _wait(lambda: ring.next_number("agent") >= 5)
        sound_server.unplug("agent")
        _wait(lambda: "mic.lost" in capture.warnings)
        lost_at = ring.next_number("agent")
        _wait(lambda: ring.next_number("agent") >= lost_at + 8)
        assert all(packet.filled for packet in ring.since("agent", lost_at + 5))
        assert "line.lost" not in capture.warnings
        sound_server.plug("agent")
        _wait(lambda: "mic.lost" not in capture.warnings)
        _played(sound_server, ring, {"agent": make_tone(600, 1.0)}, 800)
    finally:
        capture.stop()
        if not pulse.exists("agent.monitor"):
            sound_server.plug("agent")
    assert abs(ring.next_number("agent") - ring.next_number("customer")) <= 1


def test_a_device_that_can_not_be_opened_is_said_at_once(sound_server: Any) -> None:
    gone = SoundDevice(id="pulse:x", name="Headset", role="microphone", backend="pulse", rate_hz=48_000, channels=1,
                       index=_monitor("customer").index, source="no.such.source")
    with pytest.raises(DeviceRefused, match="Headset"):
        SoundCardCapture("c1", {"agent": gone}).start(lambda packet: None)
    with pytest.raises(NoDevice):
        SoundCardCapture("c1", {}).start(lambda packet: None)


def test_one_missing_channel_does_not_stop_the_other(sound_server: Any) -> None:
    ring = PacketRing()
    capture = SoundCardCapture("c1", {"customer": _monitor("customer")})
    capture.start(ring.put)
    try:
        _wait(lambda: ring.next_number("agent") >= 10 and ring.next_number("customer") >= 10)
        assert capture.warnings == {"mic.none"}
        assert all(packet.filled for packet in ring.since("agent", 0))
    finally:
        capture.stop()
