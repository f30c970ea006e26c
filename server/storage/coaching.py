"""Bookmarks and coaching notes of supervisors, each with the words of its moment.

In: what a supervisor writes about a call.  Out: rows, decrypted.  Next: `server.supervision.coaching`.

Texts are sealed with the call's own key, so they are unreadable once the call is erased; the rows go with the call.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
import sqlite_utils
from msgspec.structs import replace

from protocol.supervision import Coaching

from . import audit
from .calls import CallRecords
from .database import rows
from .errors import UnknownRecord

_MOST = 200
"""Entries of one answer."""


class _Body(msgspec.Struct, frozen=True):
    text: str
    quote: str


class CoachingRecords:
    """The table.  All methods are synchronous, one transaction each."""

    def __init__(self, records: CallRecords) -> None:
        self._records = records
        self._database = records.database

    def add(self, call: str, kind: Literal["note", "bookmark"], *, by: str, by_name: str, agent: str, at_ms: int, text: str,
            quote: str, name: str = "") -> Coaching:
        """Keep a note or a bookmark; `by` is the sign-in name, `by_name` what the agent reads, `name` its id (empty: a new one).

        Raises:
            UnknownRecord: there is no such call (any more).
        """
        entry = Coaching(id=name or secrets.token_hex(8), call=call, kind=kind, text=text, at_ms=at_ms, quote=quote, by=by_name,
                         agent=agent, made_at=audit.now_text())
        body = self._sealed(entry)

        def write(db: sqlite_utils.Database) -> None:
            db.table("coaching").insert({"id": entry.id, "call": call, "kind": kind, "by": by, "by_name": by_name,
                                         "agent": agent, "at_ms": at_ms, "made_at": entry.made_at, "read_at": "",
                                         "scenario": "", "body": body})
            audit.append(db, self._database.master, by, f"coaching.{kind}",
                         {"call": call, "coaching": entry.id, "agent": agent, "at_ms": str(at_ms)})
        try:
            self._database.work(write)
        except sqlite3.IntegrityError as error:
            raise UnknownRecord(f"call {call!r} is gone; open another one") from error
        return entry

    def of_call(self, call: str, *, whole: bool = False) -> list[Coaching]:
        """What there is about one call, newest first; `whole`: all of it, however much it is."""
        return self._found("call = ?", [call], most=-1 if whole else _MOST)

    def by(self, person: str, since: str) -> list[Coaching]:
        """What this person wrote since (ISO 8601), newest first."""
        return self._found("\"by\" = ? AND made_at >= ?", [person, since])

    def notes_for(self, agent: str, *, unread: bool = False) -> list[Coaching]:
        """The notes about an agent's own calls, newest first; bookmarks are the supervisor's."""
        return self._found(f"agent = ? AND kind = 'note'{' AND read_at = ?' if unread else ''}",
                           [agent, ""] if unread else [agent])

    def all(self) -> list[Coaching]:
        """Everything, newest first."""
        return self._found("1 = 1", [], most=-1)

    def one(self, name: str) -> Coaching | None:
        """The entry of this id."""
        return next(iter(self._found("id = ?", [name])), None)

    def label(self, name: str, *, by: str, call: str, text: str) -> bool:
        """Give one's own bookmark of this call another label; False if there is none of this id."""
        entry = self.one(name)
        if entry is None or entry.call != call or entry.kind != "bookmark":
            return False
        body = self._sealed(replace(entry, text=text))

        def write(db: sqlite_utils.Database) -> bool:
            changed = bool(db.execute("UPDATE coaching SET body = ? WHERE id = ? AND \"by\" = ?", [body, name, by]).rowcount)
            if changed:
                audit.append(db, self._database.master, by, "coaching.label", {"call": call, "coaching": name})
            return changed
        return self._database.work(write)

    def read(self, agent: str, names: Sequence[str]) -> int:
        """The agent has read these notes; how many were unread.  Notes of others are left alone."""
        def write(db: sqlite_utils.Database) -> int:
            marks = ", ".join("?" * len(names))
            count = int(db.execute("UPDATE coaching SET read_at = ? WHERE agent = ? AND kind = 'note' AND read_at = '' "
                                   f"AND id IN ({marks})", [audit.now_text(), agent, *names]).rowcount)
            if count:
                audit.append(db, self._database.master, agent, "coaching.read", {"notes": str(count)})
            return count
        return self._database.work(write)

    def made_scenario(self, name: str, scenario: str) -> None:
        """A training scenario was made of this entry."""
        self._database.work(lambda db: db.execute("UPDATE coaching SET scenario = ? WHERE id = ?", [scenario, name]))

    def _found(self, where: str, values: Sequence[Any], most: int = _MOST) -> list[Coaching]:
        found = self._database.read(lambda db: rows(
            db, f"SELECT * FROM coaching WHERE {where} ORDER BY made_at DESC, id LIMIT ?", [*values, most]))
        return [self._entry(row) for row in found]

    def _sealed(self, entry: Coaching) -> bytes:
        body = msgspec.json.encode(_Body(entry.text, entry.quote))
        return self._records.cipher(entry.call).encrypt(body, f"coaching|body|{entry.id}")

    def _entry(self, row: dict[str, Any]) -> Coaching:
        cipher = self._records.cipher(row["call"])
        body = msgspec.json.decode(cipher.decrypt(row["body"], f"coaching|body|{row['id']}"), type=_Body)
        return Coaching(id=row["id"], call=row["call"], kind=row["kind"], text=body.text, at_ms=int(row["at_ms"]),
                        quote=body.quote, by=row["by_name"], agent=row["agent"], made_at=row["made_at"],
                        read_at=row["read_at"], scenario=row["scenario"])
