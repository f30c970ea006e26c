"""The schema, as numbered steps that are applied once each and never edited afterwards.

In: an open database.  Out: the same, at the newest step.  Next: `database`.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlite_utils

from .errors import StorageDamaged

MIGRATIONS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (1, "people and machines", (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
        """CREATE TABLE workstations (id TEXT PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
           user TEXT NOT NULL DEFAULT '', enrolled_at TEXT NOT NULL, revoked_at TEXT)""",
        """CREATE TABLE invitations (public_key TEXT PRIMARY KEY, name TEXT NOT NULL, user TEXT NOT NULL DEFAULT '',
           expires_s REAL NOT NULL)""",
        """CREATE TABLE users (name TEXT PRIMARY KEY, display_name TEXT NOT NULL DEFAULT '', role TEXT NOT NULL,
           password TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL)""",
    )),
    (2, "calls", (
        """CREATE TABLE calls (id TEXT PRIMARY KEY, workstation TEXT NOT NULL, user TEXT NOT NULL, lang TEXT NOT NULL,
           customer_id TEXT NOT NULL, direction TEXT NOT NULL, started_at TEXT NOT NULL, opened_at TEXT NOT NULL,
           training INTEGER NOT NULL, playbook TEXT NOT NULL, playbook_version TEXT NOT NULL,
           state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'ended', 'interrupted')), closed_at TEXT,
           data_key BLOB NOT NULL)""",
        "CREATE INDEX calls_by_state ON calls (state)",
        """CREATE TABLE channels (call TEXT NOT NULL REFERENCES calls (id), channel TEXT NOT NULL,
           position INTEGER NOT NULL, PRIMARY KEY (call, channel)) WITHOUT ROWID""",
        """CREATE TABLE utterances (call TEXT NOT NULL REFERENCES calls (id), channel TEXT NOT NULL,
           start_sample INTEGER NOT NULL, end_sample INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,
           PRIMARY KEY (call, channel, start_sample))""",
        """CREATE TABLE inputs (call TEXT NOT NULL REFERENCES calls (id), n INTEGER NOT NULL, kind TEXT NOT NULL,
           body BLOB NOT NULL, PRIMARY KEY (call, n)) WITHOUT ROWID""",
        """CREATE TABLE events (call TEXT NOT NULL REFERENCES calls (id), seq INTEGER NOT NULL, type TEXT NOT NULL,
           at_ms INTEGER NOT NULL, utterance TEXT NOT NULL, body BLOB NOT NULL,
           PRIMARY KEY (call, seq)) WITHOUT ROWID""",
        """CREATE TABLE feedback (n INTEGER PRIMARY KEY, call TEXT NOT NULL REFERENCES calls (id), item TEXT NOT NULL,
           kind TEXT NOT NULL, action TEXT NOT NULL, at_ms INTEGER NOT NULL, lag_ms REAL NOT NULL, note BLOB,
           received_at TEXT NOT NULL)""",
        "CREATE INDEX feedback_by_call ON feedback (call)",
    )),
    (3, "audit", (
        """CREATE TABLE audit (n INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
           detail TEXT NOT NULL, link TEXT NOT NULL)""",
        "CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), n INTEGER NOT NULL, link TEXT NOT NULL)",
    )),
)
"""(number, title, statements)."""


def migrate(db: sqlite_utils.Database) -> list[int]:
    """Apply what is missing, each step in a transaction of its own; the numbers applied now.

    Raises:
        StorageDamaged: the database was written by a newer program.
    """
    db.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, title TEXT, applied_at TEXT)")
    done = {int(row[0]) for row in db.execute("SELECT number FROM migrations").fetchall()}
    known = {number for number, _, _ in MIGRATIONS}
    if done - known:
        raise StorageDamaged(f"the database is at step {max(done)}, this program knows {max(known)}; "
                             "install the newer program, or restore a backup made by this one")
    applied = []
    for number, title, statements in MIGRATIONS:
        if number in done:
            continue
        with db.atomic():
            for statement in statements:
                db.execute(statement)
            db.table("migrations").insert({"number": number, "title": title,
                                           "applied_at": datetime.now(UTC).isoformat(timespec="seconds")})
        applied.append(number)
    return applied
