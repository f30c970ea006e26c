"""The built-in table of customers: records that were imported, each sealed with a key of its own.

In: `Record`s.  Out: by id, or by phone number through a keyed hash, so that no number stands in the file.  Next:
`server.customers.desk`, `server.commands.customers`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlite_utils

from server.customers.record import Record

from . import audit
from .database import Database, rows
from .encryption import FieldCipher, new_key
from .errors import UnknownRecord


class CustomerRecords:
    """The table.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, records: Sequence[Record], actor: str) -> int:
        """Store records, all or none; one of a known id replaces the old.  Returns how many were new."""
        def write(db: sqlite_utils.Database) -> int:
            new = 0
            for record in records:
                new += not self._delete(db, record.customer_id)
                self._insert(db, record)
            audit.append(db, self._database.master, actor, "customers.import",
                         {"records": str(len(records)), "new": str(new)})
            return new
        return self._database.work(write)

    def get(self, customer_id: str) -> Record | None:
        """The record of this id."""
        return self._database.read(lambda db: self._record(db, customer_id))

    def by_phone(self, phone: str) -> list[Record]:
        """The records with this number (normalised), sorted by id."""
        def read(db: sqlite_utils.Database) -> list[Record]:
            found = rows(db, "SELECT customer FROM customer_phones WHERE phone = ? ORDER BY customer",
                         [phone_mark(self._database, phone)])
            records = (self._record(db, str(row["customer"])) for row in found)
            return [record for record in records if record is not None]
        return self._database.read(read)

    def list(self, limit: int = 100) -> list[Record]:
        """Records, sorted by id."""
        def read(db: sqlite_utils.Database) -> list[Record]:
            found = rows(db, "SELECT id FROM customers ORDER BY id LIMIT ?", [limit])
            records = (self._record(db, str(row["id"])) for row in found)
            return [record for record in records if record is not None]
        return self._database.read(read)

    def delete(self, customer_id: str, actor: str) -> None:
        """Remove a record; calls with the customer stay.

        Raises:
            UnknownRecord: there is none of this id.
        """
        def write(db: sqlite_utils.Database) -> None:
            if not self._delete(db, customer_id):
                raise UnknownRecord(f"there is no customer {customer_id!r}; see `seatmate-server customers list`")
            audit.append(db, self._database.master, actor, "customers.delete",
                         {"customer": customer_mark(self._database, customer_id)})
        self._database.work(write)

    def _record(self, db: sqlite_utils.Database, customer_id: str) -> Record | None:
        found = db.execute("SELECT data_key, body FROM customers WHERE id = ?", [customer_id]).fetchone()
        if found is None:
            return None
        cipher = self._database.master.unwrap(found[0], f"customers|data_key|{customer_id}")
        return msgspec.json.decode(cipher.decrypt(found[1], f"customers|body|{customer_id}"), type=Record)

    def _insert(self, db: sqlite_utils.Database, record: Record) -> None:
        name = record.customer_id
        key = new_key()
        db.execute("INSERT INTO customers (id, data_key, body, source, imported_at) VALUES (?, ?, ?, ?, ?)", [
            name, self._database.master.wrap(key, f"customers|data_key|{name}"),
            FieldCipher(key).encrypt(msgspec.json.encode(record), f"customers|body|{name}"), record.source,
            audit.now_text()])
        for phone in record.phones:
            db.execute("INSERT OR IGNORE INTO customer_phones (phone, customer) VALUES (?, ?)",
                       [phone_mark(self._database, phone), name])

    @staticmethod
    def _delete(db: sqlite_utils.Database, customer_id: str) -> bool:
        db.execute("DELETE FROM customer_phones WHERE customer = ?", [customer_id])
        return bool(db.execute("DELETE FROM customers WHERE id = ?", [customer_id]).rowcount)


def phone_mark(database: Database, phone: str) -> str:
    """What stands for a number in the database."""
    return database.master.blind(f"phone|{phone}")


def customer_mark(database: Database, customer_id: str) -> str:
    """What stands for a customer in the audit trail: the same each time, and not to be read back."""
    return database.master.blind(f"customer|{customer_id}")[:16]
