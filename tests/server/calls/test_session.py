"""Live calls over real sockets: nothing lost, nothing doubled, whatever happens."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from protocol.assist import Alert, AlertCleared, Ask, Checklist, Feedback
from protocol.audio import Acknowledged, Missing, PacketsGone
from protocol.call import (
    CallEnd,
    CallEnded,
    CallReady,
    CallStart,
    Ping,
    Pong,
    RecordingPause,
    RecordingState,
    WireError,
)
from protocol.message import CallEvent
from protocol.supervision import HandState, RaiseHand
from protocol.transcript import Final, Gap, Partial
from server.app import Server
from server.storage.calls import CallRecords
from server.storage.database import Database, open_database
from server.storage.errors import StorageFull, from_sqlite
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, pcm, sentence, spoken


def texts(client: WireClient) -> list[str]:
    return [final.text.lower() for final in client.all(Final)]


def sequence(client: WireClient) -> list[int]:
    return [event.seq for event in client.events()]


async def ended(client: WireClient, call: str, customer: int, agent: int = -1) -> CallEnded:
    await client.send(CallEnd(call=call, last_number={"customer": customer, "agent": agent}))
    return await client.until(CallEnded)


async def test_missing_packets_are_asked_for_and_duplicates_ignored(state: StateDirectory,
                                                                    start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 22)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", sound[:4])
        await client.speak("c1", "customer", sound[9:], first=9)
        missing = await client.until(Missing)
        assert (missing.channel, missing.first, missing.last) == ("customer", 4, 8)
        await client.speak("c1", "customer", sound[2:11], first=2)
        await ended(client, "c1", len(sound) - 1)
        assert texts(client) == [sentence(11), sentence(22)]
        assert client.all(Gap) == []


async def test_packets_that_are_gone_become_a_visible_gap(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 22)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", sound[:13])
        await client.speak("c1", "customer", sound[16:], first=16)
        missing = await client.until(Missing)
        await client.send(PacketsGone(call="c1", channel="customer", first=missing.first, last=missing.last))
        await ended(client, "c1", len(sound) - 1)
        gap, = client.all(Gap)
        assert (gap.channel, gap.start_ms, gap.end_ms, gap.why) == ("customer", 1300, 1600, "network")
        assert texts(client)[0] == sentence(11) and len(texts(client)) == 2
        assert sequence(client) == list(range(1, len(client.events()) + 1))


async def test_a_tail_that_never_comes_does_not_keep_the_call_open(state: StateDirectory,
                                                                   start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        await client.send(CallEnd(call="c1", last_number={"customer": 20, "agent": -1}))
        missing = await client.until(Missing)
        assert (missing.first, missing.last) == (13, 20)
        await client.until(CallEnded)
        gap, = client.all(Gap)
        assert (gap.start_ms, gap.end_ms) == (1300, 2100)


async def test_the_end_may_overtake_the_sound(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(31)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(CallEnd(call="c1", last_number={"customer": len(sound) - 1, "agent": -1}))
        await client.speak("c1", "customer", sound)
        await client.until(CallEnded)
        assert texts(client) == [sentence(31)]


async def test_nothing_is_acknowledged_before_it_is_committed(state: StateDirectory, start_server: StartServer) -> None:
    """Acknowledged positions and events are in the file whenever the client hears of them."""
    keys = list_workstation(state)
    server = await start_server()
    reader = sqlite3.connect(f"file:{state.database}?mode=ro", uri=True)
    sound = spoken(1, 2, 3, 4)
    seen = 0
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
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


async def test_positions_advance_in_silence(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", pcm(0, 40))
        await client.acknowledged("customer", 20)


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


async def test_a_call_that_is_over_is_told_once_more(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
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


async def test_a_full_disk_holds_the_call_and_loses_nothing(state: StateDirectory, start_server: StartServer,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 22)
    work = Database.work
    full = False

    def refusing(self: Database, task: Any) -> Any:
        if full and threading_is_writer():
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise from_sqlite(error)
        return work(self, task)
    monkeypatch.setattr(Database, "work", refusing)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        full = True
        await client.speak("c1", "customer", sound)
        error = await client.until(WireError)
        assert error.code == StorageFull.code and error.retryable and error.call == "c1"
        await client.send(Ping(sent_ms=1))
        pong = await client.until(Pong)
        assert "storage.full" in pong.degraded
        assert not client.all(Final) and not [ack for ack in client.all(Acknowledged) if ack.next_number]
        open_speech = pcm(33, 12)
        await client.speak("c1", "customer", open_speech, first=len(sound))
        await client.until(Partial, lambda one: one.text.lower().startswith(sentence(33)))
        await client.send(CallStart(call="c2"))
        assert (await client.until(WireError, lambda one: one.call == "c2")).code == StorageFull.code
        full = False
        await ended(client, "c1", len(sound) + len(open_speech) - 1)
        assert texts(client) == [sentence(11), sentence(22), sentence(33)]
        assert sequence(client) == list(range(1, len(client.events()) + 1))
        await client.send(Ping(sent_ms=2))
        assert "storage.full" not in (await client.until(Pong)).degraded


def threading_is_writer() -> bool:
    import threading

    # key table readings go on; only the thread that writes calls meets the full disk
    return threading.current_thread().name.startswith(("storage", "call"))


async def test_without_a_recogniser_the_call_goes_on_with_gaps(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(speech=fakes.speech(None))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        welcome = await client.hello()
        assert welcome.recogniser.engine == "" and welcome.recogniser.problem
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        gap = await client.until(Gap)
        assert gap.why == "no_recogniser" and gap.start_ms < gap.end_ms
        await client.send(Ping(sent_ms=1))
        assert "asr.none" in (await client.until(Pong)).degraded
        await client.send(Ask(call="c1", text="loan"))
        assert (await ended(client, "c1", 12)).utterances == 0
        # Nobody knows what was said, so nothing was left unsaid.
        assert not [event for event in client.all(Checklist) if event.state in ("due", "missed")]
        assert not client.all(Alert)


async def test_an_engine_that_fails_leaves_a_gap(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(speech=fakes.speech(fakes.BrokenRecogniser()))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        assert (await client.until(Gap)).why == "audio"
        await ended(client, "c1", 12)


async def test_paused_sound_is_acknowledged_and_never_transcribed(state: StateDirectory,
                                                                  start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 77, 22)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(RecordingPause(call="c1", paused=True, at_ms=1300, reason="card"))
        paused = await client.until(RecordingState)
        assert paused.paused and paused.at_ms == 1300 and paused.until_ms > 1300 and paused.reason == "card"
        await client.speak("c1", "customer", sound[:26])
        await client.acknowledged("customer", 20)
        await client.send(RecordingPause(call="c1", paused=False, at_ms=2600))
        assert not (await client.until(RecordingState)).paused
        gaps = [await client.until(Gap), await client.until(Gap)]
        assert {(gap.channel, gap.start_ms, gap.end_ms, gap.why) for gap in gaps} == {
            ("customer", 1300, 2600, "paused"), ("agent", 1300, 2600, "paused")}
        await client.speak("c1", "customer", sound[26:], first=26)
        await ended(client, "c1", len(sound) - 1)
        assert texts(client) == [sentence(11), sentence(22)]
        assert not [partial for partial in client.all(Partial) if sentence(77) in partial.text.lower()]


async def test_a_pause_ends_by_itself_and_outlives_a_restart(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    settings = fakes.settings(state, pause_limit_ms=3000)
    first_server = await start_server(settings)
    async with WireClient(first_server.endpoint, first_server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(RecordingPause(call="c1", paused=True, at_ms=100))
        await client.until(RecordingState)
    await first_server.calls.close()
    await first_server.gateway.stop()
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1", seen_seq=10_000)
        await client.speak("c1", "customer", [*spoken(44), *pcm(0, 20), *spoken(11)])
        state_now = await client.until(RecordingState)
        assert not state_now.paused and state_now.reason == "limit" and state_now.at_ms == 3100
        await ended(client, "c1", 45)
        assert texts(client) == [sentence(11)]


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


async def test_deadlines_pass_by_the_call_s_own_time(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "agent", pcm(0, 35))
        await client.until(Checklist, lambda item: item.item == "greeting" and item.state == "due")
        await client.speak("c1", "agent", pcm(0, 25), first=35)
        missed = await client.until(Checklist, lambda item: item.state == "missed")
        assert missed.at_ms >= 5000


@pytest.mark.parametrize(("pcm_bytes", "number", "code"), [
    (b"", 0, "audio.packet"), (b"odd", 0, "audio.packet"), (bytes(3202), 0, "audio.packet"),
    (bytes(3200), 99_999_999, "audio.number"), (bytes(3200), -1, "audio.number")])
async def test_packets_of_another_format_are_refused(state: StateDirectory, start_server: StartServer, pcm_bytes: bytes,
                                                     number: int, code: str) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", [pcm_bytes], first=number)
        error = await client.until(WireError)
        assert (error.code, error.call) == (code, "c1")
        await client.speak("c1", "customer", spoken(11))
        await client.until(Final)


async def test_a_question_without_an_answer_says_so(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(Ask(call="c1", text="zzzz"))
        assert (await client.until(WireError)).code == "assist.nothing"


async def test_a_flood_of_sound_is_slowed_and_nothing_is_lost(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    quick = fakes.settings(state)
    server = await start_server(replace(quick, gateway=replace(quick.gateway, audio_rate=10.0, audio_burst_s=0.5)))
    sound = spoken(11, 22, 33)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", sound)
        await client.send(CallEnd(call="c1", last_number={"customer": len(sound) - 1, "agent": -1}))
        while not client.all(CallEnded):
            message = await client.next()
            if isinstance(message, Missing):
                await client.speak("c1", "customer", sound[message.first:message.last + 1], first=message.first)
        assert texts(client) == [sentence(11), sentence(22), sentence(33)] and not client.all(Gap)
        assert server.calls.refused_packets and [error.code for error in client.all(WireError)] == ["audio.rate"]


async def test_nobody_comes_back(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(fakes.settings(state, resume_s=0.2))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
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


async def test_too_many_calls_are_refused(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(fakes.settings(state, max_calls_per_client=1))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(CallStart(call="c2"))
        assert (await client.until(WireError)).code == "call.too_many"
        await client.send(CallStart(call="no/id"))
        assert (await client.until(WireError)).code in ("call.malformed", "call.too_many")
