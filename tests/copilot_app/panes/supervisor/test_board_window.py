"""The supervisor's window: keys, steps with a reason, what is said when something can not be done, both languages, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from copilot_app.board_state import BoardState
from copilot_app.board_window import BoardWindow
from copilot_app.gallery_board import board_messages, opened_messages
from copilot_app.gallery_calls import CALL
from copilot_app.i18n import Translator
from copilot_app.lists import ROW_ROLE, BoardFilter
from copilot_app.panes.parts import IconButton
from copilot_app.theme import Theme
from copilot_app.watch_state import WatchState
from protocol.call import WireError
from protocol.message import Language, Message
from protocol.supervision import (
    Bookmark,
    Coaching,
    CoachingList,
    CoachingQuery,
    GateAnswer,
    MakeScenario,
    Observe,
    Observing,
    TextNote,
)
from protocol.transcript import Final
from protocol.wallboard import BoardQuery, BoardRow, CallOpened, WatchCall


@pytest.fixture(scope="module")
def only_window(look: Theme, speech: Translator) -> Iterator[BoardWindow]:
    """One window for all tests of this file: dressing one costs more than what is tested."""
    speech.use("en")
    look.use("light", 1.0)
    board = BoardState()
    window = BoardWindow(board, WatchState(board), look)
    yield window
    window.hide()
    shiboken6.delete(window)
    shiboken6.delete(board)


@pytest.fixture
def said(only_window: BoardWindow) -> Iterator[list[Message]]:
    """What the window asks of the server in this test."""
    messages: list[Message] = []
    for asks in (only_window.board.ask, only_window.watch.ask):
        asks.connect(messages.append)
    yield messages
    for asks in (only_window.board.ask, only_window.watch.ask):
        asks.disconnect(messages.append)


@pytest.fixture
def board_window(only_window: BoardWindow, said: list[Message]) -> Iterator[BoardWindow]:
    """The window, open and empty."""
    only_window.board.begin()
    only_window.show()
    only_window.activateWindow()
    yield only_window
    only_window.back()
    only_window.watch.close()
    only_window.board.end()
    only_window.filters.show_filter(BoardFilter())


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def fill(window: BoardWindow, lang: Language = "en", calls: int = 12, *, opened: bool = False) -> None:
    now = datetime.now().astimezone()
    for message in board_messages(lang, calls, now):
        window.board.apply(message)
    window.board.rows.arrange()
    if opened:
        window.open_call(CALL)
        for message in opened_messages(lang, now):
            window.watch.apply(message)
    settle()


def press(window: BoardWindow, key: Any, widget: QWidget | None = None) -> None:
    QTest.keyClick(widget or window, key)
    settle()


def test_arrows_choose_enter_opens_and_escape_goes_back_step_by_step(board_window: BoardWindow, said: list[Message]) -> None:
    fill(board_window)
    press(board_window, Qt.Key.Key_Down)
    assert board_window.rows.table.chosen == CALL and board_window.board.rows.held
    press(board_window, Qt.Key.Key_Return, board_window.rows.table)
    assert WatchCall(call=CALL) in said and board_window.call.isVisible()
    for message in opened_messages("en", datetime.now().astimezone()):
        board_window.watch.apply(message)
    board_window.watch.apply(Observing(call=CALL, mode="", epoch=3))
    press(board_window, Qt.Key.Key_L)
    assert board_window.call.steps.asks
    board_window.back()
    assert not board_window.call.steps.asks and board_window.watch.id == CALL
    board_window.back()
    settle()
    assert board_window.watch.id == "" and not board_window.call.isVisible() and not board_window.board.rows.held
    assert said[-1] == WatchCall(call=CALL, on=False)


def test_a_step_asks_for_its_reason_in_place_and_says_who_hears(board_window: BoardWindow, said: list[Message]) -> None:
    fill(board_window, opened=True)
    board_window.watch.apply(Observing(call=CALL, mode="", epoch=3))
    steps = board_window.call.steps
    press(board_window, Qt.Key.Key_W)
    assert steps._ask.isVisible() and steps.reason.hasFocus() and not steps.confirm.isEnabled()
    QTest.keyClicks(steps.reason, "New colleague")
    press(board_window, Qt.Key.Key_Return, steps.reason)
    assert said[-1] == Observe(call=CALL, mode="whisper", reason="New colleague") and not steps._ask.isVisible()
    assert steps._mode.text() == "You are reading"
    board_window.watch.apply(Observing(call=CALL, mode="whisper", epoch=4, until="2030-11-20T15:30:00+08:00"))
    settle()
    told = steps._state.accessibleName()
    assert told.startswith("You are whispering to the agent. Only the agent hears you.") and "New colleague" in told
    here = datetime.fromisoformat("2030-11-20T15:30:00+08:00").astimezone()
    assert f"{here:%Y-%m-%d %H:%M}" in told, "by this computer's clock, with the day if it is another"
    later = datetime.now().astimezone().replace(hour=23, minute=59)
    board_window.watch.apply(Observing(call=CALL, mode="whisper", epoch=5, until=later.astimezone(UTC).isoformat()))
    assert "Your right ends at 23:59." in steps._state.accessibleName()
    steps.press("listen")
    steps.recents[0].click()
    assert said[-1] == Observe(call=CALL, mode="listen", reason="New colleague")
    press(board_window, Qt.Key.Key_X, board_window)
    assert said[-1] == Observe(call=CALL, mode="")


def test_a_step_that_can_not_be_had_says_why_in_sight(board_window: BoardWindow) -> None:
    fill(board_window, opened=True)
    steps = board_window.call.steps
    for mode in ("barge", "takeover"):
        assert not steps.buttons[mode].isEnabled() and "line bridge" in steps.buttons[mode].accessibleName()
    assert steps._why.isVisible() and steps._why.text().startswith("Barge in, Take over: The agent's workstation has no line bridge")
    steps.press("takeover")
    assert not steps.asks
    board_window.watch.apply(Observing(call=CALL, mode="listen", epoch=8, delay_ms=2_500))
    settle()
    assert "The sound is 2.5 s behind" in steps._state.accessibleName()
    board_window.watch.apply(Observing(call=CALL, mode="listen", epoch=8, delay_ms=100))
    settle()
    assert "behind" not in steps._state.accessibleName()
    board_window.watch.apply(Observing(call=CALL, mode="", epoch=9, code="supervision.right_ended"))
    settle()
    assert "Your right to this has ended" in steps._state.accessibleName()
    board_window.watch.apply(WireError(code="supervision.taken", call=CALL, params={"name": "Joe Park"}))
    settle()
    assert steps._problem.isVisible() and steps._problem.text().startswith("Joe Park speaks in this call already")


class Sound(QObject):
    """Stands in for the workstation's sound."""

    talking_changed = Signal(bool)
    levels_changed = Signal(float, float, float)
    problem = Signal(str, str)
    settled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.talking = self.silenced = False

    def start_talking(self) -> None:
        self.talking = True
        self.talking_changed.emit(True)

    def stop_talking(self) -> None:
        self.talking = False
        self.talking_changed.emit(False)


