"""What each finished call adds to the figures of its day: counts only, no words.

In: the counts of a call when it has ended.  Out: the calls of a day with their counts.  Next: `server.supervision.figures`.
They go with their call when it is erased.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlite_utils

from .database import Database, rows

_DAY = """SELECT c.id, c.user, c.opened_at, c.state, t.alerts, t.required, t.said, t.suggestions, t.accepted, t.length_ms
          FROM calls c LEFT JOIN call_tallies t ON t.call = c.id
          WHERE c.training = 0 AND c.opened_at >= ? AND c.opened_at < ? ORDER BY c.opened_at, c.id"""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one call."""

    alerts: int = 0
    """Of severity `stop` and `remind`."""
    required: int = 0
    """Checklist items that it needed."""
    said: int = 0
    suggestions: int = 0
    """Painted."""
    accepted: int = 0
    length_ms: int = 0


class DayCall(msgspec.Struct, frozen=True, kw_only=True):
    """One call of the day."""

    id: str
    user: str
    opened_at: str
    """ISO 8601, UTC."""
    live: bool
    tally: Tally | None
    """None while it is live, or if the server was killed before it was counted."""


class TallyRecords:
    """The table.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, call: str, tally: Tally) -> None:
        """Keep a call's counts; a second time replaces the first.  A call that is gone meanwhile is passed over."""
        def write(db: sqlite_utils.Database) -> None:
            if db.execute("SELECT 1 FROM calls WHERE id = ?", [call]).fetchone() is not None:
                db.execute("INSERT OR REPLACE INTO call_tallies (call, alerts, required, said, suggestions, accepted, length_ms) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)",
                           [call, tally.alerts, tally.required, tally.said, tally.suggestions, tally.accepted, tally.length_ms])
        self._database.work(write)

    def day(self, since: str, until: str) -> list[DayCall]:
        """Calls that were opened in [since, until), ISO 8601 in UTC; training calls never count."""
        return [_call(row) for row in self._database.read(lambda db: rows(db, _DAY, [since, until]))]

    def suggestion_signs(self, call: str) -> list[tuple[str, str]]:
        """(suggestion, action) of everything the agent's client said of its suggestions; ids only."""
        return [(str(row["item"]), str(row["action"])) for row in self._database.read(lambda db: rows(
            db, "SELECT item, action FROM feedback WHERE call = ? AND kind = 'suggestion' ORDER BY n", [call]))]


def _call(row: dict[str, Any]) -> DayCall:
    tally = None if row["alerts"] is None else Tally(**{name: int(row[name]) for name in Tally.__struct_fields__})
    return DayCall(id=row["id"], user=row["user"], opened_at=row["opened_at"], live=row["state"] == "live", tally=tally)
