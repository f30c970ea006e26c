"""The local copy: what a client needs to go on by itself when the server is gone.

Sent after the welcome, once for every playbook in force, in parts that fit a frame.  The whole is JSON, compressed; its digest
stands in every part, and the connection proves who sent it.
"""

from __future__ import annotations

import hashlib
import zlib

import msgspec

from .message import Language, Message

PART_BYTES = 48 * 1024
"""Compressed bytes of one part; a frame has 64 KiB."""
MAX_PARTS = 64
MAX_BYTES = 16 * 1024 * 1024
"""Of a copy before compression; a larger one is refused rather than unpacked."""


class LocalRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule of forbidden words, and how right it has been."""

    id: str
    category: str
    severity: str
    text: str
    """What to do or say instead."""
    version: str = ""
    source: str = ""
    channel: str = "agent"
    negatable: bool = True
    phrases: tuple[str, ...] = ()
    """Every phrase, in lower case and simplified characters; a rule that only patterns find has none."""
    alerts: int = 0
    """Alerts that it has raised in this version."""
    rejected: int = 0
    """Of these, those that the quality officer found wrong."""


class LocalItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that must be said."""

    id: str
    title: str
    say: str = ""
    due_ms: int = -1
    """Call time by which it is due; -1 if no time is set."""
    required: bool = True
    direction: str = ""
    """`outbound` or `inbound`: only in such a call; empty: in every call."""
    only_if: bool = False
    """True: it becomes a duty by what somebody says, which a client alone does not notice."""


class LocalCopy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The rules and the checklist of one playbook."""

    playbook: str
    version: str
    lang: Language
    rules: tuple[LocalRule, ...] = ()
    items: tuple[LocalItem, ...] = ()
    further: tuple[LocalItem, ...] = ()
    """Items that are not of every call: of one direction, or `only_if`."""


class LocalCopyPart(Message, frozen=True, kw_only=True, tag="local_copy"):
    """Server to client: one part of a playbook's local copy."""

    playbook: str
    lang: Language
    digest: str
    """SHA-256 of the whole before compression, hexadecimal."""
    part: int
    """0, 1, 2 …"""
    parts: int
    data: bytes


def parts_of(copy: LocalCopy) -> tuple[LocalCopyPart, ...]:
    """A copy as messages."""
    whole = msgspec.json.encode(copy)
    packed, digest = zlib.compress(whole, 6), hashlib.sha256(whole).hexdigest()
    pieces = [packed[at:at + PART_BYTES] for at in range(0, len(packed), PART_BYTES)]
    return tuple(LocalCopyPart(playbook=copy.playbook, lang=copy.lang, digest=digest, part=place, parts=len(pieces), data=piece)
                 for place, piece in enumerate(pieces))


def joined(parts: list[LocalCopyPart]) -> LocalCopy | None:
    """The copy of all its parts in their order; None if they do not make the whole that their digest names."""
    unpacker = zlib.decompressobj()
    try:
        whole = unpacker.decompress(b"".join(part.data for part in parts), MAX_BYTES)
        if not unpacker.eof or hashlib.sha256(whole).hexdigest() != parts[0].digest:
            return None
        return msgspec.json.decode(whole, type=LocalCopy)
    except (zlib.error, msgspec.DecodeError, IndexError):
        return None
