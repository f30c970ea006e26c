"""The agent's side of supervision: who speaks, notes by one key, the raised hand, a transfer, coaching notes, the report of the screen."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.gallery import fill_at_rest, fill_mid_call
from copilot_app.gallery_board import note, queues
from copilot_app.link_state import LinkState
from copilot_app.panes import AskPane
from copilot_app.screen_report import ScreenReport
from copilot_app.window import CompanionWindow
from protocol.call import CallEnded
from protocol.message import Message
from protocol.supervision import (
    Coaching,
    CoachingList,
    CoachingRead,
    HandState,
    NoteAnswer,
    NoteAnswered,
    Observers,
    RaiseHand,
    SpeakerOwner,
    Transfer,
    TransferState,
)
from protocol.wallboard import QualityReport, ScreenState

CALL = "gallery"


@pytest.fixture
def sent(state: CallState) -> list[Message]:
    fill_mid_call(state, "en")
    messages: list[Message] = []
    state.intent.connect(messages.append)
    state.coaching.ask.connect(messages.append)
    state.apply(queues("en"))
    return messages


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_the_badge_of_who_listens_can_not_be_closed_and_leaves_with_the_call(window: CompanionWindow, state: CallState,
                                                                         sent: list[Message]) -> None:
    strip = window.panes["strip"]
    state.apply(Observers(call=CALL, names=("Mia Ford", "Joe Park"), modes=("listen", "takeover"), seq=900))
    settle()
    for width in (420, 1400):
        window.resize(width, 1000)
        settle()
        assert strip._observers.isVisible()  # type: ignore[attr-defined]
        assert strip._observers.text() == "Mia Ford listening; Joe Park has taken over"  # type: ignore[attr-defined]
    state.toggle_assist()
    settle()
    assert strip._observers.isVisible()  # type: ignore[attr-defined]
    state.apply(CallEnded(call=CALL, seq=901))
    settle()
    assert not strip._observers.isVisible()  # type: ignore[attr-defined]


def test_who_speaks_is_said_in_words(window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    pane = window.panes["speaker"]
    for epoch, (owner, mode, words) in enumerate((
            ("agent", "listen", ""), ("agent", "whisper", "Mia Ford whispers to you. The customer does not hear it."),
            ("both", "barge", "Mia Ford speaks in the call. You and the customer hear it."),
            ("supervisor", "takeover", "Mia Ford speaks to the customer. You are muted."), ("agent", "", "")), 1):
        state.apply(SpeakerOwner(call=CALL, owner=owner, epoch=epoch, mode=mode, by="Mia Ford", seq=900 + epoch))  # type: ignore[arg-type]
        settle()
        assert pane.isVisible() == bool(words) and pane.accessibleName() == (words or "You speak to the customer")


def test_an_older_word_about_the_speaker_changes_nothing(state: CallState, sent: list[Message]) -> None:
    state.apply(SpeakerOwner(call=CALL, owner="supervisor", epoch=4, mode="takeover", by="Mia", seq=900))
    state.apply(SpeakerOwner(call=CALL, owner="agent", epoch=3, seq=901))
    assert state.supervised.speaks == "supervisor"
    state.apply(CallEnded(call=CALL, seq=902))
    assert state.supervised.speaks == "agent"


def test_a_note_is_answered_by_one_key_and_never_takes_the_focus(window: CompanionWindow, state: CallState,
                                                             sent: list[Message]) -> None:
    window.activateWindow()
    window.setFocus()
    state.apply(note("en", 900))
    settle()
    pane = window.panes["note_shown"]
    assert pane.isVisible() and "Apologise first" in pane.accessibleName() and window.focusWidget() is window
    assert not any(button.hasFocus() for button in pane.answers)  # type: ignore[attr-defined]
    QTest.keyClick(window, Qt.Key.Key_2)
    assert sent[-1] == NoteAnswer(call=CALL, note="n1", answer="Please take over") and not pane.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2)
    assert sum(isinstance(message, NoteAnswer) for message in sent) == 1


def test_a_digit_that_is_typed_answers_no_note(window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    state.apply(note("en", 900))
    ask = window.panes["ask"]
    assert isinstance(ask, AskPane)
    window.activateWindow()
    ask.take_keyboard()
    settle()
    focus = window.focusWidget()
    QTest.keyClicks(focus, "12")
    assert focus.text() == "12" and not any(isinstance(message, NoteAnswer) for message in sent)  # type: ignore[attr-defined]


def test_the_newest_note_comes_first_and_one_answered_elsewhere_leaves(state: CallState, sent: list[Message]) -> None:
    state.apply(note("en", 900, "n1"))
    state.apply(note("en", 901, "n2"))
    shown = state.supervised.note
    assert shown is not None and shown.shown.id == "n2"
    state.apply(NoteAnswered(call=CALL, id="n2", answer="OK", seq=902))
    state.supervised.put_note_away()
    assert sent[-1] == NoteAnswer(call=CALL, note="n1", answer="") and state.supervised.note is None
    state.supervised.answer_note(1)
    assert sum(isinstance(message, NoteAnswer) for message in sent) == 1


def test_the_hand_is_up_by_one_key_and_says_more_in_place(window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    window.activateWindow()
    state.agent.toggle_hand()
    assert sent[-1] == RaiseHand(call=CALL, raised=True)
    state.apply(HandState(call=CALL, raised=True, queue="supervisor", seq=900))
    settle()
    pane: Any = window.panes["hand"]
    assert pane.isVisible() and pane._stand.text() == "Hand raised to Own supervisor"
    pane.reasons[1].click()
    assert sent[-1] == RaiseHand(call=CALL, raised=True, reason="Not sure what to say", queue="supervisor")
    pane.queue.setCurrentIndex(pane.queue.findData("expert"))
    pane.queue.activated.emit(1)
    assert sent[-1] == RaiseHand(call=CALL, raised=True, queue="expert")
    state.apply(HandState(call=CALL, raised=True, reason="Not sure what to say", queue="expert", taken_by="Mia Ford", seq=901))
    settle()
    assert pane._stand.text() == "Mia Ford answers you" and not pane._choices.isVisible()
    pane._close.click()
    settle()
    assert not pane.isVisible() and state.hand_raised
    state.apply(HandState(call=CALL, raised=False, seq=902))
    assert not state.hand_raised


def test_a_transfer_is_asked_taken_back_and_ends_in_words(window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    pane: Any = window.panes["transfer"]
    assert not pane.isVisible()
    state.supervised.toggle_transfer()
    settle()
    assert pane.isVisible() and list(pane.buttons) == ["supervisor", "expert", "compliance"]
    pane.buttons["expert"].click()
    assert sent[-1] == Transfer(call=CALL, act="ask", queue="expert")
    state.apply(TransferState(call=CALL, state="asked", queue="expert", queue_title="Loan expert", target_s=30, at_ms=164_000, seq=900))
    settle()
    assert pane.line._time.text() == "00:40 / 00:30" and pane.line._time.toolTip() == "Waiting longer than the house's target"
    pane.line.first.click()
    assert sent[-1] == Transfer(call=CALL, act="withdraw")
    state.apply(TransferState(call=CALL, state="expired", queue="expert", queue_title="Loan expert", seq=901))
    settle()
    assert "Nobody at Loan expert answered in time" in pane.line.accessibleName()
    pane.line.close_button.click()
    settle()
    assert not pane.isVisible()


def test_an_accepted_transfer_can_be_ended(window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    state.apply(TransferState(call=CALL, state="accepted", queue="expert", queue_title="Loan expert", by="Ann", seq=900))
    settle()
    pane: Any = window.panes["transfer"]
    assert pane.line.accessibleName() == "Ann takes the call for Loan expert: put it through now"
    state.supervised.toggle_transfer()
    assert not state.supervised.asking_transfer
    pane.line.first.click()
    assert sent[-1] == Transfer(call=CALL, act="done")


def notes(*read_at: str) -> CoachingList:
    return CoachingList(entries=tuple(
        Coaching(id=f"k{number}", call=f"c{number}", kind="note", text=f"Note {number}", quote="a quote", by="Mia Ford", at_ms=61_000,
                 made_at=f"2026-11-{10 + number}T10:00:00+00:00", read_at=at) for number, at in enumerate(read_at)))


def test_coaching_notes_are_counted_read_and_told_read(window: CompanionWindow, state: CallState) -> None:
    fill_at_rest(state, "en")
    sent: list[Message] = []
    state.coaching.ask.connect(sent.append)
    pane: Any = window.panes["coaching"]
    assert not pane.isVisible()
    state.coaching.apply(notes("", "2026-11-12T10:00:00+00:00", ""))
    settle()
    assert pane.isVisible() and pane._title.text() == "2 coaching notes you have not read"
    pane._toggle.click()
    settle()
    assert pane._rows.count() == 3 and sent == []
    pane._toggle.click()
    assert sent == [CoachingRead(ids=("k2", "k0"))] and state.coaching.unread == 0
    state.coaching.apply(CoachingList(call="c9", entries=(Coaching(id="k9", call="c9", kind="note", made_at="2026-12-01"),
                                                          Coaching(id="k8", call="c9", kind="bookmark"))))
    assert [entry.id for entry in state.coaching.notes] == ["k9", "k2", "k1", "k0"]
    fill_mid_call(state, "en")
    settle()
    assert not pane.isVisible()


def test_the_screen_is_told_when_it_changes_and_again_after_an_outage(window: CompanionWindow, state: CallState,
                                                                  sent: list[Message]) -> None:
    report = ScreenReport(state, window, lambda: set())
    report.tell_screen()
    screen = sent[-1]
    assert isinstance(screen, ScreenState)
    assert (screen.banner, screen.waiting_alerts, screen.suggestion, screen.chosen, screen.due) == ("a0", 2, "s1", 0, "annualised_cost")
    assert screen.cards == ("complaint", "harbor", "early") and screen.pinned == () and not screen.minimised
    count = len(sent)
    report.tell_screen()
    assert len(sent) == count
    state.agent.next_alternative()
    state.agent.pin_card("early")
    report.tell_screen()
    screen = sent[-1]
    assert isinstance(screen, ScreenState) and screen.chosen == 1 and screen.cards[0] == "early" and screen.pinned == ("early",)
    window.hide()
    state.toggle_assist()
    report.tell_screen()
    screen = sent[-1]
    assert isinstance(screen, ScreenState) and screen.minimised and screen.assist_muted and screen.cards == () and screen.suggestion == ""
    state.set_link(LinkState(phase="offline"))
    count = len(sent)
    report.tell_screen()
    state.set_link(LinkState(phase="online"))
    report.tell_screen()
    assert [type(message) for message in sent[count:]] == [ScreenState]


def test_the_line_is_reported_with_mean_levels_and_without_those_of_silence(window: CompanionWindow, state: CallState) -> None:
    warnings = {"mic.lost"}
    report = ScreenReport(state, window, lambda: warnings)
    fill_mid_call(state, "en")
    sent: list[Message] = []
    state.intent.connect(sent.append)
    assert report._quality.interval() == 5_000 and report._quality.isActive() and report._screen.interval() == 1_000
    state.set_level("customer", -90.0)
    for dbfs in (-20.0, -20.0, -90.0):
        state.set_level("agent", dbfs)
    report._power = {"agent": [0.01, 0.01]}
    report.tell_quality()
    assert sent == [QualityReport(call=CALL, warnings=("mic.lost",), channel_levels={"agent": -20.0})]
    report.tell_quality()
    assert sent[-1] == QualityReport(call=CALL, warnings=("mic.lost",))
    state.apply(CallEnded(call=CALL, seq=900))
    assert not report._quality.isActive() and not report._screen.isActive()


def test_a_raised_hand_names_no_queue_that_nobody_chose(window: CompanionWindow, state: CallState, sent: list[Message]) -> None:
    pane: Any = window.panes["hand"]
    state.apply(HandState(call=CALL, raised=True, seq=900))
    assert "your supervisor" in pane._stand.text() and pane.queue.currentIndex() == -1
    pane.reasons[0].click()
    assert isinstance(sent[-1], RaiseHand) and sent[-1].queue == "", "a reason does not send the hand elsewhere"
