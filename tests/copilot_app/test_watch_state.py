"""One opened call: it is read like the agent's own, nothing done here leaves it, and the steps follow the server's word."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from copilot_app.board_sound import HeardCall
from copilot_app.board_state import BoardState
from copilot_app.gallery_board import opened_messages
from copilot_app.gallery_calls import CALL
from copilot_app.link_state import LinkState
from copilot_app.watch_state import LABEL_CHARACTERS, WatchState
from protocol.assist import Feedback, SuggestionPart, SuggestionWithdrawn
from protocol.call import CallEnded, Welcome, WireError
from protocol.message import Message
from protocol.relay import Mode
from protocol.supervision import (
    Bookmark,
    CoachingNote,
    CoachingQuery,
    MakeScenario,
    Observe,
    Observing,
    TextNote,
    Transfer,
)
from protocol.transcript import Final, Partial
from protocol.wallboard import BoardRow, CallOpened, ScreenState, WatchCall


@pytest.fixture
def watch(qapp: Any) -> WatchState:
    board = BoardState()
    board.begin()
    return WatchState(board)


@pytest.fixture
def sent(watch: WatchState) -> list[Message]:
    messages: list[Message] = []
    watch.ask.connect(messages.append)
    return messages


def opened(watch: WatchState) -> None:
    watch.open(CALL)
    for message in opened_messages("en", datetime.now().astimezone()):
        watch.apply(message)


def test_the_call_is_read_from_its_beginning(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    assert sent == [WatchCall(call=CALL), CoachingQuery(call=CALL)]
    texts = [row.text for row in watch.call.transcript]
    assert texts[0].startswith("Hello, this is Northlight") and texts[-1] == "I am very sorry, I gave you"
    assert watch.call.mood is not None and watch.call.mood.mood == "angry"
    assert watch.catch_up is not None and len(watch.coaching) == 2
    assert watch.call.supervised.notes["n1"].answer == "OK"


def test_what_the_agent_sees_is_exactly_what_the_agents_client_told(watch: WatchState) -> None:
    opened(watch)
    screen = watch.screen
    reply, banner = screen.suggestions.first(), screen.alerts.first()
    assert reply is not None and reply.chosen == 1 and banner is not None and banner.id == "a0" and len(screen.alerts) == 3
    assert [(card.id, card.pinned) for card in screen.cards] == [("complaint", True), ("harbor", False)]
    watch.apply(ScreenState(call=CALL, banner="a1", cards=("early",), minimised=True))
    assert screen.suggestions.first() is None and [card.id for card in screen.cards] == ["early"]
    first = screen.alerts.first()
    assert first is not None and first.id == "a1"
    watch.apply(ScreenState(call=CALL, suggestion="unknown", banner="unknown", cards=("unknown",)))
    assert not len(screen.suggestions) and not len(screen.alerts) and not len(screen.cards)


def test_a_reply_that_was_withdrawn_on_the_way_stands_as_long_as_the_agent_has_it(watch: WatchState) -> None:
    opened(watch)
    watch.apply(SuggestionWithdrawn(call=CALL, id="s1", why="topic", seq=950))
    assert watch.call.suggestions.first() is None and watch.screen.suggestions.first() is not None


def test_nothing_that_is_pressed_here_leaves_or_changes_the_call(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    said: list[Message] = []
    watch.call.intent.connect(said.append)
    watch.screen.intent.connect(said.append)
    for state in (watch.call, watch.screen):
        agent = state.agent
        for act in (agent.accept_suggestion, agent.dismiss_suggestion, agent.pin_card, agent.acknowledge_alert, agent.toggle_hand):
            act()
        state.toggle_assist()
    assert said == [] and watch.screen.suggestions.first() is not None
    assert not any(isinstance(message, Feedback) for message in sent)
    with pytest.raises(AttributeError):
        watch.call.agent.fire_everybody  # type: ignore[attr-defined]  # noqa: B018


def test_a_step_needs_a_reason_and_remembers_it(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    sent.clear()
    watch.apply(Observing(call=CALL, mode="", epoch=3))
    watch.enter("listen", "  ")
    assert sent == []
    watch.enter("listen", "Customer asked")
    assert sent == [Observe(call=CALL, mode="listen", reason="Customer asked")] and watch.reasons == ("Customer asked",)
    assert watch.observing.mode == ""
    watch.apply(Observing(call=CALL, mode="listen", epoch=4))
    watch.leave()
    assert watch.observing.mode == "listen" and sent[-1] == Observe(call=CALL, mode="")


@pytest.mark.parametrize(("row", "mode", "code"), [
    (BoardRow(call=CALL, bridge=True), "barge", "supervision.no_bridge"),
    (BoardRow(call=CALL), "takeover", "supervision.no_bridge"),
    (BoardRow(call=CALL, away=True), "listen", "supervision.agent_gone"),
    (BoardRow(call=CALL), "listen", "")])
def test_a_step_that_can_not_be_had_says_why(watch: WatchState, sent: list[Message], row: BoardRow, mode: Mode, code: str) -> None:
    watch.board.apply(row)
    opened(watch)
    assert watch.why_not(mode) == code
    sent.clear()
    watch.enter(mode, "Because")
    assert bool(sent) == (code == "")


def test_a_step_is_refused_before_the_call_is_open_and_after_its_end(watch: WatchState) -> None:
    watch.open(CALL)
    assert watch.why_not("listen") == "supervision.opening"
    watch.apply(CallOpened(call=CALL, modes=("listen", "bookmark")))
    assert watch.why_not("listen") == "" and watch.why_not("whisper") == "supervision.right"
    watch.apply(Observing(call=CALL, mode="listen", epoch=1))
    watch.apply(CallEnded(call=CALL, seq=1))
    assert watch.why_not("listen") == "supervision.call_over" and watch.why_not("bookmark") == ""
    assert (watch.observing.mode, watch.ended_by) == ("", "supervision.call_over")


def test_a_mode_that_ends_by_itself_says_why_and_a_stale_word_is_passed_over(watch: WatchState) -> None:
    opened(watch)
    watch.apply(Observing(call=CALL, mode="listen", epoch=1))
    assert watch.observing.mode == "whisper"
    watch.apply(Observing(call=CALL, mode="", epoch=5, code="supervision.right_ended"))
    assert (watch.observing.mode, watch.ended_by) == ("", "supervision.right_ended")


def test_a_new_connection_reads_on_behind_what_was_read_and_is_in_no_mode(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    lines, seq = len(watch.call.transcript), watch.call.seen_seq
    watch.apply(Welcome(user="zhang"))
    assert sent[-2:] == [WatchCall(call=CALL, seen_seq=seq), CoachingQuery(call=CALL)] and watch.observing.mode == ""
    watch.apply(CallOpened(call=CALL, modes=("listen",)))
    watch.apply(Final(call=CALL, utterance="x", channel="agent", start_ms=900_000, end_ms=901_000, text="More.", seq=seq + 1))
    watch.apply(Final(call=CALL, utterance="x", channel="agent", start_ms=900_000, end_ms=901_000, text="Twice.", seq=seq + 1))
    assert len(watch.call.transcript) == lines + 1
    assert next(row.text for row in watch.call.transcript if row.id == "x") == "More."


def test_notes_bookmarks_coaching_transfers_and_scenarios_are_sent(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    sent.clear()
    assert not watch.note("   ") and watch.note("Say\n sorry " + "x" * 300, ["OK", " ", "Later", "No", "Maybe"])
    note = sent[0]
    assert isinstance(note, TextNote) and note.text.startswith("Say sorry x") and len(note.text) == 200
    assert note.answers == ("OK", "Later", "No") and len(note.note) == 32
    marked = watch.bookmark()
    assert marked and watch.coach(" Good ", 5_000) and not watch.coach("  ")
    watch.transfer("ask", "expert", "urgent")
    watch.make_scenario("k1")
    bookmark = sent[1]
    assert isinstance(bookmark, Bookmark) and 200_000 < bookmark.at_ms < 220_000 and bookmark.id == marked
    assert sent[2:] == [CoachingNote(call=CALL, text="Good", at_ms=5_000), Transfer(call=CALL, act="ask", queue="expert", note="urgent"),
                        MakeScenario(call=CALL, coaching="k1")]


def test_a_bookmark_is_labelled_at_the_moment_at_which_it_was_made(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    marked = watch.bookmark()
    watch.call.set_age(400.0)
    assert watch.label(marked, "  the fee\n was named " + "x" * 200)
    first, second = (message for message in sent if isinstance(message, Bookmark))
    assert (second.id, second.at_ms) == (first.id, first.at_ms) == (marked, first.at_ms) and first.label == ""
    assert second.label.startswith("the fee was named x") and len(second.label) == LABEL_CHARACTERS
    assert not watch.label(marked, "  ") and not watch.label("another", "words")
    watch.close()
    assert not watch.label(marked, "too late")


def test_closing_leaves_the_call_and_another_calls_messages_change_nothing(watch: WatchState, sent: list[Message]) -> None:
    opened(watch)
    before = len(watch.call.transcript)
    watch.apply(Final(call="other", utterance="y", channel="agent", start_ms=0, end_ms=1, text="Foreign.", seq=1))
    watch.apply(WireError(code="supervision.taken", call="other"))
    assert len(watch.call.transcript) == before and watch.problem is None
    watch.apply(WireError(code="supervision.taken", call=CALL))
    assert watch.problem is not None
    watch.close()
    assert sent[-2:] == [Observe(call=CALL, mode=""), WatchCall(call=CALL, on=False)]
    assert watch.id == "" and watch.opened is None and not len(watch.screen.alerts)


class Sound:
    """What was asked of the sound."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def start_listening(self, call: str) -> None:
        self.log.append(call)

    def stop(self) -> None:
        if self.log and self.log[-1] != "stop":
            self.log.append("stop")


