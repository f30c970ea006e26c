"""Which stored calls fall into a span of time: ids of closed calls in one language, the oldest first.

Next: `server.proof.regression`.
"""

from __future__ import annotations

from protocol.message import Language

from .database import Database, rows


def closed_between(database: Database, since: str, until: str, lang: Language) -> list[str]:
    """Ids of calls that were opened at or after `since` and before `until` (ISO 8601 in UTC) and are over; no training."""
    sql = """SELECT id FROM calls WHERE state != 'live' AND training = 0 AND lang = ? AND opened_at >= ? AND opened_at < ?
             ORDER BY opened_at, id"""
    return database.read(lambda db: [str(row["id"]) for row in rows(db, sql, [lang, since, until])])
