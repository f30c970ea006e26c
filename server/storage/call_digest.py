"""What a call's stored rows came to when it closed, so that a row changed, removed or put in afterwards is found.

In: a call, within a transaction.  Out: the number of its rows and one digest over all of them, as they lie on the disk
(encrypted).  `calls` puts it into the audit trail when a call closes, `audit` compares.
"""

from __future__ import annotations

import hashlib

import sqlite_utils

_TABLES = (
    ("utterances", "channel, start_sample, end_sample, id, body", "start_sample, channel"),
    ("inputs", "n, kind, body", "n"),
    ("events", "seq, type, at_ms, utterance, body", "seq"),
    ("feedback", "item, kind, action, at_ms, lag_ms, note, received_at", "n"),
)
"""Table, its columns, its order."""


def digest_of(db: sqlite_utils.Database, call: str) -> tuple[int, str]:
    """Rows of a call, and their digest."""
    count, digest = 0, hashlib.sha256()
    for table, columns, order in _TABLES:
        digest.update(table.encode())
        for row in db.execute(f"SELECT {columns} FROM {table} WHERE call = ? ORDER BY {order}", [call]):
            count += 1
            for value in row:
                # of a known type and length each, so that nothing moves from one column into the next
                raw = value if isinstance(value, bytes) else repr(value).encode()
                digest.update(f"{type(value).__name__}{len(raw)}:".encode() + raw)
    return count, digest.hexdigest()


def kept(db: sqlite_utils.Database, call: str) -> bool:
    """Whether anything of this call is on file."""
    return db.execute("SELECT 1 FROM calls WHERE id = ?", [call]).fetchone() is not None
