"""Calls to blocked numbers that a supervisor let through: who, for whom, until when and why.  The number is a keyed hash.

In: an answer of a second person who was checked before.  Out: rows, counted as a ledger, and a line in the audit trail.  Next:
`server.calls.dialling` asks whether a release holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlite_utils

from . import audit, ledgers
from .contacts import number_mark
from .database import Database, rows


@dataclass(frozen=True)
class Release:
    """One release."""

    agent: str
    """Sign-in name of who may call."""
    by: str
    """Sign-in name of who let it through."""
    at: str
    until: str
    """ISO 8601, UTC."""
    reason: str


class ReleaseRecords:
    """The table.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def give(self, phone: str, agent: str, by: str, reason: str, minutes: int, actor: str) -> Release:
        """Let an agent call a number (international form) for so long.

        Raises:
            StorageError: it was not kept, so it does not hold.
        """
        mark, now = number_mark(self.database, phone, ""), datetime.now(UTC)
        made = Release(agent, by, now.isoformat(timespec="milliseconds"),
                       (now + timedelta(minutes=minutes)).isoformat(timespec="milliseconds"), reason)

        def write(db: sqlite_utils.Database) -> None:
            number = db.execute("INSERT INTO dial_releases (number_mark, agent, by, at, until, reason) VALUES (?, ?, ?, ?, ?, ?)",
                                [mark, agent, by, made.at, made.until, b""]).lastrowid
            sealed = self.database.master.wrap(reason.encode(), f"dial_releases|reason|{number}")
            db.execute("UPDATE dial_releases SET reason = ? WHERE n = ?", [sealed, number])
            ledgers.entered(db, self.database.master, "dial_releases", "n = ?", [number])
            audit.append(db, self.database.master, actor, "dial.release",
                         {"release": str(number), "agent": agent, "by": by, "until": made.until})
        self.database.work(write)
        return made

    def standing(self, phone: str, agent: str, now: str) -> Release | None:
        """The release that lets this agent call this number at this time (ISO 8601 with offset), the newest first."""
        mark, moment = number_mark(self.database, phone, ""), datetime.fromisoformat(now)
        return next((one for one in reversed(self._of("number_mark = ? AND agent = ?", [mark, agent]))
                     if datetime.fromisoformat(one.until) > moment), None)

    def all(self) -> list[Release]:
        """Every release, the oldest first."""
        return self._of("1", [])

    def _of(self, where: str, values: list[object]) -> list[Release]:
        def read(db: sqlite_utils.Database) -> list[Release]:
            return [Release(row["agent"], row["by"], row["at"], row["until"], self.database.master.open(
                row["reason"], f"dial_releases|reason|{row['n']}").decode())
                for row in rows(db, f"SELECT * FROM dial_releases WHERE {where} ORDER BY n", values)]
        return self.database.read(read)


def forget(db: sqlite_utils.Database, database: Database, phone: str) -> None:
    """Nothing of this number (international form) is kept, within the caller's transaction."""
    mark = number_mark(database, phone, "")
    with ledgers.changing(db, database.master, "dial_releases", "number_mark = ?", [mark]):
        db.execute("DELETE FROM dial_releases WHERE number_mark = ?", [mark])
