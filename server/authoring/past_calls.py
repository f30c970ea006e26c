"""Calls for a preview: the latest of the database, each reading in the audit trail; or a dialogue file's.

Next: `preview`.
"""

from __future__ import annotations

from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.database import Database

from .preview import PastCall

MOST = 200
"""Calls of one preview."""


def stored_calls(database: Database, actor: str, limit: int = 50) -> list[PastCall]:
    """The latest calls that are over, newest first; reading them is recorded.

    Args:
        actor: who reads.
    """
    records = CallRecords(database)
    over = [row for row in records.list(10 * MOST) if row["state"] != "live"][:min(limit, MOST)]
    database.work(lambda db: audit.append(db, database.master, actor, "playbook.preview", {"calls": str(len(over))}))
    found = []
    for row in over:
        found.append(PastCall(row["id"], row["lang"], tuple(said.utterance for said in records.utterances(row["id"]))))
        records.forget_key(row["id"])
    return found
