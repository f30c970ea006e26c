"""Tables of privacy: consents, legal holds, exported files, requests of persons.

In: marks of persons (`call_people`), sealed texts.  Out: rows, decrypted.  Next: `server.privacy`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
import sqlite_utils

from . import audit, consents, ledgers, releases
from .call_people import Kind
from .consents import Consent
from .customers import phone_mark
from .database import Database, rows
from .errors import UnknownRecord


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a request is about."""

    customer_ids: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """Normalised."""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """A request to erase a person's data."""

    id: str
    state: str
    """`waiting` for the second person, `running`, `done`."""
    asked_by: str
    asked_at: str
    confirmed_by: str
    finished_at: str | None
    person: Person | None
    """None once it is done."""


class PrivacyRecords:
    """The tables.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def marks(self, person: Person) -> list[tuple[Kind, str]]:
        """What stands for a person in the tables."""
        return [*(("customer", name) for name in person.customer_ids),
                *(("phone", phone_mark(self.database, phone)) for phone in person.phones)]

    def note_consent(self, marks: Collection[tuple[str, str]], consent: Consent, actor: str = "") -> None:
        """Add a line for each mark of a person; `actor`, if somebody entered it, goes into the audit trail."""
        def write(db: sqlite_utils.Database) -> None:
            for kind, person in marks:
                consents.insert(db, self.database.master, kind, person, consent)
            if actor:
                audit.append(db, self.database.master, actor, f"consent.{consent.state}", {"purpose": consent.purpose})
        self.database.work(write)

    def consents(self, marks: Collection[tuple[str, str]]) -> list[Consent]:
        """The ledger of a person, oldest first; a line that stands under two marks is given once."""
        def read(db: sqlite_utils.Database) -> list[Consent]:
            found: dict[tuple[str, ...], Consent] = {}
            for kind, person in marks:
                for line in consents.read(db, self.database.master, kind, person):
                    found[line.purpose, line.state, line.at, line.how, line.call] = line
            return sorted(found.values(), key=lambda one: one.at)
        return self.database.read(read)

    def hold(self, call: str, reason: str, actor: str) -> None:
        """Forbid that a call is deleted."""
        def write(db: sqlite_utils.Database) -> None:
            sealed = self.database.master.wrap(reason.encode(), f"holds|reason|{call}")
            with ledgers.changing(db, self.database.master, "holds", "call = ?", [call]):
                db.execute("INSERT OR REPLACE INTO holds (call, at, actor, reason) VALUES (?, ?, ?, ?)",
                           [call, audit.now_text(), actor, sealed])
            audit.append(db, self.database.master, actor, "hold.set", {"held": call})
        self.database.work(write)

    def release(self, call: str, actor: str) -> None:
        """Allow it again; raises `UnknownRecord` if it was not held."""
        def write(db: sqlite_utils.Database) -> None:
            with ledgers.changing(db, self.database.master, "holds", "call = ?", [call]):
                if not db.execute("DELETE FROM holds WHERE call = ?", [call]).rowcount:
                    raise UnknownRecord(f"call {call} is under no legal hold")
            audit.append(db, self.database.master, actor, "hold.release", {"held": call})
        self.database.work(write)

    def held(self) -> dict[str, str]:
        """Call -> reason of its hold."""
        return self.database.read(lambda db: {
            str(row["call"]): self.database.master.open(row["reason"], f"holds|reason|{row['call']}").decode()
            for row in rows(db, "SELECT call, reason FROM holds ORDER BY at")})

    def note_export(self, owner: str, file: str) -> None:
        """Remember that a file with a call's (or, with a mark, a person's) words was written."""
        def write(db: sqlite_utils.Database) -> None:
            number = db.execute("INSERT INTO exports (call, at, file) VALUES (?, ?, ?)",
                                [owner, audit.now_text(), b""]).lastrowid
            sealed = self.database.master.wrap(file.encode(), f"exports|file|{number}")
            db.execute("UPDATE exports SET file = ? WHERE n = ?", [sealed, number])
            ledgers.entered(db, self.database.master, "exports", "n = ?", [number])
        self.database.work(write)

    def exports(self) -> list[tuple[int, str, str, str]]:
        """(number, owner, when, file) of every exported file, oldest first."""
        return self.database.read(lambda db: [
            (int(row["n"]), str(row["call"]), str(row["at"]),
             self.database.master.open(row["file"], f"exports|file|{row['n']}").decode())
            for row in rows(db, "SELECT * FROM exports ORDER BY n")])

    def forget_exports(self, numbers: Sequence[int]) -> None:
        """The files are gone."""
        def write(db: sqlite_utils.Database) -> None:
            for number in numbers:
                with ledgers.changing(db, self.database.master, "exports", "n = ?", [number]):
                    db.execute("DELETE FROM exports WHERE n = ?", [number])
        self.database.work(write)

    def ask(self, person: Person, actor: str) -> str:
        """Note a request to erase; its id."""
        name = secrets.token_hex(4)

        def write(db: sqlite_utils.Database) -> None:
            sealed = self.database.master.wrap(msgspec.json.encode(person), f"subject_requests|subject|{name}")
            db.table("subject_requests").insert({"id": name, "state": "waiting", "asked_by": actor,
                                                 "asked_at": audit.now_text(), "confirmed_by": "", "finished_at": None,
                                                 "subject": sealed})
            ledgers.entered(db, self.database.master, "subject_requests", "id = ?", [name])
            audit.append(db, self.database.master, actor, "subject.request", {"request": name})
        self.database.work(write)
        return name

    def requests(self) -> list[Request]:
        """All, oldest first."""
        def read(db: sqlite_utils.Database) -> list[Request]:
            found = []
            for row in rows(db, "SELECT * FROM subject_requests ORDER BY asked_at"):
                sealed = row.pop("subject")
                person = None if sealed is None else msgspec.json.decode(
                    self.database.master.open(sealed, f"subject_requests|subject|{row['id']}"), type=Person)
                found.append(Request(**row, person=person))
            return found
        return self.database.read(read)

    def confirm(self, name: str, actor: str) -> None:
        """The second person agrees: it runs from now on."""
        def write(db: sqlite_utils.Database) -> None:
            with ledgers.changing(db, self.database.master, "subject_requests", "id = ?", [name]):
                db.execute("UPDATE subject_requests SET state = 'running', confirmed_by = ? WHERE id = ?", [actor, name])
            audit.append(db, self.database.master, actor, "subject.confirm", {"request": name})
        self.database.work(write)

    def finish(self, name: str, person: Person, counts: dict[str, str], actor: str) -> None:
        """The calls are gone: delete the rest of the person, and the request's own memory of who it was."""
        texts = [*person.customer_ids, *person.names, *person.phones, *(phone.lstrip("+") for phone in person.phones)]

        def write(db: sqlite_utils.Database) -> None:
            for phone in person.phones:
                releases.forget(db, self.database, phone)
            for kind, mark in self.marks(person):
                with ledgers.changing(db, self.database.master, "consents", "kind = ? AND person = ?", [kind, mark]):
                    db.execute("DELETE FROM consents WHERE kind = ? AND person = ?", [kind, mark])
                db.execute("DELETE FROM call_people WHERE kind = ? AND person = ?", [kind, mark])
                if kind == "customer":
                    db.execute("DELETE FROM customer_phones WHERE customer = ?", [mark])
                    db.execute("DELETE FROM customers WHERE id = ?", [mark])
                else:
                    db.execute("DELETE FROM customer_phones WHERE phone = ?", [mark])
            audit.erase(db, self.database.master, actor, audit.mentions(db, texts))
            with ledgers.changing(db, self.database.master, "subject_requests", "id = ?", [name]):
                db.execute("UPDATE subject_requests SET state = 'done', finished_at = ?, subject = NULL WHERE id = ?",
                           [audit.now_text(), name])
            audit.append(db, self.database.master, actor, "subject.erase", {"request": name, **counts})
        self.database.work(write)
