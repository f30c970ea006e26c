"""What goes wrong during a call: the disk, the recogniser, a client that sends what it should not."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from models.asr import Context, Recognition
from protocol.assist import Alert, Ask, Checklist
from protocol.audio import Acknowledged, Missing
from protocol.call import (
    CallEnd,
    CallEnded,
    CallStart,
    Ping,
    Pong,
    WireError,
)
from protocol.transcript import Final, Gap, Partial
from server.storage.database import Database
from server.storage.errors import StorageFull, from_sqlite
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall, ended, sequence, texts
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, pcm, sentence, spoken


class Noting(fakes.LevelRecogniser):
    """Remembers the levels that it decoded."""

    def __init__(self) -> None:
        self.decoded: list[int] = []

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        self.decoded += [round(float(np.max(window, initial=0.0)) * 32768) for window in windows]
        return super().recognise(windows, lang)


async def test_a_full_disk_holds_the_call_and_loses_nothing(state: StateDirectory, start_server: StartServer,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    keys, recogniser = list_workstation(state), Noting()
    server = await start_server(speech=fakes.speech(recogniser))
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
        open_speech = pcm(33, 16)
        await client.speak("c1", "customer", open_speech[:8], first=len(sound))
        await eventually(lambda: 33 in recogniser.decoded)
        await client.speak("c1", "customer", open_speech[8:], first=len(sound) + 8)
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


async def test_an_engine_that_fails_leaves_a_gap(open_call: OpenCall) -> None:
    _, client = await open_call(speech=fakes.speech(fakes.BrokenRecogniser()))
    await client.speak("c1", "customer", spoken(11))
    assert (await client.until(Gap)).why == "audio"
    await ended(client, "c1", 12)


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


async def test_a_flood_of_sound_is_slowed_and_nothing_is_lost(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    quick = fakes.settings(state)
    # ten packets, and next to none after them
    server = await start_server(replace(quick, gateway=replace(quick.gateway, audio_rate=0.01, audio_burst_s=0.5)))
    sound = spoken(11, 22, 33)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", sound)
        await client.send(CallEnd(call="c1", last_number={"customer": len(sound) - 1, "agent": -1}))
        await client.until(WireError)
        server.calls._budgets["c1"]._rate = 200.0
        while not client.all(CallEnded):
            message = await client.next()
            if isinstance(message, Missing):
                await client.speak("c1", "customer", sound[message.first:message.last + 1], first=message.first)
        assert texts(client) == [sentence(11), sentence(22), sentence(33)] and not client.all(Gap)
        assert server.calls.refused_packets and [error.code for error in client.all(WireError)] == ["audio.rate"]


async def test_too_many_calls_are_refused(state: StateDirectory, open_call: OpenCall) -> None:
    _, client = await open_call(fakes.settings(state, max_calls_per_client=1))
    await client.send(CallStart(call="c2"))
    assert (await client.until(WireError)).code == "call.too_many"
    await client.send(CallStart(call="no/id"))
    assert (await client.until(WireError)).code in ("call.malformed", "call.too_many")