def test_space_speaks_while_it_is_held_and_only_where_somebody_hears(board_window: BoardWindow) -> None:
    fill(board_window, opened=True)
    sound, talk = Sound(), board_window.call.talk
    talk.use(sound)  # type: ignore[arg-type]
    talk.show_devices([("o1", "Headset")], [("m1", "Desk microphone")], "o1", "gone")
    assert talk.output.currentData() == "o1" and talk.microphone.currentData() == ""
    QTest.keyPress(board_window, Qt.Key.Key_Space)
    assert sound.talking and talk._on_air.text() == "The agent hears you"
    QTest.keyRelease(board_window, Qt.Key.Key_Space)
    assert not sound.talking and talk._on_air.text() == "Your microphone is off"
    QTest.keyPress(board_window, Qt.Key.Key_Space)
    board_window.watch.apply(Observing(call=CALL, mode="listen", epoch=5))
    assert not sound.talking and not talk.talk.isVisible() and talk.isVisible()
    QTest.keyPress(board_window, Qt.Key.Key_Space)
    assert not sound.talking
    sound.problem.emit("output.none", "There is no output.")
    assert talk._problem.isVisible()
    sound.settled.emit("output.none")
    assert not talk._problem.isVisible()
    sound.silenced = True
    sound.levels_changed.emit(-90.0, -90.0, -90.0)
    assert talk._silenced.isVisible() and talk._silenced.text() == "Silenced"
    sound.silenced = False
    sound.levels_changed.emit(-30.0, -90.0, -90.0)
    assert not talk._silenced.isVisible()
    board_window.watch.apply(Observing(call=CALL, mode="", epoch=6))
    assert not talk.isVisible()


