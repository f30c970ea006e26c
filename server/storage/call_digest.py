"""What a call's stored rows came to when it closed, so that a row changed, removed or put in afterwards is found.

In: a call, within a transaction.  Out: the number of its rows and one digest over all of them, as they lie on the disk
(encrypted).  `calls` puts it into the audit trail when a call closes, `audit` compares.
"""

from __future__ import annotations

import hashlib

import sqlite_utils

_CALL = ("id, workstation, user, lang, customer_id, direction, started_at, opened_at, training, playbook, playbook_version, "
         "number_mark, experiment, arm, state, closed_at")
_GATES = ("gates", "gate, operation, state, asked_at, decided_at, by, why", "gate")
SCHEME = "2"
"""Newest way to sum a call up: with the call's own row and its gates.  Calls that closed before it are checked as they were."""
_TABLES = (
    ("utterances", "channel, start_sample, end_sample, id, body", "start_sample, channel"),
    ("inputs", "n, kind, body", "n"),
    ("events", "seq, type, at_ms, utterance, body", "seq"),
    ("feedback", "item, kind, action, at_ms, lag_ms, note, received_at", "n"),
)
"""Table, its columns, its order."""


def digest_of(db: sqlite_utils.Database, call: str, scheme: str = SCHEME) -> tuple[int, str]:
    """Rows of a call, and their digest."""
    count, digest = 0, hashlib.sha256()
    wanted = [(table, f"SELECT {columns} FROM {table} WHERE call = ? ORDER BY {order}")
              for table, columns, order in (*_TABLES, *([_GATES] if scheme == SCHEME else []))]
    if scheme == SCHEME:
        wanted.append(("calls", f"SELECT {_CALL} FROM calls WHERE id = ?"))
    for table, statement in wanted:
        digest.update(table.encode())
        for row in db.execute(statement, [call]):
            count += 1
            for value in row:
                # of a known type and length each, so that nothing moves from one column into the next
                raw = value if isinstance(value, bytes) else repr(value).encode()
                digest.update(f"{type(value).__name__}{len(raw)}:".encode() + raw)
    return count, digest.hexdigest()


def kept(db: sqlite_utils.Database, call: str) -> bool:
    """Whether anything of this call is on file."""
    return db.execute("SELECT 1 FROM calls WHERE id = ?", [call]).fetchone() is not None
