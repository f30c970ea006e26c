"""Message to frame and back: the only codec.

A message is one MessagePack frame.  PCM rides inside it as a binary field rather than in a frame of its own:
ZeroMQ bounds the size of a *frame*, not of a message, so a peer that accepts exactly one frame has a hard bound.

Errors::

    WireFormatError          code `wire.malformed`: not a message of ours; the peer is told, the frame dropped
    └── UnknownMessage       code `wire.newer`: well-formed, but of a type this version does not know: log, ignore
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, Union

import msgspec

from . import (
    assist,
    audio,
    authoring,
    call,
    consent,
    dialling,
    local,
    real_calls,
    relay,
    supervision,
    training,
    transcript,
    wallboard,
)
from .message import Message

MAX_FRAME_BYTES = 64 * 1024
"""Upper bound of one frame; set as ZMQ_MAXMSGSIZE on every socket."""

_MODULES = (call, audio, transcript, assist, supervision, local, authoring, consent, relay, wallboard, training, real_calls,
            dialling)


class WireFormatError(Exception):
    """The frame is no message of ours."""

    code = "wire.malformed"
    retryable = False


class UnknownMessage(WireFormatError):
    """A well-formed message of a type that this version does not know."""

    code = "wire.newer"


def message_types() -> tuple[type[Message], ...]:
    """Every concrete message type, in the order of the modules; found by walking them, so none is forgotten."""
    found: list[type[Message]] = []
    for module in _MODULES:
        for value in vars(module).values():
            if (isinstance(value, type) and issubclass(value, Message) and value.__module__ == module.__name__
                    and value.__struct_config__.tag is not None):
                found.append(value)
    return tuple(found)


_TYPES = message_types()
_TAGS = {str(kind.__struct_config__.tag) for kind in _TYPES}
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Union[_TYPES])  # noqa: UP007 - built at run time


class _Tag(msgspec.Struct):
    type: str = ""


_tag_decoder = msgspec.msgpack.Decoder(_Tag)

M = TypeVar("M", bound=Message)


def encode(message: Message) -> bytes:
    """The frame of a message.

    Raises:
        WireFormatError: the frame would be larger than `MAX_FRAME_BYTES`.
    """
    frame = _encoder.encode(message)
    if len(frame) > MAX_FRAME_BYTES:
        raise WireFormatError(f"{type(message).__name__} takes {len(frame)} bytes, the limit is {MAX_FRAME_BYTES}")
    return frame


def decode(frames: Sequence[bytes | memoryview]) -> Message:
    """The message of the frames that one receive returned (routing id already taken off).

    Raises:
        UnknownMessage: well-formed, but its type is newer than this program.
        WireFormatError: anything else that is not exactly one message of ours.
    """
    if len(frames) != 1:
        raise WireFormatError(f"a message is one frame, got {len(frames)}")
    frame = frames[0]
    if len(frame) > MAX_FRAME_BYTES:
        raise WireFormatError(f"{len(frame)} bytes, the limit is {MAX_FRAME_BYTES}")
    try:
        message: Message = _decoder.decode(frame)
        return message
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error)
    try:
        tag = _tag_decoder.decode(frame).type
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise WireFormatError(reason) from None
    if tag and tag not in _TAGS:
        raise UnknownMessage(f"message type {tag[:40]!r}")
    raise WireFormatError(reason)
