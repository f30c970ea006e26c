"""Bookkeeping of an upload, without sockets: turns, cursors, ranges, duplicates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_app.capture.ring import PacketRing
from copilot_app.link.resend import CallUpload
from protocol.audio import Acknowledged, Missing, Packet, PacketsGone
from protocol.call import CallEnd, CallReady, CallStart
from protocol.message import Channel
from protocol.transcript import Final


def _packet(number: int, channel: Channel = "customer") -> Packet:
    return Packet(call="c1", channel=channel, number=number, pcm=b"\0\0")


def _upload(count: int, span_ms: int = 120_000, channel: Channel = "customer") -> CallUpload:
    ring = PacketRing(span_ms)
    for number in range(count):
        ring.put(_packet(number, channel))
    return CallUpload(CallStart(call="c1"), ring)


def _drained(upload: CallUpload) -> tuple[list[int], list[Any]]:
    numbers, said = [], []
    while True:
        packet, words = upload.next_packet()
        said += words
        if packet is None:
            return numbers, said
        numbers.append(packet.number)


def test_nothing_is_sent_before_the_server_is_ready() -> None:
    upload = _upload(3)
    assert upload.next_packet() == (None, [])
    upload.ready(CallReady(call="c1", next_number={}))
    assert _drained(upload) == ([0, 1, 2], [])
    upload.disconnected()
    assert upload.next_packet() == (None, [])


def test_channels_take_turns() -> None:
    upload = _upload(3)
    for number in range(3):
        upload.ring.put(_packet(number, "agent"))
    upload.ready(CallReady(call="c1", next_number={}))
    order = [upload.next_packet()[0] for _ in range(6)]
    assert [packet.channel for packet in order if packet] == ["customer", "agent"] * 3


def test_a_packet_that_the_socket_did_not_take_is_the_next_again() -> None:
    upload = _upload(2)
    upload.ready(CallReady(call="c1", next_number={}))
    packet, _ = upload.next_packet()
    assert packet is not None
    upload.put_back(packet)
    assert _drained(upload)[0] == [0, 1]
    upload.missing(Missing(call="c1", channel="customer", first=0, last=0))
    again, _ = upload.next_packet()
    assert again is not None and again.number == 0
    upload.put_back(again)
    assert _drained(upload)[0] == [0]


def test_a_range_is_asked_for_twice_but_sent_once() -> None:
    upload = _upload(5)
    upload.ready(CallReady(call="c1", next_number={}))
    _drained(upload)
    for _ in range(2):
        assert upload.missing(Missing(call="c1", channel="customer", first=1, last=99)) == []
    assert _drained(upload) == ([1, 2, 3, 4], [])


def test_what_left_the_ring_while_it_waited_is_named() -> None:
    upload = _upload(5, span_ms=500)
    upload.ready(CallReady(call="c1", next_number={}))
    _drained(upload)
    upload.missing(Missing(call="c1", channel="customer", first=0, last=3))
    for number in range(5, 8):
        upload.ring.put(_packet(number))
    numbers, said = _drained(upload)
    assert numbers == [3, 5, 6, 7]
    assert said == [PacketsGone(call="c1", channel="customer", first=0, last=2)]


def test_the_cursor_that_falls_out_of_the_ring_names_the_gap() -> None:
    upload = _upload(0, span_ms=300)
    upload.ready(CallReady(call="c1", next_number={}))
    for number in range(10):
        upload.ring.put(_packet(number))
    assert _drained(upload) == ([7, 8, 9], [PacketsGone(call="c1", channel="customer", first=0, last=6)])


def test_the_end_is_said_again_after_a_reconnect_and_names_the_last_packets() -> None:
    upload = _upload(4)
    assert upload.end() == CallEnd(call="c1", last_number={"customer": 3, "agent": -1})
    assert CallEnd(call="c1", last_number={"customer": 3, "agent": -1}) in upload.ready(
        CallReady(call="c1", next_number={"customer": 2}))


def test_an_acknowledgement_frees_the_ring() -> None:
    upload = _upload(6)
    upload.acknowledged(Acknowledged(call="c1", channel="customer", next_number=4))
    assert [packet.number for packet in upload.ring.since("customer", 0)] == [4, 5]
    assert upload.ring.get("customer", 3) is None


def test_waiting_counts_what_was_not_sent() -> None:
    upload = _upload(6)
    upload.ready(CallReady(call="c1", next_number={"customer": 2}))
    assert upload.waiting() == 4


def test_numbers_are_never_left_out_of_the_ring() -> None:
    ring = PacketRing()
    ring.put(_packet(0))
    with pytest.raises(ValueError, match="packet 2"):
        ring.put(_packet(2))


@given(st.lists(st.integers(1, 30), max_size=60))
def test_every_event_is_applied_once_and_in_order(seqs: list[int]) -> None:
    upload = _upload(0)
    applied = [seq for seq in seqs if upload.apply(Final(call="c1", seq=seq, channel="agent", start_ms=0, end_ms=1, text=""))]
    assert applied == sorted(set(applied))
    assert upload.opening().seen_seq == max(seqs, default=0)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 60))
def test_whatever_the_server_says_every_packet_is_sent_or_named(next_number: int, count: int, capacity: int) -> None:
    upload = _upload(count, span_ms=capacity * 100)
    gone = upload.ready(CallReady(call="c1", next_number={"customer": next_number}))
    sent, said = _drained(upload)
    named = [number for one in [*gone, *said] if isinstance(one, PacketsGone) for number in range(one.first, one.last + 1)]
    assert sorted(sent + named) == list(range(next_number, count))
