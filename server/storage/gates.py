"""Risky operations that wait for a second person, and answers given at the console.

In: `Gate` events as they are committed, answers of `seatmate-server gate`.  Out: what waits, for whom, since when.
Next: `server.calls.second_person` and the command read it; the words of a call never enter here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlite_utils

from protocol.assist import Gate
from protocol.message import CallEvent

from . import audit, ledgers
from .database import Database, rows
from .encryption import MasterKey


@dataclass(frozen=True)
class OpenGate:
    """One operation that waits."""

    call: str
    gate: str
    operation: str
    asked_at: str
    """ISO 8601, the server's clock."""
    agent: str
    """Sign-in name of the person in the call."""
    team: str
    """That person's team."""
    training: bool = False
    """True: nothing happens by it, so no second person is asked."""


@dataclass(frozen=True)
class ConsoleAnswer:
    """An answer that the running server has not taken yet."""

    n: int
    call: str
    gate: str
    approved: bool
    by: str


def note(db: sqlite_utils.Database, master: MasterKey, call: str, events: Iterable[CallEvent]) -> None:
    """Keep the table of gates in step with the events, within the caller's transaction."""
    for event in events:
        if not isinstance(event, Gate):
            continue
        with ledgers.changing(db, master, "gates", "call = ? AND gate = ?", [call, event.id]):
            if event.state == "waiting":
                db.execute("INSERT OR REPLACE INTO gates (call, gate, operation, state, asked_at) VALUES (?, ?, ?, ?, ?)",
                           [call, event.id, event.operation, event.state, audit.now_text()])
            else:
                db.execute("UPDATE gates SET state = ?, decided_at = ?, by = ?, why = ? WHERE call = ? AND gate = ?",
                           [event.state, audit.now_text(), event.by, event.why, call, event.id])


class GateRecords:
    """The tables of gates.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def waiting(self, call: str = "") -> list[OpenGate]:
        """What waits in calls that are live, the oldest first; of one call only if it is named."""
        sql = """SELECT g.call, g.gate, g.operation, g.asked_at, c.user AS agent, coalesce(u.team, '') AS team,
                 c.training FROM gates g JOIN calls c ON c.id = g.call LEFT JOIN users u ON u.name = c.user
                 WHERE g.state = 'waiting' AND c.state = 'live' AND (? = '' OR g.call = ?) ORDER BY g.asked_at, g.gate"""
        return self.database.read(lambda db: [OpenGate(**{**row, "training": bool(row["training"])})
                                              for row in rows(db, sql, [call, call])])

    def answer(self, call: str, gate: str, *, approved: bool, by: str, actor: str) -> None:
        """Leave an answer for the running server; who gave it was checked before."""
        def write(db: sqlite_utils.Database) -> None:
            db.table("gate_answers").insert({"call": call, "gate": gate, "approved": int(approved), "by": by,
                                             "at": audit.now_text()})
            audit.append(db, self.database.master, actor, "gate.answer",
                         {"call": call, "gate": gate, "answer": "approved" if approved else "denied", "by": by})
        self.database.work(write)

    def take_answers(self) -> list[ConsoleAnswer]:
        """The answers that were left, each once."""
        def write(db: sqlite_utils.Database) -> list[ConsoleAnswer]:
            found = [ConsoleAnswer(int(row["n"]), row["call"], row["gate"], bool(row["approved"]), row["by"]) for row in
                     rows(db, "SELECT n, call, gate, approved, by FROM gate_answers ORDER BY n")]
            if found:
                db.execute("DELETE FROM gate_answers WHERE n <= ?", [found[-1].n])
            return found
        return self.database.work(write)


__all__ = ["ConsoleAnswer", "GateRecords", "OpenGate", "note"]
