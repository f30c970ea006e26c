"""The newest stored event of a kind in a call: what a restarted server has to know without reading all of a call.

In: a call and types of events as the wire names them.  Out: the newest of each.  Next:
`server.supervision.stepping_in`."""

from __future__ import annotations

from collections.abc import Sequence

import sqlite_utils

from protocol.message import CallEvent

from .calls import CallRecords
from .database import rows


def newest_events(records: CallRecords, call: str, types: Sequence[str]) -> list[CallEvent]:
    """The newest event of each of these types, oldest first; a type that the call has none of is left out.

    Raises:
        StorageError: it can not be read.
    """
    def read(db: sqlite_utils.Database) -> list[int]:
        marks = ", ".join("?" * len(types))
        found = rows(db, f"SELECT max(seq) AS seq FROM events WHERE call = ? AND type IN ({marks}) GROUP BY type",
                     [call, *types])
        return [int(row["seq"]) for row in found]
    numbers = records.database.read(read)
    return records.events_of(call, numbers) if numbers else []
