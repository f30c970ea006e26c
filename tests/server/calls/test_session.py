"""Live calls over real sockets, from the first packet to the last event."""

from __future__ import annotations

import asyncio
import sqlite3

from protocol.assist import Ask, Checklist, Feedback
from protocol.audio import Acknowledged, Missing, PacketsGone
from protocol.call import (
    CallEnd,
    CallEnded,
    WireError,
)
from protocol.message import CallEvent
from protocol.transcript import Final, Gap
from server.storage.calls import CallRecords
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall, ended, sequence, texts
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, pcm, sentence, spoken


async def test_missing_packets_are_asked_for_and_duplicates_ignored(open_call: OpenCall) -> None:
    _, client = await open_call()
    sound = spoken(11, 22)
    await client.speak("c1", "customer", sound[:4])
    await client.speak("c1", "customer", sound[9:], first=9)
    missing = await client.until(Missing)
    assert (missing.channel, missing.first, missing.last) == ("customer", 4, 8)
    await client.speak("c1", "customer", sound[2:11], first=2)
    await ended(client, "c1", len(sound) - 1)
    assert texts(client) == [sentence(11), sentence(22)]
    assert client.all(Gap) == []


async def test_packets_that_are_gone_become_a_visible_gap(open_call: OpenCall) -> None:
    _, client = await open_call()
    sound = spoken(11, 22)
    await client.speak("c1", "customer", sound[:13])
    await client.speak("c1", "customer", sound[16:], first=16)
    missing = await client.until(Missing)
    await client.send(PacketsGone(call="c1", channel="customer", first=missing.first, last=missing.last))
    await ended(client, "c1", len(sound) - 1)
    gap, = client.all(Gap)
    assert (gap.channel, gap.start_ms, gap.end_ms, gap.why) == ("customer", 1300, 1600, "network")
    assert texts(client)[0] == sentence(11) and len(texts(client)) == 2
    assert sequence(client) == list(range(1, len(client.events()) + 1))


async def test_a_tail_that_never_comes_does_not_keep_the_call_open(state: StateDirectory, open_call: OpenCall) -> None:
    _, client = await open_call(fakes.settings(state, end_timeout_s=0.5))
    await client.speak("c1", "customer", spoken(11))
    await client.send(CallEnd(call="c1", last_number={"customer": 20, "agent": -1}))
    missing = await client.until(Missing)
    assert (missing.first, missing.last) == (13, 20)
    await client.until(CallEnded)
    gap, = client.all(Gap)
    assert (gap.start_ms, gap.end_ms) == (1300, 2100)


async def test_the_end_may_overtake_the_sound(open_call: OpenCall) -> None:
    _, client = await open_call()
    sound = spoken(31)
    await client.send(CallEnd(call="c1", last_number={"customer": len(sound) - 1, "agent": -1}))
    await client.speak("c1", "customer", sound)
    await client.until(CallEnded)
    assert texts(client) == [sentence(31)]


async def test_nothing_is_acknowledged_before_it_is_committed(state: StateDirectory, open_call: OpenCall) -> None:
    """Acknowledged positions and events are in the file whenever the client hears of them."""
    _, client = await open_call()
    reader = sqlite3.connect(f"file:{state.database}?mode=ro", uri=True)
    sound = spoken(1, 2, 3, 4)
    seen = 0
    await client.speak("c1", "customer", sound)
    await client.send(CallEnd(call="c1", last_number={"customer": len(sound) - 1, "agent": -1}))
    while not client.all(CallEnded):
        message = await client.next()
        if isinstance(message, Acknowledged):
            stored = reader.execute("SELECT position FROM channels WHERE call = 'c1' AND channel = ?",
                                    [message.channel]).fetchone()[0]
            assert stored >= message.next_number * 1600
            seen += 1
        elif isinstance(message, CallEvent):
            assert reader.execute("SELECT count(*) FROM events WHERE call = 'c1' AND seq = ?",
                                  [message.seq]).fetchone()[0] == 1
    reader.close()
    numbers = [ack.next_number for ack in client.all(Acknowledged) if ack.channel == "customer"]
    assert seen and numbers == sorted(set(numbers)) and numbers[-1] == len(sound)


async def test_positions_advance_in_silence(open_call: OpenCall) -> None:
    _, client = await open_call()
    await client.speak("c1", "customer", pcm(0, 40))
    await client.acknowledged("customer", 20)
    assert client.all(Final) == []


async def test_feedback_is_stored_with_its_lag(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(Feedback(call="c1", item="customer-0", kind="final", action="painted", at_ms=900, lag_ms=412.5))
        await client.send(Feedback(call="c1", item="a1", kind="alert", action="disputed", note="said as a joke"))
        await ended(client, "c1", -1)
    rows = await asyncio.to_thread(CallRecords(server.database).feedback, "c1")
    assert [(row["item"], row["action"], row["lag_ms"], row["note"]) for row in rows] == [
        ("customer-0", "painted", 412.5, ""), ("a1", "disputed", -1.0, "said as a joke")]
    assert b"joke" not in state.database.read_bytes()


async def test_deadlines_pass_by_the_call_s_own_time(open_call: OpenCall) -> None:
    _, client = await open_call()
    await client.speak("c1", "agent", pcm(0, 35))
    await client.until(Checklist, lambda item: item.item == "greeting" and item.state == "due")
    await client.speak("c1", "agent", pcm(0, 25), first=35)
    missed = await client.until(Checklist, lambda item: item.state == "missed")
    assert missed.at_ms >= 5000


async def test_a_question_without_an_answer_says_so(open_call: OpenCall) -> None:
    _, client = await open_call()
    await client.send(Ask(call="c1", text="zzzz"))
    assert (await client.until(WireError)).code == "assist.nothing"
