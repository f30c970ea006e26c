"""What customers asked in vain, for the author's window: groups of questions out of the latest calls of one playbook.

In: a playbook and a number of days.  Out: groups of two calls at least, so that nobody can be told by one; their reading is
in the audit trail.  Next: `desk`.
"""

from __future__ import annotations

from datetime import datetime

from protocol.authoring import NearMisses, NearMissGroup
from server.assist.intents import OTHER
from server.learning.harvest import misses_in
from server.learning.near_misses import Group, grouped
from server.learning.periods import last_days
from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.outcomes import OutcomeRecords

LEAST_CALLS = 2
MOST_GROUPS = 40
MOST_DAYS = 365
MOST_CALLS = 20_000
"""Calls whose counts are looked at, the newest first."""
MOST_READ = 1_000
"""Calls whose words are read: those with a question that found nothing; authors wait for it."""


def asked_in_vain(database: Database, actor: str, playbook: str, days: int, now: datetime) -> NearMisses:
    """Questions that found nothing in the calls of the last days; reading them is recorded.

    Args:
        actor: who reads.
        days: brought to 1..`MOST_DAYS`.

    Raises:
        StorageError: the database can not be read.
    """
    days = min(max(days, 1), MOST_DAYS)
    looked, read = 0, list[str]()
    for call, misses in OutcomeRecords(database).asking(playbook, *last_days(days, now).texts, MOST_CALLS):
        if misses != 0:
            if len(read) == MOST_READ:
                break
            read.append(call)
        looked += 1
    database.work(lambda db: audit.append(db, database.master, actor, "playbook.near_misses",
                                          {"playbook": playbook, "days": str(days), "calls": str(len(read))}))
    # the oldest first, as the command groups them
    groups = [group for group in grouped(misses_in(CallRecords(database), reversed(read))) if group.calls >= LEAST_CALLS]
    return NearMisses(playbook=playbook, days=days, groups=tuple(_shown(group) for group in groups[:MOST_GROUPS]), calls=looked)


def _shown(group: Group) -> NearMissGroup:
    facts = group.facts()
    return NearMissGroup(question=facts["question"], examples=tuple(facts["examples"]), questions=facts["questions"],
                         calls=group.calls, intent="" if facts["intent"] == OTHER else facts["intent"],
                         words=tuple(facts["words"]))
