"""What each server message does to the lists, that nothing is applied twice, and how lags are measured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from copilot_app.call_state import CallState
from copilot_app.link_state import LinkState
from protocol import assist, call, supervision, transcript
from protocol.assist import (
    Alert,
    AlertCleared,
    Card,
    Checklist,
    Feedback,
    Gate,
    Mood,
    Promise,
    Suggestion,
    SuggestionWithdrawn,
)
from protocol.call import CallEnded, CallReady, CustomerRecord, EngineInfo, Pong, RecordingState, Welcome, WireError
from protocol.message import Message
from protocol.supervision import HandState, Observers
from protocol.transcript import Final, Gap, Partial, UtteranceDropped, Word

C = "c1"


def final(key: str = "customer-0", text: str = "hello there", seq: int = 1, **more: Any) -> Final:
    return Final(call=C, utterance=key, channel="customer", start_ms=0, end_ms=1_000, text=text, seq=seq, **more)


def partial(text: str, key: str = "customer-0", heard_ms: int = 500) -> Partial:
    return Partial(call=C, utterance=key, channel="customer", start_ms=0, heard_ms=heard_ms, text=text)


@pytest.fixture
def now() -> dict[str, int]:
    return {"ms": 2_000}


@pytest.fixture
def state(qapp: Any, now: dict[str, int]) -> CallState:
    state = CallState(lambda: now["ms"])
    state.begin(C, "en")
    state.apply(CallReady(call=C, next_number={}))
    return state


@pytest.fixture
def sent(state: CallState) -> list[Message]:
    messages: list[Message] = []
    state.intent.connect(messages.append)
    return messages


def test_every_kind_of_event_for_the_screen_has_a_handler(state: CallState) -> None:
    """Kinds that are never shown are named here, so that a new kind of event can not be forgotten."""
    shown = set(state._table())
    unseen = {assist.Intent, assist.Redaction, assist.SuggestionBlocked}
    kinds = {kind for module in (assist, call, supervision, transcript) for kind in vars(module).values()
             if isinstance(kind, type) and issubclass(kind, call.CallEvent) and kind is not call.CallEvent}
    assert kinds - shown == unseen


def test_a_partial_becomes_its_final_in_the_same_row(state: CallState) -> None:
    state.apply(partial("hel"))
    state.apply(partial("hello"))
    state.apply(final(text="Hello."))
    assert [(row.text, row.final) for row in state.transcript] == [("Hello.", True)]
    state.apply(partial("late and stale"))
    assert state.transcript.row_at(0).text == "Hello."


def test_an_utterance_that_was_no_speech_leaves_and_does_not_come_back_as_a_partial(state: CallState) -> None:
    state.apply(partial("uh"))
    state.apply(UtteranceDropped(call=C, utterance="customer-0"))
    state.apply(partial("uh huh"))
    assert len(state.transcript) == 0
    state.apply(final())
    state.apply(UtteranceDropped(call=C, utterance="customer-0"))
    assert len(state.transcript) == 1


def test_events_apply_once_and_the_highest_number_is_kept(state: CallState) -> None:
    state.apply(final(seq=4))
    state.apply(Promise(call=C, text="call back", by="agent", seq=5))
    state.apply(Promise(call=C, text="call back", by="agent", seq=5))
    state.apply(assist.Intent(call=C, intent="complaint", confidence=0.9, seq=7))
    assert len(state.promises) == 1
    assert state.seen_seq == 7


def test_a_long_call_leaves_little_behind(state: CallState) -> None:
    """Drops, events of every kind and lags that nobody paints: what is kept beside the lists does not grow with the talk."""
    for number in range(1, 3_001):
        state.apply(partial("words", key=f"agent-{number}", heard_ms=number))
        state.painted("partial", f"agent-{number}")
        state.apply(UtteranceDropped(call=C, utterance=f"agent-{number}"))
        state.apply(Checklist(call=C, item=f"item-{number % 5}", state="open", seq=2 * number - 1, speech_end_ms=number))
        state.apply(assist.Intent(call=C, intent="complaint", confidence=0.9, seq=2 * number))
    assert len(state.transcript) == 0 and state.seen_seq == 6_000
    assert len(state._applied) == 0 and len(state._unpainted) < 20 and len(state._partials) < 100
    state.apply(partial("late", key="agent-3000"))
    assert len(state.transcript) == 0, "its utterance was dropped"


def test_messages_of_another_call_change_nothing(state: CallState) -> None:
    state.apply(Final(call="other", utterance="u", channel="agent", start_ms=0, end_ms=1, text="x", seq=9))
    assert len(state.transcript) == 0 and state.seen_seq == 0


def test_masked_numbers_and_alert_words_are_marked_in_either_order(state: CallState) -> None:
    alert = Alert(call=C, id="a", category="threat", severity="stop", rule="r", utterance="customer-0", span=(0, 5), seq=2)
    state.apply(alert)
    state.apply(final(marks=(Word(start=6, end=11, kind="redacted"),), seq=1))
    assert [(mark.start, mark.end, mark.kind) for mark in state.transcript.row_at(0).marks] == [
        (0, 5, "stop"), (6, 11, "redacted")]
    state.apply(Alert(call=C, id="b", category="insult", severity="remind", rule="r", utterance="customer-0", span=(1, 3),
                      seq=3))
    assert len(state.transcript.row_at(0).marks) == 3


def test_partials_of_a_server_that_was_started_again_leave_the_screen(state: CallState) -> None:
    state.apply(final("customer-0", seq=1))
    state.apply(partial("cut off", "customer-32000", heard_ms=2_500))
    state.apply(CallReady(call=C, next_number={}))
    assert len(state.transcript) == 2
    state.apply(CallReady(call=C, next_number={}, resumed=True))
    assert [row.id for row in state.transcript] == ["customer-0"]
    state.painted("partial", "customer-32000")
    state.apply(partial("cut off again", "customer-33600", heard_ms=2_600))
    assert state.transcript.row_at(1).text == "cut off again"


def test_review_marks_of_the_playbook_are_not_shown(state: CallState) -> None:
    state.apply(Alert(call=C, id="a", category="threat", severity="stop", rule="r", source="JR/T 0171-2020 [R]；行内规范 [K]", seq=1))
    state.apply(Card(call=C, kind="knowledge", id="k", title="t", source="GB/T 45251-2025 [R]", seq=2))
    assert state.alerts.first().source == "JR/T 0171-2020；行内规范"  # type: ignore[union-attr]
    assert state.cards.first().source == "GB/T 45251-2025"  # type: ignore[union-attr]


def test_what_was_refused_is_not_held_against_the_next_question_or_call(state: CallState) -> None:
    for code in ("assist.nothing", "call.busy", "storage.full"):
        state.apply(WireError(code=code))
    state.agent.ask("fees")
    assert set(state.notices) == {"call.busy", "storage.full"}
    state.begin("c2", "zh")
    assert set(state.notices) == {"storage.full"}


def test_a_gap_is_shown_as_such(state: CallState) -> None:
    state.apply(Gap(call=C, channel="agent", start_ms=500, end_ms=900, why="network", seq=1))
    assert state.transcript.row_at(0).gap == "network"


def test_a_pause_is_one_gap_for_both_sides_and_a_loss_is_not(state: CallState) -> None:
    for seq, (channel, why) in enumerate((("customer", "card"), ("agent", "card"), ("customer", "network"), ("agent", "network")), 1):
        state.apply(Gap(call=C, channel=channel, start_ms=500, end_ms=900, why=why, seq=seq))  # type: ignore[arg-type]
    assert [row.gap for row in state.transcript].count("card") == 1 and len(state.transcript) == 3


def test_alerts_open_and_clear(state: CallState) -> None:
    state.apply(Alert(call=C, id="a", category="threat", severity="stop", rule="r", text="Say this.", seq=1))
    assert state.alerts.first().text == "Say this."  # type: ignore[union-attr]
    state.apply(AlertCleared(call=C, id="a", rule="r", why="corrected", seq=2))
    assert state.alerts.first() is None


def test_suggestions_come_and_are_withdrawn(state: CallState) -> None:
    state.apply(Suggestion(call=C, id="s", text="one", alternatives=("two",), source=("r1", "r2"),
                           source_titles=("", "Loan handbook [K]; house rule [R]"), seq=1))
    row = state.suggestions.first()
    assert row is not None and row.texts == ("one", "two")
    assert row.text_sources == (), "the id of a reply is no source for an agent"
    assert replace(row, chosen=1).text_sources == ("Loan handbook; house rule",)
    assert replace(row, sources=("a", "b", "a")).text_sources == ("a", "b")
    state.apply(SuggestionWithdrawn(call=C, id="s", why="topic", seq=2))
    assert state.suggestions.first() is None


def test_a_checklist_item_keeps_its_title_when_only_its_state_comes(state: CallState) -> None:
    state.apply(Checklist(call=C, item="greeting", state="due", title="Greeting", say="Hello", due_ms=9_000, seq=1))
    state.apply(Checklist(call=C, item="greeting", state="done", seq=2))
    row = state.checklist.get("greeting")
    assert row is not None and (row.title, row.say, row.state) == ("Greeting", "Hello", "done")


def test_cards_mood_customer_people_and_gates(state: CallState) -> None:
    state.apply(Card(call=C, kind="product", id="k", title="Loan", seq=1))
    state.apply(Mood(call=C, mood="angry", score=-0.8, at_ms=700, seq=2))
    state.apply(CustomerRecord(call=C, customer_id="1", name="Grant", seq=3))
    state.apply(Observers(call=C, names=("Mia",), modes=("listen",), seq=4))
    state.apply(HandState(call=C, raised=True, seq=5))
    state.apply(RecordingState(call=C, paused=True, until_ms=9_000, seq=6))
    state.apply(Gate(call=C, id="g", operation="large_transfer", state="waiting", seq=7))
    assert state.cards.first().title == "Loan"  # type: ignore[union-attr]
    assert [point.score for point in state.mood_trend] == [-0.8]
    assert state.customer is not None and state.calls.first().customer == "Grant"  # type: ignore[union-attr]
    assert state.observers.names == ("Mia",) and state.hand_raised and state.recording.paused
    assert list(state.gates) == ["g"]
    state.apply(Gate(call=C, id="g", operation="large_transfer", state="approved", seq=8))
    assert state.gates["g"].state == "approved", "the agent reads that it may go on"


def test_the_end_of_the_call_takes_what_was_live_off_the_screen(state: CallState) -> None:
    state.apply(partial("unfinished"))
    state.apply(Observers(call=C, names=("Mia",), modes=("listen",), seq=1))
    state.apply(CallEnded(call=C, utterances=0, duration_ms=61_000, seq=2))
    assert state.phase == "ended" and state.time_ms == 61_000
    assert len(state.transcript) == 0 and state.observers.names == ()
    assert state.calls.first().state == "ended"  # type: ignore[union-attr]


def test_a_new_call_starts_empty(state: CallState) -> None:
    state.apply(final(seq=3))
    state.begin("c2", "zh")
    assert state.phase == "starting" and state.seen_seq == 0 and len(state.transcript) == 0
    assert len(state.calls) == 2


def test_notices_of_errors_degradation_and_connection_come_and_go(state: CallState) -> None:
    state.apply(WireError(code="storage.full", text="disk", call=C))
    state.apply(Pong(sent_ms=0, degraded=("partials.slow",)))
    state.set_link(LinkState(phase="offline", code="server.lost", text="lost"))
    assert set(state.notices) == {"storage.full", "partials.slow", "server.lost"}
    state.apply(Pong(sent_ms=0))
    state.set_link(LinkState(phase="online", lag_ms=5))
    assert set(state.notices) == {"storage.full"}


def test_a_server_without_a_recogniser_is_a_notice_until_it_has_one(state: CallState) -> None:
    state.apply(Welcome(recogniser=EngineInfo(problem="no model")))
    assert "asr.none" in state.notices
    state.set_link(LinkState(phase="online", welcome=Welcome(recogniser=EngineInfo(engine="faster-whisper"))))
    assert "asr.none" not in state.notices and state.recogniser.engine == "faster-whisper"


def test_the_lag_of_a_final_runs_from_the_end_of_its_speech_and_is_reported_once(
        state: CallState, sent: list[Message], now: dict[str, int]) -> None:
    lags: list[tuple[str, str, float]] = []
    state.lag_measured.connect(lambda *measured: lags.append(measured))
    state.apply(final())
    now["ms"] = 1_740
    state.painted("final", "customer-0")
    state.painted("final", "customer-0")
    assert lags == [("final", "customer-0", 740.0)]
    assert sent == [Feedback(call=C, item="customer-0", kind="final", action="painted", at_ms=1_740, lag_ms=740.0)]
    assert state.final_lag_ms == 740.0


def test_every_partial_is_measured_but_the_server_hears_of_one(state: CallState, sent: list[Message]) -> None:
    lags: list[float] = []
    state.lag_measured.connect(lambda _kind, _item, lag_ms: lags.append(lag_ms))
    for heard_ms in (500, 900, 1_300):
        state.apply(partial("x", heard_ms=heard_ms))
        state.painted("partial", "customer-0")
    assert lags == [1_500.0, 1_100.0, 700.0]
    assert len(sent) == 1


@pytest.mark.parametrize(("kind", "item", "message"), [
    ("alert", "a", Alert(call=C, id="a", category="threat", severity="stop", rule="r", seq=1, speech_end_ms=1_200)),
    ("suggestion", "s", Suggestion(call=C, id="s", text="t", seq=1, speech_end_ms=1_200)),
    ("card", "k", Card(call=C, kind="product", id="k", title="t", seq=1, speech_end_ms=1_200)),
    ("mood", "customer-0", Mood(call=C, mood="calm", score=0, utterance="customer-0", seq=1, speech_end_ms=1_200)),
    ("checklist", "i", Checklist(call=C, item="i", state="done", seq=1, speech_end_ms=1_200)),
])
def test_help_is_measured_from_the_speech_that_caused_it(
        state: CallState, sent: list[Message], kind: str, item: str, message: Message) -> None:
    state.apply(message)
    state.painted(kind, item)
    assert [(each.kind, each.item, each.lag_ms) for each in sent if isinstance(each, Feedback)] == [(kind, item, 800.0)]


def test_what_no_speech_caused_has_no_lag(state: CallState, sent: list[Message]) -> None:
    state.apply(Card(call=C, kind="product", id="k", title="t", seq=1))
    state.painted("card", "k")
    assert sent == []
