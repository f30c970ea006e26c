"""Bookmarks and coaching notes: sealed, with the words of the moment, read by whom they are for; scenarios made of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from protocol.call import CallEnded, WireError
from protocol.message import Message
from protocol.supervision import (
    Bookmark,
    CoachingList,
    CoachingNote,
    CoachingQuery,
    CoachingRead,
    MakeScenario,
    ScenarioMade,
)
from protocol.wire import MAX_FRAME_BYTES, encode
from server.clients import Client
from server.errors import CallRefused
from server.storage.coaching import CoachingRecords
from server.storage.due import DueRecords
from server.storage.erasing import erase_call, texts_left
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory
from tests.server.supervision.scene import Scene, line, of, sent


@pytest.fixture
async def scene(state: StateDirectory) -> AsyncIterator[Scene]:
    opened = Scene(state)
    await opened.rights.refresh()
    yield opened
    await opened.close()


def last(messages: list[Message]) -> CoachingList:
    return of(messages, CoachingList)[-1]


def codes(messages: list[Message]) -> list[str]:
    return [error.code for error in of(messages, WireError)]


async def test_a_moment_is_kept_with_what_was_said_there(scene: Scene) -> None:
    await scene.opened("c1", "anna", line("Hello", 2_000), line("I am angry", 30_000), line("I understand", 32_000, "agent"),
                       line("Much later", 90_000))
    sue = scene.signed_in("sue")
    got = last(await scene.asks(sue, Bookmark(call="c1", at_ms=31_000, label="call 13800138000 back")))
    entry = got.entries[0]
    assert (entry.kind, entry.at_ms, entry.by, entry.agent) == ("bookmark", 31_000, "Sue", "anna") and got.call == "c1"
    assert entry.agent_name == "Anna"
    assert entry.quote == "I am angry\nI understand" and "13800138000" not in entry.text and entry.text.startswith("call")
    await scene.asks(sue, CoachingNote(call="c1", text="Name the feeling first.", at_ms=30_000), CoachingNote(call="c1", text="Good."))
    found = last(await scene.asks(sue, CoachingQuery(call="c1"))).entries
    assert [(one.kind, one.text, bool(one.quote)) for one in found] == [
        ("note", "Good.", False), ("note", "Name the feeling first.", True), ("bookmark", entry.text, True)]
    assert len(last(await scene.asks(sue, CoachingQuery())).entries) == 3
    assert len(scene.audited("supervise.coach")) == 2 and len(scene.audited("coaching.note")) == 2


async def test_a_bookmark_is_labelled_afterwards_by_who_made_it(scene: Scene) -> None:
    await scene.opened("c1", "anna", line("I am angry", 30_000))
    await scene.opened("c2", "anna", line("Hello", 1_000))
    sue, sam, name = scene.signed_in("sue"), scene.signed_in("sam"), "0123456789abcdef" * 2
    await scene.asks(sue, Bookmark(call="c1", at_ms=31_000, id=name))
    found = last(await scene.asks(sue, Bookmark(call="c1", at_ms=99_000, id=name, label="13800138000 is angry"))).entries
    assert [(one.id, one.at_ms, one.quote) for one in found] == [(name, 31_000, "I am angry")]
    assert found[0].text.endswith("is angry") and "13800138000" not in found[0].text
    assert codes(await scene.asks(sue, Bookmark(call="c2", at_ms=1, id=name, label="not here"))) == ["supervision.coaching"]
    assert codes(await scene.asks(sue, Bookmark(call="c1", at_ms=1, id="k1", label="no such id"))) == ["supervision.coaching"]
    assert codes(await scene.asks(sam, Bookmark(call="c1", at_ms=1, id=name, label="mine"))) != []
    assert last(await scene.asks(sue, CoachingQuery(call="c1"))).entries == found
    assert len(scene.audited("coaching.bookmark")) == len(scene.audited("coaching.label")) == 1


async def test_a_list_too_long_for_a_message_holds_the_newest(scene: Scene) -> None:
    await scene.opened("c1", "anna", line("Hello", 1_000))
    records = CoachingRecords(scene.records)
    for number in range(30):
        records.add("c1", "note", by="sue", by_name="Sue", agent="anna", at_ms=-1, text=f"{number} " + "长" * 990, quote="")
    found = last(await scene.asks(scene.signed_in("sue"), CoachingQuery()))
    assert 10 < len(found.entries) < 30 and len(encode(found)) < MAX_FRAME_BYTES
    newest = [one.id for one in records.by("sue", "")]
    assert [one.id for one in found.entries] == newest[:len(found.entries)]


async def test_the_words_are_sealed_and_go_with_the_call(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", line("A private matter", 1_000))
    await scene.asks(scene.signed_in("sue"), CoachingNote(call="c1", text="Be kinder here.", at_ms=1_000))
    assert not texts_left(scene.database, ["Be kinder", "private matter"])
    await scene.ends(one, CallEnded(call=""))
    erase_call(scene.database, "c1", "erasure", "r1", "test")
    assert not CoachingRecords(scene.records).all()


async def test_retention_deletes_what_is_old_unless_it_is_held(scene: Scene) -> None:
    for call in ("c1", "c2"):
        await scene.opened(call, "anna")
        await scene.asks(scene.signed_in("sue"), CoachingNote(call=call, text="Good."))
    PrivacyRecords(scene.database).hold("c2", "dispute", "test")
    due, later = DueRecords(scene.database), (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="milliseconds")
    assert due.coaching("2020-01-01", dry=False) == 0
    assert due.coaching(later, dry=True) == 1 == due.coaching(later, dry=False)
    assert [entry.call for entry in CoachingRecords(scene.records).all()] == ["c2"]


async def test_the_agent_reads_it_when_no_call_runs_and_until_it_was_read(scene: Scene) -> None:
    one, anna = await scene.opened("c1", "anna"), scene.signed_in("anna", "agent")
    sue = scene.signed_in("sue")
    await scene.asks(sue, CoachingNote(call="c1", text="Well done."), Bookmark(call="c1", at_ms=0))
    assert not of(sent(anna), CoachingList), "not while the call runs"
    second = await scene.opened("c2", "anna")
    await scene.ends(one, CallEnded(call=""))
    assert not of(sent(anna), CoachingList), "not while another one runs"
    await scene.ends(second, CallEnded(call=""))
    got = last(sent(anna))
    assert [(entry.kind, entry.text) for entry in got.entries] == [("note", "Well done.")] and got.call == "c1"
    again = scene.signed_in("anna", "agent")
    await scene.settled()
    assert last(sent(again)).entries == got.entries
    stranger = scene.signed_in("ben", "agent")
    await scene.asks(stranger, CoachingRead(ids=(got.entries[0].id,)))
    await scene.settled()
    assert not last(await scene.asks(again, CoachingQuery())).entries[0].read_at, "only its agent reads a note"
    await scene.asks(again, CoachingRead(ids=(got.entries[0].id, "unknown")))
    assert last(await scene.asks(again, CoachingQuery())).entries[0].read_at
    fresh = scene.signed_in("anna", "agent")
    await scene.settled()
    assert not of(sent(fresh), CoachingList) and not last(await scene.asks(stranger, CoachingQuery())).entries


async def test_a_note_about_a_call_that_is_over_comes_at_once(scene: Scene) -> None:
    await scene.ends(await scene.opened("c1", "anna", line("Hello", 1_000)), CallEnded(call=""))
    anna, sue = scene.signed_in("anna", "agent"), scene.signed_in("sue")
    await scene.asks(sue, CoachingNote(call="c1", text="Card 6222 0212 3456 7894 was read out", at_ms=1_000))
    entry = last(sent(anna)).entries[0]
    assert entry.quote == "Hello" and "6222" not in entry.text


async def test_who_may_not_writes_and_reads_nothing(scene: Scene) -> None:
    await scene.opened("c1", "ben")
    sue, anna, quinn = scene.signed_in("sue"), scene.signed_in("anna", "agent"), scene.signed_in("quinn", "quality")
    for client in (sue, anna, quinn):
        assert codes(await scene.asks(client, CoachingNote(call="c1", text="x"))) == ["supervision.right"]
        assert codes(await scene.asks(client, Bookmark(call="c1", at_ms=1))) == ["supervision.right"]
    assert codes(await scene.asks(sue, CoachingQuery(call="c1"))) == ["supervision.right"]
    assert codes(await scene.asks(sue, CoachingNote(call="gone", text="x"))) == ["supervision.call_over"]
    assert codes(await scene.asks(sue, CoachingNote(call="c1", text=" "))) == ["supervision.coaching_length"]
    assert codes(await scene.asks(sue, CoachingNote(call="c1", text="x" * 1_001))) == ["supervision.coaching_length"]
    assert not CoachingRecords(scene.records).all() and len(scene.audited("supervise.bookmark")) == 3


class Maker:
    """Drafts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, int, str]] = []

    async def make(self, client: Client, call: str, at_ms: int, coaching: str) -> ScenarioMade:
        if call == "c2":
            raise CallRefused("too short", code="training.too_short")
        self.asked.append((client.user, call, at_ms, coaching))
        return ScenarioMade(call=call, scenario="draft_1", title="An angry customer")


