"""The base of every message, and the words shared by all subjects.

A message is a frozen `msgspec.Struct` that carries its own name in the field `type`.  New fields need a
default, so that an older peer's message still decodes; an unknown field is skipped, an unknown `type` is
reported as newer (`protocol.wire.UnknownMessage`), which a receiver logs and ignores.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SAMPLE_RATE_HZ = 16_000
PACKET_MS = 100
PACKET_SAMPLES = SAMPLE_RATE_HZ * PACKET_MS // 1000
"""Samples in one packet: 1600."""
SAMPLES_PER_MS = SAMPLE_RATE_HZ // 1000

Channel = Literal["agent", "customer"]
CHANNELS: tuple[Channel, Channel] = ("customer", "agent")
Language = Literal["zh", "en"]
Role = Literal["agent", "supervisor", "trainer", "quality", "compliance", "administrator"]


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """Anything that crosses the wire."""


class CallEvent(Message, frozen=True, kw_only=True):
    """Something that happened in a call, stored before it is sent, so a client that was away receives it later."""

    call: str
    """Id of the call."""
    seq: int = 0
    """1, 2, 3 … within the call; given by the server when the event is committed; 0 before."""
    at_ms: int = 0
    """Call time: milliseconds since the call's first sample."""
    utterance: str = ""
    """Id of the utterance that caused it (`customer-48000`), empty if none did."""
    speech_end_ms: int = -1
    """Call time at which that utterance's speech ended; -1 if no speech caused it."""


def utterance_id(channel: Channel, first_sample: int) -> str:
    """The id of an utterance: its channel and the position of its first sample (16 kHz) in the call."""
    return f"{channel}-{first_sample}"