def test_notes_bookmarks_and_forms_have_keys(board_window: BoardWindow, said: list[Message]) -> None:
    fill(board_window, opened=True)
    press(board_window, Qt.Key.Key_B)
    notes = board_window.call.notes
    kept = said[-1]
    assert isinstance(kept, Bookmark) and notes._done.text() == "Moment bookmarked" and notes.label.text.hasFocus()
    QTest.keyClicks(notes.label.text, "the fee")
    press(board_window, Qt.Key.Key_Return, notes.label.text)
    assert said[-1] == replace(kept, label="the fee") and notes.forms["note"].isVisible() and not notes.label.isVisible()
    press(board_window, Qt.Key.Key_B)
    many = len(said)
    press(board_window, Qt.Key.Key_Escape, notes.label.text)
    assert len(said) == many and isinstance(said[-1], Bookmark) and said[-1].id != kept.id and not notes.label.isVisible()
    press(board_window, Qt.Key.Key_N)
    form: Any = board_window.call.notes.forms["note"]
    assert form.text.hasFocus() and [line.placeholderText() for line in form.answers] == ["OK", "Please take over", "Later"]
    QTest.keyClicks(form.text, "Say the fee b")
    press(board_window, Qt.Key.Key_Return, form.text)
    note = said[-1]
    assert isinstance(note, TextNote) and note.text == "Say the fee b" and note.answers == () and form.text.text() == ""
    assert form._sent[0].text() == "Mia Ford: “Apologise first, then register the complaint. No more about approval.”, answered “OK”"


def test_what_was_kept_is_found_again_when_its_call_has_left_the_board(board_window: BoardWindow, said: list[Message]) -> None:
    fill(board_window)
    marks, kept, asked = board_window.marks, board_window.kept, []
    marks.ask.connect(asked.append)
    press(board_window, Qt.Key.Key_M)
    assert asked == [CoachingQuery()] and kept.isVisible() and not board_window.rows.isVisible() and not kept.opens
    one = Coaching(id="k1", call="past", kind="bookmark", agent="chen", agent_name="Nora Chen", at_ms=61_000, text="the fee",
                   made_at="2026-11-20T09:31:00+00:00")
    marks.apply(CoachingList(entries=(one,), call="another"))
    assert marks.entries == () and len(asked) == 2, "another list may be meant, but this one has changed"
    marks.apply(CoachingList(entries=(one, replace(one, id="k2", kind="note", scenario="s1"))))
    marks.apply(CoachingList(entries=(replace(one, id="k3"),)))
    assert [entry.id for entry in marks.entries] == ["k1", "k2"], "what comes unasked is an agent's own"
    buttons = [button for button in kept.findChildren(IconButton) if "training scenario" in button.toolTip()]
    assert [button.isEnabled() for button in buttons] == [True, False]
    buttons[0].click()
    assert asked[-1] == MakeScenario(call="past", coaching="k1")
    kept.opens[0].click()
    assert WatchCall(call="past") in said and board_window.watch.id == "past"
    board_window.back()
    assert board_window.watch.id == "" and kept.isVisible()
    board_window.back()
    assert not kept.isVisible() and board_window.rows.isVisible()
    marks.ask.disconnect(asked.append)