async def test_a_scenario_is_drafted_of_a_moment(scene: Scene) -> None:
    await scene.opened("c1", "anna")
    await scene.opened("c2", "anna")
    sue = scene.signed_in("sue")
    entry = last(await scene.asks(sue, Bookmark(call="c1", at_ms=7_000))).entries[0]
    assert codes(await scene.asks(sue, MakeScenario(call="c1"))) == ["supervision.scenario"], "nobody drafts here"
    maker = Maker()
    scene.desk.plug(maker)
    assert of(await scene.asks(sue, MakeScenario(call="c1", coaching=entry.id)), ScenarioMade)[0].scenario == "draft_1"
    assert of(await scene.asks(sue, MakeScenario(call="c1")), ScenarioMade)
    assert maker.asked == [("sue", "c1", 7_000, entry.id), ("sue", "c1", -1, "")]
    assert last(await scene.asks(sue, CoachingQuery(call="c1"))).entries[0].scenario == "draft_1"
    assert codes(await scene.asks(sue, MakeScenario(call="c2"))) == ["training.too_short"]
    assert codes(await scene.asks(sue, MakeScenario(call="c2", coaching=entry.id))) == ["supervision.coaching"]
    assert codes(await scene.asks(scene.signed_in("sam"), MakeScenario(call="c1"))) == ["supervision.right"]
