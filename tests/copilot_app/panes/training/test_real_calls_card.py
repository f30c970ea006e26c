"""The trainer's list of real calls: asked for, shown without words or names, drafted with one press, opened when it is there."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from copilot_app.gallery_training import catalogue
from copilot_app.panes.parts import Words
from copilot_app.scenario_toml import new_scenario
from protocol.call import WireError
from protocol.real_calls import DraftCall, RealCall, RealCalls, RealCallsQuery
from protocol.supervision import ScenarioMade
from protocol.training import ScenarioText, TrainingQuery

CALLS = (RealCall(call="r1", coaching="b1", kind="bookmark", at="2026-03-02", topic="Early repayment", minutes=6, mood="angry"),
         RealCall(call="r2", kind="call", at="2026-03-01", minutes=1, scenario="from_call_1"))


@pytest.fixture
def card(room: Any) -> Any:
    room.become("trainer")
    room.state.apply(catalogue("en"))
    room.window.show_page("editor")
    room.press("From a real call…")
    return room.window.editor.real_calls


def shown(card: Any) -> str:
    QApplication.processEvents()
    return " | ".join(label.text() for label in card.findChildren(Words) if label.isVisibleTo(card))


def test_the_list_is_fetched_shown_and_closed(room: Any, card: Any) -> None:
    assert room.of(RealCallsQuery) == [RealCallsQuery(lang="en")] and "being fetched" in shown(card)
    room.trainer.apply(RealCalls(lang="zh", calls=CALLS))
    assert not card.buttons, "another language's list is not this one's"
    room.trainer.apply(RealCalls(lang="en", calls=CALLS))
    words = shown(card)
    assert "Early repayment" in words and "6 min" in words and "ended angry" in words and "Topic not known" in words
    assert [button.text() for button in card.buttons] == ["Draft", "Draft again"]
    assert not room.window.editor.form.isVisibleTo(room.window)
    room.press("Close")
    assert not card.isVisibleTo(room.window)


def test_a_draft_is_made_once_and_opens_when_it_is_there(room: Any, card: Any) -> None:
    room.trainer.apply(RealCalls(lang="en", calls=CALLS))
    card.buttons[0].click()
    assert room.of(DraftCall) == [DraftCall(call="r1", coaching="b1", lang="en")]
    assert "being made" in shown(card) and not any(button.isEnabled() for button in card.buttons)
    room.trainer.apply(ScenarioMade(call="r9", scenario="another"))
    assert not room.of(ScenarioText), "somebody else's"
    room.trainer.apply(ScenarioMade(call="r1", scenario="from_call_2"))
    assert room.sent[-1] == ScenarioText(scenario="from_call_2", lang="en") and room.of(TrainingQuery)
    room.trainer.apply(ScenarioText(scenario="from_call_2", lang="en", text=new_scenario("from_call_2", "en")))
    assert not card.isVisibleTo(room.window) and room.window.editor.form.isVisibleTo(room.window)


def test_a_refusal_is_told_and_the_list_can_be_used_again(room: Any, card: Any) -> None:
    room.trainer.apply(RealCalls(lang="en", calls=CALLS))
    card.buttons[0].click()
    room.trainer.apply(WireError(code="training.rights", text="this call is not among those"))
    assert card.buttons[0].isEnabled() and room.window.editor._trouble.isVisibleTo(room.window)


@pytest.mark.parametrize(("source", "words"), [("nothing", "The administrator can allow it"), ("released", "marks a call with a bookmark")])
def test_an_empty_list_says_why(room: Any, card: Any, source: Any, words: str) -> None:
    room.trainer.apply(RealCalls(lang="en", source=source))
    assert words in shown(card)
