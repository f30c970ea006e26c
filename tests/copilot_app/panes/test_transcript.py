"""The transcript follows the newest words until the agent scrolls; rows report their first paint; marks are explained."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.panes import TranscriptPane
from copilot_app.window import CompanionWindow
from protocol.call import CallReady
from protocol.transcript import Final, Gap, Partial, Word

C = "c1"
LONG = "A long sentence that needs several lines of the narrow window, " * 8


def say(state: CallState, number: int, text: str = "Some words.", seq: int | None = None) -> None:
    channel = "agent" if number % 2 else "customer"
    state.apply(Final(call=C, utterance=f"{channel}-{number}", channel=channel,  # type: ignore[arg-type]
                      start_ms=number * 3_000, end_ms=number * 3_000 + 2_000, text=text,
                      seq=seq if seq is not None else number + 1))


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def pane(window: CompanionWindow, state: CallState) -> TranscriptPane:
    window.resize(420, 900)
    state.begin(C, "en")
    state.apply(CallReady(call=C, next_number={}))
    pane = window.panes["transcript"]
    assert isinstance(pane, TranscriptPane)
    return pane


def test_two_hundred_lines_stay_at_the_end(pane: TranscriptPane, state: CallState) -> None:
    for number in range(200):
        say(state, number, LONG if number % 17 == 0 else "Some words.")
    settle()
    bar = pane.view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    last = pane.view.visualRect(pane.view.model().index(199, 0))
    assert pane.view.viewport().rect().contains(last.bottomLeft())
    assert not pane._pill.isVisible()


def test_scrolling_up_pauses_and_the_pill_leads_back(pane: TranscriptPane, state: CallState) -> None:
    for number in range(60):
        say(state, number)
    settle()
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    reading = bar.value()
    assert not pane.view.following
    say(state, 60)
    say(state, 61)
    settle()
    assert bar.value() == reading, "the agent keeps the place"
    assert pane._pill.isVisible() and pane._pill.text() == "2 new lines"
    QTest.mouseClick(pane._pill, Qt.MouseButton.LeftButton)
    settle()
    assert bar.value() == bar.maximum() and not pane._pill.isVisible()


def test_scrolling_back_to_the_end_follows_again(pane: TranscriptPane, state: CallState) -> None:
    for number in range(60):
        say(state, number)
    settle()
    bar = pane.view.verticalScrollBar()
    bar.setValue(0)
    assert not pane.view.following
    bar.setValue(bar.maximum())
    assert pane.view.following
    say(state, 60)
    settle()
    assert bar.value() == bar.maximum()


def test_a_resize_keeps_the_end_in_sight(pane: TranscriptPane, state: CallState, window: CompanionWindow) -> None:
    for number in range(60):
        say(state, number, LONG)
    settle()
    for width in (1400, 380, 960):
        window.resize(width, 800)
        settle()
        bar = pane.view.verticalScrollBar()
        assert pane.view.following and bar.value() == bar.maximum()


def test_a_row_is_as_high_as_its_text_at_any_width(pane: TranscriptPane, state: CallState, window: CompanionWindow) -> None:
    say(state, 0, LONG)
    heights = []
    for width in (380, 420):
        window.resize(width, 900)
        settle()
        heights.append(pane.view.visualRect(pane.view.model().index(0, 0)).height())
    assert heights[0] > heights[1] > 100


def test_rows_report_their_first_paint_and_each_new_partial(
        pane: TranscriptPane, state: CallState, window: CompanionWindow) -> None:
    painted: list[tuple[str, str]] = []
    pane.painted.connect(lambda kind, item: painted.append((kind, item)))
    for heard_ms, text in ((400, "go"), (800, "good")):
        state.apply(Partial(call=C, utterance="customer-0", channel="customer", start_ms=0, heard_ms=heard_ms, text=text))
        settle()
        pane.view.viewport().repaint()
    say(state, 0, "Good morning.")
    assert painted == [("partial", "customer-0")] * 2, "the final was not painted yet"
    settle()
    pane.view.viewport().repaint()
    pane.view.viewport().repaint()
    assert painted == [("partial", "customer-0"), ("partial", "customer-0"), ("final", "customer-0")]


def test_rows_out_of_sight_are_not_reported(pane: TranscriptPane, state: CallState) -> None:
    for number in range(60):
        say(state, number)
    settle()
    pane.view.verticalScrollBar().setValue(0)
    settle()
    painted: list[str] = []
    pane.painted.connect(lambda _kind, item: painted.append(item))
    say(state, 60)
    settle()
    assert painted == []


def test_marks_and_gaps_are_explained(pane: TranscriptPane, state: CallState) -> None:
    state.apply(Final(call=C, utterance="customer-0", channel="customer", start_ms=0, end_ms=900, seq=1,
                      text="My card is **** 4802.", marks=(Word(start=11, end=20, kind="redacted"),)))
    state.apply(Gap(call=C, channel="customer", start_ms=60_000, end_ms=75_000, why="network", seq=2))
    assert pane._delegate.explain(state.transcript.row_at(0)) == "Private numbers are masked and never stored."
    assert pane._delegate.explain(state.transcript.row_at(1)) == "01:00–01:15 · sound lost on the network"


def test_the_newest_words_are_reached_by_key(pane: TranscriptPane, state: CallState, window: CompanionWindow) -> None:
    for number in range(60):
        say(state, number)
    settle()
    pane.view.verticalScrollBar().setValue(0)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert pane.view.verticalScrollBar().value() == pane.view.verticalScrollBar().maximum()
