"""A link and a fake server that know each other's keys; a call state, a theme and a window for what is seen."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shiboken6
import zmq
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from copilot_app.call_state import CallState
from copilot_app.gallery_calls import NOW_MS
from copilot_app.i18n import Translator
from copilot_app.link import Link, network
from copilot_app.link_state import LinkState
from copilot_app.theme import Theme
from copilot_app.window import CompanionWindow
from protocol.audio import Packet
from protocol.call import CallStart, Hello
from protocol.message import Channel, Message
from tests.copilot_app.fake_server import FakeServer
from tests.copilot_app.sound_server import SoundServer, own_sound_server


class Heard:
    """A link with everything it said, collected on the main thread by queued signals."""

    def __init__(self, qtbot: Any) -> None:
        self._qtbot = qtbot
        self.public_key, self.secret_key = (key.decode() for key in zmq.curve_keypair())
        self.link = Link()
        self.states: list[LinkState] = []
        self.messages: list[Message] = []
        self.link.state_changed.connect(self.states.append)
        self.link.message.connect(self.messages.append)

    def start(self, server: Any, hello: Hello | None = None) -> None:
        self.link.start(server.endpoint, server.public_key, self.secret_key, hello or Hello(lang="en"))

    def until(self, condition: Any, timeout_ms: int = 60_000) -> None:
        self._qtbot.waitUntil(condition, timeout=timeout_ms)

    def until_phase(self, phase: str) -> LinkState:
        self.until(lambda: bool(self.states) and self.states[-1].phase == phase)
        return self.states[-1]

    def of(self, kind: type[Message]) -> list[Any]:
        return [message for message in self.messages if isinstance(message, kind)]


def packet(number: int, channel: Channel = "customer", call: str = "c1") -> Packet:
    """A packet whose sound tells its number."""
    return Packet(call=call, channel=channel, number=number, pcm=number.to_bytes(2, "little") * 1600)


@pytest.fixture
def heard(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """A link that is stopped at the end; a connection is not given up because a machine is slow."""
    monkeypatch.setattr(network, "GIVE_UP_S", 60.0)
    monkeypatch.setattr(network, "WELCOME_TIMEOUT_S", 60.0)
    heard = Heard(qtbot)
    yield heard
    heard.link.stop()


@pytest.fixture
def server(heard: Heard) -> Iterator[Any]:
    """A fake server that lists the link's key."""
    with FakeServer(heard.public_key) as server:
        yield server


@pytest.fixture
def make_packet() -> Any:
    """`packet(number, channel)`."""
    return packet


@pytest.fixture
def call_start() -> CallStart:
    """The call all of these tests talk about."""
    return CallStart(call="c1", lang="en")


@pytest.fixture
def make_server() -> Any:
    """`FakeServer(client_public_key, port=…, server_secret=…)`, to be entered by the test."""
    return FakeServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform says of windows that it can not pass size hints on or raise them; nothing else may be said."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise", extend=True))


@pytest.fixture(autouse=True)
def _garbage_of_the_main_thread() -> Iterator[None]:
    """Objects of Qt die on the thread that made them: a collection in a network or server thread would end them there."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def look(qapp: Any) -> Theme:
    """The application's one theme."""
    return Theme(qapp)


@pytest.fixture(scope="session")
def speech(qapp: Any) -> Translator:
    """The application's one translator."""
    return Translator(qapp)


@pytest.fixture
def theme(look: Theme, speech: Translator) -> Theme:
    """The theme as it is at first: light, at scale 1, in English."""
    speech.use("en")
    if (look.choice, look.font_scale, look.language) != ("light", 1.0, "en") or not _is_worn(look):
        look.use("light", 1.0)
    return look


def _is_worn(look: Theme) -> bool:
    """Whether the application looks like this; a client of another test may have dressed it with its own theme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app.styleSheet() == look.style_sheet() and app.font().families() == look.font("body").families()


@pytest.fixture
def translator(theme: Theme, speech: Translator) -> Translator:
    """The translator, in English at first."""
    return speech


@pytest.fixture
def state(qapp: Any) -> CallState:
    """A state whose clock stands at the moment of the gallery's call."""
    return CallState(lambda: NOW_MS)


@pytest.fixture
def window(state: CallState, theme: Theme) -> Iterator[CompanionWindow]:
    """A shown companion window at rest, deleted at once at the end: a later change of the theme dresses every living one."""
    window = CompanionWindow(state, theme)
    window.show()
    yield window
    window.close()
    shiboken6.delete(window)


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """PulseAudio with the null outputs `customer` and `agent`; ALSA's default device leads to it."""
    with own_sound_server(tmp_path_factory.mktemp("pulse")) as server:
        yield server


# whoever waits waits for as long as a slow machine needs; pytest-qt has no setting for it
for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    waiting.__kwdefaults__["timeout"] = 60_000


def tone(hz: float, seconds: float, rate_hz: int = 48_000, amplitude: float = 0.5) -> NDArray[np.float32]:
    """A sine."""
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def frequency_hz(samples: NDArray[Any], rate_hz: int = 16_000) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate_hz / len(samples))


@pytest.fixture
def make_tone() -> Any:
    """`tone(hz, seconds, rate_hz, amplitude)`."""
    return tone


@pytest.fixture
def find_frequency() -> Any:
    """`frequency_hz(samples, rate_hz)`."""
    return frequency_hz