def test_the_call_of_a_bookmark_opens_at_its_moment(board_window: BoardWindow) -> None:
    fill(board_window)
    view = board_window.call.transcript.view
    said = [Final(call=CALL, utterance=f"customer-{n}", channel="customer", start_ms=n * 5_000, end_ms=n * 5_000 + 3_000, seq=n + 1,
                  text=f"line {n} " + "and more words " * 6) for n in range(300)]
    board_window.open_moment(CALL, 502_000)
    board_window.watch.apply(CallOpened(call=CALL, agent="chen", lang="en", modes=("bookmark",)))
    for message in said:
        board_window.watch.apply(message)
    settle()
    shown = [view.indexAt(QPoint(view.viewport().width() // 2, y)).data(ROW_ROLE) for y in range(4, view.viewport().height(), 8)]
    assert "customer-100" in {row.id for row in shown if row is not None} and not view.following
    board_window.open_moment(CALL, -1)
    assert not view.following, "no moment, no jump"
    view.follow()


def test_search_filters_views_and_sorting_have_keys(board_window: BoardWindow) -> None:
    fill(board_window)
    press(board_window, Qt.Key.Key_Slash)
    filters = board_window.filters
    assert filters.search.hasFocus()
    QTest.keyClicks(filters.search, "nora chen")
    press(board_window, Qt.Key.Key_Return, filters.search)
    assert len(board_window.board.rows) == 1 and filters.clear.isVisible() and filters.save.isVisible()
    filters.save.click()
    QTest.keyClicks(filters.name, "Mine")
    press(board_window, Qt.Key.Key_Return, filters.name)
    assert [(view.name, view.filter) for view in filters.views] == [("Mine", BoardFilter(search="nora chen"))]
    press(board_window, Qt.Key.Key_Escape, filters.search)
    board_window.shortcuts["Ctrl+0"].activated.emit()
    assert len(board_window.board.rows) == 12 and filters.search.text() == ""
    board_window.shortcuts["Ctrl+1"].activated.emit()
    assert len(board_window.board.rows) == 1 and filters.view.currentIndex() == 1 and filters.drop.isVisible()
    filters.drop.click()
    assert filters.views == () and not filters.view.isVisible()


def test_the_pointer_over_the_rows_holds_them_and_the_chip_says_so(board_window: BoardWindow) -> None:
    fill(board_window)
    QApplication.sendEvent(board_window.rows.table.viewport(), QEvent(QEvent.Type.Enter))
    last = board_window.board.rows.index(11, 0).data(int(Qt.ItemDataRole.UserRole) + 1).call
    board_window.board.apply(BoardRow(call=last, urgency=999.0))
    board_window.board.rows.arrange()
    filters = board_window.filters
    assert board_window.board.rows.place(last) == 11 and filters.held.text() == "Order held, 1 would stand higher"
    filters.sort.click()
    assert board_window.board.rows.place(last) == 0 and filters.held.text() == "Order held"
    QApplication.sendEvent(board_window.rows.table.viewport(), QEvent(QEvent.Type.Leave))
    assert not filters.held.isVisible()


def test_a_gate_is_answered_from_the_board(board_window: BoardWindow, said: list[Message]) -> None:
    fill(board_window)
    line = board_window.gates.lines[0]
    assert line.isVisible() and line.words.text() == "Nora Chen asks for a second person: limit increase"
    line.approve.click()
    assert said[-1] == GateAnswer(call=CALL, gate="g1", approved=True) and not line.deny.isEnabled()


@pytest.mark.parametrize(("messages", "title"), [
    ((), "Asking for the live calls…"), ((WireError(code="supervision.right"),), "The server does not show the board"),
    ((BoardRow(call="x"), BoardRow(call="x", over=True)), "No call is running in your teams")])
def test_an_empty_board_says_why_and_what_to_do(board_window: BoardWindow, messages: tuple[Message, ...], title: str) -> None:
    for message in messages:
        board_window.board.apply(message)
    board_window.board.rows.arrange()
    settle()
    pane = board_window.rows
    assert pane._title.text() == title and pane._next.text() and not pane.table.isVisible()


def test_the_agents_panes_show_no_button_to_press(board_window: BoardWindow) -> None:
    fill(board_window, opened=True)
    watched: list[QWidget] = [*board_window.call.screen_now.panes.values(), board_window.call.checklist, board_window.call.mood]
    buttons = [button for pane in watched for button in pane.findChildren(QAbstractButton) if button.isVisible()]
    assert all(button.property("kind") == "header" for button in buttons)
    assert board_window.call.transcript._delegate.agent_name == "Nora Chen"


def test_a_call_of_an_older_agents_client_opens_without_its_screen(board_window: BoardWindow) -> None:
    fill(board_window)
    board_window.open_call(CALL)
    board_window.watch.apply(CallOpened(call=CALL, agent="chen", modes=("listen",)))
    settle()
    screen = board_window.call.screen_now
    assert screen._stand.text() == "The agent's client has not told yet" and not screen.panes["reply"].isVisible()


def test_closing_the_window_leaves_the_call(board_window: BoardWindow, said: list[Message]) -> None:
    fill(board_window, opened=True)
    closed: list[bool] = []
    board_window.closed.connect(lambda: closed.append(True))
    board_window.close()
    assert closed and said[-1] == WatchCall(call=CALL, on=False) and BoardQuery() in said


def test_in_a_low_window_the_talk_keeps_its_room(board_window: BoardWindow) -> None:
    window = board_window
    window.resize(1024, 700)
    window.show()
    fill(window, opened=True)
    settle()
    call = window.call
    assert call.transcript.height() >= 120
    assert call._right.indexOf(call._summary) == 0, "the summary stands above the agent's screen"
    window.resize(1480, 920)
    settle()
    assert call._left.indexOf(call._summary) == 0
