"""Choosing what to practise: order, what is due, how to practise, and what can not be had."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from copilot_app.gallery_training import attempts, catalogue
from copilot_app.link_state import LinkState
from copilot_app.panes.parts import Chip
from copilot_app.practice import Plan
from protocol.call import CallReady, WireError
from protocol.training import AttemptsQuery, ScenarioEntry, TrainingCatalogue, TrainingQuery


def marks(room: Any, scenario: str) -> list[str]:
    return [chip.text() for chip in room.window.choice._cards[scenario].findChildren(Chip)]


def plans(room: Any) -> list[Plan]:
    begun: list[Plan] = []
    room.state.start_wanted.connect(begun.append)
    return begun


def test_scenarios_are_asked_for_and_the_overdue_one_is_chosen(room: Any) -> None:
    room.window.open()
    assert room.sent == [TrainingQuery(lang="en"), AttemptsQuery()]
    room.state.apply(catalogue("zh"))
    assert room.state.catalogue is None, "another language's"
    room.state.apply(catalogue("en"))
    assert [entry.id for entry in room.state.scenarios][:2] == ["early_repayment", "safe_account"]
    assert room.state.chosen == "early_repayment"
    assert room.state.assistance == "hint", "as it was assigned"


def test_due_overdue_recommended_passed_and_draft_are_said_in_words(room: Any) -> None:
    room.state.apply(catalogue("en"))
    assert "Overdue by 2 days" in marks(room, "early_repayment")
    assert "Recommended: practises “Objections”" in marks(room, "safe_account")
    assert "Passed" in marks(room, "fee_complaint")
    assert any("Draft" in words for words in marks(room, "card_sale"))
    card = room.window.choice._cards["early_repayment"]
    assert "3 attempts, best 71" in card.accessibleName() and "Overdue" in card.accessibleName()


def test_days_are_counted(room: Any) -> None:
    for days, words in ((0, "Due today"), (1, "in 1 day"), (5, "in 5 days"), (-1, "Overdue by 1 day")):
        due = (datetime.date.today() + datetime.timedelta(days=days)).isoformat()
        room.state.apply(TrainingCatalogue(lang="en", scenarios=(ScenarioEntry(id="x", title="X", kind="sale", goal="", due=due),)))
        assert any(words in mark for mark in marks(room, "x")), words


def test_a_due_date_that_is_none_and_one_that_is_met_are_not_shown(room: Any) -> None:
    entries = (ScenarioEntry(id="x", title="X", kind="sale", goal="", due="soon"),
               ScenarioEntry(id="y", title="Y", kind="sale", goal="", due="2020-01-01", passed=True))
    room.state.apply(TrainingCatalogue(lang="en", scenarios=entries))
    assert marks(room, "x") == ["Sale"] and "Passed" in marks(room, "y") and len(marks(room, "y")) == 2


def test_one_kind_only(room: Any) -> None:
    room.state.apply(catalogue("en"))
    box = room.window.choice.kinds
    box.setCurrentIndex(box.findData("complaint"))
    assert list(room.window.choice._cards) == ["fee_complaint"] and room.state.chosen == "fee_complaint"
    box.setCurrentIndex(0)
    assert len(room.window.choice._cards) == 4


def test_one_key_starts_what_was_chosen(room: Any) -> None:
    begun = plans(room)
    room.state.apply(catalogue("en"))
    room.window.choice.shortcut.activated.emit()
    assert begun == [Plan("early_repayment", begun[0].title, begun[0].goal, "normal", "hint", voice=True, typing=False)]
    card = room.window.choice._cards["fee_complaint"]
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert room.state.chosen == "fee_complaint" and len(begun) == 1
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert begun[-1].scenario == "fee_complaint"


def test_how_to_practise_goes_into_the_call(room: Any) -> None:
    begun, page = plans(room), room.window.choice
    room.state.apply(catalogue("en"))
    page.difficulty.setCurrentIndex(page.difficulty.findData("hard"))
    page.assistance.setCurrentIndex(page.assistance.findData("exam"))
    page.sound.setCurrentIndex(page.sound.findData("street"))
    page.microphone.setCurrentIndex(page.microphone.findData("writes"))
    page.start.click()
    plan = begun[0]
    assert (plan.difficulty, plan.assistance, plan.typing, plan.voice) == ("hard", "exam", True, True)
    assert plan.start_fields() == {"training": True, "scenario": "early_repayment", "difficulty": "hard", "assistance": "exam",
                                   "voice": True, "line": "telephone", "background": "street"}
    assert "recorded for the report" in page._explains.text()


def test_without_a_voice_the_customer_writes_and_the_page_says_why(room: Any) -> None:
    begun, page = plans(room), room.window.choice
    room.state.apply(catalogue("en", voices=(), problem="tts.engine_missing"))
    assert page._no_voice.isVisibleTo(room.window) and "no speech engine" in page._no_voice.text()
    assert not page.voice.isEnabled() and page.voice.currentData() == "writes"
    page.start.click()
    assert not begun[0].voice
    room.state.computer_voice = True
    room.state.changed.emit()
    page.voice.setCurrentIndex(page.voice.findData("computer"))
    page.start.click()
    assert begun[1].computer_voice and not begun[1].voice


def test_without_a_microphone_the_trainee_types(room: Any) -> None:
    begun, page = plans(room), room.window.choice
    room.call.set_device("agent", "")
    room.state.apply(catalogue("en"))
    assert page._no_microphone.isVisibleTo(room.window) and not page.microphone.isEnabled()
    page.start.click()
    assert begun[0].typing


def test_offline_no_scenario_and_a_running_call_are_states_with_words(room: Any) -> None:
    begun, page = plans(room), room.window.choice
    assert "being fetched" in page._state.text()
    room.state.apply(TrainingCatalogue(lang="en"))
    assert "no scenario" in page._state.text() and not page._panel.isVisibleTo(room.window)
    room.state.apply(catalogue("en"))
    room.call.set_link(LinkState(phase="offline"))
    assert "no connection" in page._state.text() and not page.start.isEnabled()
    room.state.start()
    room.call.set_link(LinkState(phase="online"))
    room.call.begin("c", "en")
    room.call.apply(CallReady(call="c", next_number={}))
    assert "A call is running" in page._blocked.text() and not page.start.isEnabled()
    room.state.start()
    assert begun == []


def test_a_refusal_is_worded_and_can_be_tried_again(room: Any) -> None:
    room.window.open()
    room.state.apply(WireError(code="playbook.missing"))
    assert room.state.error is None, "not an answer to this window"
    room.state.apply(WireError(code="training.rights", text="no"))
    assert "does not allow this" in room.window.choice._trouble.text()
    room.sent.clear()
    room.press("Ask again")
    assert room.of(TrainingQuery) and not room.window.choice._trouble.isVisibleTo(room.window)


def test_agents_see_no_class(room: Any) -> None:
    assert not room.window.tabs["class"].isVisibleTo(room.window)
    room.become("trainer")
    assert room.window.tabs["class"].isVisibleTo(room.window) and room.window.tabs["editor"].isVisibleTo(room.window)
    room.window.show_page("class")
    room.become("agent")
    assert room.window.page == "choice"
    room.state.apply(attempts("en"))
