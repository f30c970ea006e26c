"""The window: its columns by width, what is seen in which phase, no focus of its own, and its keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_at_rest, fill_mid_call, fill_supervised
from copilot_app.link_state import LinkState
from copilot_app.panes import AskPane, NoticePane, ReadyPane, StripPane
from copilot_app.panes.parts import IconButton, Words
from copilot_app.theme import Theme
from copilot_app.window import CompanionWindow
from protocol.assist import Answer, Ask, Checklist
from protocol.call import CallEnded, RecordingState
from protocol.message import Message
from protocol.supervision import Observers, RaiseHand

SLOTS = ("strip", "banner", "reply", "mood", "checklist", "cards", "transcript")


def settle(window: CompanionWindow, width: int, height: int = 1040) -> None:
    window.resize(width, height)
    for _ in range(4):
        QApplication.processEvents()


def top(window: CompanionWindow, name: str) -> int:
    pane = window.panes[name]
    return pane.mapTo(window, pane.rect().topLeft()).y()


def left(window: CompanionWindow, name: str) -> int:
    pane = window.panes[name]
    return pane.mapTo(window, pane.rect().topLeft()).x()


@pytest.mark.parametrize(("width", "mode"), [(380, "narrow"), (899, "narrow"), (900, "wide"), (1400, "roomy")])
def test_three_columns_from_900_px_on(window: CompanionWindow, state: CallState, width: int, mode: str) -> None:
    fill_mid_call(state, "en")
    settle(window, width)
    assert window.mode == mode
    if mode == "narrow":
        tops = [top(window, name) for name in SLOTS]
        assert tops == sorted(tops), "fixed slots, top to bottom"
        assert len({left(window, name) for name in SLOTS[1:]}) == 1
    else:
        assert left(window, "transcript") < left(window, "reply") < left(window, "cards")


@pytest.mark.parametrize("height", [600, 800, 1040])
def test_the_transcript_keeps_its_share_in_the_narrow_window(
        window: CompanionWindow, state: CallState, height: int) -> None:
    fill_mid_call(state, "en")
    settle(window, 420, height)
    transcript = window.panes["transcript"]
    assert transcript.height() >= 110
    assert top(window, "transcript") + transcript.height() < height


def test_at_rest_it_says_what_is_ready_and_starts_a_call(window: CompanionWindow, state: CallState, qtbot: Any) -> None:
    ready = window.panes["ready"]
    assert isinstance(ready, ReadyPane)
    assert ready.isVisible() and not window.panes["reply"].isVisible()
    assert not ready._start.isEnabled(), "no server yet"
    fill_at_rest(state, "en")
    assert ready._title.text() == "Ready for the next call" and ready._honest.isVisible()
    with qtbot.waitSignal(window.call_pressed):
        QTest.mouseClick(ready._start, Qt.MouseButton.LeftButton)


def test_in_a_call_help_takes_the_place_and_after_it_the_words_stay(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    settle(window, 420)
    assert window.panes["reply"].isVisible() and not window.panes["ready"].isVisible()
    state.apply(CallEnded(call="gallery", utterances=12, duration_ms=260_000, seq=990))
    settle(window, 420)
    ready = window.panes["ready"]
    assert isinstance(ready, ReadyPane) and ready.isVisible() and window.panes["transcript"].isVisible()
    assert ready._hint.text() == "Length 04:20, 12 lines transcribed."


def test_it_never_takes_the_focus_by_itself(window: CompanionWindow, state: CallState) -> None:
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    activated: list[None] = []
    window.activateWindow = lambda: activated.append(None)  # type: ignore[method-assign]
    fill_mid_call(state, "en")
    settle(window, 420)
    window.set_on_top(True)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint and window.isVisible()
    window.set_on_top(False)
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint and window.isVisible()
    assert activated == []


def test_nothing_in_a_call_opens_a_box(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    for code in ("storage.full", "mic.lost", "auth.key", "zzz"):
        state.notify(code)
    settle(window, 420)
    assert not any(isinstance(widget, QDialog) for widget in QApplication.topLevelWidgets() if widget.isVisible())


def test_after_the_call_the_window_says_what_was_not_said(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    ready = window.panes["ready"]
    assert isinstance(ready, ReadyPane) and not ready._missed.isVisible()
    assert window.panes["ask"].findChildren(QLineEdit)[0].isEnabled()
    state.apply(Answer(call="gallery", question="fee?", text="None.", source=("fees",), source_titles=("Fees",), seq=998))
    state.apply(CallEnded(call="gallery", seq=999, duration_ms=204_000))
    assert ready._missed.isVisible()
    assert ready._missed.text() == "Not said in this call: State the annual percentage rate"
    state.apply(Checklist(call="gallery", item="polite_close", state="missed", seq=1_000))
    assert ready._missed.text().endswith("; Polite close")
    assert not window.panes["ask"].findChildren(QLineEdit)[0].isEnabled(), "without a call nobody answers"
    assert window.panes["ask"].findChildren(IconButton)[0].isEnabled(), "the answer can still be put away"


def test_the_question_field_is_reached_by_key_and_asks(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    settle(window, 420)
    sent: list[Message] = []
    state.intent.connect(sent.append)
    ask = window.panes["ask"]
    assert isinstance(ask, AskPane) and not ask._field.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is ask._field
    QTest.keyClicks(ask._field, "early fee")
    QTest.keyClick(ask._field, Qt.Key.Key_Return)
    assert [message for message in sent if isinstance(message, Ask)] == [Ask(call="gallery", text="early fee")]
    assert ask._field.text() == ""


def test_keys_and_buttons_of_the_strip_do_the_same(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    sent: list[Message] = []
    state.intent.connect(sent.append)
    strip = window.panes["strip"]
    assert isinstance(strip, StripPane)
    QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    strip._hand_button.click()
    assert [message for message in sent if isinstance(message, RaiseHand)] == [RaiseHand(call="gallery")] * 2
    assert "Ctrl+H" in strip._hand_button.toolTip()


def test_who_listens_can_not_be_hidden(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    strip = window.panes["strip"]
    assert isinstance(strip, StripPane)
    state.toggle_assist()
    for width in (380, 960, 1400):
        settle(window, width)
        badge = strip._observers
        assert badge.isVisible() and badge.text() == "Mia Ford listening"
        assert badge.width() >= badge.sizeHint().width()


def test_the_strip_says_what_transcribes_and_how_the_line_stands(window: CompanionWindow, state: CallState) -> None:
    strip = window.panes["strip"]
    assert isinstance(strip, StripPane)
    fill_at_rest(state, "en")
    assert strip._engine.text() == "seatmate-mini · CPU · synthetic voices only"
    assert strip._link.text() == "6 ms"
    fill_at_rest(state, "en", synthetic_only=False)
    assert strip._engine.text() == "large-v3-turbo · GPU"
    state.set_link(LinkState(phase="offline", code="server.lost"))
    assert strip._link.text() == "Reconnecting"
    notice = window.panes["notice"]
    assert isinstance(notice, NoticePane) and notice.isVisible()
    notice._lines[0].close_button.click()
    assert not notice.isVisible()


def test_on_top_is_switched_by_key(window: CompanionWindow, qtbot: Any) -> None:
    with qtbot.waitSignal(window.on_top_changed) as told:
        QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [True]


def test_it_docks_at_the_right_edge(window: CompanionWindow) -> None:
    window.dock_right()
    space = window.screen().availableGeometry()
    assert window.frameGeometry().right() == space.right()
    assert 380 <= window.width() <= 440 or window.width() == space.width()


def squeezed(window: CompanionWindow) -> list[str]:
    """Words on the screen that stand lower than they need."""
    return [words.text() for words in window.findChildren(Words) if words.isVisible() and words.text()
            and words.height() < words.heightForWidth(words.width()) - 1]


@pytest.mark.parametrize("size", [(1024, 700), (1400, 900), (420, 868)])
def test_no_words_are_squeezed_when_the_columns_change(window: CompanionWindow, state: CallState, size: tuple[int, int]) -> None:
    fill_mid_call(state, "en")
    settle(window, *((1024, 700) if size[0] == 420 else (420, 868)))
    window.resize(*size)
    assert squeezed(window) == [], "at once, not after the next turn of the loop"


def test_alerts_and_notes_are_whole_in_a_small_window_with_large_letters(window: CompanionWindow, state: CallState,
                                                                         theme: Theme) -> None:
    theme.use("light", 1.5)
    fill_supervised(state, "zh")
    settle(window, 420, 868)
    shown = [window.panes[name] for name in ("banner", "note_shown")]
    assert all(pane.isVisible() for pane in shown)
    assert not [words for pane in shown for words in pane.findChildren(Words) if words.text() in squeezed(window)]
    theme.use("light", 1.0)


def test_the_gap_above_the_transcript_stays_when_the_strip_grows(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "zh")
    settle(window, 420, 868)
    before = window.panes["strip"].height()
    state.apply(Observers(call="gallery", names=("张主管", "吴老师"), modes=("listen", "listen"), seq=990))
    state.apply(RecordingState(call="gallery", paused=True, reason="card", until_ms=300_000, at_ms=1, seq=991))
    settle(window, 420, 868)
    assert window.panes["strip"].height() > before
    assert window._assist is not None
    assert top(window, "transcript") - window._assist.mapTo(window, window._assist.rect().bottomLeft()).y() - 1 == 8


def test_a_chip_that_goes_leaves_its_row_for_the_rest_of_the_call(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "zh")
    settle(window, 420, 868)
    state.apply(Observers(call="gallery", names=("张主管", "吴老师"), modes=("listen", "listen"), seq=990))
    settle(window, 420, 868)
    high = window.panes["strip"].height()
    state.apply(Observers(call="gallery", names=(), modes=(), seq=991))
    settle(window, 420, 868)
    assert window.panes["strip"].height() == high, "what stands below does not jump while it is read"
    state.apply(CallEnded(call="gallery", seq=999, duration_ms=204_000))
    settle(window, 420, 868)
    assert window.panes["strip"].height() < high


def test_after_the_call_only_what_is_wrong_stands_among_the_checks(window: CompanionWindow, state: CallState) -> None:
    fill_mid_call(state, "en")
    ready = window.panes["ready"]
    assert isinstance(ready, ReadyPane)
    state.apply(CallEnded(call="gallery", seq=999, duration_ms=204_000))
    settle(window, 420, 868)
    assert not any(check.isVisible() for check in ready._checks)
    assert ready._start.isVisible() and ready._start.visibleRegion().boundingRect() == ready._start.rect()
    state.set_device("agent", "")
    assert [check.isVisible() for check in ready._checks] == [False, True, False, False, False, False]


def test_the_reason_of_a_refusal_stands_before_missing_devices(window: CompanionWindow, state: CallState) -> None:
    for code in ("line.none", "mic.none"):
        state.notify(code)
    state.set_link(LinkState(phase="refused", code="enrol.none", text="not enrolled"))
    settle(window, 420)
    shown = [words.text() for words in window.panes["notice"].findChildren(Words) if words.isVisible()]
    assert len(shown) == 2 and "enrol" in shown[0]
    ready = window.panes["ready"]
    assert isinstance(ready, ReadyPane) and ready._title.text() == "Not ready" and not ready._hint.isVisible()
    assert ready._checks[0].accessibleName() == "Server: not enrolled yet"


def test_a_demonstration_offers_nothing_that_nobody_answers(window: CompanionWindow, state: CallState) -> None:
    window.show_one_call("This was all.")
    fill_mid_call(state, "en")
    state.apply(CallEnded(call="gallery", seq=999, duration_ms=204_000))
    settle(window, 420)
    ready = window.panes["ready"]
    assert isinstance(ready, ReadyPane) and ready._over.isVisible() and ready._over.text() == "This was all."
    pressable = [button for pane in (ready, window.panes["strip"]) for button in pane.findChildren(QAbstractButton)
                 if button.isVisible()]
    assert pressable == []
    pressed: list[bool] = []
    window.settings_pressed.connect(lambda: pressed.append(True))
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
