"""Taking a call out of the database for good, leaving what proves that it was taken out on purpose.

In: the id of a closed call and the reason.  Out: nothing of it but a signed tombstone and an audit row with the
digest of what stood there.  Every table with a column `call` is emptied of it, so a table that is added later is not
forgotten.  Next: `server.privacy`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlite_utils

from . import audit, consents, ledgers
from .database import Database, rows
from .errors import StorageError, UnknownRecord

TOMBSTONES = "erased"
"""The one table that keeps the ids of calls that are gone."""


class CallHeld(StorageError):
    """A legal hold, or the call itself, forbids the deletion."""

    code = "storage.held"


@dataclass(frozen=True)
class Tombstone:
    """That a call was here."""

    call: str
    at: str
    why: str
    """`erasure` or `retention`."""
    request: str
    rows: int
    digest: str
    """SHA-256 over the stored rows, still encrypted: fits a backup, tells nothing."""


def erase_call(database: Database, call: str, why: str, request: str, actor: str) -> Tombstone | None:
    """Delete a call in one transaction; None if it is gone already.

    Raises:
        CallHeld: it is live, or under a legal hold.
    """
    def write(db: sqlite_utils.Database) -> Tombstone | None:
        found = rows(db, "SELECT state FROM calls WHERE id = ?", [call])
        if not found:
            return None
        if found[0]["state"] == "live":
            raise CallHeld(f"call {call} is still running; end it, then try again")
        if rows(db, "SELECT call FROM holds WHERE call = ?", [call]):
            raise CallHeld(f"call {call} is under a legal hold; see `seatmate-server retention show`")
        db.execute("PRAGMA defer_foreign_keys=ON")
        if why == "retention":
            consents.outlive(db, database.master, call)
        count, digest = 0, hashlib.sha256()
        for table in call_tables(db):
            for row in rows(db, f"SELECT * FROM [{table}] WHERE call = ?", [call]):
                digest.update(repr(sorted(row.items())).encode())
                count += 1
            with ledgers.changing(db, database.master, table, "call = ?", [call]):
                db.execute(f"DELETE FROM [{table}] WHERE call = ?", [call])
        with ledgers.changing(db, database.master, "calls", "id = ?", [call]):
            db.execute("DELETE FROM calls WHERE id = ?", [call])
        stone = Tombstone(call, audit.now_text(), why, request, count + 1, digest.hexdigest())
        db.table(TOMBSTONES).insert({**vars(stone), "mark": database.master.sign(_canonical(stone))})
        ledgers.entered(db, database.master, TOMBSTONES, "call = ?", [call])
        audit.append(db, database.master, actor, "call.erased", {
            "call": call, "why": why, "request": request, "rows": str(stone.rows), "digest": stone.digest})
        return stone
    return database.work(write)


def call_tables(db: sqlite_utils.Database) -> list[str]:
    """Tables with rows of calls, sorted."""
    names = [str(row["name"]) for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return sorted(name for name in names if name != TOMBSTONES
                  and any(str(column["name"]) == "call" for column in rows(db, f"PRAGMA table_info([{name}])")))


def tombstones(database: Database) -> list[Tombstone]:
    """All, oldest first.

    Raises:
        StorageError: one was not written by this server.
    """
    found = database.read(lambda db: rows(db, f"SELECT * FROM {TOMBSTONES} ORDER BY at, call"))
    stones = []
    for row in found:
        mark = str(row.pop("mark"))
        stone = Tombstone(**row)
        if database.master.sign(_canonical(stone)) != mark:
            raise StorageError(f"the record that call {stone.call} was erased was not written by this server; restore a backup")
        stones.append(stone)
    return stones


def texts_left(database: Database, texts: Iterable[str]) -> list[str]:
    """`table.column` of every field that still holds one of these texts in the clear."""
    wanted = [text for text in texts if text]

    def read(db: sqlite_utils.Database) -> list[str]:
        found: list[str] = []
        for table in [str(row["name"]) for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]:
            for row in db.query(f"SELECT * FROM [{table}]"):
                found += [f"{table}.{name}" for name, value in row.items() if _holds(value, wanted)]
        return sorted(set(found))
    return database.read(read)


def require_calls(database: Database, calls: Iterable[str]) -> None:
    """Raises `UnknownRecord` for an id that is no call's."""
    for call in calls:
        if not database.read(lambda db, call=call: rows(db, "SELECT id FROM calls WHERE id = ?", [call])):  # type: ignore[misc]
            raise UnknownRecord(f"there is no call {call!r}; see `seatmate-server calls list`")


def _holds(value: object, wanted: list[str]) -> bool:
    text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return any(one in text for one in wanted)


def _canonical(stone: Tombstone) -> bytes:
    return json.dumps(vars(stone), sort_keys=True, separators=(",", ":")).encode()
