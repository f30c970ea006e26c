"""Calls to one number, as far as rules count them: a keyed hash of the number, a rule, a call and when.  No number and no words.

In: the rules whose words were said for the first time in a call, within the call's transaction.  Out: how many earlier calls
to a number each rule has counted.  Next: `server.calls.opening` gives it to a new call as its first input.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

import sqlite_utils

from . import ledgers
from .database import Database, rows
from .encryption import MasterKey

_NOTE = """INSERT OR IGNORE INTO contacts (number_mark, rule, call, at)
           SELECT number_mark, ?, id, opened_at FROM calls WHERE id = ? AND number_mark != '' AND training = 0"""


def note(db: sqlite_utils.Database, master: MasterKey, call: str, rules: Iterable[str]) -> None:
    """Count this call for these rules, once each, within the caller's transaction."""
    for rule in rules:
        with ledgers.changing(db, master, "contacts", "rule = ? AND call = ?", [rule, call]):
            db.execute(_NOTE, [rule, call])


def number_mark(database: Database, phone: str, customer_id: str, matter: str = "") -> str:
    """What stands for a number: a keyed hash of its digits, else of the customer; empty if neither is known.

    Args:
        matter: what the call is about, as the dialler names it: calls about two debts of one person count apart.
    """
    digits = "".join(character for character in phone if character.isdigit())
    about = f"|{matter}" if matter else ""
    if digits:
        return database.master.blind(f"contact number|{digits}{about}")
    return database.master.blind(f"contact customer|{customer_id}{about}") if customer_id else ""


def earlier(database: Database, mark: str, periods_h: Mapping[str, int], now_text: str) -> dict[str, int]:
    """Rule -> calls to this number that it has counted within its period (hours) before `now_text` (ISO 8601)."""
    if not mark or not periods_h:
        return {}
    now = datetime.fromisoformat(now_text).astimezone(UTC)

    def read(db: sqlite_utils.Database) -> dict[str, int]:
        counted: dict[str, int] = {}
        for row in rows(db, "SELECT rule, at FROM contacts WHERE number_mark = ?", [mark]):
            hours = periods_h.get(str(row["rule"]))
            if hours is not None and now - datetime.fromisoformat(row["at"]).astimezone(UTC) < timedelta(hours=hours):
                counted[row["rule"]] = counted.get(row["rule"], 0) + 1
        return counted
    return database.read(read)
