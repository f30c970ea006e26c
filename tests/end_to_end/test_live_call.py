"""A live call: an enrolled workstation records two sound devices, the agent's buttons start and end it, a server transcribes.

Real processes and devices: `seatmate-server` set up from nothing, PulseAudio's two outputs with a dialogue played into them,
the companion's own window.  Only the keyring is one in memory, behind the interface of the Secret Service.
"""

from __future__ import annotations

import difflib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import keyring
import numpy as np
import pytest
import soxr
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app import credentials
from copilot_app.capture.audio_file import read_call
from copilot_app.companion import Companion
from copilot_app.enrolment import enrol
from copilot_app.panes import ReadyPane, StripPane
from copilot_app.settings import load_settings, save_settings
from protocol.message import CHANNELS, Message
from protocol.transcript import Gap, Partial
from tests.copilot_app.companions import discard
from tests.copilot_app.sound_server import RATE_HZ, SoundServer

ROOT = Path(__file__).resolve().parents[2]
LINES = (("agent", "您好，这里是星辰银行，工号零八二一，本次通话会录音。"),
         ("customer", "你好，我的贷款想提前还款，要收违约金吗？"))
LIKENESS = 0.6
WAIT_MS = 60_000


class Vault(KeyringBackend):
    """Keeps secrets in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._kept[service, username]


Vault.__module__ = "keyring.backends.SecretService"


def _command(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
                          timeout=120)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def _dialogue(folder: Path) -> dict[str, Any]:
    """The sound of both sides, 48 kHz."""
    script = folder / "dialogue.toml"
    script.write_text('id = "dialogue"\ntitle = "dialogue"\nlang = "zh"\n'
                      '[voices.agent]\nvariant = "f2"\npitch = 50\nrate = 175\nvolume = 100\n'
                      '[voices.customer]\nvariant = "m3"\npitch = 40\nrate = 175\nvolume = 100\n'
                      + "".join(f'[[line]]\nchannel = "{channel}"\ntext = "{text}"\n' for channel, text in LINES),
                      encoding="utf-8")
    sound = folder / "dialogue.flac"
    _command("models.tts", "render", str(script), "--out", str(sound))
    _, customer, agent = read_call(sound)
    return {name: np.asarray(soxr.resample(side, 16_000, RATE_HZ), dtype=np.float32)
            for name, side in (("customer", customer), ("agent", agent))}


@dataclass(frozen=True)
class Running:
    """What the call needs around the window."""

    state: Path
    """The server's state directory."""
    dialogue: dict[str, Any]
    """Channel -> sound, 48 kHz."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A server that was set up here and runs; the dialogue is spoken while it starts."""
    state, ready, log = tmp_path / "state", tmp_path / "ready.json", tmp_path / "server.log"
    _command("server", "init", "--state", str(state))
    with log.open("wb") as output:
        server = subprocess.Popen([sys.executable, "-m", "server", "run", "--state", str(state), "--device", "cpu", "--bind",
                                   "tcp://127.0.0.1:0", "--ready-file", str(ready)], cwd=ROOT, stdout=output, stderr=output)
    try:
        dialogue = _dialogue(tmp_path)
        while not ready.exists():
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield Running(state, dialogue)
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture
def companion(qapp: QApplication, sound_server: SoundServer, running: Running,
              monkeypatch: pytest.MonkeyPatch) -> Iterator[Companion]:
    """The window of a workstation that was enrolled with the administrator's code."""
    vault = Vault()
    monkeypatch.setattr(keyring, "get_keyring", lambda: vault)
    monkeypatch.setattr(credentials, "_read_from_outside", {})
    monkeypatch.delenv("SEATMATE_KEY_FD", raising=False)
    code = re.search(r"^seat1\S+$", _command("server", "invite", "--state", str(running.state), "--name", "Desk 12",
                                             "--user", "lin"), re.MULTILINE)
    assert code is not None
    assert enrol(code.group()).workstation == "Desk 12"
    # the monitor of the one output stands for the microphone, that of the other for the customer's line
    save_settings(replace(load_settings(), lang="zh", call_lang="zh", agent_device="pulse:agent.monitor",
                          customer_device="pulse:customer.monitor"))
    companion = Companion(qapp, load_settings())
    companion.open()
    yield companion
    discard(companion)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _letters(one), _letters(other), autojunk=False).ratio()


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
@pytest.mark.timeout(300)
def test_two_devices_become_two_channels_of_words(qtbot: Any, companion: Companion, running: Running,
                                                  sound_server: SoundServer) -> None:
    state, panes = companion.client.state, companion.window.panes
    ready, strip = panes["ready"], panes["strip"]
    assert isinstance(ready, ReadyPane) and isinstance(strip, StripPane)
    heard: list[Message] = []
    state.applied.connect(heard.append)
    qtbot.waitUntil(ready._start.isEnabled, timeout=WAIT_MS)
    assert (state.welcome.user, state.welcome.workstation) == ("lin", "Desk 12")
    assert state.notices == {}

    QTest.mouseClick(ready._start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state.phase == "live" and state.time_ms > 500, timeout=WAIT_MS)
    players = [sound_server.play(channel, running.dialogue[channel]) for channel in CHANNELS]
    qtbot.waitUntil(lambda: sum(row.final for row in state.transcript) >= len(LINES), timeout=WAIT_MS)
    for player in players:
        qtbot.waitUntil(lambda player=player: player.poll() is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(companion.client.call_finished, timeout=WAIT_MS):
        QTest.mouseClick(strip._call_button, Qt.MouseButton.LeftButton)

    rows = list(state.transcript)
    assert state.phase == "ended" and all(row.final for row in rows)
    assert any(isinstance(message, Partial) for message in heard), "words appear while they are spoken"
    assert not any(isinstance(message, Gap) for message in heard)
    assert len({row.id for row in rows}) == len(rows)
    for channel in CHANNELS:
        said = "".join(text for side, text in LINES if side == channel)
        other = "".join(text for side, text in LINES if side != channel)
        own = [row for row in rows if row.channel == channel]
        words = "".join(row.text for row in own)
        assert _likeness(said, words) > LIKENESS > _likeness(other, words), words
        assert all(before.end_ms <= after.start_ms for before, after in zip(own, own[1:], strict=False))
        assert len(_letters(words)) < 1.3 * len(_letters(said)), "nothing is there twice"
