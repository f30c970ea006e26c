"""The audit trail: who did what, as a chain in which every row signs the one before it.

In: an actor, an action, a few plain fields (never words of a call).  Out: rows; `verify` finds any that was changed,
removed or put in, also at the end of the chain.

A link signs the salted digest of the fields, not the fields: `erase` can take a person's data out of a row, and the
chain stays whole. An erased row counts as such only if a later row of the chain names it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlite_utils

from . import consents, ledgers
from .call_digest import digest_of, kept
from .database import Database, rows
from .encryption import MasterKey

_START = "0" * 64
CALL_CLOSED = "call.closed"
"""The action whose `rows` and `digest` say what a call came to."""
_CALL_ERASED = "call.erased"
"""The one action that explains why a call is gone: an erasure on request, or the end of its time of keeping."""
_ERASED = "audit.erase"
"""The action whose `rows` name the rows that were emptied."""


KEPT = (_ERASED, *ledgers.ANCHORS)
"""Actions whose fields name nobody and are never emptied."""


_GAPS = " UNION ".join(
    f"SELECT call FROM {table} WHERE call IN (SELECT id FROM calls WHERE state = 'live') GROUP BY call "
    f"HAVING count(*) != max({number})" for table, number in (("events", "seq"), ("inputs", "n")))
"""Calls that have no digest yet, and numbers of rows missing between others."""


@dataclass(frozen=True)
class AuditReport:
    """What `verify` found."""

    rows: int
    """Rows in the chain."""
    problems: tuple[str, ...]
    """One sentence each; empty if the chain is whole."""
    erased: int = 0
    """Rows whose fields were erased on request."""


def now_text() -> str:
    """The server's clock, ISO 8601 in UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def append(db: sqlite_utils.Database, master: MasterKey, actor: str, action: str, detail: dict[str, str]) -> None:
    """Add a row within the caller's transaction, so that no act goes unrecorded."""
    head = db.execute("SELECT n, link FROM audit_head WHERE one = 1").fetchone()
    number, previous = (int(head[0]) + 1, str(head[1])) if head else (1, _START)
    text, salt = json.dumps(detail, ensure_ascii=False, sort_keys=True), secrets.token_hex(16)
    row = {"n": number, "at": now_text(), "actor": actor, "action": action, "detail": text, "salt": salt,
           "digest": _digest(salt, text)}
    link = master.sign(_canonical(row, previous))
    db.table("audit").insert({**row, "link": link})
    db.table("audit_head", pk="one").upsert(
        {"one": 1, "n": number, "link": link, "seal": master.seal_head(number, link)})


def mentions(db: sqlite_utils.Database, texts: Sequence[str]) -> list[int]:
    """Numbers of the rows whose fields hold one of these texts."""
    wanted = [text for text in texts if text]
    return [int(row["n"]) for row in rows(db, "SELECT n, detail FROM audit ORDER BY n")
            if any(text in str(row["detail"]) for text in wanted)]


def erase(db: sqlite_utils.Database, master: MasterKey, actor: str, numbers: Iterable[int]) -> int:
    """Empty the fields of these rows, and say in the chain which they were; how many.

    A row written before fields were signed by their digest can not be emptied without breaking its link; it is left.
    """
    emptied = [number for number in sorted(numbers) if db.execute(
        f"UPDATE audit SET detail = '', salt = '' WHERE n = ? AND digest != '' AND action NOT IN ({', '.join('?' * len(KEPT))})",
        [number, *KEPT]).rowcount]
    if emptied:
        append(db, master, actor, _ERASED, {"rows": ",".join(map(str, emptied))})
    return len(emptied)


def verify(database: Database) -> AuditReport:
    """Walk the chain from its first row to its signed head."""
    def read(db: sqlite_utils.Database) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        return rows(db, "SELECT * FROM audit ORDER BY n"), rows(
            db, "SELECT n, link, seal FROM audit_head")
    found, heads = database.read(read)
    problems: list[str] = []
    allowed = _named(found)
    erased = 0
    previous, expected = _START, 1
    for row in found:
        number = int(str(row["n"]))
        if number != expected:
            problems.append(f"row {expected} is missing" if number == expected + 1
                            else f"rows {expected} to {number - 1} are missing")
        link = str(row.pop("link"))
        emptied = bool(row["digest"]) and not row["detail"] and not row["salt"] and number in allowed
        erased += emptied
        fits = emptied or not row["digest"] or _digest(str(row["salt"]), str(row["detail"])) == row["digest"]
        if number == expected and not (fits and database.master.sign(_canonical(row, previous)) == link):
            problems.append(f"row {number} was changed after it was written")
        previous, expected = link, number + 1
    head_number, head_link = (int(str(heads[0]["n"])), str(heads[0]["link"])) if heads else (0, _START)
    if head_number != expected - 1:
        problems.append(f"the chain ends at row {expected - 1}, its head says {head_number}: rows were removed or put in")
    elif head_link != previous:
        problems.append("the head does not match the last row")
    elif heads and database.master.seal_head(head_number, head_link) != str(heads[0]["seal"]):
        problems.append("the head was not sealed by this server: rows were removed from the end")
    problems += _calls_changed(database, found)
    return AuditReport(len(found), tuple(problems), erased)


