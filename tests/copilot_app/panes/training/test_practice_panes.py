"""A practice call in the companion: unmistakable, typed or spoken, in an exam without help."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_mid_call
from copilot_app.gallery_training import CALL, fill_practice
from copilot_app.practice import LONGEST_LINE, Plan
from copilot_app.window import HELP, CompanionWindow
from protocol.assist import Suggestion
from protocol.call import CallEnded, CallReady
from protocol.training import CustomerLeft, CustomerSilence, CustomerVoice, TypedLine
from protocol.transcript import Final


def seen(window: CompanionWindow, name: str) -> bool:
    # what was moved into another layout appears with the next event
    QApplication.processEvents()
    return window.panes[name].isVisibleTo(window)


def test_practice_is_said_on_the_strip_and_in_its_own_pane(window: CompanionWindow, state: CallState) -> None:
    fill_practice(state, "en")
    strip: Any = window.panes["strip"]
    for width in (420, 1180):
        window.resize(width, 900)
        assert strip._practice.isVisibleTo(window) and strip._practice.text() == "PRACTICE"
        assert seen(window, "practice") and "Practice: Paying a loan back early" in window.panes["practice"].accessibleName()
        assert all(seen(window, name) for name in HELP), "everything works as in a real call"


def test_a_real_call_shows_nothing_of_it(window: CompanionWindow, state: CallState) -> None:
    fill_practice(state, "en", exam=True)
    state.apply(CallEnded(call=CALL, seq=999, duration_ms=60_000))
    fill_mid_call(state, "en")
    strip: Any = window.panes["strip"]
    assert state.practice.plan is None and not strip._practice.isVisibleTo(window)
    assert not seen(window, "practice") and not seen(window, "typed")
    assert all(seen(window, name) for name in HELP)


def test_an_exam_has_no_help_whatever_comes(window: CompanionWindow, state: CallState) -> None:
    fill_practice(state, "en", exam=True)
    state.apply(Suggestion(call=CALL, id="s", text="Say this.", speech_end_ms=state.call_clock(), seq=990))
    practice: Any = window.panes["practice"]
    for width in (420, 1180):
        window.resize(width, 900)
        assert not any(seen(window, name) for name in HELP)
    assert practice._exam.isVisibleTo(window) and "recorded for the report" in practice._exam.text()
    state.apply(CallEnded(call=CALL, seq=999, duration_ms=60_000))
    assert not practice._exam.isVisibleTo(window)


def test_what_is_typed_waits_until_the_server_has_it(window: CompanionWindow, state: CallState) -> None:
    said: list[Any] = []
    state.practice.said.connect(said.append)
    fill_practice(state, "en")
    typed: Any = window.panes["typed"]
    assert seen(window, "typed") and not typed.say.isEnabled()
    QTest.keyClicks(typed.line, "  One   moment ")
    QTest.keyClick(typed.line, Qt.Key.Key_Return)
    assert said == [TypedLine(call=CALL, text="One moment")] and typed.line.text() == ""
    rows = {row.id: row for row in state.transcript}
    assert rows["waiting-1"].text == "One moment" and not rows["waiting-1"].final and rows["waiting-1"].channel == "agent"
    QTest.keyClicks(typed.line, "Thank you")
    QTest.keyClick(typed.line, Qt.Key.Key_Return)
    state.apply(Final(call=CALL, utterance="typed-1", channel="agent", start_ms=1, end_ms=2, text="One moment", seq=991))
    assert [row.id for row in state.transcript if not row.final and row.channel == "agent"] == ["waiting-2"]
    QTest.keyClick(typed.line, Qt.Key.Key_Return)
    assert len(said) == 2, "nothing was typed"


def test_what_the_customer_writes_waits_until_it_is_a_line(state: CallState) -> None:
    fill_practice(state, "en")
    assert any(row.id == "turn-2" and row.channel == "customer" for row in state.transcript)
    state.apply(Final(call=CALL, utterance="typed-2", channel="customer", start_ms=1, end_ms=2, text="And how?", seq=991))
    assert not any(row.id.startswith("turn-") for row in state.transcript)
    state.practice.apply(CustomerVoice(call="another", turn=3, number=0, pcm=b"", text="Not mine"))
    assert not any(row.id.startswith("turn-") for row in state.transcript)


def test_a_line_has_a_length(state: CallState) -> None:
    said: list[Any] = []
    state.practice.said.connect(said.append)
    fill_practice(state, "en")
    assert state.practice.type_line("x" * 2_000) and len(said[0].text) == LONGEST_LINE
    state.apply(CallEnded(call=CALL, seq=999))
    assert not state.practice.type_line("too late") and len(said) == 1


def test_who_speaks_and_the_stop_button(window: CompanionWindow, state: CallState) -> None:
    stops: list[int] = []
    state.practice.stop_wanted.connect(lambda: stops.append(1))
    fill_practice(state, "en", typing=False)
    pane: Any = window.panes["practice"]
    assert pane._speaker.text() == "The customer speaks" and pane.stop.isVisibleTo(window) and not seen(window, "typed")
    pane.stop.click()
    window.shortcuts["stop_voice"].activated.emit()
    assert len(stops) == 2
    state.practice.apply(CustomerSilence(call=CALL, turn=1))
    assert pane._speaker.text() == "The customer listens" and not pane.stop.isVisibleTo(window)


def test_the_end_is_said_once(window: CompanionWindow, state: CallState) -> None:
    ends: list[Any] = []
    state.practice.left.connect(ends.append)
    pane: Any = window.panes["practice"]
    said: tuple[tuple[Any, str, str], ...] = (
        ("success", "helped", "Goal reached"), ("hung_up", "insulted", "The customer hung up: the customer felt insulted"),
        ("hung_up", "silence", "The customer hung up: nothing was said for too long"), ("timeout", "too_long", "Time was up"))
    for number, (outcome, why, words) in enumerate(said, 1):
        fill_practice(state, "en")
        for _ in range(2):
            state.practice.apply(CustomerLeft(call=CALL, outcome=outcome, why=why, seq=995))
        assert len(ends) == number and pane._speaker.text().startswith(words)
        assert not seen(window, "typed")


def test_a_plan_is_for_one_call_only(state: CallState) -> None:
    state.practice.prepare(Plan("x"))
    state.practice.prepare(None)
    state.begin("c", "en")
    assert state.practice.plan is None and not state.practice.live
    state.apply(CallReady(call="c", next_number={}))
    QApplication.processEvents()
