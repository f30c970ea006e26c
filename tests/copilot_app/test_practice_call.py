"""From the plan to the report: the call begins as it was chosen, ends when the customer leaves, and its report is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal

from copilot_app.capture.capturing import Capture
from copilot_app.capture.recording import RecordingCapture
from copilot_app.client import Client
from copilot_app.errors import NoOutput
from copilot_app.gallery_training import catalogue
from copilot_app.link_state import LinkState
from copilot_app.practice import Plan
from copilot_app.practice_call import PracticeCall
from copilot_app.training_state import TrainingState
from protocol.call import CallEnd, CallEnded, CallStart, WireError
from protocol.training import CustomerLeft, ReportQuery, TypedLine


class FakeSound(QObject):
    """Says what it was asked for; the sound of a call is a tone."""

    customer_speaking = Signal(bool)
    customer_left = Signal(object)
    problem = Signal(str)
    settled = Signal(str)

    def __init__(self, sound: Any) -> None:
        super().__init__()
        self.can_play, self.hushed, self.fails = True, 0, False
        self._sound = sound

    def make_capture(self, call: str) -> Capture:
        if self.fails:
            raise NoOutput("There is no output.")
        return RecordingCapture(call, self._sound, self._sound)

    def hush(self) -> None:
        self.hushed += 1


class Practising:
    """A client in front of a fake server."""

    def __init__(self, client: Client, sound: FakeSound) -> None:
        self.client, self.sound = client, sound
        self.prepared: list[Plan] = []
        self.errors: list[Any] = []
        self.training = TrainingState(client.state, client)
        self.training.lang = "en"
        self.asked: list[Any] = []
        self.training.ask.connect(self.asked.append)
        self.call = PracticeCall(client, self.training, sound, self.prepared.append, self.errors.append, lambda: "en")


@pytest.fixture
def practising(qapp: Any, make_tone: Any) -> Iterator[Practising]:
    """Not connected yet."""
    client = Client()
    yield Practising(client, FakeSound(make_tone(440, 60.0, 16_000)))
    client.close()
    shiboken6.delete(client)


def connected(practising: Practising, heard: Any, server: Any, qtbot: Any) -> None:
    from protocol.call import Hello

    practising.client.link.start(server.endpoint, server.public_key, heard.secret_key, Hello(lang="en"))
    qtbot.waitUntil(lambda: practising.client.state.link.phase == "online", timeout=60_000)


def test_from_the_choice_to_the_report(practising: Practising, heard: Any, server: Any, qtbot: Any) -> None:
    connected(practising, heard, server, qtbot)
    state = practising.client.state
    practising.training.apply(catalogue("en"))
    practising.training.set_way(difficulty="hard", assistance="exam", surroundings="office")
    practising.training.start()
    qtbot.waitUntil(lambda: state.phase == "live", timeout=60_000)
    start: Any = server.of(CallStart)[0]
    assert (start.training, start.scenario, start.difficulty, start.assistance) == (True, "early_repayment", "hard", "exam")
    assert (start.voice, start.line, start.background) == (True, "telephone", "office")
    assert practising.prepared[0].typing, "no microphone was chosen"
    practising.sound.customer_speaking.emit(True)
    assert state.practice.speaking
    state.practice.type_line("One moment")
    qtbot.waitUntil(lambda: server.of(TypedLine) == [TypedLine(call=state.call, text="One moment")], timeout=60_000)
    assert practising.sound.hushed == 1, "who types interrupts the voice"
    server.say(CustomerLeft(call=state.call, outcome="success", why="helped", seq=1))
    qtbot.waitUntil(lambda: server.of(CallEnd) != [], timeout=60_000)
    server.say(CallEnded(call=state.call, seq=2, duration_ms=60_000))
    qtbot.waitUntil(lambda: state.phase == "ended", timeout=60_000)
    assert ReportQuery(call=state.call) in practising.asked
    assert practising.training.waiting_for == state.call


def test_a_call_that_can_not_begin_is_said_and_leaves_nothing_behind(practising: Practising) -> None:
    practising.sound.fails = True
    practising.call.start(Plan("x"))
    assert [error.code for error in practising.errors] == ["output.none"]
    practising.client.state.begin("real", "en")
    assert practising.client.state.practice.plan is None


def test_a_call_that_the_server_refuses_is_given_up(practising: Practising, heard: Any, server: Any, qtbot: Any) -> None:
    connected(practising, heard, server, qtbot)
    client, state, training, refused = practising.client, practising.client.state, practising.training, []
    training.refused.connect(lambda: refused.append(training.error.code))  # type: ignore[union-attr]
    training.apply(catalogue("en"))
    training.start()
    # as the server would say it, before it can say that the call is ready
    client.message.emit(error := WireError(code="scenario.unknown", text="there is none", call=state.call))
    state.apply(error)
    assert (refused, state.phase, state.calls.rowCount()) == (["scenario.unknown"], "rest", 0)
    assert not client.in_call and "scenario.unknown" not in state.notices and training.can_start
    qtbot.waitUntil(lambda: client.capture is not None and client.capture.finished, timeout=60_000)
    training.start()
    qtbot.waitUntil(lambda: state.phase == "live", timeout=60_000)


def test_none_begins_beside_another(practising: Practising) -> None:
    practising.client.state.begin("real", "en")
    practising.call.start(Plan("x"))
    assert practising.prepared == []


def test_an_output_that_fails_is_a_notice_only_where_it_was_wanted(practising: Practising) -> None:
    state = practising.client.state
    state.set_link(LinkState(phase="online"))
    for voice, noticed in ((False, False), (True, True)):
        state.practice.prepare(Plan("x", voice=voice))
        state.begin("c", "en")
        practising.sound.problem.emit("output.lost")
        assert ("output.lost" in state.notices) is noticed
    practising.sound.settled.emit("output.lost")
    assert "output.lost" not in state.notices


def test_the_report_of_a_real_call_is_not_asked_for(practising: Practising) -> None:
    practising.client.call_finished.emit()
    assert practising.asked == []
