"""A blocked number: the client does not start the call, says why and who may let it through, and tells the softphone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from copilot_app.call_state import CallState
from copilot_app.companion import Companion
from copilot_app.dial_guard import BLOCKED, NOT_CHECKED, DialGuard
from copilot_app.handover import PENDING
from copilot_app.link_state import LinkState
from copilot_app.panes.ready import ReadyPane
from copilot_app.settings import Settings
from copilot_app.theme import Theme
from protocol.dialling import DialAnswer, DialCheck, DialRelease
from protocol.message import Message
from tests.copilot_app.companions import discard

NUMBER = "+8613800007315"
ANSWER = DialAnswer(phone=NUMBER, warnings=("该客户此前要求不再来电。",), refused_since="2026-05-04", blocked=True, clock="20:30–21:30",
                    clock_from="number")


@pytest.fixture
def state(qapp: QApplication) -> CallState:
    made = CallState(lambda: 0)
    made.set_link(LinkState(phase="online"))
    return made


@pytest.fixture
def sent(state: CallState) -> list[Message]:
    found: list[Message] = []
    state.intent.connect(found.append)
    return found


@pytest.fixture
def guard(state: CallState) -> DialGuard:
    return DialGuard(state, lambda: "zh")


def test_the_answer_decides_and_comes_once(state: CallState, sent: list[Message], guard: DialGuard) -> None:
    told: list[str] = []
    state.offer_number(NUMBER, outgoing=True, matter="debt 7")
    assert guard.needed and not guard.blocked
    guard.ask(told.append)
    assert sent == [DialCheck(phone=NUMBER, matter="debt 7", lang="zh")]
    state.dial_answered(DialAnswer(phone="+8613800000000", blocked=True))
    assert told == [], "an answer about another number is none"
    state.dial_answered(ANSWER)
    assert told == [BLOCKED] and guard.blocked and not guard.needed
    state.dial_answered(DialAnswer(phone=NUMBER, warnings=ANSWER.warnings, released_by="boss"))
    assert told == [BLOCKED] and not guard.blocked
    guard.ask(told.append)
    state.dial_answered(DialAnswer(phone=NUMBER))
    assert told == [BLOCKED, ""]


def test_no_answer_leaves_it_to_the_agent(state: CallState, sent: list[Message], guard: DialGuard) -> None:
    told: list[str] = []
    state.offer_number(NUMBER, outgoing=True)
    guard.ask(told.append)
    guard._wait.timeout.emit()
    assert told == [NOT_CHECKED] and NOT_CHECKED in state.notices
    assert not guard.needed, "pressing start again begins the call"
    guard.ask(told.append)
    state.dial_answered(DialAnswer(phone=NUMBER))
    assert told == [NOT_CHECKED, ""] and NOT_CHECKED not in state.notices
    state.offer_number("+8613800000001", outgoing=True)
    assert guard.needed


def test_an_incoming_call_and_a_second_question(state: CallState, sent: list[Message], guard: DialGuard) -> None:
    state.offer_number(NUMBER)
    assert not guard.needed
    state.set_outgoing(True)
    assert guard.needed
    told: list[str] = []
    guard.ask(told.append)
    guard.ask(lambda code: None)
    assert told == ["call.not_ready"], "who waited for the first is told at once"


def test_the_pane_shows_why_and_takes_the_supervisors_word(state: CallState, sent: list[Message], guard: DialGuard,
                                                           theme: Theme) -> None:
    pane = ReadyPane(state, theme)
    pane.dial.release_pressed.connect(guard.release)
    pane.resize(420, 900)
    pane.show()
    state.offer_number(NUMBER, outgoing=True)
    assert not pane.dial.isVisible() and pane._start.isEnabled()
    state.dial_answered(ANSWER)
    assert pane.dial.isVisible() and not pane._start.isEnabled() and pane._outgoing.isEnabled()
    words = pane.dial.accessibleName()
    assert all(part in words for part in ("该客户此前要求不再来电。", "2026-05-04", "20:30–21:30"))
    assert not pane.dial.release.isEnabled()
    for field, text in ((pane.dial.supervisor, "boss"), (pane.dial.password, "secret"), (pane.dial.reason, "agreed by letter")):
        field.setText(text)
    pane.dial.release.click()
    assert sent == [DialRelease(phone=NUMBER, lang="zh", supervisor="boss", password="secret", reason="agreed by letter")]
    assert pane.dial.password.text() == "" and pane.dial.reason.text(), "a wrong password costs the reason nothing"
    state.dial_answered(DialAnswer(phone=NUMBER, warnings=ANSWER.warnings, released_by="boss"))
    assert pane._start.isEnabled() and "boss" in pane.dial.accessibleName() and not pane.dial.release.isVisible()
    state.set_outgoing(False)
    assert not pane.dial.isVisible()
    pane.close()


@pytest.mark.parametrize(("clock_from", "words"), [
    ("record", "At the customer's it is 20:30."), ("state", "estimate by the state"), ("number", "estimate by the number"),
    ("house", "time zone is unknown")])
def test_it_is_said_how_the_clock_is_known(state: CallState, theme: Theme, clock_from: str, words: str) -> None:
    pane = ReadyPane(state, theme)
    state.offer_number(NUMBER, outgoing=True)
    state.dial_answered(DialAnswer(phone=NUMBER, clock="20:30", clock_from=clock_from))  # type: ignore[arg-type]
    assert words in pane.dial.clock.text() and not pane.dial.isHidden() and pane._start.isEnabled()


@pytest.mark.parametrize("start", [True, False])
def test_a_softphone_that_wants_to_dial_is_told_and_no_call_begins(
        qapp: QApplication, monkeypatch: pytest.MonkeyPatch, start: bool) -> None:
    companion = Companion(qapp, replace(Settings(), lang="en", call_lang="zh"))
    state, told, begun = companion.client.state, [], []
    monkeypatch.setattr(companion.handover, "settle", told.append)
    monkeypatch.setattr(companion.client, "start_call", lambda *args, **call: begun.append(call))
    asked: list[Message] = []
    state.intent.connect(asked.append)
    state.set_link(LinkState(phase="online"))
    assert companion.take_number(NUMBER, start, outgoing=True, matter="debt 7") == PENDING
    assert DialCheck(phone=NUMBER, matter="debt 7", lang="zh") in asked and not begun
    state.dial_answered(ANSWER)
    assert told == [BLOCKED] and not begun
    companion.toggle_call()
    assert not begun and BLOCKED in state.notices, "not by hand either"
    state.dial_answered(DialAnswer(phone=NUMBER, released_by="boss"))
    assert BLOCKED not in state.notices
    companion.toggle_call()
    assert begun == [{"phone": NUMBER, "direction": "outbound", "matter": "debt 7"}]
    discard(companion)
