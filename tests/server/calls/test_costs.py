"""What makes the cost of a call beside speech, counted instead of timed: wake-ups, trips, transactions, answers, tasks, memory."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import tracemalloc
from collections.abc import Sequence

import numpy as np
import pytest
import zmq
from numpy.typing import NDArray

from models.asr import Context, Recognition
from protocol.audio import Acknowledged, Packet
from protocol.call import CallReady, CallStart, Goodbye
from protocol.message import CHANNELS
from protocol.transcript import Final
from protocol.wire import encode
from server import sound_rounds
from server.app import Server
from server.clients import Client
from server.outbox import Outbox
from server.storage.state import StateDirectory
from tests.server.calls.conftest import OpenCall
from tests.server.conftest import StartServer
from tests.server.fakes import LevelRecogniser, eventually, sentence, speech, spoken


async def test_packets_that_come_together_cost_few_wake_ups(open_call: OpenCall) -> None:
    server, client = await open_call()
    sound = [*spoken(11), *spoken(22), *spoken(33)] * 5
    plain: zmq.Socket[bytes] = zmq.Socket.shadow(client.socket.underlying)
    before = server.gateway.messages, server.gateway.rounds
    for number, pcm in enumerate(sound):
        for channel in CHANNELS:
            plain.send(encode(Packet(call="c1", channel=channel, number=number, pcm=pcm)))
    # the loop stands still meanwhile, as one does that is busy with a thousand calls
    time.sleep(0.5)  # noqa: ASYNC251
    await client.acknowledged("customer", len(sound) - 8)
    await client.acknowledged("agent", len(sound) - 8)
    packets, rounds = server.gateway.messages - before[0], server.gateway.rounds - before[1]
    assert packets == 2 * len(sound) == 390
    assert rounds <= packets / 10
    parts = server.calls._parts
    assert parts.workbench.trips <= packets / 2
    finals = len(client.all(Final))
    assert finals == 30 and parts.commits.transactions <= parts.commits.steps
    assert len(client.all(Acknowledged)) <= 2 * parts.commits.steps
    assert parts.commits.steps <= finals + 40, "a step for each utterance, and a few for silence, never one a packet"


async def test_in_a_full_house_packets_of_a_call_wait_for_each_other(open_call: OpenCall, monkeypatch: pytest.MonkeyPatch) -> None:
    server, client = await open_call()
    batches: list[int] = []
    hear = server.calls.receive_sound

    def heard(sender: Client, packets: Sequence[Packet]) -> None:
        batches.append(len(packets))
        hear(sender, packets)
    monkeypatch.setattr(server.calls, "receive_sound", heard)
    monkeypatch.setattr(sound_rounds, "HOLDS", ((0, 0.3),))
    server.gateway._sound._hold_s = 0.3
    sound = [*spoken(11), *spoken(22)]
    for number, pcm in enumerate(sound):
        await client.send(Packet(call="c1", channel="customer", number=number, pcm=pcm))
        await asyncio.sleep(0.01)
    await client.acknowledged("customer", len(sound) - 8)
    assert sum(batches) == len(sound) and len(batches) <= len(sound) / 2
    assert [final.text.lower() for final in client.all(Final)] == [sentence(11), sentence(22)]


async def test_sound_that_waits_is_heard_when_its_client_leaves(open_call: OpenCall, monkeypatch: pytest.MonkeyPatch) -> None:
    server, client = await open_call()
    monkeypatch.setattr(sound_rounds, "HOLDS", ((0, 3_600.0),))
    server.gateway._sound._hold_s = 3_600.0
    for number, pcm in enumerate(spoken(11)[:5]):
        await client.send(Packet(call="c1", channel="customer", number=number, pcm=pcm))
    await eventually(lambda: server.gateway.messages >= 7 and len(server.gateway._sound) == 1)
    (session,) = server.calls.live
    assert session.heard_ms == 0
    await client.send(Goodbye())
    await eventually(lambda: session.heard_ms == 500 and session.client is None)
    assert not server.gateway._sound


async def open_calls(server: Server, number: int, first: int = 0) -> list[Client]:
    clients = []
    for index in range(first, first + number):
        client = Client(f"w{index}", f"w{index}", "u", "u", "agent", Outbox(100))
        server.calls.receive(client, CallStart(call=f"{index:032x}", lang="en"))
        clients.append(client)
    await eventually(lambda: all(any(isinstance(message, CallReady) for message in client.outbox._waiting.values())
                                 for client in clients))
    return clients


def speak(client: Client, server: Server, call: str, packets: list[bytes], first: int = 0) -> None:
    for number, pcm in enumerate(packets, first):
        server.calls.receive(client, Packet(call=call, channel="customer", number=number, pcm=pcm))


async def test_a_quiet_call_has_two_tasks_and_shares_one_clock(start_server: StartServer) -> None:
    server = await start_server()
    await open_calls(server, 1)
    tasks = len(asyncio.all_tasks())
    await open_calls(server, 30, first=1)
    await eventually(lambda: len(asyncio.all_tasks()) <= tasks + 2 * 30)
    turns, begun_s = server.calls._clock.turns, time.monotonic()
    await asyncio.sleep(0.1)
    passed_s = time.monotonic() - begun_s
    assert 0 < server.calls._clock.turns - turns <= passed_s / server.calls._clock._pause_s + 1


async def test_a_call_that_has_spoken_holds_little(state: StateDirectory, start_server: StartServer) -> None:
    server = await start_server()
    sound = spoken(11, 22)
    clients = await open_calls(server, 3)
    for index, client in enumerate(clients):
        speak(client, server, f"{index:032x}", sound)
    await eventually(lambda: all(settled(client) for client in clients))
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        more = await open_calls(server, 20, first=3)
        for index, client in enumerate(more, 3):
            speak(client, server, f"{index:032x}", sound)
        await eventually(lambda: all(settled(client) for client in more), 30.0)
        gc.collect()
        held = (tracemalloc.get_traced_memory()[0] - before) / len(more)
    finally:
        tracemalloc.stop()
    assert held < 400_000, f"{held:.0f} bytes a call"


def settled(client: Client) -> bool:
    """Both finals have come."""
    found = [message.text.lower() for message in client.outbox._waiting.values() if isinstance(message, Final)]
    return sorted(found) == sorted([sentence(11), sentence(22)])


class Held(LevelRecogniser):
    """Waits until it may begin."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.inside = 0

    def recognise(self, windows: Sequence[NDArray[np.float32]], lang: str, *, prompt: str = "",
                  hot_words: Sequence[str] = (), contexts: Sequence[Context] = (), beam: int = 1, final: bool = False,
                  attempt: int | None = None) -> list[Recognition]:
        self.inside += len(windows)
        assert self.gate.wait(60)
        return super().recognise(windows, lang)


async def test_what_calls_commit_at_one_moment_shares_a_transaction(start_server: StartServer) -> None:
    recogniser = Held()
    server = await start_server(speech=speech(recogniser))
    clients = await open_calls(server, 20)
    before = server.calls._parts.commits.steps, server.calls._parts.commits.transactions
    for index, client in enumerate(clients):
        speak(client, server, f"{index:032x}", spoken(11))
    await eventually(lambda: all(session._transcribing.open_sample("customer") is not None for session in server.calls.live)
                     and server.scheduler.queue_depth + recogniser.inside >= 20)
    recogniser.gate.set()
    await eventually(lambda: all(any(isinstance(message, Final) for message in client.outbox._waiting.values())
                                 for client in clients), 30.0)
    commits = server.calls._parts.commits
    steps, transactions = commits.steps - before[0], commits.transactions - before[1]
    assert steps >= 20 and transactions <= steps / 2
