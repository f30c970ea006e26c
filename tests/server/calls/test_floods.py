"""Clients that send too much, too fast, nonsense, or read nothing: told once, bounded, and nobody else is harmed."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace

import numpy as np

from protocol.assist import Feedback
from protocol.audio import Packet, PacketsGone
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
from protocol.message import CHANNELS, PACKET_SAMPLES, Channel
from protocol.transcript import Final, Gap
from server.clients import Client
from server.outbox import Outbox
from server.storage.calls import CallRecords
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, pcm, sentence, spoken


def texts(client: WireClient, channel: Channel = "customer") -> list[str]:
    return [final.text.lower() for final in client.all(Final) if final.channel == channel]


def codes(client: WireClient) -> list[str]:
    return [error.code for error in client.all(WireError)]


async def ended(client: WireClient, call: str, customer: int, agent: int = -1) -> CallEnded:
    """Wait for the end of a call, saying now and then that one is there: a client that is silent for 10 s counts as gone."""
    async def says_so() -> None:
        while True:
            await asyncio.sleep(2.0)
            await client.send(Ping(sent_ms=0.0))
    await client.send(CallEnd(call=call, last_number={"customer": customer, "agent": agent}))
    present = asyncio.create_task(says_so())
    try:
        return await client.until(CallEnded, lambda one: one.call == call, timeout_s=90.0)
    finally:
        present.cancel()


async def pinged(client: WireClient, mark: float) -> None:
    """Everything sent so far was read."""
    await client.send(Ping(sent_ms=mark))
    await client.until(Pong, lambda pong: pong.sent_ms == mark)


async def test_who_sends_faster_than_one_speaks_is_told_once_and_slows_nobody_else(
        state: StateDirectory, start_server: StartServer) -> None:
    flooding_keys, quiet_keys = list_workstation(state), list_workstation(state, "W2", "ben")
    settings = fakes.settings(state)
    # a hundred packets at once, and next to none after them
    server = await start_server(replace(settings, gateway=replace(settings.gateway, audio_rate=0.01, audio_burst_s=5.0)))
    async with (WireClient(server.endpoint, server.public_key, flooding_keys) as flooding,
                WireClient(server.endpoint, server.public_key, quiet_keys) as quiet):
        await flooding.hello()
        await flooding.start("c1")
        await quiet.hello()
        await quiet.start("c2")
        flood = asyncio.create_task(flooding.speak("c1", "customer", spoken(11) * 40))
        await quiet.speak("c2", "customer", spoken(22, 33))
        await ended(quiet, "c2", 25)
        await flood
        await pinged(flooding, 1.0)
        assert texts(quiet) == [sentence(22), sentence(33)] and codes(quiet) == []
        assert codes(flooding) == ["audio.rate"]
        assert server.calls.refused_packets >= 300
        assert server.gateway.clients == 2, "it is slowed, not cut"
        await flooding.acknowledged("customer", 80)
        assert set(texts(flooding)) == {sentence(11)} and not flooding.all(Gap)


async def test_a_minute_that_waited_for_the_network_is_taken_at_once(state: StateDirectory,
                                                                     start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    said: dict[Channel, list[int]] = {"customer": list(range(1, 14)), "agent": list(range(51, 64))}
    # the agent answers in the customer's silences
    sound = {"customer": [*spoken(*said["customer"], silence=40), *pcm(0, 23)],
             "agent": [*pcm(0, 23), *spoken(*said["agent"], silence=40)]}
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        count = len(sound["agent"])
        assert count >= 600
        for number in range(count):
            for channel in CHANNELS:
                await client.send(Packet(call="c1", channel=channel, number=number, pcm=sound[channel][number]))
        await ended(client, "c1", count - 1, count - 1)
        for channel in CHANNELS:
            assert texts(client, channel) == [sentence(level) for level in said[channel]]
        assert codes(client) == [] and client.all(Gap) == []
        assert [event.seq for event in client.events()] == list(range(1, len(client.events()) + 1))


def talked_over(levels: range) -> list[bytes]:
    """Utterances of noise, each unlike the others: 600 ms each, as many as fit a minute with 700 ms of silence after each."""
    packets: list[bytes] = []
    for level in levels:
        noise = np.random.default_rng(level).integers(-level, level + 1, 6 * PACKET_SAMPLES)
        noise[0] = level
        packets += [noise[at:at + PACKET_SAMPLES].astype("<i2").tobytes() for at in range(0, len(noise), PACKET_SAMPLES)]
        packets += pcm(0, 7)
    return packets


async def test_a_minute_in_which_both_talked_at_once_is_taken_at_once(state: StateDirectory,
                                                                      start_server: StartServer) -> None:
    """Each of the 92 utterances meets one of the other channel, so that it has to be shown that none is an echo."""
    keys = list_workstation(state)
    server = await start_server()
    said: dict[Channel, range] = {"customer": range(1001, 1047), "agent": range(1051, 1097)}
    sound = {"customer": [*talked_over(said["customer"]), *pcm(0, 5)],
             "agent": [*pcm(0, 5), *talked_over(said["agent"])]}
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        count = len(sound["agent"])
        for number in range(count):
            for channel in CHANNELS:
                await client.send(Packet(call="c1", channel=channel, number=number, pcm=sound[channel][number]))
        await ended(client, "c1", count - 1, count - 1)
        for channel in CHANNELS:
            assert texts(client, channel) == [sentence(level) for level in said[channel]]
        assert codes(client) == [] and client.all(Gap) == []


async def test_nonsense_is_told_once_a_kind_and_the_call_goes_on(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 22)
    whole = pcm(5, 1)[0]
    wrong = [(0, b""), (0, whole[:-1]), (0, whole + b"\0\0"), (-1, whole), (2**31, whole), (2**62, whole)]
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        for number in range(200):
            at, sent = wrong[number % len(wrong)]
            await client.send(Packet(call="c1", channel="customer", number=at, pcm=sent))
            await client.send(PacketsGone(call="c1", channel="agent", first=-1 - number, last=2**40))
        await client.speak("c1", "customer", sound)
        await ended(client, "c1", len(sound) - 1)
        assert sorted(codes(client)) == ["audio.number", "audio.packet"]
        assert texts(client) == [sentence(11), sentence(22)] and client.all(Gap) == []


async def test_feedback_that_can_not_be_stored_takes_no_final_with_it(state: StateDirectory,
                                                                      start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    sound = spoken(11, 22)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        for at_ms, lag_ms in ((2**63, 1.0), (-2**63, 1.0), (5, math.nan), (5, math.inf)):
            await client.send(Feedback(call="c1", item="f1", kind="final", action="painted", at_ms=at_ms, lag_ms=lag_ms))
        await client.send(Feedback(call="c1", item="f2", kind="final", action="painted", at_ms=900, lag_ms=300.0))
        await client.send(Feedback(call="c1", item="f" * 60_000, kind="final", action="painted"))
        await client.speak("c1", "customer", sound)
        await ended(client, "c1", len(sound) - 1)
        assert texts(client) == [sentence(11), sentence(22)] and client.all(Gap) == []
    records = CallRecords(server.database)
    assert [row["item"] for row in await asyncio.to_thread(records.feedback, "c1")] == ["f2"]
    assert len(await asyncio.to_thread(records.utterances, "c1")) == 2


async def test_a_pause_with_an_impossible_time_begins_at_once(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        await client.until(Final)
        await client.acknowledged("customer", 8)
        await client.send(RecordingPause(call="c1", paused=True, at_ms=2**62))
        paused = await client.until(RecordingState)
        assert paused.paused and 600 <= paused.at_ms <= 1300
        await client.speak("c1", "customer", spoken(77), first=13)
        await ended(client, "c1", 25)
        assert texts(client) == [sentence(11)]


async def test_an_impossible_end_ends_the_call_with_the_sound_there_is(state: StateDirectory,
                                                                       start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        end = await ended(client, "c1", 2**61)
        assert end.duration_ms == 1300 and texts(client) == [sentence(11)] and client.all(Gap) == []
        await eventually(lambda: len(server.calls) == 0)


async def test_sound_after_the_end_is_not_heard(state: StateDirectory, start_server: StartServer) -> None:
    """The end waits for packet 7; what is numbered behind the last packet is no part of the call."""
    keys = list_workstation(state)
    server = await start_server()
    sound = [*spoken(11), *spoken(22)]
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", sound[:7])
        await client.speak("c1", "customer", sound[8:16], first=8)
        await client.send(CallEnd(call="c1", last_number={"customer": 12, "agent": -1}))
        await pinged(client, 1.0)
        await client.speak("c1", "customer", sound[16:], first=16)
        await pinged(client, 2.0)
        await client.speak("c1", "customer", sound[7:8], first=7)
        end = await client.until(CallEnded)
        await client.speak("c1", "customer", spoken(33), first=26)
        await pinged(client, 3.0)
        assert texts(client)[0] == sentence(11) and sentence(33) not in texts(client)
        assert end.duration_ms <= 1600, "packets 16 to 25 came after the end was known"


async def test_a_foreign_call_can_not_be_spoken_into_ended_or_holed(state: StateDirectory,
                                                                    start_server: StartServer) -> None:
    keys, foreign_keys = list_workstation(state), list_workstation(state, "W2", "ben")
    server = await start_server()
    sound = spoken(11, 22)
    async with (WireClient(server.endpoint, server.public_key, keys) as client,
                WireClient(server.endpoint, server.public_key, foreign_keys) as foreign):
        await client.hello()
        await client.start("c1")
        await foreign.hello()
        await client.speak("c1", "customer", sound[:13])
        await foreign.speak("c1", "customer", spoken(99, 99))
        await foreign.send(PacketsGone(call="c1", channel="customer", first=0, last=500))
        await foreign.send(CallEnd(call="c1", last_number={"customer": 3, "agent": -1}))
        await foreign.send(RecordingPause(call="c1", paused=True))
        await pinged(foreign, 1.0)
        await client.speak("c1", "customer", sound[13:], first=13)
        await ended(client, "c1", len(sound) - 1)
        assert texts(client) == [sentence(11), sentence(22)]
        assert client.all(Gap) == [] and client.all(RecordingState) == [] and codes(client) == []
        assert set(codes(foreign)) == {"call.not_open"} and foreign.events() == []


async def test_many_starts_of_one_call_at_once_open_it_once(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with (WireClient(server.endpoint, server.public_key, keys) as one,
                WireClient(server.endpoint, server.public_key, keys) as other):
        await one.hello()
        await other.hello()
        for client in (one, other) * 5:
            await client.send(CallStart(call="c1", lang="en"))
        for client in (one, other):
            for _ in range(5):
                await client.until(CallReady)
        assert len(server.calls) == 1 and codes(one) == codes(other) == []
        # whoever said it last owns it
        await other.start("c1", seen_seq=10_000)
        await one.speak("c1", "customer", spoken(99))
        await other.speak("c1", "customer", spoken(11))
        await ended(other, "c1", 12)
        assert texts(other) == [sentence(11)] and texts(one) == []


async def test_who_never_reads_is_cut_and_finds_everything_when_it_comes_back(state: StateDirectory,
                                                                              start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    levels = list(range(1, 41))
    sound = spoken(*levels)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        known = next(line.client for line in server.gateway._lines.values())
        deaf = Client(known.workstation, known.workstation_name, known.user, known.display_name, known.role, Outbox(8))
        server.calls.receive(deaf, CallStart(call="c1", lang="en"))
        await eventually(lambda: len(server.calls) == 1 and len(deaf.outbox) > 0)
        longest = 0
        for number, packet in enumerate(sound):
            server.calls.receive(deaf, Packet(call="c1", channel="customer", number=number, pcm=packet))
            if number % 20 == 19:
                await asyncio.sleep(0.01)
            longest = max(longest, len(deaf.outbox))
        await eventually(lambda: deaf.outbox.overflowed)
        assert longest < 8 + 30 and len(deaf.outbox) == 0, "events are bounded, and of the rest only the newest is kept"
        server.calls.client_gone(deaf)
        await client.start("c1")
        await ended(client, "c1", len(sound) - 1)
        assert [event.seq for event in client.events()] == list(range(1, len(client.events()) + 1))
        assert texts(client) == [sentence(level) for level in levels]
