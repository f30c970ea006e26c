"""Rights that were given to one person in one team's calls for a time: a row an action; and who everybody is now.

In: grants and their end, from the administrator's console.  Out: what counts at this moment.  What a person may do is
not decided here: `judged` hands the tables to whoever decides and writes the audit row in the same transaction. Next:
`server.supervision.grants`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlite_utils

from . import audit, ledgers
from .database import Database, rows
from .errors import UnknownRecord
from .people import User

T = TypeVar("T")

# A grant of somebody who was removed must not come alive again with a new person of the same name.
_LIVE = """SELECT g.n, g.user, g.team, g.action, g.reason, g.until, g.given_by, g.given_at FROM grants g
           JOIN users u ON u.name = g.user AND g.given_at >= u.created_at
           WHERE g.ended_at IS NULL AND g.until > ? ORDER BY g.user, g.team, g.n"""
_USERS = "SELECT name, display_name, role, '' AS password, team FROM users"


@dataclass(frozen=True, slots=True)
class StoredGrant:
    """One action that somebody may do."""

    n: int
    user: str
    team: str
    action: str
    reason: str
    until: str
    """ISO 8601 in UTC."""
    given_by: str
    given_at: str


@dataclass(frozen=True, slots=True)
class RightsTables:
    """Everything that a decision stands on, read at one moment."""

    users: dict[str, User]
    """Sign-in name -> person; passwords left out."""
    grants: tuple[StoredGrant, ...]
    """Neither over nor taken back."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """What goes into the audit trail."""

    actor: str
    action: str
    detail: dict[str, str]


class GrantRecords:
    """The table of grants.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def tables(self) -> RightsTables:
        """As they are now."""
        return self.database.read(_tables)

    def judged(self, judge: Callable[[RightsTables], tuple[T, AuditRow]]) -> T:
        """The result of `judge` on the tables of this moment; without its audit row there is no result.

        Raises:
            StorageError: nothing was decided.
        """
        def write(db: sqlite_utils.Database) -> T:
            result, row = judge(_tables(db))
            audit.append(db, self.database.master, row.actor, row.action, row.detail)
            return result
        return self.database.work(write)

    def note(self, row: AuditRow) -> None:
        """Something that has happened."""
        self.database.work(lambda db: audit.append(db, self.database.master, row.actor, row.action, row.detail))

    def give(self, user: str, team: str, actions: Sequence[str], *, reason: str, until: str, actor: str) -> None:
        """Allow these actions; a grant of the same action for the same team is replaced.

        Args:
            until: ISO 8601 in UTC.

        Raises:
            UnknownRecord: no such person.
        """
        def write(db: sqlite_utils.Database) -> None:
            if not rows(db, "SELECT name FROM users WHERE name = ?", [user]):
                raise UnknownRecord(f"there is no user {user!r}; see `seatmate-server users list`")
            now = audit.now_text()
            with ledgers.changing(db, self.database.master, "grants", _OF, [user, team]):
                for action in actions:
                    _end(db, user, team, action, actor, now)
                    db.execute("INSERT INTO grants (user, team, action, reason, until, given_by, given_at) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?)", [user, team, action, reason, until, actor, now])
            audit.append(db, self.database.master, actor, "rights.grant",
                         {"user": user, "team": team, "actions": ",".join(actions), "reason": reason, "until": until})
        self.database.work(write)

    def take_back(self, user: str, team: str, actions: Sequence[str], *, reason: str, actor: str) -> list[str]:
        """End the grants of these actions; those that ended now.

        Raises:
            UnknownRecord: the person has none of them.
        """
        def write(db: sqlite_utils.Database) -> list[str]:
            now = audit.now_text()
            with ledgers.changing(db, self.database.master, "grants", _OF, [user, team]):
                ended = [action for action in actions if _end(db, user, team, action, actor, now)]
            if not ended:
                raise UnknownRecord(f"{user} has no such grant for the team {team or '-'}; see `seatmate-server rights "
                                    "list`")
            audit.append(db, self.database.master, actor, "rights.revoke",
                         {"user": user, "team": team, "actions": ",".join(ended), "reason": reason})
            return ended
        return self.database.work(write)


_OF = "user = ? AND team = ?"


def _tables(db: sqlite_utils.Database) -> RightsTables:
    users = {str(row["name"]): User(**row) for row in rows(db, _USERS)}
    return RightsTables(users, tuple(StoredGrant(**row) for row in rows(db, _LIVE, [audit.now_text()])))


def _end(db: sqlite_utils.Database, user: str, team: str, action: str, actor: str, now: str) -> bool:
    """True if there was one."""
    return bool(db.execute("UPDATE grants SET ended_at = ?, ended_by = ? WHERE user = ? AND team = ? AND action = ? "
                           "AND ended_at IS NULL AND until > ?", [now, actor, user, team, action, now]).rowcount)


__all__ = ["AuditRow", "GrantRecords", "RightsTables", "StoredGrant"]