def _calls_changed(database: Database, found: Sequence[dict[str, object]]) -> list[str]:
    """Closed calls whose rows are not those that were on file when they closed."""
    closed: dict[str, dict[str, str]] = {}
    excused: set[str] = set()
    for row in found:
        try:
            detail = json.loads(str(row["detail"]))
            call = str(detail.get("call", ""))
        except (ValueError, AttributeError):
            continue
        if row["action"] == CALL_CLOSED:
            closed[call] = detail
            excused.discard(call)
        elif row["action"] == _CALL_ERASED:
            excused.add(call)

    def compare(db: sqlite_utils.Database) -> list[str]:
        problems = []
        for call, detail in closed.items():
            if call in excused:
                continue
            if not kept(db, call):
                problems.append(f"call {call} is missing, and no row says who removed it")
                continue
            count, digest = digest_of(db, call, detail.get("scheme", "1"))
            if str(count) != detail.get("rows"):
                problems.append(f"call {call} has {count} rows, it closed with {detail.get('rows')}")
            elif digest != detail.get("digest"):
                problems.append(f"rows of call {call} were changed after it closed")
        problems += _closed_without_a_row(db, closed, sum(row["action"] == CALL_CLOSED and not row["detail"] for row in found))
        problems += [f"rows of call {row['call']}, which still runs, were removed" for row in rows(db, _GAPS)]
        named = {"calls", "gates"} if problems else set()
        lines = [f"line {number} of the consent ledger was changed or put in" for number in consents.changed(db, database.master)]
        if lines and consents.count(db) >= ledgers.lines(db).get("consents", 0):
            named.add("consents")
        gone = {str(row["call"]) for row in rows(db, "SELECT call FROM erased")}
        marks = [f"the mark that call {call} was erased is missing" for call in sorted(excused - gone)]
        emptied = sum(row["action"] == _CALL_ERASED and not row["detail"] for row in found)
        if len(gone - excused) > emptied:
            marks += [f"call {call} is marked as erased, and no row says by whom" for call in sorted(gone - excused)]
        if marks:
            named.add("erased")
        return problems + lines + marks + ledgers.problems(db, database.master, found, named)
    return database.read(compare)


def _closed_without_a_row(db: sqlite_utils.Database, closed: Collection[str], emptied: int) -> list[str]:
    """Closed calls that the trail knows nothing of; as many as rows were emptied may be theirs."""
    strange = [str(row["id"]) for row in rows(db, "SELECT id FROM calls WHERE state != 'live' ORDER BY id")
               if row["id"] not in closed]
    return [f"call {call} is closed, and no row says what it came to" for call in strange] if len(strange) > emptied else []


def _named(found: Sequence[dict[str, object]]) -> set[int]:
    """Rows that a row of the chain says were emptied; whether that row is genuine, its own link shows."""
    numbers: set[int] = set()
    for row in found:
        if row["action"] == _ERASED:
            try:
                listed = json.loads(str(row["detail"])).get("rows", "")
                numbers.update(int(part) for part in str(listed).split(",") if part)
            except (ValueError, AttributeError):
                continue
    return numbers


def _digest(salt: str, detail: str) -> str:
    return hashlib.sha256(f"{salt}|{detail}".encode()).hexdigest()


def _canonical(row: dict[str, object], previous: str) -> bytes:
    """What a link signs; rows from before the digest are signed with their fields."""
    signed = row["digest"] or row["detail"]
    return json.dumps([previous, row["n"], row["at"], row["actor"], row["action"], signed],
                      ensure_ascii=False, separators=(",", ":")).encode()


def head_of(database: Database) -> tuple[int, str]:
    """Number and link of the last row; 0 and zeros for an empty trail."""
    found = database.read(lambda db: rows(db, "SELECT n, link FROM audit_head"))
    return (int(found[0]["n"]), str(found[0]["link"])) if found else (0, _START)


def last_at(database: Database) -> str:
    """When the last row was written, ISO 8601; empty for an empty trail."""
    found = database.read(lambda db: rows(db, "SELECT at FROM audit ORDER BY n DESC LIMIT 1"))
    return str(found[0]["at"]) if found else ""


def holds(database: Database, number: int, link: str) -> bool:
    """True if the trail has this row with this link."""
    if number == 0:
        return link == _START
    return bool(database.read(lambda db: rows(db, "SELECT n FROM audit WHERE n = ? AND link = ?", [number, link])))
