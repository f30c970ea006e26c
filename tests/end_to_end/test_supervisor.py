"""A supervisor from end to end: a server process, an agent's client in a call, and the supervisor's own companion with its board.

Real sockets and keys and the real windows; the words come from the scripted recogniser of the server's tests, the sound devices
are left alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from copilot_app import companion as companion_module
from copilot_app import supervising as supervising_module
from copilot_app.board_window import BoardWindow
from copilot_app.capture.recording import RecordingCapture
from copilot_app.client import Client
from copilot_app.companion import Companion
from copilot_app.screen_report import ScreenReport
from copilot_app.settings import Settings, load_settings
from protocol.call import Hello
from protocol.supervision import HandState, NoteShown
from protocol.wallboard import BoardRow
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.copilot_app.companions import discard
from tests.server.fakes import list_workstation, spoken

ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 60_000


@dataclass
class House:
    """One server, the keys of an agent and of a supervisor."""

    endpoint: str
    public_key: str
    agent_secret: str
    supervisor_secret: str


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    state = StateDirectory(tmp_path / "state")
    set_up(state)
    agent = list_workstation(state)
    database = open_database(state)
    People(database).add_user(User("sue", "Sue", "supervisor", ""), "test")
    database.close()
    supervisor = list_workstation(state, "W2", "sue")
    ready = tmp_path / "ready.json"
    server = subprocess.Popen([sys.executable, "-m", "tests.server.fakes", str(state.path), str(ready), "tcp://127.0.0.1:0"],
                              cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        while not ready.exists():
            assert server.poll() is None, "the server did not start"
            time.sleep(0.02)
        at = json.loads(ready.read_text(encoding="utf-8"))
        yield House(at["endpoint"], at.get("public_key", at.get("server_public_key", "")), agent.secret, supervisor.secret)
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture
def supervisor(qapp: QApplication, house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Companion]:
    monkeypatch.setattr(companion_module, "load_secret_key", lambda key: house.supervisor_secret)
    monkeypatch.setattr(companion_module, "list_devices", list)
    monkeypatch.setattr(supervising_module, "list_devices", list)
    monkeypatch.setattr(supervising_module, "list_outputs", list)
    companion = Companion(qapp, replace(Settings(), lang="en", endpoint=house.endpoint, server_public_key=house.public_key))
    companion.open()
    yield companion
    board = companion.supervising.window
    companion.supervising.close()
    if board is not None:
        shiboken6.delete(board)
    discard(companion)


def make_capture(call: str) -> RecordingCapture:
    def sound(*levels: int) -> Any:
        return np.frombuffer(b"".join(spoken(*levels, packets=6)), "<i2").astype(np.float32) / 32768.0

    quiet = np.zeros(16_000 * 60, np.float32)
    return RecordingCapture(call, np.concatenate([sound(11), quiet]), np.concatenate([sound(999), quiet]))


@pytest.mark.timeout(300)
@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_a_call_is_seen_read_and_answered(qtbot: Any, house: House, supervisor: Companion) -> None:
    def until(condition: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    until(lambda: supervisor.supervising.window is not None)
    window = supervisor.supervising.window
    assert isinstance(window, BoardWindow) and window.isVisible() and not supervisor.window.isVisible(), "in the companion's place"
    board, watch = supervisor.supervising.board, supervisor.supervising.watch
    until(lambda: board.stand == "live")
    assert window.rows._title.text() == "No call is running in your teams"

    agent = Client()
    came: list[Any] = []
    agent.message.connect(came.append)
    agent.link.start(house.endpoint, house.public_key, house.agent_secret, Hello(lang="en"))
    try:
        until(lambda: agent.state.link.phase == "online")
        call = agent.start_call(make_capture, "en")
        until(lambda: board.rows.place(call) >= 0)

        def row() -> BoardRow:
            found = board.rows.get(call)
            assert found is not None
            return found

        until(lambda: row().alerts.get("stop") == 1)
        assert row().agent == "anna" and not row().hand

        agent.state.agent.toggle_hand()
        until(lambda: row().hand)
        window.open_call(call)
        until(lambda: len(watch.call.transcript) and watch.opened is not None)
        assert {line.text for line in watch.call.transcript if line.final} <= {line.text for line in agent.state.transcript}
        until(lambda: watch.call.alerts.first() is not None and watch.catch_up is not None)
        until(lambda: any(isinstance(one, HandState) and one.taken_by == "Sue" for one in came))

        ScreenReport(agent.state, QWidget(), set).tell_screen()
        until(lambda: watch.screen.alerts.first() is not None)
        assert window.call.screen_now.panes["banner"].isVisible()

        window.call.notes.forms["note"].text.setText("Take it back")
        window.call.notes.forms["note"]._send()  # type: ignore[union-attr]
        until(lambda: agent.state.supervised.note is not None)
        assert any(isinstance(one, NoteShown) and one.by == "Sue" for one in came)
        answer = agent.state.supervised.answers[0]
        agent.state.supervised.answer_note(1)
        until(lambda: [note.answer for note in watch.call.supervised.notes.values()] == [answer])

        marked = watch.bookmark()
        assert watch.label(marked, "an angry customer") and watch.coach("Never promise.", watch.call.time_ms)
        until(lambda: watch.coaching)
        watch.enter("listen", "New colleague")
        until(lambda: watch.observing.mode == "listen")
        until(lambda: agent.state.observers.names == ("Sue",))
        watch.leave()
        until(lambda: agent.state.observers.names == () and watch.observing.mode == "")
        assert '"New colleague"' in load_settings().observe_reasons

        agent.end_call()
        until(lambda: watch.over)
        until(lambda: agent.state.coaching.unread == 1)
        assert agent.state.coaching.notes[0].text == "Never promise."
        window.back()
        until(lambda: board.rows.place(call) < 0)
        window.show_marks()
        until(lambda: len(window.kept.opens) == 2)
        assert {(one.kind, one.text, one.agent_name) for one in window.marks.entries} == {
            ("bookmark", "an angry customer", "Anna"), ("note", "Never promise.", "Anna")}
        window.kept.opens[0].click()
        until(lambda: watch.opened is not None and watch.over and len(watch.call.transcript))
        assert watch.why_not("listen") == "supervision.call_over" and not watch.why_not("bookmark")
        assert watch.call.time_ms < 120_000, "as long as the call was"
    finally:
        agent.close()
