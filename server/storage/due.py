"""Which records are older than their period; times are the server's own, ISO 8601 in UTC.

In: a time.  Out: what was written before it, deleted unless only counted.  Next: `server.privacy.retention`.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlite_utils

from . import audit, ledgers
from .database import Database, rows

_BATCH = 500
"""Records of one transaction, so that live calls never wait long."""


class DueRecords:
    """Questions by age.  All methods are synchronous."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def calls(self, before: str, training: bool) -> list[str]:
        """Ids of calls that were closed before this time, oldest first."""
        return self._database.read(lambda db: [str(row["id"]) for row in rows(
            db, "SELECT id FROM calls WHERE state != 'live' AND training = ? AND coalesce(closed_at, opened_at) < ? "
                "ORDER BY opened_at", [int(training), before])])

    def customers(self, before: str, dry: bool) -> int:
        """Customers of the built-in table that were imported before; those in a call under a legal hold stay."""
        def write(db: sqlite_utils.Database) -> int:
            found = rows(db, "SELECT id FROM customers WHERE imported_at < ? AND id NOT IN (SELECT p.person "
                             "FROM call_people p JOIN holds h ON h.call = p.call WHERE p.kind = 'customer') LIMIT ?",
                         [before, -1 if dry else _BATCH])
            for row in () if dry else found:
                db.execute("DELETE FROM customer_phones WHERE customer = ?", [row["id"]])
                db.execute("DELETE FROM customers WHERE id = ?", [row["id"]])
            return len(found)
        return self._whole(write, dry)

    def consents(self, before: str, dry: bool) -> int:
        """Lines of the ledger; the last decision of a person about a purpose stays while it forbids something."""
        due = ("at < ? AND call NOT IN (SELECT call FROM holds) AND NOT (state IN ('refused', 'withdrawn') AND n = "
               "(SELECT max(n) FROM consents later WHERE later.kind = consents.kind AND later.person = consents.person "
               "AND later.purpose = consents.purpose AND later.state IN ('given', 'refused', 'withdrawn')))")
        if dry:
            return self._database.read(lambda db: int(db.execute(f"SELECT count(*) FROM consents WHERE {due}",
                                                                 [before]).fetchone()[0]))
        return self._deleted("consents", due, before)

    def audit(self, before: str, actor: str, dry: bool) -> int:
        """Rows of the audit trail whose fields are emptied."""
        def write(db: sqlite_utils.Database) -> int:
            found = [int(row["n"]) for row in rows(
                db, "SELECT n FROM audit WHERE at < ? AND detail != '' AND digest != '' AND "
                    f"action NOT IN ({', '.join('?' * len(audit.KEPT))}) LIMIT ?",
                [before, *audit.KEPT, -1 if dry else _BATCH])]
            return len(found) if dry else audit.erase(db, self._database.master, actor, found)
        return self._whole(write, dry)

    def coaching(self, before: str, dry: bool) -> int:
        """Coaching notes and bookmarks that were made before; those of a call under a legal hold stay."""
        due = "FROM coaching WHERE made_at < ? AND call NOT IN (SELECT call FROM holds)"
        if dry:
            return self._database.read(lambda db: int(db.execute(f"SELECT count(*) {due}", [before]).fetchone()[0]))
        return self._database.work(lambda db: db.execute(f"DELETE {due}", [before]).rowcount)

    def grants(self, before: str, dry: bool) -> int:
        """Rights of supervisors that were taken back or ran out before, and releases of blocked numbers."""
        due = {"grants": "min(coalesce(ended_at, until), until) < ?", "dial_releases": "until < ?"}
        if dry:
            return self._database.read(lambda db: sum(int(db.execute(
                f"SELECT count(*) FROM {table} WHERE {where}", [before]).fetchone()[0]) for table, where in due.items()))
        return sum(self._deleted(table, where, before) for table, where in due.items())

    def unfinished(self) -> bool:
        """True if the last run of the retention began and did not end."""
        last = self._database.read(lambda db: rows(
            db, "SELECT action FROM audit WHERE action IN ('retention.begin', 'retention.end') ORDER BY n DESC LIMIT 1"))
        return bool(last) and last[0]["action"] == "retention.begin"

    def _deleted(self, ledger: str, where: str, before: str) -> int:
        def write(db: sqlite_utils.Database) -> int:
            with ledgers.changing(db, self._database.master, ledger, where, [before]):
                return db.execute(f"DELETE FROM {ledger} WHERE {where}", [before]).rowcount
        return self._database.work(write)

    def _whole(self, write: Callable[[sqlite_utils.Database], int], dry: bool) -> int:
        """Batch by batch until nothing is left."""
        if dry:
            return self._database.read(write)
        total = 0
        while count := self._database.work(write):
            total += count
        return total
