"""Rows of the steps of many calls in few statements.

In: steps that share a transaction (`calls`).  Out: their utterances, inputs, events and positions in the tables, in order.
Python's lock changes hands with every statement, and in a full house it takes longer to get it back than to insert a row: so
rows go in many at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
import sqlite_utils

from protocol import wire
from protocol.message import Message

from .encryption import FieldCipher

if TYPE_CHECKING:
    from .calls import Step

# Written as SQL because a step of every call is written several times a minute: `table.insert` reads the schema each time.
_UTTERANCES = "INSERT INTO utterances (call, channel, start_sample, end_sample, id, body) VALUES {}"
_INPUTS = "INSERT INTO inputs (call, n, kind, body) VALUES {}"
_EVENTS = "INSERT INTO events (call, seq, type, at_ms, utterance, body) VALUES {}"
_POSITIONS = ("INSERT INTO channels (call, channel, position) VALUES {} ON CONFLICT (call, channel) "
              "DO UPDATE SET position = max(position, excluded.position)")
_LAST_INPUTS = "SELECT call, max(n) FROM inputs WHERE call IN (VALUES {}) GROUP BY call"
_LARGEST = 32
"""Rows of a statement at most; its sizes are powers of two, so that SQLite keeps all of them prepared."""


def event_type(event: Message) -> str:
    """The name of a message type on the wire and in event files."""
    return str(event.__struct_config__.tag)


def write_rows(db: sqlite_utils.Database, steps: Sequence[tuple[str, Step]], cipher_of: Callable[[str], FieldCipher]) -> None:
    """Insert the rows of these steps, each sealed by its call's cipher, within the caller's transaction.

    Raises:
        UnknownRecord: there is no such call.
        sqlite3.IntegrityError: one of the rows is there already.
    """
    utterances: list[Sequence[object]] = []
    inputs: list[Sequence[object]] = []
    events: list[Sequence[object]] = []
    positions: list[Sequence[object]] = []
    last_input = _last_inputs(db, [call for call, step in steps if step.inputs])
    for call, step in steps:
        cipher = cipher_of(call)
        if (said := step.said) is not None:
            name = said.utterance.id
            utterances.append((call, said.utterance.channel, said.start_sample, said.end_sample, name, cipher.encrypt(
                msgspec.json.encode(said.utterance), f"utterances|body|{call}/{name}")))
        for given in step.inputs:
            number = last_input[call] = last_input.get(call, 0) + 1
            inputs.append((call, number, given.kind, cipher.encrypt(
                msgspec.json.encode(given), f"inputs|body|{call}/{number}")))
        events += [(call, event.seq, event_type(event), event.at_ms, event.utterance, cipher.encrypt(
            wire.encode(event), f"events|body|{call}/{event.seq}")) for event in step.events]
        positions += [(call, channel, position) for channel, position in step.positions.items()]
    for sql, rows in ((_UTTERANCES, utterances), (_INPUTS, inputs), (_EVENTS, events), (_POSITIONS, positions)):
        for some in _portions(rows):
            db.execute(_filled(sql, len(some), len(some[0])), [value for row in some for value in row])


def _last_inputs(db: sqlite_utils.Database, calls: Sequence[str]) -> dict[str, int]:
    """Call -> number of its last input; a call without any is left out."""
    found: dict[str, int] = {}
    for some in _portions(calls):
        found.update((str(call), int(number)) for call, number in db.execute(_filled(_LAST_INPUTS, len(some), 1), some))
    return found


def _portions(whole: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """In its order, in as few parts as possible whose lengths are powers of two."""
    at = 0
    while at < len(whole):
        size = min(_LARGEST, 1 << (len(whole) - at).bit_length() - 1)
        yield whole[at:at + size]
        at += size


@lru_cache(maxsize=128)
def _filled(sql: str, rows: int, columns: int) -> str:
    """The statement with a place for every value."""
    return sql.format(", ".join(["(" + ", ".join("?" * columns) + ")"] * rows))
