"""The codec against peers that are wrong, hostile or newer."""

from __future__ import annotations

import msgspec
import pytest

from protocol import wire
from protocol.audio import Packet
from protocol.call import Goodbye, Hello, Ping, WireError
from protocol.message import PACKET_SAMPLES

HELLO = wire.encode(Hello())


def pack(plain: object) -> bytes:
    return msgspec.msgpack.encode(plain)


def test_a_packet_of_sound_fits_many_times_into_the_bound() -> None:
    packet = Packet(call="c" * 32, channel="customer", number=2**31, pcm=bytes(PACKET_SAMPLES * 2))
    assert len(wire.encode(packet)) * 10 < wire.MAX_FRAME_BYTES


def test_a_message_that_is_too_large_is_not_sent() -> None:
    with pytest.raises(wire.WireFormatError, match="the limit is 65536"):
        wire.encode(Goodbye(reason="x" * wire.MAX_FRAME_BYTES))


def test_a_frame_at_the_bound_passes_and_one_byte_more_does_not() -> None:
    room = wire.MAX_FRAME_BYTES - len(wire.encode(Goodbye(reason="x" * 40_000))) + 40_000
    largest = Goodbye(reason="x" * room)
    frame = wire.encode(largest)
    assert len(frame) == wire.MAX_FRAME_BYTES
    assert wire.decode([frame]) == largest
    oversized = pack({"type": "goodbye", "reason": "x" * (room + 1)})
    assert len(oversized) == wire.MAX_FRAME_BYTES + 1
    with pytest.raises(wire.WireFormatError, match="the limit is"):
        wire.decode([oversized])


@pytest.mark.parametrize("frames", [[], [HELLO, HELLO], [HELLO, b""], [b"", HELLO]],
                         ids=["none", "two", "empty second", "empty first"])
def test_a_message_is_exactly_one_frame(frames: list[bytes]) -> None:
    with pytest.raises(wire.WireFormatError, match="one frame"):
        wire.decode(frames)


@pytest.mark.parametrize("frame", [
    b"", b"\x00", b"\xc1", b"hello", HELLO + b"\x00", HELLO[:-1],
    pack([]), pack({}), pack(None), pack({"type": 7}), pack({"type": ""}), pack({"major": 1}),
    pack({"type": "ping", "sent_ms": "soon"}), pack({"type": "packet", "call": "c", "channel": "left", "number": 0,
                                                     "pcm": b""}),
    b"\x91" * 60_000, b"\x81\xa4type\xa2\xff\xfe",
], ids=["empty", "int", "reserved", "text", "trailing", "cut", "list", "no fields", "nil", "type is a number",
        "empty type", "no type", "text for a number", "unknown channel", "nested too deep", "no UTF-8"])
def test_malformed_frames_are_refused_with_a_code(frame: bytes) -> None:
    with pytest.raises(wire.WireFormatError) as caught:
        wire.decode([frame])
    assert type(caught.value) is wire.WireFormatError
    assert caught.value.code == "wire.malformed"
    assert not caught.value.retryable


def test_a_newer_type_differs_from_nonsense() -> None:
    with pytest.raises(wire.UnknownMessage, match="hologram") as caught:
        wire.decode([pack({"type": "hologram", "call": "c1"})])
    assert caught.value.code == "wire.newer"


def test_the_name_of_a_newer_type_is_cut_before_it_is_logged() -> None:
    with pytest.raises(wire.UnknownMessage) as caught:
        wire.decode([pack({"type": "x" * 10_000})])
    assert len(str(caught.value)) < 80


def test_defaults_cost_no_bytes() -> None:
    assert len(wire.encode(Ping(sent_ms=0.0))) < 32
    assert wire.decode([pack({"type": "error", "code": "auth.user"})]) == WireError(code="auth.user")
