"""Notes to the agent and their answers, answered hands, transfers: masked, bounded, once, and only by whom they are for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from protocol.assist import Intent
from protocol.call import WireError
from protocol.message import Message
from protocol.supervision import (
    HandState,
    NoteAnswer,
    NoteAnswered,
    NoteShown,
    Observers,
    TextNote,
    Transfer,
    TransferState,
)
from server.clients import Client
from server.storage.grants import GrantRecords
from server.storage.state import StateDirectory
from tests.server.supervision.scene import LivingCall, Scene, line, of, sent


@pytest.fixture
async def scene(state: StateDirectory) -> AsyncIterator[Scene]:
    opened = Scene(state)
    await opened.rights.refresh()
    yield opened
    await opened.close()


def stored(scene: Scene, kind: type[Message], call: str = "c1") -> list[Message]:
    return of(scene.records.events_after(call, 0), kind)


def codes(messages: list[Message]) -> list[str]:
    return [error.code for error in of(messages, WireError)]


async def test_a_note_reaches_the_call_masked_and_once(scene: Scene) -> None:
    await scene.opened()
    sue = scene.signed_in("sue")
    note = TextNote(call="c1", note="n1", text="  His card is 6222 0212 3456 7894, do not read it out ", answers=("Yes", " ", "No"))
    for _ in range(3):
        await scene.asks(sue, note)
    notes = stored(scene, NoteShown)
    assert len(notes) == 1 and isinstance(notes[0], NoteShown)
    assert "6222" not in notes[0].text and "7894" not in notes[0].text and notes[0].text.startswith("His card is")
    assert (notes[0].by, notes[0].answers) == ("Sue", ("Yes", "No")) and len(scene.audited("supervise.note")) == 1


async def test_without_answers_the_house_gives_its_own_in_the_agents_language(scene: Scene) -> None:
    one = await scene.opened()
    assert one.client is not None
    one.client.lang = "zh"
    await scene.asks(scene.signed_in("sue"), TextNote(call="c1", note="n1", text="慢一点"))
    assert [note.answers for note in of(stored(scene, NoteShown), NoteShown)] == [("收到", "需要帮助", "稍后再看")]


@pytest.mark.parametrize(("note", "text"), [("n1", ""), ("n1", "   "), ("n1", "x" * 201), ("", "text"), ("n" * 65, "text")])
async def test_what_is_no_note_is_refused(scene: Scene, note: str, text: str) -> None:
    await scene.opened()
    got = await scene.asks(scene.signed_in("sue"), TextNote(call="c1", note=note, text=text))
    assert codes(got) == ["supervision.note_length"] and not stored(scene, NoteShown)


async def test_a_thousand_notes_are_a_few(scene: Scene) -> None:
    await scene.opened()
    sue = scene.signed_in("sue")
    sent(sue)
    for number in range(1_000):
        scene.desk.receive(sue, TextNote(call="c1", note=f"n{number}", text="Again"))
    await scene.settled()
    refused = codes(sent(sue))
    assert 1 <= len(stored(scene, NoteShown)) <= 6 and set(refused) <= {"supervision.note_rate", "supervision.busy"}
    assert len(scene.audited("supervise.note")) <= 6, "nor do they fill the audit trail"
    assert len(refused) + len(stored(scene, NoteShown)) == 1_000


async def test_other_teams_agents_and_unknown_calls_get_none(scene: Scene) -> None:
    await scene.opened("c1", "ben")
    sue, anna = scene.signed_in("sue"), scene.signed_in("anna", "agent")
    assert codes(await scene.asks(sue, TextNote(call="c1", note="n1", text="Hello"))) == ["supervision.right"]
    assert codes(await scene.asks(anna, TextNote(call="c1", note="n2", text="Hello"))) == ["supervision.right"]
    assert codes(await scene.asks(sue, TextNote(call="gone", note="n3", text="Hello"))) == ["supervision.call_over"]
    assert not stored(scene, NoteShown) and len(scene.audited("supervise.note")) == 3


async def test_a_note_to_an_agent_who_is_away_waits_for_the_reconnect(scene: Scene) -> None:
    one = await scene.opened()
    agent = one.client
    one.client = None
    scene.feed.detached(one)
    await scene.asks(scene.signed_in("sue"), TextNote(call="c1", note="n1", text="I am here"))
    assert agent is not None and not sent(agent)
    # what a client that comes back is sent are the stored events after the last one it has (`calls.resending`)
    assert [note.id for note in of(scene.records.events_after("c1", 0), NoteShown)] == ["n1"]


async def test_only_the_agent_answers_and_only_once(scene: Scene) -> None:
    one = await scene.opened()
    await scene.asks(scene.signed_in("sue"), TextNote(call="c1", note="n1", text="Slower, please"))
    assert one.client is not None
    stranger = Client("ws-other", "W", "ben", "Ben", "agent", one.client.outbox)
    for client, note, answer in ((stranger, "n1", "forged"), (one.client, "unknown", "No"), (one.client, "n1", "Got it"),
                                 (one.client, "n1", "twice")):
        await scene.asks(client, NoteAnswer(call="c1", note=note, answer=answer))
    assert [(done.id, done.answer) for done in of(stored(scene, NoteAnswered), NoteAnswered)] == [("n1", "Got it")]


async def test_a_restart_forgets_neither_notes_nor_answers(scene: Scene) -> None:
    one = await scene.opened()
    sue = scene.signed_in("sue")
    await scene.asks(sue, TextNote(call="c1", note="n1", text="Slower"), TextNote(call="c1", note="n2", text="Louder"))
    agent = one.client
    assert agent is not None
    await scene.asks(agent, NoteAnswer(call="c1", note="n1", answer="Yes"))
    # the server was restarted; the client's answer comes before its call is open again
    del scene.calls["c1"]
    scene.desk.board.entries.clear()
    await scene.asks(agent, NoteAnswer(call="c1", note="n2", answer="Late"))
    scene.calls["c1"] = one
    await scene.reopened(one)
    await scene.settled()
    await scene.asks(sue, TextNote(call="c1", note="n1", text="Slower"))
    await scene.asks(agent, NoteAnswer(call="c1", note="n1", answer="No"))
    assert [(done.id, done.answer) for done in of(stored(scene, NoteAnswered), NoteAnswered)] == [("n1", "Yes"), ("n2", "Late")]
    assert len(stored(scene, NoteShown)) == 2


async def test_stepping_in_answers_a_hand(scene: Scene) -> None:
    one = await scene.opened()
    one.say(HandState(call="", raised=True, reason="Help"))
    one.say(Observers(call="", names=("Sue",), modes=("listen",)))
    one.say(Observers(call="", names=("Sue", "Una"), modes=("listen", "listen")))
    assert [hand.taken_by for hand in of(stored(scene, HandState), HandState)] == ["", "Sue"]
    one.say(HandState(call="", raised=False), HandState(call="", raised=True, reason="Again"))
    one.say(Observers(call="", names=("Sue", "Una"), modes=("listen", "whisper")))
    assert of(stored(scene, HandState), HandState)[-1].taken_by == "", "nobody came who was not there"


def granted(scene: Scene, user: str, team: str = "north") -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    GrantRecords(scene.database).give(user, team, ["transfer"], reason="expert of loans", until=until.isoformat(), actor="test")


def agent_of(one: LivingCall) -> Client:
    assert one.client is not None
    return one.client


async def test_a_call_is_handed_over_with_what_was_said(scene: Scene) -> None:
    said = line("I want to pay my loan back early", 20_000)
    one = await scene.opened("c1", "anna", said, Intent(call="", intent="early_repayment", confidence=0.9, utterance=said.utterance))
    granted(scene, "sam")
    sam = scene.signed_in("sam")
    await scene.asks(agent_of(one), Transfer(call="c1", act="ask", queue="expert", note="card 6222 0212 3456 7894"))
    asked = of(stored(scene, TransferState), TransferState)[-1]
    assert (asked.state, asked.queue, asked.queue_title, asked.target_s) == ("asked", "expert", "Product expert", 60)
    assert asked.asked_by == "Anna" and asked.asked_at and "6222" not in asked.note
    assert asked.summary[0] == "Why the customer called: “I want to pay my loan back early” [00:20]"
    for act, code in (("ask", "supervision.transfer_open"), ("done", "supervision.transfer_none")):
        assert codes(await scene.asks(sam, Transfer(call="c1", act=act, queue="expert"))) == [code]  # type: ignore[arg-type]
    await scene.asks(sam, Transfer(call="c1", act="accept"), Transfer(call="c1", act="decline"))
    await scene.asks(agent_of(one), Transfer(call="c1", act="done"))
    states = of(stored(scene, TransferState), TransferState)
    assert [(one.state, one.by) for one in states] == [("asked", ""), ("accepted", "Sam"), ("done", "Sam")]
    assert states[-1].summary == asked.summary and len(scene.audited("supervise.transfer")) == 6


async def test_who_may_not_answers_no_transfer(scene: Scene) -> None:
    one = await scene.opened()
    await scene.asks(agent_of(one), Transfer(call="c1", act="ask", queue="compliance"))
    assert codes(await scene.asks(scene.signed_in("sue"), Transfer(call="c1", act="accept"))) == ["supervision.right"]
    assert codes(await scene.asks(agent_of(one), Transfer(call="c1", act="accept"))) == ["supervision.transfer_none"]
    assert codes(await scene.asks(agent_of(one), Transfer(call="c1", act="withdraw"))) == []
    assert [state.state for state in of(stored(scene, TransferState), TransferState)] == ["asked", "withdrawn"]
    assert codes(await scene.asks(agent_of(one), Transfer(call="c1", act="ask", queue="made up"))) == ["supervision.queue"]
    assert codes(await scene.asks(scene.signed_in("sue"), Transfer(call="gone", act="ask"))) == ["supervision.call_over"]


async def test_a_request_that_nobody_answers_expires_also_after_a_restart(scene: Scene) -> None:
    one = await scene.opened()
    await scene.asks(agent_of(one), Transfer(call="c1", act="ask", queue="expert"))
    await scene.reopened(one)
    scene.desk.transfers.beat()
    assert [state.state for state in of(stored(scene, TransferState), TransferState)] == ["asked"]
    scene.desk.transfers._now = lambda: datetime.now(UTC) + timedelta(minutes=6)  # noqa: SLF001 - five minutes are not waited for
    scene.desk.transfers.beat()
    scene.desk.transfers.beat()
    assert [state.state for state in of(stored(scene, TransferState), TransferState)] == ["asked", "expired"]
