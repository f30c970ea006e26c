"""Which calls a person was in: by phone number (a keyed hash) and by customer id.

In: what a call learns of who is calling.  Out: that person's calls, the newest first, with what they were about.
Next: `server.customers.history`, `server.privacy`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import sqlite_utils

from protocol.message import CallEvent

from . import audit, consents
from .calls import CallRecords
from .customers import customer_mark, phone_mark
from .database import Database, rows

Kind = Literal["phone", "customer"]
_TELLING = ("intent", "promise", "alert")
_EVENTS = (f"SELECT seq FROM events WHERE call = ? AND type IN ({', '.join('?' * len(_TELLING))}) "
           "ORDER BY seq DESC LIMIT 60")


@dataclass(frozen=True)
class PastCall:
    """An earlier call of this product."""

    id: str
    opened_at: str
    state: str
    events: tuple[CallEvent, ...]
    """Its latest intents, promises and alerts, in order."""


class CallPeople:
    """The links between calls and persons.  All methods are synchronous."""

    def __init__(self, records: CallRecords) -> None:
        self._records = records

    @property
    def _database(self) -> Database:
        return self._records.database

    def link(self, call: str, *, phone: str = "", customer_id: str = "", actor: str = "") -> None:
        """Note who is in a call; `phone` normalised.  That `actor` now sees a customer's record goes into the audit trail."""
        def write(db: sqlite_utils.Database) -> None:
            for kind, person in self._marks([phone] if phone else [], [customer_id] if customer_id else []):
                new = db.execute("INSERT OR IGNORE INTO call_people (call, kind, person) VALUES (?, ?, ?)",
                                 [call, kind, person]).rowcount
                if new:
                    consents.give_to(db, self._database.master, call, kind, person)
                if new and kind == "customer" and actor:
                    audit.append(db, self._database.master, actor, "customer.view",
                                 {"call": call, "customer": customer_mark(self._database, person)})
        self._database.work(write)

    def people(self, call: str) -> list[tuple[str, str]]:
        """(kind, mark or id) of everybody linked with a call."""
        return self._database.read(lambda db: [(str(row["kind"]), str(row["person"])) for row in rows(
            db, "SELECT kind, person FROM call_people WHERE call = ? ORDER BY kind, person", [call])])

    def calls_of(self, phones: Collection[str], customer_ids: Collection[str]) -> list[str]:
        """Ids of the real calls of these numbers or customers, the newest first; a scenario's customer is nobody."""
        def read(db: sqlite_utils.Database) -> list[str]:
            found: dict[str, str] = {}
            for kind, person in self._marks(phones, customer_ids):
                for row in rows(db, "SELECT c.id, c.opened_at FROM call_people p JOIN calls c ON c.id = p.call "
                                    "WHERE p.kind = ? AND p.person = ? AND c.training = 0", [kind, person]):
                    found[str(row["id"])] = str(row["opened_at"])
            for customer in customer_ids:
                for row in rows(db, "SELECT id, opened_at FROM calls WHERE customer_id = ? "
                                    "AND training = 0", [customer]):
                    found[str(row["id"])] = str(row["opened_at"])
            return sorted(found, key=lambda call: (found[call], call), reverse=True)
        return self._database.read(read)

    def past_calls(self, customer_id: str, but: str, limit: int = 10) -> list[PastCall]:
        """The latest real calls of a customer, without the call `but`, each with what it was about."""
        found: list[PastCall] = []
        for call in self.calls_of((), (customer_id,)):
            if call == but or len(found) == limit:
                continue
            row = self._database.read(lambda db, call=call: rows(  # type: ignore[misc]
                db, "SELECT opened_at, state FROM calls WHERE id = ? AND training = 0", [call]))
            if row:
                found.append(PastCall(call, str(row[0]["opened_at"]), str(row[0]["state"]), self._telling(call)))
        return found

    def _telling(self, call: str) -> tuple[CallEvent, ...]:
        numbers = self._database.read(lambda db: [int(row["seq"]) for row in rows(db, _EVENTS, [call, *_TELLING])])
        return tuple(self._records.events_of(call, sorted(numbers)))

    def _marks(self, phones: Collection[str], customer_ids: Collection[str]) -> list[tuple[Kind, str]]:
        return [*(("phone", phone_mark(self._database, phone)) for phone in phones),
                *(("customer", customer) for customer in customer_ids)]
