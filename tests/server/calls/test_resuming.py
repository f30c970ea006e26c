"""A client that comes back, a server that comes back, and nobody who comes back: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from protocol.assist import Alert, AlertCleared, Feedback
from protocol.call import (
    CallEnded,
    CallReady,
    CallStart,
    WireError,
)
from protocol.message import CallEvent
from protocol.supervision import HandState, RaiseHand
from protocol.transcript import Final
from server.app import Server
from server.calls.session import CallSession
from server.clients import Client
from server.storage.calls import CallRecords, Step
from server.storage.database import open_database
from server.storage.grouping import GroupedCommits
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall, ended, sequence
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, sentence, spoken


async def test_resume_sends_what_was_not_seen_once(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 22, 33)
    async with WireClient(server.endpoint, server.public_key, keys) as first:
        await first.hello()
        await first.start("c1", customer_id="T1")
        await first.speak("c1", "customer", sound[:13])
        await first.until(Final)
    seen = max(sequence(first))
    await eventually(lambda: len(server.calls) == 1)
    async with WireClient(server.endpoint, server.public_key, keys) as second:
        await second.hello()
        ready = await second.start("c1", seen_seq=seen - 1)
        assert ready.resumed and 0 < ready.next_number["customer"] <= 13
        start = ready.next_number["customer"]
        await second.speak("c1", "customer", sound[start:], first=start)
        await ended(second, "c1", len(sound) - 1)
        assert sequence(second)[0] == seen and sequence(second) == list(range(seen, seen + len(second.events())))
        together = {event.seq: event for event in [*first.events(), *second.events()]}
        finals = [event.text.lower() for _, event in sorted(together.items()) if isinstance(event, Final)]
        assert finals == [sentence(11), sentence(22), sentence(33)]


async def test_what_is_committed_while_its_client_comes_back_is_sent_once(open_call: OpenCall,
                                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """A final may be in the file a moment before the call has learned of it; the past is read in this moment."""
    commit, in_file, learned = GroupedCommits.commit, asyncio.Event(), asyncio.Event()

    async def learned_late(commits: GroupedCommits, call: str, step: Step) -> None:
        await commit(commits, call, step)
        if step.said is not None:
            in_file.set()
            await learned.wait()
    monkeypatch.setattr(GroupedCommits, "commit", learned_late)
    _, client = await open_call()
    await client.speak("c1", "customer", spoken(11))
    await in_file.wait()
    await client.start("c1")
    heard = len(client.events())
    # answered only when the start before it has sent the past
    await client.start("c1", seen_seq=10_000)
    learned.set()
    await ended(client, "c1", 12)
    assert [final.text.lower() for final in client.all(Final)] == [sentence(11)]
    assert sequence(client)[heard:] == list(range(1, len(client.events()) - heard + 1))


async def test_the_newest_connection_owns_the_call(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with (WireClient(server.endpoint, server.public_key, keys) as old,
                WireClient(server.endpoint, server.public_key, keys) as new):
        await old.hello()
        await old.start("c1")
        await new.hello()
        await new.start("c1")
        await old.send(RaiseHand(call="c1"))
        assert (await old.until(WireError)).code == "call.not_open"
        await new.send(RaiseHand(call="c1", reason="help"))
        hand = await new.until(HandState)
        assert hand.raised and hand.reason == "help"
        assert not old.all(HandState)


async def test_who_lost_the_call_is_told_also_while_the_other_is_still_being_sent_the_past(
        state: StateDirectory, start_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> None:
    attach, attached = CallSession.attach, asyncio.Event()

    async def attach_slowly(session: CallSession, client: Client, seen_seq: int, resumed: bool) -> None:
        await attach(session, client, seen_seq, resumed)
        if resumed:
            await attached.wait()
    monkeypatch.setattr(CallSession, "attach", attach_slowly)
    keys = list_workstation(state)
    server = await start_server()
    async with (WireClient(server.endpoint, server.public_key, keys) as old,
                WireClient(server.endpoint, server.public_key, keys) as new):
        await old.hello()
        await old.start("c1")
        await new.hello()
        await new.start("c1")
        await old.send(RaiseHand(call="c1"))
        assert (await old.until(WireError)).code == "call.not_open"
        attached.set()


async def test_a_call_that_is_over_is_told_once_more(open_call: OpenCall) -> None:
    server, client = await open_call()
    await client.speak("c1", "customer", spoken(11))
    last = await ended(client, "c1", 12)
    await eventually(lambda: len(server.calls) == 0)
    await client.send(CallStart(call="c1", lang="en", seen_seq=last.seq - 1))
    ready = await client.until(CallReady)
    assert ready.resumed and ready.next_number["customer"] == 13
    assert await client.until(CallEnded) == last and len(server.calls) == 0


async def restarted(server: Server, state: StateDirectory) -> Server:
    """Stop without a word to anybody, as a crash would, and start again on the same state."""
    await server.calls.close()
    await server.gateway.stop()
    again = Server(fakes.settings(state), state, fakes.speech(fakes.LevelRecogniser()))
    await again.start()
    return again


async def test_a_restarted_server_goes_on_where_it_was(state: StateDirectory, start_server: StartServer) -> None:
    """State of the pipeline is rebuilt: what was said stays said, what was acknowledged stays settled."""
    keys = list_workstation(state)
    first_server = await start_server()
    sound = spoken(999, 5)
    async with WireClient(first_server.endpoint, first_server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "agent", sound)
        alert = await client.until(Alert)
        await client.send(Feedback(call="c1", item=alert.id, kind="alert", action="acknowledged"))
        cleared = await client.until(AlertCleared)
        assert (cleared.id, cleared.why) == (alert.id, "acknowledged")
        await client.acknowledged("agent", 10)
    server = await restarted(first_server, state)
    try:
        async with WireClient(server.endpoint, server.public_key, keys) as client:
            await client.hello()
            ready = await client.start("c1", seen_seq=10_000)
            assert ready.resumed
            more = [*sound, *spoken(999, packets=12)]
            start_at = ready.next_number["agent"]
            await client.speak("c1", "agent", more[start_at:], first=start_at)
            second = await client.until(Alert, lambda one: one.rule == alert.rule)
            assert second.id != alert.id
            # ids go on, numbers go on
            stored = await asyncio.to_thread(CallRecords(server.database).events_after, "c1", 0)
            assert [event.seq for event in stored] == list(range(1, len(stored) + 1))
            alerts = [event.id for event in stored if isinstance(event, Alert)]
            assert len(alerts) == len(set(alerts))
    finally:
        await server.stop()


def start_process(state: StateDirectory, ready_file: Path, bind: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.server.fakes", str(state.path), str(ready_file), bind],
                            cwd=Path(__file__).parents[3], stdout=subprocess.DEVNULL)


async def final_of(client: WireClient, level: int) -> None:
    await client.until(Final, lambda final: final.text.lower() == sentence(level))


async def test_kill_nine_loses_and_doubles_nothing(state: StateDirectory, tmp_path: Path) -> None:
    keys = list_workstation(state)
    levels = [1, 12, 23, 34, 45, 56, 67, 78]
    sound = spoken(*levels)
    collected: dict[int, CallEvent] = {}
    doubled: list[int] = []
    bind = "tcp://127.0.0.1:0"
    for attempt in range(4):
        ready_file = tmp_path / f"ready{attempt}.json"
        process = start_process(state, ready_file, bind)
        try:
            await eventually(ready_file.exists, 60)
            ready = json.loads(ready_file.read_text())
            bind = ready["endpoint"]
            async with WireClient(ready["endpoint"], ready["public_key"], keys) as client:
                await client.hello()
                start = (await client.start("c1", seen_seq=max(collected, default=0))).next_number["customer"]
                upto = len(sound) if attempt == 3 else min(len(sound), 26 * (attempt + 1) + 4)
                await client.speak("c1", "customer", sound[start:upto], first=start)
                if attempt == 3:
                    await ended(client, "c1", len(sound) - 1)
                else:
                    await final_of(client, levels[2 * attempt])
                    os.kill(process.pid, signal.SIGKILL)
            for event in client.events():
                doubled += [event.seq] if event.seq in collected else []
                collected[event.seq] = event
        finally:
            process.kill()
            process.wait()
    finals = [event for _, event in sorted(collected.items()) if isinstance(event, Final)]
    assert [final.text.lower() for final in finals] == [sentence(level) for level in levels]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(finals))
    assert doubled == [] and sorted(collected) == list(range(1, len(collected) + 1))
    database = open_database(state)
    assert len(CallRecords(database).utterances("c1")) == len(levels)
    database.close()


async def test_nobody_comes_back(state: StateDirectory, open_call: OpenCall) -> None:
    server, client = await open_call(fakes.settings(state, resume_s=0.2))
    await client.speak("c1", "customer", spoken(11))
    await client.until(Final)
    server.gateway._drop(next(iter(server.gateway._lines)))
    await eventually(lambda: len(server.calls) == 0)
    row, = await asyncio.to_thread(CallRecords(server.database).list)
    assert (row["id"], row["state"], row["finals"]) == ("c1", "interrupted", 1)


async def test_calls_of_an_earlier_run_are_closed(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    first = await start_server()
    async with WireClient(first.endpoint, first.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
    await first.calls.close()
    server = await start_server(fakes.settings(state, resume_s=0.2))
    records = CallRecords(server.database)
    await eventually(lambda: asyncio.to_thread(lambda: records.list()[0]["state"] == "interrupted"))
    assert len(server.calls) == 0
