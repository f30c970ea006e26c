"""The audit trail: who did what, as a chain in which every row signs the one before it.

In: an actor, an action, a few plain fields (never words of a call).  Out: rows; `verify` finds any that was changed,
removed or put in, also at the end of the chain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlite_utils

from .database import Database, rows
from .encryption import MasterKey

_START = "0" * 64


@dataclass(frozen=True)
class AuditReport:
    """What `verify` found."""

    rows: int
    """Rows in the chain."""
    problems: tuple[str, ...]
    """One sentence each; empty if the chain is whole."""


def now_text() -> str:
    """The server's clock, ISO 8601 in UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def append(db: sqlite_utils.Database, master: MasterKey, actor: str, action: str, detail: dict[str, str]) -> None:
    """Add a row within the caller's transaction, so that no act goes unrecorded."""
    head = db.execute("SELECT n, link FROM audit_head WHERE one = 1").fetchone()
    number, previous = (int(head[0]) + 1, str(head[1])) if head else (1, _START)
    row = {"n": number, "at": now_text(), "actor": actor, "action": action,
           "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True)}
    link = master.sign(_canonical(row, previous))
    db.table("audit").insert({**row, "link": link})
    db.table("audit_head", pk="one").upsert({"one": 1, "n": number, "link": link})


def verify(database: Database) -> AuditReport:
    """Walk the chain from its first row to its signed head."""
    def read(db: sqlite_utils.Database) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        return rows(db, "SELECT n, at, actor, action, detail, link FROM audit ORDER BY n"), rows(
            db, "SELECT n, link FROM audit_head")
    found, heads = database.read(read)
    problems: list[str] = []
    previous, expected = _START, 1
    for row in found:
        number = int(str(row["n"]))
        if number != expected:
            problems.append(f"row {expected} is missing" if number == expected + 1
                            else f"rows {expected} to {number - 1} are missing")
        link = str(row.pop("link"))
        if number == expected and database.master.sign(_canonical(row, previous)) != link:
            problems.append(f"row {number} was changed after it was written")
        previous, expected = link, number + 1
    head_number, head_link = (int(str(heads[0]["n"])), str(heads[0]["link"])) if heads else (0, _START)
    if head_number != expected - 1:
        problems.append(f"the chain ends at row {expected - 1}, its head says {head_number}: rows were removed or put in")
    elif head_link != previous:
        problems.append("the head does not match the last row")
    return AuditReport(len(found), tuple(problems))


def _canonical(row: dict[str, object], previous: str) -> bytes:
    return json.dumps([previous, row["n"], row["at"], row["actor"], row["action"], row["detail"]],
                      ensure_ascii=False, separators=(",", ":")).encode()
