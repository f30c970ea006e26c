"""What the agent does becomes a message; without anything to act on it becomes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from copilot_app.call_state import CallState
from protocol.assist import Alert, Ask, Card, Feedback, Suggestion
from protocol.call import RecordingPause, RecordingState
from protocol.message import Message
from protocol.supervision import HandState, RaiseHand


@pytest.fixture
def sent(state: CallState) -> list[Message]:
    state.begin("c1", "en")
    messages: list[Message] = []
    state.intent.connect(messages.append)
    return messages


def actions(sent: list[Message]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.item, each.action) for each in sent if isinstance(each, Feedback)]


def test_every_action_is_safe_on_an_empty_screen(state: CallState, sent: list[Message]) -> None:
    agent = state.agent
    for act in (agent.accept_suggestion, agent.copied_suggestion, agent.next_alternative, agent.dismiss_suggestion,
                agent.pin_card, agent.acknowledge_alert, agent.dispute_alert):
        act()
    agent.ask("   ")
    assert sent == []


def test_a_suggestion_is_used_once_stepped_through_and_dismissed(state: CallState, sent: list[Message]) -> None:
    state.apply(Suggestion(call="c1", id="s", text="one", alternatives=("two",), seq=1))
    state.agent.next_alternative()
    assert state.suggestions.first().text == "two"  # type: ignore[union-attr]
    state.agent.accept_suggestion()
    state.agent.accept_suggestion()
    state.agent.copied_suggestion()
    state.agent.next_alternative()
    assert state.suggestions.first().text == "one"  # type: ignore[union-attr]
    state.agent.dismiss_suggestion()
    assert state.suggestions.first() is None
    assert [action for _, _, action in actions(sent)] == ["next", "accepted", "copied", "next", "dismissed"]


def test_the_alert_in_the_banner_is_acknowledged_and_disputed(state: CallState, sent: list[Message]) -> None:
    for at, severity in enumerate(("remind", "stop")):
        state.apply(Alert(call="c1", id=severity, category="threat", severity=severity,  # type: ignore[arg-type]
                          rule="r", seq=at + 1))
    state.agent.acknowledge_alert()
    assert len(state.alerts) == 2, "it leaves when the server confirms"
    state.agent.dispute_alert()
    state.agent.dispute_alert()
    assert actions(sent) == [("alert", "stop", "acknowledged"), ("alert", "stop", "disputed")]
    assert state.alerts.get("stop").disputed  # type: ignore[union-attr]


def test_cards_are_pinned_by_id_or_the_top_one(state: CallState, sent: list[Message]) -> None:
    for at, card in enumerate(("old", "new")):
        state.apply(Card(call="c1", kind="product", id=card, title=card, seq=at + 1))
    state.agent.pin_card("old")
    assert [row.id for row in state.cards] == ["old", "new"]
    state.agent.pin_card()
    assert actions(sent) == [("card", "old", "pinned"), ("card", "old", "unpinned")]


def test_hand_recording_and_questions(state: CallState, sent: list[Message]) -> None:
    state.agent.toggle_hand()
    state.apply(HandState(call="c1", raised=True, seq=1))
    state.agent.toggle_hand()
    state.agent.toggle_recording()
    state.apply(RecordingState(call="c1", paused=True, seq=2))
    state.agent.toggle_recording()
    state.agent.ask("  early repayment fee ")
    at_ms = state.call_clock()
    assert sent == [RaiseHand(call="c1"), RaiseHand(call="c1", raised=False),
                    RecordingPause(call="c1", paused=True, at_ms=at_ms),
                    RecordingPause(call="c1", paused=False, at_ms=at_ms), Ask(call="c1", text="early repayment fee")]


def test_muting_the_prompts_stays_on_this_screen(state: CallState, sent: list[Message], qtbot: Any) -> None:
    with qtbot.waitSignal(state.assist_muted_changed):
        state.toggle_assist()
    assert state.assist_muted and sent == []