def test_the_sound_begins_with_the_wish_and_ends_with_the_mode_or_its_refusal(watch: WatchState) -> None:
    sound = Sound()
    HeardCall(watch, sound)  # type: ignore[arg-type]
    opened(watch)
    watch.apply(Observing(call=CALL, mode="", epoch=3))
    watch.enter("listen", "Because")
    assert sound.log == [CALL]
    watch.apply(Observing(call=CALL, mode="listen", epoch=4))
    assert sound.log == [CALL]
    watch.apply(Observing(call=CALL, mode="", epoch=5, code="supervision.right_ended"))
    assert sound.log == [CALL, "stop"]
    watch.enter("listen", "Because")
    watch.apply(WireError(code="supervision.taken", call=CALL))
    assert sound.log == [CALL, "stop", CALL, "stop"]


def test_without_a_server_nobody_hears_anything(watch: WatchState) -> None:
    opened(watch)
    watch.apply(Observing(call=CALL, mode="listen", epoch=1))
    watch.board.set_link(LinkState(phase="offline"))
    assert (watch.observing.mode, watch.ended_by) == ("", "supervision.offline")
    watch.apply(Welcome(server_version="1", session="s2"))
    assert watch.ended_by == "supervision.cut", "the server is back, the mode is not"
    watch.apply(CallEnded(call=CALL, seq=999))
    assert watch.ended_by == "", "nobody can enter it again"


def test_a_call_that_is_over_says_so_before_anything_else(watch: WatchState) -> None:
    watch.open(CALL)
    watch.apply(CallOpened(call=CALL, modes=("listen",), refused={"whisper": "supervision.no_headset"}))
    watch.apply(CallEnded(call=CALL, seq=1))
    assert {watch.why_not(step) for step in ("listen", "whisper", "barge", "note")} == {"supervision.call_over"}


def test_words_that_are_being_said_and_a_reply_that_is_being_written_are_seen_too(watch: WatchState) -> None:
    opened(watch)
    watch.apply(Partial(call=CALL, utterance="customer-9", channel="customer", start_ms=90_000, heard_ms=91_000, text="And what"))
    assert "And what" in [row.text for row in watch.call.transcript if not row.final]
    watch.apply(SuggestionPart(call=CALL, id="s9", text="I am sorry"))
    reply = watch.call.suggestion("s9")
    assert reply is not None and reply.texts[0] == "I am sorry"
