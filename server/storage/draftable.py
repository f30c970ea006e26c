"""Real calls that may become practice scenarios: closed ones of some agents, marked by a supervisor or any.

In: agents, a language, a day.  Out: rows with what tells one call from another and nobody from anybody: topics, moods,
length.  Words are not read.  Next: `server.practice.real_calls`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlite_utils

from protocol.assist import Intent, Mood
from protocol.consent import ConsentState
from protocol.message import Language

from .calls import CallRecords
from .database import rows

_CLOSED = "c.training = 0 AND c.state != 'live' AND c.lang = ? AND c.opened_at >= ?"
_MARKED = f"""SELECT c.id AS call, c.opened_at AS at, co.id AS coaching, co.kind AS kind, co.at_ms AS at_ms,
              co.scenario AS scenario FROM coaching co JOIN calls c ON c.id = co.call WHERE {_CLOSED} AND c.user IN (%s)
              ORDER BY co.made_at DESC, co.id LIMIT ?"""
_EVERY = f"""SELECT c.id AS call, c.opened_at AS at, '' AS coaching, 'call' AS kind, -1 AS at_ms,
             coalesce((SELECT max(d.scenario) FROM practice_drafts d WHERE d.call = c.id), '') AS scenario
             FROM calls c WHERE {_CLOSED} AND c.user IN (%s) ORDER BY c.opened_at DESC, c.id LIMIT ?"""
_TOLD = ("intent", "mood", "consent")


@dataclass(frozen=True, slots=True)
class DraftableCall:
    """One call, or one moment of it that somebody marked."""

    call: str
    at: str
    """ISO 8601."""
    kind: str
    """`bookmark`, `note`, or `call`: nobody marked it."""
    coaching: str
    """Id of the bookmark or note; empty: none."""
    at_ms: int
    """Moment that was marked; -1: the whole call."""
    scenario: str
    """Id of the scenario that was made of it; empty: none."""
    length_ms: int
    intents: tuple[Intent, ...]
    moods: tuple[Mood, ...]
    declined: bool
    """True if the customer refused the recording, or took the consent back."""


def draftable_calls(records: CallRecords, lang: Language, agents: Collection[str], since: str, *, every: bool = False,
                    most: int = 100) -> list[DraftableCall]:
    """Newest first.

    Args:
        agents: sign-in names whose calls are looked at.
        since: ISO 8601, UTC; calls opened before are left out.
        every: any call; False: only those that a supervisor has marked.
    """
    marks = ", ".join("?" * len(agents))
    values = [lang, since, *agents, most]
    found = records.database.read(lambda db: rows(db, (_EVERY if every else _MARKED) % marks, values))
    told: dict[str, dict[str, Any]] = {row["call"]: {} for row in found}
    for call, known in told.items():
        numbers, known["length_ms"] = records.database.read(partial(_rows_of, call=call))
        events = records.events_of(call, numbers)
        known["intents"] = tuple(event for event in events if isinstance(event, Intent))
        known["moods"] = tuple(event for event in events if isinstance(event, Mood))
        known["declined"] = declined(event for event in events if isinstance(event, ConsentState))
        records.forget_key(call)
    return [DraftableCall(**row, **told[row["call"]]) for row in found]


def declined(states: Any) -> bool:
    """Whether the customer agreed to no recording, by the last of these consent events about it."""
    last = next((one for one in reversed(tuple(states)) if one.purpose == "recording"), None)
    return last is not None and last.state in ("refused", "withdrawn")


def _rows_of(db: sqlite_utils.Database, call: str) -> tuple[list[int], int]:
    """Numbers of the events that are read, and the call time of the last one."""
    marks = ", ".join("?" * len(_TOLD))
    numbers = [int(row["seq"]) for row in rows(
        db, f"SELECT seq FROM events WHERE call = ? AND type IN ({marks}) ORDER BY seq", [call, *_TOLD])]
    return numbers, int(db.execute("SELECT coalesce(max(at_ms), 0) FROM events WHERE call = ?", [call]).fetchone()[0])


__all__ = ["DraftableCall", "declined", "draftable_calls"]
