"""Which device is good for which channel, on systems that this machine is not."""

from __future__ import annotations

import sys
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from copilot_app.capture import devices, loopback, portaudio, pulse
from copilot_app.capture.devices import choose, limitations, list_devices
from copilot_app.errors import DeviceRefused, NoDevice, SoundSystemMissing


def _system(monkeypatch: pytest.MonkeyPatch, platform: str, apis: list[str], found: list[tuple[str, int, int]],
            default: int = -1) -> None:
    """`found`: name, index of its api, input channels."""
    module = SimpleNamespace(
        query_devices=lambda: [{"name": name, "hostapi": api, "max_input_channels": channels,
                                "default_samplerate": 48_000.0} for name, api, channels in found],
        query_hostapis=lambda: [{"name": api} for api in apis], default=SimpleNamespace(device=[default, -1]))
    monkeypatch.setattr(devices, "sounddevice", lambda: module)
    monkeypatch.setattr(devices, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(devices.pulse, "sources", list)


def test_windows_lists_wasapi_once_and_its_loopback_for_the_customer(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, "win32", ["MME", "Windows WASAPI"],
            [("Headset", 0, 2), ("Headset", 1, 1), ("Speakers [Loopback]", 1, 2), ("Speakers", 1, 0)])
    found = list_devices()
    assert [(device.name, device.role) for device in found] == [("Headset", "microphone"), ("Speakers [Loopback]", "loopback")]
    assert choose(found, "agent").id == "Windows WASAPI:Headset"
    assert choose(found, "customer").can_pause
    assert any("silence" in sentence for sentence in limitations(found))


def test_windows_without_loopback_devices_uses_the_soundcard_package(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, "win32", ["Windows WASAPI"], [("Headset", 0, 1)])
    package = SimpleNamespace(all_microphones=lambda include_loopback: [
        SimpleNamespace(id="{1}", name="Speakers", isloopback=True), SimpleNamespace(id="{2}", name="Mic", isloopback=False)])
    monkeypatch.setitem(sys.modules, "soundcard", package)  # type: ignore[arg-type]
    assert choose(list_devices(), "customer").id == "soundcard:{1}"


def test_windows_without_either_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, "win32", ["Windows WASAPI"], [("Headset", 0, 1)])
    monkeypatch.setitem(sys.modules, "soundcard", None)
    with pytest.raises(NoDevice, match="soundcard") as caught:
        choose(list_devices(), "customer")
    assert caught.value.code == "line.none"


def test_a_mac_needs_a_virtual_device(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, "darwin", ["Core Audio"], [("MacBook Microphone", 0, 1)])
    with pytest.raises(NoDevice, match="BlackHole"):
        choose(list_devices(), "customer")
    _system(monkeypatch, "darwin", ["Core Audio"], [("BlackHole 2ch", 0, 2), ("MacBook Microphone", 0, 1)], default=1)
    found = list_devices()
    assert choose(found, "customer").role == "virtual" and choose(found, "agent").is_default


def test_linux_without_a_sound_server_lists_hardware_but_no_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, "linux", ["ALSA"], [("HDA Intel PCH: ALC (hw:0,0)", 0, 2), ("dmix", 0, 2), ("sysdefault", 0, 8)])
    found = list_devices()
    assert [device.name for device in found] == ["HDA Intel PCH: ALC (hw:0,0)"]
    with pytest.raises(NoDevice, match="PulseAudio"):
        choose(found, "customer")


def test_no_device_at_all_is_two_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    _system(monkeypatch, "linux", ["ALSA"], [])
    assert list_devices() == []
    assert len(limitations([])) == 2


def test_no_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(SoundSystemMissing) as caught:
        portaudio.sounddevice()
    assert "install" in str(caught.value) and caught.value.code == "sound.library"


def test_pulse_is_quiet_where_there_is_no_pactl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse.shutil, "which", lambda name: None)
    assert pulse.sources() == [] and not pulse.exists("x")


def test_the_environment_is_as_before_after_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SOURCE", "mine")
    monkeypatch.delenv("PULSE_LATENCY_MSEC", raising=False)
    with pytest.raises(RuntimeError), pulse.opening("theirs"):
        assert pulse.os.environ["PULSE_SOURCE"] == "theirs"
        raise RuntimeError
    assert pulse.os.environ["PULSE_SOURCE"] == "mine" and "PULSE_LATENCY_MSEC" not in pulse.os.environ


class _Recorder:
    """What `soundcard` gives: blocks, then an error when the device is unplugged."""

    def __init__(self, blocks: int) -> None:
        self._left = blocks

    def __enter__(self) -> _Recorder:
        return self

    def __exit__(self, *error: Any) -> None:
        pass

    def record(self, numframes: int) -> Any:
        if not self._left:
            raise RuntimeError("device unplugged")
        self._left -= 1
        return np.full((numframes, 2), 0.5)


def test_a_soundcard_loopback_delivers_until_it_is_unplugged(monkeypatch: pytest.MonkeyPatch) -> None:
    microphone = SimpleNamespace(recorder=lambda samplerate, blocksize: _Recorder(3))
    monkeypatch.setitem(sys.modules, "soundcard", SimpleNamespace(  # type: ignore[arg-type]
        get_microphone=lambda id, include_loopback: microphone))
    heard: list[Any] = []
    three = threading.Event()

    def on_block(block: Any, end_s: float) -> None:
        heard.append((block, end_s))
        if len(heard) == 3:
            three.set()

    stream = loopback.LoopbackStream("{1}", on_block)
    assert three.wait(10)
    stream.close()
    assert not stream.active
    assert all(block.shape == (960, 2) and block.dtype == np.float32 for block, _ in heard)


def test_a_loopback_that_is_gone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(id: str, include_loopback: bool) -> Any:
        raise IndexError("no microphone with that id")

    monkeypatch.setitem(sys.modules, "soundcard", SimpleNamespace(get_microphone=gone))  # type: ignore[arg-type]
    with pytest.raises(DeviceRefused, match="choose another"):
        loopback.LoopbackStream("{9}", lambda block, end_s: None)
    monkeypatch.setitem(sys.modules, "soundcard", None)
    assert loopback.outputs() == []
