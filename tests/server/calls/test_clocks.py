"""Packet numbers that jump, lie or run on for days: the call's time follows the samples, gaps are gaps, memory is bounded."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from protocol.assist import Feedback
from protocol.audio import Missing, PacketsGone
from protocol.call import CallEnd, CallEnded, RecordingPause, RecordingState
from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLES_PER_MS, Channel
from protocol.transcript import Final, Gap
from server.calls.packets import BELIEVED_PACKETS, GONE_RANGES, HELD_PACKETS, Lost, PacketOrder, Sound
from server.calls.plausible import (
    FARTHEST_PACKETS,
    LONGEST_LOSS_PACKETS,
    call_time_ms,
    last_packet,
    lost_range,
    packet_number,
    storable,
)
from server.storage.calls import CallRecords, Step
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation, sentence, spoken

HALF_AN_HOUR = 18_000


def handed_out(order: PacketOrder, numbers: range) -> list[Sound | Lost]:
    return [part for number in numbers for part in order.arrived(number, b"x")]


def test_one_packet_far_ahead_is_a_slip_and_stops_nothing() -> None:
    order = PacketOrder()
    handed_out(order, range(5))
    assert order.arrived(HALF_AN_HOUR, b"slip") == []
    assert handed_out(order, range(5, 40)) == [Sound(number, b"x") for number in range(5, 40)]
    assert order.missing() is None and order.give_up() == []


def test_many_in_a_row_far_ahead_are_a_jump_and_leave_one_gap() -> None:
    order = PacketOrder()
    handed_out(order, range(5))
    out = handed_out(order, range(HALF_AN_HOUR, HALF_AN_HOUR + 20))
    assert out[0] == Lost(5, HALF_AN_HOUR - 1)
    assert out[1:] == [Sound(number, b"x") for number in range(HALF_AN_HOUR, HALF_AN_HOUR + 20)]


def test_slips_at_ever_other_places_are_no_jump() -> None:
    order = PacketOrder()
    for number in range(HALF_AN_HOUR, HALF_AN_HOUR + 4_000, 2):
        assert order.arrived(number, b"x") == []
    assert order.next_number == 0 and order.held_packets <= BELIEVED_PACKETS


def test_a_loss_that_is_told_brings_what_was_far_into_its_place() -> None:
    order = PacketOrder()
    handed_out(order, range(HALF_AN_HOUR, HALF_AN_HOUR + 3))
    assert order.gone(0, HALF_AN_HOUR - 1) == [Lost(0, HALF_AN_HOUR - 1),
                                               *(Sound(HALF_AN_HOUR + more, b"x") for more in range(3))]


def test_numbers_that_go_back_are_heard_once() -> None:
    order = PacketOrder()
    handed_out(order, range(100))
    assert handed_out(order, range(100)) == [] and order.duplicates == 100 and order.next_number == 100


def test_the_end_drops_what_is_numbered_behind_it() -> None:
    order = PacketOrder()
    handed_out(order, range(3))
    order.arrived(4, b"x")
    order.arrived(900, b"x")
    order.gone(950, 2_000)
    assert order.give_up(6) == [Lost(3, 3), Sound(4, b"x"), Lost(5, 6)]
    assert order.held_packets == 0


def test_losses_named_ahead_of_their_place_are_bounded() -> None:
    order = PacketOrder()
    for number in range(1, 40 * GONE_RANGES, 2):
        order.gone(number, number)
    assert len(order._gone) == GONE_RANGES
    out = handed_out(order, range(0, 8, 2))
    assert [type(part) for part in out] == [Sound, Lost] * 4


@given(st.lists(st.integers(0, 6 * HELD_PACKETS), max_size=300), st.integers(0, 4 * HELD_PACKETS))
def test_whatever_the_numbers_memory_is_bounded_and_time_only_goes_on(numbers: list[int], gone: int) -> None:
    order = PacketOrder()
    reached = 0
    for at, number in enumerate(numbers):
        parts = order.gone(gone, gone + 3) if at == 10 else [
            part for run in range(number, number + 12) for part in order.arrived(run, b"x")]
        for part in parts:
            first, last = (part.first, part.last) if isinstance(part, Lost) else (part.number, part.number)
            assert first == reached and last >= first
            reached = last + 1
        assert order.next_number == reached and order.held_packets < HELD_PACKETS + BELIEVED_PACKETS


def test_eight_hours_in_a_row_leave_nothing_behind() -> None:
    order = PacketOrder()
    for number in range(8 * 36_000):
        assert len(order.arrived(number, b"x")) == 1
    assert order.next_number == 288_000 and order.held_packets == 0 and order._gone == []


def test_what_a_client_may_say_of_numbers_and_times() -> None:
    assert packet_number(0, 0) and packet_number(FARTHEST_PACKETS - 1, 0)
    assert not packet_number(-1, 0) and not packet_number(2**31, 1_000) and packet_number(2**31, 2**31)
    assert lost_range(0, LONGEST_LOSS_PACKETS - 1, 0) and not lost_range(-1, 5, 0) and not lost_range(0, 2**40, 0)
    assert last_packet(-1, 0) and not last_packet(-2, 0) and not last_packet(2**62, 500)
    assert call_time_ms(700, 0) == 700, "a client that catches up is ahead of what was heard"
    assert call_time_ms(-700, 900) == 900 and call_time_ms(2**62, 900) == 900 and call_time_ms(0, 900) == 900
    painted = Feedback(call="c", item="i", kind="final", action="painted", at_ms=5, lag_ms=10.0)
    assert storable(painted, 0)
    assert not storable(Feedback(call="c", item="i", kind="final", action="painted", at_ms=2**63), 0)


async def test_a_jump_of_half_an_hour_is_a_gap_of_half_an_hour(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        await client.speak("c1", "customer", spoken(99)[:1], first=25_000)
        await client.speak("c1", "customer", spoken(22), first=HALF_AN_HOUR)
        pause_ms = (HALF_AN_HOUR + 13) * 100
        await client.until(Final, lambda final: final.start_ms > 1_000_000)
        await client.send(RecordingPause(call="c1", paused=True, at_ms=pause_ms))
        assert (await client.until(RecordingState)).at_ms == pause_ms
        await client.send(CallEnd(call="c1", last_number={"customer": HALF_AN_HOUR + 12, "agent": -1}))
        end = await client.until(CallEnded)
        gap = client.all(Gap)[0]
        assert (gap.channel, gap.start_ms, gap.end_ms, gap.why) == ("customer", 1_300, HALF_AN_HOUR * 100, "network")
        first, second = client.all(Final)
        assert [first.text.lower(), second.text.lower()] == [sentence(11), sentence(22)]
        assert HALF_AN_HOUR * 100 <= second.start_ms < second.end_ms <= HALF_AN_HOUR * 100 + 700
        assert end.duration_ms == (HALF_AN_HOUR + 13) * 100


async def test_positions_beyond_32_bits_stay_exact(state: StateDirectory, start_server: StartServer) -> None:
    """Three days into a call: 4.1e9 samples."""
    keys = list_workstation(state)
    server = await start_server()
    first = 3 * 864_000
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
    await server.calls.close()
    records = CallRecords(server.database)
    position = first * PACKET_SAMPLES
    assert position > 2**31
    await asyncio.to_thread(records.commit, "c1", Step(positions={"customer": position, "agent": position}))
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        assert (await client.start("c1", seen_seq=10_000)).next_number == {"customer": first, "agent": first}
        await client.speak("c1", "customer", spoken(11), first=first)
        final = await client.until(Final)
        assert 0 <= final.start_ms - first * 100 < 100 and final.text.lower() == sentence(11)
        channel, _, sample = final.utterance.partition("-")
        assert channel == "customer" and int(sample) // SAMPLES_PER_MS == final.start_ms
        await client.send(CallEnd(call="c1", last_number={"customer": first + 12, "agent": first - 1}))
        assert (await client.until(CallEnded)).duration_ms == (first + 13) * 100
        assert client.all(Gap) == []


async def test_an_hour_and_a_half_without_a_server_is_one_gap(state: StateDirectory,
                                                              start_server: StartServer) -> None:
    """What left the client's two minutes meanwhile is named as one range, however long it is."""
    keys = list_workstation(state)
    server = await start_server()
    back = 54_000
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "customer", spoken(11))
        await client.until(Final)
        await client.send(PacketsGone(call="c1", channel="customer", first=13, last=back - 1))
        await client.speak("c1", "customer", spoken(22), first=back)
        await client.send(CallEnd(call="c1", last_number={"customer": back + 12, "agent": -1}))
        await client.until(CallEnded)
        gap, = client.all(Gap)
        assert (gap.start_ms, gap.end_ms) == (1_300, back * 100)
        assert [final.text.lower() for final in client.all(Final)] == [sentence(11), sentence(22)]


