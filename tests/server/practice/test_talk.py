"""One simulated customer with a scripted mind and voice: turns, interruptions, silence, leaving, restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from protocol.assist import Alert, Checklist
from protocol.training import CustomerLeft, CustomerNoise, CustomerSilence
from protocol.transcript import Final, Partial
from server.calls.utterance import Utterance
from server.practice import talk as talking
from server.practice.barge_in import PIECE_BYTES
from server.practice.engine import CustomerTurn, Note
from server.practice.kept import Kept, encode, standing
from server.practice.voicing import Line
from tests.server.fakes import eventually
from tests.server.practice.scripted_talk import BYTES_PER_MS, Mind, Side, Stage


def _partial(text: str) -> Partial:
    return Partial(call="c1", utterance="agent-5", channel="agent", start_ms=0, heard_ms=1, text=text)


async def test_he_opens_and_answers_in_pieces_of_the_wires_size() -> None:
    stage = Stage(Mind("Hello, I have a question about my loan"))
    stage.talk.here()
    await stage.turn(1)
    first = stage.voice
    assert [piece.number for piece in first] == list(range(len(first))) and [piece.last for piece in first].count(True) == 1
    assert all(0 < len(piece.pcm) <= PIECE_BYTES for piece in first)
    assert sum(len(piece.pcm) for piece in first) == 3_800 * BYTES_PER_MS
    stage.played(1)
    stage.say("good morning", Alert(call="c1", id="a", category="pressure", severity="stop", rule="r"),
              Checklist(call="c1", item="greeting", state="done"), Checklist(call="c1", item="name", state="due"))
    await stage.turn(2)
    [heard] = stage.mind.heard
    assert (heard.text, heard.alerts, heard.ticks, heard.interrupted) == ("good morning", ("pressure",), ("greeting",), False)
    await stage.talk.close()


async def test_he_thinks_about_a_typed_line_as_long_as_about_a_spoken_one(monkeypatch: pytest.MonkeyPatch) -> None:
    slept, sleep = [], asyncio.sleep

    async def nap(seconds: float) -> None:
        slept.append(round(seconds, 3))
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", nap)
    for utterance, pause_s in (("agent-1000", 0.3), ("typed-1", 0.9)):
        stage = Stage(Mind(answers={"hello": CustomerTurn(text="Yes?", pause_ms=900)}))
        stage.talk.here()
        stage.talk.committed([Final(call="c1", utterance=utterance, channel="agent", start_ms=1, end_ms=9, text="hello")])
        await stage.turn(1)
        assert pause_s in slept, "of the spoken one's pause a part has passed until its end was known"
        slept.clear()
        await stage.talk.close()


async def test_who_waits_for_the_greeting_says_nothing_first() -> None:
    stage = Stage(Mind())
    stage.talk.here()
    stage.say("good morning")
    await stage.turn(1)
    assert {piece.turn for piece in stage.voice} == {1}
    await stage.talk.close()


async def test_an_interruption_stops_him_and_his_mind_learns_at_which_word() -> None:
    stage = Stage(Mind("I want to ask, about the early repayment fee"))
    stage.talk.here()
    await stage.turn(1)
    stage.played(1, 1_650, stopped=True)
    stage.played(1, 3_000, stopped=True)
    stage.say("let me stop you there")
    await stage.turn(2)
    assert stage.mind.stopped == [16] and stage.mind.heard[0].interrupted
    assert not stage.call.wire.of(CustomerSilence), "the client knows"
    await stage.talk.close()


async def test_a_client_that_notices_nothing_is_told_to_stop() -> None:
    stage = Stage(Mind("I want to ask, about the early repayment fee"))
    stage.talk.here()
    await stage.turn(1)
    stage.talk.passing(_partial("mhm"))
    assert not stage.call.wire.of(CustomerSilence), "mhm is no interruption"
    stage.talk.passing(_partial("wait a moment please"))
    assert [one.turn for one in stage.call.wire.of(CustomerSilence)] == [1]
    await stage.talk.close()


async def test_a_listeners_mhm_is_no_turn_and_a_typed_line_stops_him() -> None:
    stage = Stage(Mind("I want to ask, about the early repayment fee"))
    stage.talk.here()
    await stage.turn(1)
    stage.say("okay", at_ms=1_000)
    assert not stage.mind.heard and not stage.call.wire.of(CustomerSilence)
    stage.say("please tell me your name", at_ms=2_000)
    await stage.turn(2)
    assert [turn.text for turn in stage.mind.heard] == ["please tell me your name"] and stage.mind.stopped == [0]
    await stage.talk.close()


async def test_stopped_at_his_last_word_he_was_not_interrupted() -> None:
    stage = Stage(Mind("a question about the loan"))
    stage.talk.here()
    await stage.turn(1)
    stage.played(1, 2_480, stopped=True)
    stage.say("of course, go on")
    await stage.turn(2)
    assert stage.mind.stopped == [] and not stage.mind.heard[0].interrupted
    await stage.talk.close()


async def test_a_storm_of_interruptions_stops_each_turn_once() -> None:
    stage = Stage(Mind("I want to ask about the early repayment fee"))
    stage.talk.here()
    for number in range(1, 6):
        await stage.turn(number)
        for _ in range(20):
            stage.played(number, 300, stopped=True)
            stage.talk.passing(_partial("listen to me now"))
        stage.say(f"once more, number {number}", at_ms=1_000 * number)
    await stage.turn(6)
    assert len(stage.mind.stopped) == 5 and len(stage.mind.heard) == 5
    await stage.talk.close()


async def test_a_client_that_never_says_what_was_played_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talking, "OVERDUE_S", 0.05)
    mind = Mind("Hi", {"goodbye": CustomerTurn(text="Bye", hang_up=True, outcome="success", why="helped")})
    stage = Stage(mind)
    stage.talk.here()
    await stage.turn(1)
    await eventually(lambda: not stage.talk.speaking)
    stage.say("goodbye")
    await eventually(lambda: bool(stage.call.announced))
    [left] = stage.call.announced
    assert isinstance(left, CustomerLeft) and (left.outcome, left.why) == ("success", "helped")
    await stage.talk.close()


async def test_he_leaves_after_his_last_word_and_only_once() -> None:
    mind = Mind("Hi", {"goodbye": CustomerTurn(text="Goodbye then", hang_up=True, outcome="failure", why="unresolved"),
                       "idiot": CustomerTurn(hang_up=True, outcome="hung_up", why="insulted")})
    stage = Stage(mind)
    stage.talk.here()
    await stage.turn(1)
    stage.played(1)
    stage.say("goodbye")
    await stage.turn(2)
    assert not stage.call.announced, "he still speaks"
    stage.played(2)
    stage.played(2)
    await eventually(lambda: bool(stage.call.announced))
    stage.say("are you there", at_ms=5_000)
    await asyncio.sleep(0.02)
    assert len(stage.call.announced) == 1 and len(stage.mind.heard) == 1
    silent = Stage(Mind("Hi", mind.answers))
    silent.talk.here()
    await silent.turn(1)
    silent.played(1)
    silent.say("idiot")
    await eventually(lambda: bool(silent.call.announced))
    assert silent.call.announced[0].why == "insulted"  # type: ignore[attr-defined]
    for one in (stage, silent):
        await one.talk.close()


async def test_silence_is_counted_while_somebody_is_there() -> None:
    mind = Mind("Hi")
    mind.next_silence_s = 0.08
    stage = Stage(mind)
    stage.talk.here()
    await stage.turn(1)
    stage.played(1)
    stage.call.client = None
    stage.talk.away()
    await asyncio.sleep(0.15)
    assert [step.kind for step in mind.steps] == ["opening"]
    stage.call.client = stage.call.wire
    stage.talk.here()
    await stage.turn(2)
    assert [step.kind for step in mind.steps] == ["opening", "silence"] and mind.steps[-1].seconds >= 0.08
    await stage.talk.close()


async def test_a_customer_without_a_voice_writes_and_is_heard_as_if_he_spoke() -> None:
    stage = Stage(Mind("Hello, it is me"), writes=True)
    stage.talk.here()
    await stage.turn(1)
    [piece] = stage.voice
    assert (piece.text, piece.pcm, piece.last) == ("Hello, it is me", b"", True)
    assert stage.call.practice.written == [("customer", "Hello, it is me")]
    await eventually(lambda: not stage.talk.speaking)
    await stage.talk.close()


async def test_a_voice_that_is_lost_in_mid_sentence_is_followed_by_writing() -> None:
    stage = Stage(Mind("I want to ask, about the early repayment fee"))
    stage.speaker.fails_at = 1
    stage.talk.here()
    await stage.turn(1)
    spoken, written = stage.voice[:-1], stage.voice[-1]
    assert sum(len(piece.pcm) for piece in spoken) == 1_400 * BYTES_PER_MS
    assert written.text == " about the early repayment fee" and written.number == len(spoken)
    assert stage.call.practice.written == [("customer", " about the early repayment fee")]
    await stage.talk.close()


async def test_the_noise_behind_him_is_sent_before_his_first_word_and_to_a_client_that_comes_back() -> None:
    office = Line(telephone=True, background="office")
    stage = Stage(Mind("Hello?"), line=office)
    stage.talk.here()
    await stage.turn(1)
    assert isinstance(stage.call.wire.sent[0], CustomerNoise) and len(stage.call.wire.of(CustomerNoise)) == 1
    stage.talk.here()
    await eventually(lambda: len(stage.call.wire.of(CustomerNoise)) == 2)
    await stage.talk.close()


async def test_a_customer_who_writes_and_a_quiet_line_have_no_noise() -> None:
    for stage in (Stage(Mind("Hello?"), writes=True, line=Line(background="office")), Stage(Mind("Hello?"))):
        stage.talk.here()
        await eventually(lambda stage=stage: bool(stage.voice))
        assert not stage.call.wire.of(CustomerNoise)
        await stage.talk.close()


async def test_a_client_that_comes_back_gets_the_turn_again_from_its_beginning() -> None:
    stage = Stage(Mind("I want to ask, about the early repayment fee"))
    stage.talk.here()
    await stage.turn(1)
    before = stage.voice
    stage.talk.away()
    stage.talk.here()
    assert stage.voice == before * 2 and len(stage.mind.steps) == 1
    await stage.talk.close()


async def _restarted(stage: Stage, make: Callable[[], Mind], *lines: Utterance) -> Stage:
    await stage.talk.close()
    mind = make()
    mind.steps = list(standing(stage.call.practice.kept).steps)
    return Stage(mind, Side(stage.call.practice.kept, lines))


async def test_after_a_restart_he_says_again_what_was_not_heard_and_remembers_the_rest() -> None:
    stage = Stage(Mind("Hello there"))
    stage.talk.here()
    await stage.turn(1)
    stage.played(1)
    stage.say("good morning", at_ms=4_000)
    await stage.turn(2)
    again = await _restarted(stage, Mind)
    assert standing(again.call.practice.kept).customer.steps == tuple(stage.mind.steps)  # type: ignore[union-attr]
    again.talk.here()
    await again.turn(2)
    assert {piece.turn for piece in again.voice} == {2} and again.mind.heard == []
    again.played(2)
    again.say("go on please", at_ms=9_000)
    await again.turn(3)
    assert [turn.text for turn in again.mind.heard] == ["go on please"]
    await again.talk.close()


async def test_words_said_just_before_a_restart_are_answered_after_it() -> None:
    stage = Stage(Mind("Hello there"))
    stage.talk.here()
    await stage.turn(1)
    stage.played(1)
    stage.say("good morning", at_ms=4_000)
    await stage.turn(2)
    stage.played(2)
    lost = Utterance("agent-9", "agent", 8_000, 9_000, "what is your name", "en")
    again = await _restarted(stage, Mind, Utterance("agent-4", "agent", 3_500, 4_000, "good morning", "en"), lost)
    again.talk.here()
    await again.turn(3)
    assert [turn.text for turn in again.mind.heard] == ["what is your name"]
    await again.talk.close()


async def test_he_who_was_leaving_leaves_after_a_restart() -> None:
    answers = {"goodbye": CustomerTurn(text="Bye", hang_up=True, outcome="success", why="helped")}
    stage = Stage(Mind("Hi", answers))
    stage.talk.here()
    await stage.turn(1)
    stage.played(1)
    stage.say("goodbye")
    await stage.turn(2)
    stage.played(2)
    again = await _restarted(stage, Mind)
    again.talk.here()
    await eventually(lambda: bool(again.call.announced))
    assert again.call.announced[0].why == "helped"  # type: ignore[attr-defined]
    await again.talk.close()


async def test_the_path_holds_what_happened_for_the_report() -> None:
    answers = {"no": CustomerTurn(text="Well", mood=-0.4, notes=(Note(kind="ask", id="fee", state="wrong", quote="no"),))}
    stage = Stage(Mind("Hi", answers))
    stage.talk.here()
    await stage.turn(1)
    stage.played(1)
    stage.say("no")
    await eventually(lambda: len(stage.points) == 2)
    assert (stage.points[1].mood, stage.points[1].said, stage.points[1].notes[0].state) == (-0.4, "Well", "wrong")
    await stage.talk.close()


def test_lines_of_another_version_are_refused() -> None:
    from server.practice.errors import SnapshotUnusable

    with pytest.raises(SnapshotUnusable):
        standing([encode(Kept(turn=1, heard=True)), "{"])
