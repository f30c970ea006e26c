"""The live client: what is missing becomes a notice, and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from copilot_app import companion as companion_module
from copilot_app.capture.devices import SoundDevice
from copilot_app.capture.recording import RecordingCapture
from copilot_app.companion import Companion
from copilot_app.errors import NoKeyring, SoundSystemMissing
from copilot_app.settings import Settings, load_settings
from protocol.call import CallEnd, CallEnded, CallStart, Hello
from tests.copilot_app.companions import discard

MICROPHONE = SoundDevice(id="ALSA:Headset", name="Headset", role="microphone", backend="portaudio", rate_hz=48_000, channels=1)
LINE = SoundDevice(id="pulse:out.monitor", name="Monitor of Headset", role="monitor", backend="pulse", rate_hz=48_000, channels=2)


@pytest.fixture
def make(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, heard: Any) -> Iterator[Any]:
    """Makes a companion with these devices and settings."""
    made: list[Companion] = []
    monkeypatch.setattr(companion_module, "load_secret_key", lambda key: heard.secret_key)

    def make(devices: list[SoundDevice], **changes: Any) -> Companion:
        monkeypatch.setattr(companion_module, "list_devices", lambda: devices)
        companion = Companion(qapp, replace(Settings(), lang="en", call_lang="en", **changes))
        made.append(companion)
        return companion

    yield make
    for companion in made:
        discard(companion)


def test_devices_and_server_are_found(qtbot: Any, make: Any, server: Any) -> None:
    companion = make([MICROPHONE, LINE], endpoint=server.endpoint, server_public_key=server.public_key, user="lin")
    companion.open()
    qtbot.waitUntil(lambda: companion.client.state.link.phase == "online", timeout=60_000)
    assert companion.client.state.devices == {"agent": "Headset", "customer": "Monitor of Headset"}
    assert companion.client.state.notices == {}
    hello = server.of(Hello)[0]
    assert (hello.user, hello.lang) == ("lin", "en")


def test_not_enrolled_and_no_microphone_are_notices(make: Any) -> None:
    companion = make([LINE])
    companion.open()
    notices = companion.client.state.notices
    assert {"enrol.none", "mic.none"} <= set(notices) and "line.none" not in notices
    assert "seatmate enroll" in notices["enrol.none"].text
    assert companion.client.state.link.phase == "refused"


def test_no_keyring_is_a_notice_with_what_to_do(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(key: str) -> str:
        raise NoKeyring("Install gnome-keyring.")

    companion = make([MICROPHONE, LINE], endpoint="tcp://127.0.0.1:1", server_public_key="k" * 40)
    monkeypatch.setattr(companion_module, "load_secret_key", none)
    companion.open()
    assert companion.client.state.notices["keyring.none"].text == "Install gnome-keyring."


def test_no_sound_library_is_a_notice(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[SoundDevice]:
        raise SoundSystemMissing("Install PortAudio.")

    companion = make([])
    monkeypatch.setattr(companion_module, "list_devices", missing)
    companion.open()
    assert "sound.library" in companion.client.state.notices


def test_a_device_that_is_plugged_in_takes_its_notice_away(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    companion = make([LINE])
    companion.find_devices()
    assert "mic.none" in companion.client.state.notices
    monkeypatch.setattr(companion_module, "list_devices", lambda: [MICROPHONE, LINE])
    companion.find_devices()
    assert "mic.none" not in companion.client.state.notices


def test_one_key_starts_and_ends_a_call(qtbot: Any, make: Any, server: Any, monkeypatch: pytest.MonkeyPatch,
                                        make_tone: Any) -> None:
    companion = make([MICROPHONE, LINE], endpoint=server.endpoint, server_public_key=server.public_key)
    sound = make_tone(440, 60.0, 16_000)
    monkeypatch.setattr(companion_module, "SoundCardCapture", lambda call, devices, tap=None: RecordingCapture(call, sound, sound))
    companion.open()
    qtbot.waitUntil(lambda: companion.client.state.link.phase == "online", timeout=60_000)
    companion.window.call_pressed.emit()
    qtbot.waitUntil(lambda: len(server.numbers("agent")) > 2, timeout=60_000)
    assert server.of(CallStart)[0].lang == "en"
    companion.window.call_pressed.emit()
    qtbot.waitUntil(lambda: server.of(CallEnd) != [], timeout=60_000)
    with qtbot.waitSignal(companion.client.call_finished, timeout=60_000):
        server.say(CallEnded(call=companion.client.state.call, seq=1))
    assert companion.client.state.phase == "ended"


def test_a_busy_device_is_said_and_no_call_begins(make: Any, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = replace(MICROPHONE, backend="soundcard", source="x")
    companion = make([gone])
    monkeypatch.setitem(sys.modules, "soundcard", None)
    companion.toggle_call()
    assert "device.refused" in companion.client.state.notices
    assert not companion.client.in_call and companion.client.state.phase == "rest"


def test_changed_settings_hold_at_once_and_are_kept(qtbot: Any, make: Any) -> None:
    companion = make([MICROPHONE, LINE])
    companion.open()
    companion.show_settings()
    companion.change_settings(replace(companion.settings, lang="zh", theme="dark", always_on_top=False))
    assert companion.translator.language == "zh"
    assert load_settings().theme == "dark"
    companion.window.on_top_changed.emit(True)
    assert load_settings().always_on_top
    companion.window.close()
    assert load_settings().geometry
