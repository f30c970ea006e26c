"""Secrets of other systems (a CRM's token), sealed with the key of the state directory.

In: a name and a text.  Out: the text again.  A systemd credential `seatmate-NAME` takes precedence, so that a house
with a vault of its own need not store it here.  Next: `server.customers.crm`.
"""

from __future__ import annotations

import os
from pathlib import Path

import sqlite_utils

from . import audit
from .database import Database
from .errors import KeyMissing


class SecretValues:
    """Names and their secrets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        """The secret, empty if there is none.

        Raises:
            KeyMissing: the credential of the service manager can not be read.
        """
        directory = os.environ.get("CREDENTIALS_DIRECTORY", "")
        file = Path(directory) / f"seatmate-{name}" if directory else None
        if file is not None and file.exists():
            try:
                return file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise KeyMissing(f"the credential seatmate-{name} can not be read: {error}") from error
        stored = self._database.read(lambda db: db.execute(
            "SELECT value FROM meta WHERE name = ?", [_place(name)]).fetchone())
        return "" if stored is None else self._database.master.open(stored[0], f"meta|value|{_place(name)}").decode()

    def put(self, name: str, value: str, actor: str) -> None:
        """Store a secret; an empty one removes it."""
        def write(db: sqlite_utils.Database) -> None:
            db.execute("DELETE FROM meta WHERE name = ?", [_place(name)])
            if value:
                sealed = self._database.master.wrap(value.encode(), f"meta|value|{_place(name)}")
                db.table("meta").insert({"name": _place(name), "value": sealed})
            audit.append(db, self._database.master, actor, "secret.set" if value else "secret.remove", {"name": name})
        self._database.work(write)


def _place(name: str) -> str:
    return f"secret|{name}"
