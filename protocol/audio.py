"""Sound on its way to the server: numbered packets, cumulative acknowledgement, missing ranges."""

from __future__ import annotations

from .message import PACKET_SAMPLES, Channel, Message


class Packet(Message, frozen=True, kw_only=True, tag="packet"):
    """Client to server: 100 ms of one channel.  Its first sample stands at `number * 1600` of the call."""

    call: str
    channel: Channel
    number: int
    """0, 1, 2 … per channel; never reused for other sound."""
    pcm: bytes
    """16 kHz mono signed 16-bit little-endian, 3200 bytes; a shorter one may only be the last."""
    filled: bool = False
    """True if the device gave nothing and the client filled in silence."""

    @property
    def first_sample(self) -> int:
        """Position of the first sample in the call (16 kHz)."""
        return self.number * PACKET_SAMPLES


class PacketsGone(Message, frozen=True, kw_only=True, tag="packets_gone"):
    """Client to server: these packets left the 120 s ring unsent; mark the gap, never hide it."""

    call: str
    channel: Channel
    first: int
    last: int
    """Inclusive."""


class Acknowledged(Message, frozen=True, kw_only=True, tag="ack"):
    """Server to client: everything of this channel before `next_number` is transcribed and committed."""

    call: str
    channel: Channel
    next_number: int


class Missing(Message, frozen=True, kw_only=True, tag="missing"):
    """Server to client: these packets never arrived; send them again (or say `PacketsGone`)."""

    call: str
    channel: Channel
    first: int
    last: int
    """Inclusive."""