async def test_two_sides_that_run_apart_are_each_in_their_own_time(state: StateDirectory, start_server: StartServer) -> None:
    """A client that does not even out its clocks: after eight hours 200 ppm are 58 packets, as here after twelve turns."""
    keys = list_workstation(state)
    server = await start_server()
    turns, apart = range(12), 5
    sound: dict[Channel, list[bytes]] = {"customer": [], "agent": []}
    starts: dict[Channel, list[int]] = {"customer": [], "agent": []}
    for turn in turns:
        for channel, silent in (("customer", 13), ("agent", 13 - apart)):
            starts[channel].append(len(sound[channel]))
            sound[channel] += spoken(turn + 1 if channel == "customer" else turn + 31, silence=silent)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        for turn in turns:
            for channel in CHANNELS:
                end = starts[channel][turn + 1] if turn + 1 < len(turns) else len(sound[channel])
                await client.speak("c1", channel, sound[channel][starts[channel][turn]:end], first=starts[channel][turn])
        last: dict[str, int] = {channel: len(sound[channel]) - 1 for channel in CHANNELS}
        assert last["customer"] - last["agent"] == apart * len(turns)
        await client.send(CallEnd(call="c1", last_number=last))
        end_of_call = await client.until(CallEnded)
        assert end_of_call.duration_ms == len(sound["customer"]) * 100
        assert not client.all(Gap) and not client.all(Missing)
        for channel in CHANNELS:
            finals = [final for final in client.all(Final) if final.channel == channel]
            assert [final.text.lower() for final in finals] == [
                sentence(turn + 1 if channel == "customer" else turn + 31) for turn in turns]
            assert all(-240 <= final.start_ms - at * 100 < 100 for final, at in zip(finals, starts[channel], strict=True))
