"""An opened call: its past, what happens, no hole and no double; who may, what of it, and until when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from protocol.assist import Alert, AlertCleared, Checklist, Intent, Promise, SuggestionPart
from protocol.call import CallEnded, CustomerField, CustomerMatch, CustomerRecord, WireError
from protocol.message import CallEvent, Message
from protocol.supervision import HandState
from protocol.transcript import Final, Partial
from protocol.wallboard import CallOpened, CatchUp, ScreenState, WatchCall
from server.customers.views import MASK
from server.storage.state import StateDirectory
from server.supervision.watching import MOST_WATCHES, PAGE
from tests.server.supervision.scene import Scene, line, of, sent


@pytest.fixture
async def scene(state: StateDirectory) -> AsyncIterator[Scene]:
    opened = Scene(state)
    await opened.rights.refresh()
    yield opened
    await opened.close()


def numbers(messages: Sequence[Message]) -> list[int]:
    return [message.seq for message in messages if isinstance(message, CallEvent)]


async def test_the_answer_the_summary_the_past_then_the_present(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", *[line(f"line {n}", n * 1_000) for n in range(1, 6)])
    sue = scene.signed_in("sue")
    sent(sue)
    got = await scene.asks(sue, WatchCall(call="c1"))
    assert isinstance(got[0], CallOpened) and isinstance(got[1], CatchUp) and numbers(got) == [1, 2, 3, 4, 5]
    assert (got[0].agent, got[0].agent_name, got[0].team, got[0].lang) == ("anna", "Anna", "north", "en")
    assert got[0].modes == ("listen", "whisper", "note", "bookmark", "coach")
    assert got[0].refused == dict.fromkeys(("barge", "takeover", "transfer"), "supervision.right")
    one.say(line("live", 7_000))
    partial = Partial(call="c1", utterance="agent-0", channel="agent", start_ms=0, heard_ms=1, text="par")
    scene.feed.passing(one, partial)
    scene.feed.passing(one, SuggestionPart(call="c1", id="s1", text="Say"))
    got = sent(sue)
    assert numbers(got) == [6] and of(got, Partial) == [partial] and of(got, SuggestionPart)
    assert scene.audited("supervise.watch") and '"outcome": "allowed"' in scene.audited("supervise.watch")[0]


async def test_after_a_reconnect_only_what_is_new(scene: Scene) -> None:
    await scene.opened("c1", "anna", *[line(f"line {n}", n * 1_000) for n in range(1, 6)])
    got = await scene.asks(scene.signed_in("sue"), WatchCall(call="c1", seen_seq=3))
    assert numbers(got) == [4, 5] and of(got, CatchUp)


async def test_what_is_committed_while_the_past_is_read_comes_once(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", *[line(f"line {n}", n * 10) for n in range(1, PAGE + 50)])
    sue, late = scene.signed_in("sue"), scene.signed_in("una")
    for client in (sue, late):
        scene.desk.receive(client, WatchCall(call="c1"))
    for n in range(30):
        one.say(line(f"more {n}", 100_000 + n))
        await asyncio.sleep(0)
        if n % 10 == 0:
            await asyncio.sleep(0.005)
    await scene.settled()
    one.say(line("last", 200_000))
    for client in (sue, late):
        assert numbers(sent(client)) == list(range(1, one.seq + 1))


async def test_an_event_that_is_stored_before_it_is_told_comes_once(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", line("one"))
    stored = one.say(line("two", 2_000), told=False)
    sue = scene.signed_in("sue")
    assert numbers(await scene.asks(sue, WatchCall(call="c1"))) == [1, 2]
    scene.feed.committed(one, stored)
    assert numbers(sent(sue)) == []


async def test_who_does_not_read_is_served_from_the_database_later(scene: Scene) -> None:
    one = await scene.opened("c1", "anna")
    sue = scene.signed_in("sue", capacity=600)
    await scene.asks(sue, WatchCall(call="c1"))
    for n in range(40):
        one.say(*[line(f"line {n} {k}", n * 1_000 + k) for k in range(25)])
        await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    assert len(sue.outbox) < 600 and not sue.outbox.overflowed
    got: list[int] = []
    async with asyncio.timeout(60):
        while len(got) < 1_000:
            got += numbers(sent(sue))
            await asyncio.sleep(0.002)
    assert got == list(range(1, 1_001))


async def test_an_unknown_call_and_another_teams_are_refused_and_written_down(scene: Scene) -> None:
    await scene.opened("c1", "ben")
    sue, anna = scene.signed_in("sue"), scene.signed_in("anna", "agent")
    codes = {}
    for client, call in ((sue, "c1"), (sue, "nothing"), (sue, ""), (sue, "x" * 500), (anna, "c1")):
        got = await scene.asks(client, WatchCall(call=call))
        assert not of(got, CallOpened) and not numbers(got)
        codes[client.user, call[:9]] = of(got, WireError)[0].code
    assert codes[("sue", "c1")] == codes[("anna", "c1")] == "supervision.right"
    assert codes[("sue", "nothing")] == codes[("sue", "")] == "supervision.call_over"
    assert len(scene.audited("supervise.watch")) == 5 and "supervision.right" in scene.audited("supervise.watch")[0]


async def test_a_call_that_is_over_can_be_read_but_not_stepped_into(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", line("one"))
    await scene.ends(one, CallEnded(call=""))
    got = await scene.asks(scene.signed_in("sue"), WatchCall(call="c1"))
    assert of(got, CallOpened)[0].modes == ("bookmark", "coach")
    assert of(got, CallOpened)[0].refused["listen"] == "supervision.call_over" and numbers(got) == [1, 2]


async def test_a_call_that_ends_while_it_is_opened_is_complete(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", *[line(f"line {n}", n * 10) for n in range(1, 300)])
    sue = scene.signed_in("sue")
    scene.desk.receive(sue, WatchCall(call="c1"))
    for _ in range(4):
        await asyncio.sleep(0)
    one.say(CallEnded(call=""), state="ended")
    del scene.calls["c1"]
    scene.feed.closed(one)
    await scene.settled()
    got = sent(sue)
    if errors := of(got, WireError):
        assert [error.code for error in errors] == ["supervision.call_over"]
    else:
        assert numbers(got) == list(range(1, 301)) and isinstance(got[-1], CallEnded)
    assert not scene.desk.watching._watches  # noqa: SLF001


async def test_a_watch_ends_with_the_right(scene: Scene) -> None:
    one = await scene.opened("c1", "anna")
    sue = scene.signed_in("sue")
    await scene.asks(sue, WatchCall(call="c1"))
    scene.database.work(lambda db: db.execute("UPDATE users SET team = 'west' WHERE name = 'sue'"))
    await scene.rights.refresh()
    assert [error.code for error in of(sent(sue), WireError)] == ["supervision.right_ended"]
    one.say(line("not for her"))
    assert not sent(sue)


async def test_other_modes_are_told_while_it_is_open(scene: Scene) -> None:
    await scene.opened("c1", "anna")
    sue = scene.signed_in("sue")
    await scene.asks(sue, WatchCall(call="c1"))
    scene.database.work(lambda db: db.execute("UPDATE users SET role = 'quality' WHERE name = 'sue'"))
    await scene.rights.refresh()
    assert of(sent(sue), CallOpened)[0].modes == ()


async def test_closing_and_leaving_end_it_and_a_client_opens_only_so_many(scene: Scene) -> None:
    calls = [await scene.opened(f"c{n}", "anna") for n in range(MOST_WATCHES + 1)]
    sue = scene.signed_in("sue")
    sent(sue)
    for call in calls[:MOST_WATCHES]:
        await scene.asks(sue, WatchCall(call=call.call))
    got = await scene.asks(sue, WatchCall(call=calls[-1].call))
    assert [error.code for error in of(got, WireError)] == ["supervision.watches"]
    await scene.asks(sue, WatchCall(call="c0", on=False))
    calls[0].say(line("closed"))
    assert not sent(sue) and of(await scene.asks(sue, WatchCall(call=calls[-1].call)), CallOpened)
    sue.gone = True
    scene.desk.client_gone(sue)
    assert not scene.desk.watching._watches and not scene.desk.watching._followed  # noqa: SLF001


async def test_private_alerts_and_fields_of_the_record_follow_the_role(scene: Scene) -> None:
    record = CustomerRecord(call="", customer_id="T1", name="Test Person", fields=tuple(
        CustomerField(key=key, label=key, value="4321") for key in ("card_tail", "loan_balance", "made_up")),
        matches=(CustomerMatch(customer_id="T1", name="T", hint="Card 4321"),))
    secret = Alert(call="", id="a1", category="aml_cue", severity="stop", rule="aml.split", text="Report it.", private=True)
    one = await scene.opened("c1", "anna", record, secret)
    sue, quinn = scene.signed_in("sue"), scene.signed_in("quinn", "quality")
    hers, theirs = await scene.asks(sue, WatchCall(call="c1")), await scene.asks(quinn, WatchCall(call="c1"))
    assert of(hers, Alert) and "Report it." in of(hers, CatchUp)[0].lines[0] and not of(theirs, Alert)
    assert not of(theirs, CatchUp)[0].lines
    assert [one.value for one in of(hers, CustomerRecord)[0].fields] == ["4321"] * 3
    masked = of(theirs, CustomerRecord)[0]
    assert [one.value for one in masked.fields] == [MASK, "4321", MASK] and not masked.matches[0].hint
    one.say(AlertCleared(call="", id="a1", rule="aml.split", why="acknowledged"))
    assert of(sent(sue), AlertCleared) and not sent(quinn), "that it is settled would tell of it"


async def test_the_screen_of_the_agent_is_relayed_newest_wins(scene: Scene) -> None:
    one = await scene.opened("c1", "anna")
    sue, stranger = scene.signed_in("sue"), scene.signed_in("ben", "agent")
    await scene.asks(sue, WatchCall(call="c1"))
    assert one.client is not None
    for at_ms in range(20):
        scene.desk.receive(one.client, ScreenState(call="c1", at_ms=at_ms, banner="a1"))
    scene.desk.receive(stranger, ScreenState(call="c1", at_ms=99, banner="forged"))
    scene.desk.receive(one.client, ScreenState(call="nothing"))
    assert [state.at_ms for state in of(sent(sue), ScreenState)] == [19]
    una = scene.signed_in("una")
    assert [state.at_ms for state in of(await scene.asks(una, WatchCall(call="c1")), ScreenState)] == [19]


async def test_opening_answers_a_raised_hand_once(scene: Scene) -> None:
    one = await scene.opened("c1", "anna")
    one.say(HandState(call="", raised=True, reason="Help", queue="expert"))
    for name in ("sue", "una"):
        await scene.asks(scene.signed_in(name), WatchCall(call="c1"))
    hands = of(scene.records.events_after("c1", 0), HandState)
    assert [(hand.taken_by, hand.reason, hand.queue) for hand in hands] == [("", "Help", "expert"), ("Sue", "Help", "expert")]


def wish(text: str, name: str, at_ms: int) -> tuple[Final, Intent]:
    said = line(text, at_ms)
    return said, Intent(call="", intent=name, confidence=0.9, utterance=said.utterance, at_ms=at_ms)


async def test_the_summary_is_renewed_with_the_topic_and_by_the_minute(scene: Scene) -> None:
    one = await scene.opened("c1", "anna", *wish("What is the rate of my loan?", "rate_fee", 12_000))
    sue = scene.signed_in("sue")
    first = of(await scene.asks(sue, WatchCall(call="c1")), CatchUp)[0]
    assert first.lines == ("Why the customer called: “What is the rate of my loan?” [00:12]",
                           "Not answered yet: “What is the rate of my loan?” [00:12]") and first.topics == ("rate_fee",)
    one.say(*wish("And I lost my card yesterday", "card_loss", 75_000))
    second = of(sent(sue), CatchUp)[-1]
    assert second.topics == ("card_loss", "rate_fee") and "Then: “And I lost my card yesterday” [01:15]" in second.lines
    one.say(Promise(call="", text="I will call you back", by="agent", due="2026-01-09", at_ms=80_000),
            Checklist(call="", item="fees", state="done", title="Fees", at_ms=81_000))
    assert not of(sent(sue), CatchUp)
    scene.desk.watching._clock = lambda: 1e9  # noqa: SLF001 - a minute is not waited for
    scene.desk.watching.beat()
    third = of(sent(sue), CatchUp)[0]
    assert "The agent promised: “I will call you back” (2026-01-09) [01:20]" in third.lines and "Told: Fees [01:21]" in third.lines
    assert third.promises == ("I will call you back [01:20]",) and third.upto_ms == 81_000
