"""Which kinds of business a call was about, as far as the time of keeping depends on it: names in, sealed rows, names out.

A disk that is stolen must not tell which call was suspicious, so a row holds the keyed hash of call and kind.  In: the kinds
that came up, within the call's transaction.  Next: `server.privacy.retention` asks.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlite_utils

from .database import Database, rows
from .encryption import MasterKey


def note(db: sqlite_utils.Database, master: MasterKey, call: str, kinds: Iterable[str]) -> None:
    """This call was about these too, within the caller's transaction."""
    for kind in kinds:
        db.execute("INSERT OR IGNORE INTO call_kinds (call, mark) VALUES (?, ?)", [call, _mark(master, call, kind)])


def kinds_of(database: Database, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Call -> which of these kinds it was about; calls that were about none are left out."""
    names = tuple(names)
    marks: dict[str, set[str]] = {}
    for row in database.read(lambda db: rows(db, "SELECT call, mark FROM call_kinds")):
        marks.setdefault(str(row["call"]), set()).add(str(row["mark"]))
    return {call: found for call, held in marks.items()
            if (found := frozenset(name for name in names if _mark(database.master, call, name) in held))}


def _mark(master: MasterKey, call: str, kind: str) -> str:
    return master.blind(f"call kind|{call}|{kind}")
