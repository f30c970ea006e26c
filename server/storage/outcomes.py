"""What became of suggestions and alerts, and a few counts of each call; no words of anybody.

In: rows that `server.learning.harvest` works out of ended calls.  Out: rows of a period.  Next: the reports of
`server.learning`.  They go with their call when it is erased.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec
import sqlite_utils

from .database import Database, rows

T = TypeVar("T")


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One suggestion or alert and what the agent did with it."""

    item: str
    """Its id, unique within the call."""
    kind: str
    """`suggestion` or `alert`."""
    source: str
    """Id of the reply, or of the rule."""
    version: str = ""
    """Of a rule; a reply's version is its playbook's."""
    engine: str = ""
    """Of a suggestion."""
    outcome: str
    likeness: float | None = None
    """Of a suggestion that the agent said: how much of the wording was kept, 0..1."""
    lag_ms: float | None = None
    """Speech end to painted; None if it never was."""
    at_ms: int = 0
    """Call time."""


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one call."""

    lines: int
    """What the customer said, mere listening apart."""
    unknown: int
    """Of these, without an intent."""
    misses: int
    """Questions that found nothing."""
    blocked: int
    """Suggestions that were not shown."""


class CallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the reports know of a call."""

    id: str
    opened_at: str
    """ISO 8601, the server's clock."""
    lang: str
    state: str
    playbook: str
    playbook_version: str
    experiment: str
    arm: str
    lines: int
    unknown: int
    misses: int
    blocked: int


class ItemOfCall(msgspec.Struct, frozen=True, kw_only=True):
    """One item with its call."""

    call: str
    item: str
    kind: str
    source: str
    version: str
    engine: str
    outcome: str
    likeness: float | None
    lag_ms: float | None


_CALLS = """SELECT c.id, c.opened_at, c.lang, c.state, c.playbook, c.playbook_version, c.experiment, c.arm, f.lines, f.unknown,
            f.misses, f.blocked FROM calls c JOIN call_figures f ON f.call = c.id
            WHERE c.training = 0 AND c.opened_at >= ? AND c.opened_at < ? ORDER BY c.opened_at, c.id"""
_ITEMS = """SELECT o.call, o.item, o.kind, o.source, o.version, o.engine, o.outcome, o.likeness, o.lag_ms FROM outcomes o
            JOIN calls c ON c.id = o.call WHERE c.training = 0 AND c.opened_at >= ? AND c.opened_at < ?
            ORDER BY c.opened_at, c.id, o.item"""
_WAITING = """SELECT id FROM calls WHERE state != 'live' AND training = 0
              AND NOT EXISTS (SELECT 1 FROM call_figures f WHERE f.call = calls.id) ORDER BY opened_at, id LIMIT ?"""
_ASKING = """SELECT c.id, f.misses FROM calls c LEFT JOIN call_figures f ON f.call = c.id
             WHERE c.state != 'live' AND c.training = 0 AND c.playbook = ? AND c.opened_at >= ? AND c.opened_at < ?
             ORDER BY c.opened_at DESC, c.id LIMIT ?"""
_NAMES = """SELECT id FROM calls WHERE state != 'live' AND training = 0 AND opened_at >= ? AND opened_at < ?
            ORDER BY opened_at, id"""


class OutcomeRecords:
    """The two tables.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, limit: int = 1_000) -> list[str]:
        """Calls that are over and not harvested; practice calls never are."""
        return self._database.read(lambda db: [str(row["id"]) for row in rows(db, _WAITING, [limit])])

    def ended(self, since: str, until: str) -> list[str]:
        """Calls that are over and were opened in [since, until), ISO 8601 as `calls.opened_at` is written."""
        return self._database.read(lambda db: [str(row["id"]) for row in rows(db, _NAMES, [since, until])])

    def asking(self, playbook: str, since: str, until: str, limit: int) -> list[tuple[str, int | None]]:
        """(call, questions that found nothing) of a playbook's calls that are over, newest first; None: not harvested yet."""
        found = self._database.read(lambda db: rows(db, _ASKING, [playbook, since, until, limit]))
        return [(str(row["id"]), row["misses"]) for row in found]

    def write(self, call: str, figures: FigureRow, items: Sequence[ItemRow]) -> None:
        """What a call came to; a second time replaces the first.  A call that is gone meanwhile is passed over."""
        def put(db: sqlite_utils.Database) -> None:
            if db.execute("SELECT 1 FROM calls WHERE id = ?", [call]).fetchone() is None:
                return
            db.execute("DELETE FROM outcomes WHERE call = ?", [call])
            db.execute("INSERT OR REPLACE INTO call_figures (call, lines, unknown, misses, blocked) VALUES (?, ?, ?, ?, ?)",
                       [call, figures.lines, figures.unknown, figures.misses, figures.blocked])
            for one in items:
                db.execute("INSERT INTO outcomes (call, item, kind, source, version, engine, outcome, likeness, lag_ms, at_ms) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           [call, one.item, one.kind, one.source, one.version, one.engine, one.outcome, one.likeness,
                            one.lag_ms, one.at_ms])
        self._database.work(put)

    def calls(self, since: str, until: str) -> list[CallFacts]:
        """Harvested calls opened in [since, until)."""
        return self._read(_CALLS, since, until, CallFacts)

    def items(self, since: str, until: str) -> list[ItemOfCall]:
        """Their suggestions and alerts."""
        return self._read(_ITEMS, since, until, ItemOfCall)

    def _read(self, sql: str, since: str, until: str, kind: type[T]) -> list[T]:
        return self._database.read(lambda db: [kind(**row) for row in rows(db, sql, [since, until])])
