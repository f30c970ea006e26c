"""How many lines each ledger has and what they come to, so that a line that was deleted, also the last one, is missed.

In: every lawful change of a table of `LEDGERS`, within its transaction (`changing`, `entered`).  Out: a count and a keyed sum a
ledger, which `anchor` writes into the audit trail with the same transaction.  Next: `audit.verify` asks `problems`.

A sum can be reached from a row only with the server's key, and lines come and go in any order: so retention and erasure take out
what is theirs, and whoever deletes a line past this module leaves a sum that no later change puts right.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from .encryption import MasterKey

HEAD = "ledger.head"
"""The action whose fields say where ledgers stand: name -> `lines:sum`."""
BEGIN = "ledger.begin"
"""As `HEAD`, of lines that were there before lines were counted; written once, when a database gets the table."""
ANCHORS = (HEAD, BEGIN)
_WHOLE = 1 << 256


@dataclass(frozen=True)
class Ledger:
    """One table that counts as evidence."""

    words: str
    """What a line is called."""
    columns: str = "*"
    """Those that never change but through `changing`."""
    where: str = "1"


LEDGERS: dict[str, Ledger] = {
    "calls": Ledger("calls", "id, user, opened_at"),
    "consents": Ledger("lines of the consent ledger"),
    "contacts": Ledger("counted calls to a number"),
    "disputes": Ledger("disputed alerts"),
    "erased": Ledger("marks of erasures"),
    "exports": Ledger("exported files"),
    "gates": Ledger("operations that waited for a second person"),
    "grants": Ledger("rights of supervisors"),
    "holds": Ledger("legal holds"),
    "practice_calls": Ledger("signed training reports", "call, user, scenario, total, passed, report, comment, signed_by, "
                             "signed_at", "signed_by != ''"),
    "subject_requests": Ledger("requests of persons"),
    "dial_releases": Ledger("released calls to blocked numbers"),
}
"""Table -> what is counted of it."""


@contextmanager
def changing(db: sqlite_utils.Database, master: MasterKey, table: str, where: str,
             values: Sequence[object] = ()) -> Iterator[None]:
    """Within: the lines of a ledger that this condition names, before or afterwards, are changed on purpose.  A table that is no
    ledger is let through."""
    if table not in LEDGERS:
        yield
        return
    count, total = _sum(db, master, table, where, values)
    yield
    new_count, new_total = _sum(db, master, table, where, values)
    _move(db, table, new_count - count, new_total - total)


def entered(db: sqlite_utils.Database, master: MasterKey, table: str, where: str, values: Sequence[object]) -> None:
    """These lines were not there at the beginning of the transaction."""
    count, total = _sum(db, master, table, where, values)
    _move(db, table, count, total)


def unanchored(db: sqlite_utils.Database) -> dict[str, str]:
    """Ledgers that were changed in this transaction, as the trail names them; they count as anchored from now on."""
    found = {str(row[0]): f"{row[1]}:{row[2]}" for row in db.execute(
        "SELECT ledger, lines, total FROM ledger_heads WHERE anchored = 0 ORDER BY ledger").fetchall()}
    if found:
        db.execute("UPDATE ledger_heads SET anchored = 1 WHERE anchored = 0")
    return found


def begin(db: sqlite_utils.Database, master: MasterKey) -> dict[str, str]:
    """Count what an earlier version left: the ledgers that have lines, as the trail names them."""
    for table in LEDGERS:
        count, total = _sum(db, master, table, "1", ())
        if count:
            _move(db, table, count, total)
    return unanchored(db)


def problems(db: sqlite_utils.Database, master: MasterKey, trail: Iterable[dict[str, Any]],
             named: Collection[str] = ()) -> list[str]:
    """What the ledgers hold against what the audit trail (rows with `n`, `action`, `detail`) says of them; one sentence each.

    Args:
        named: ledgers whose faulty lines were found one by one, so that nothing is told twice.
    """
    anchored: dict[str, str] = {}
    found: list[str] = []
    for row in trail:
        if row["action"] not in ANCHORS:
            continue
        try:
            told: dict[str, str] = json.loads(str(row["detail"]))
        except ValueError:
            found.append(f"row {row['n']} no longer says where the ledgers stood")
            continue
        if row["action"] == BEGIN and anchored:
            found.append(f"row {row['n']} counts the ledgers anew, though they were counted before")
        anchored.update(told)
    heads = {str(row[0]): f"{row[1]}:{row[2]}" for row in db.execute("SELECT ledger, lines, total FROM ledger_heads").fetchall()}
    for table, ledger in LEDGERS.items():
        count, total = _sum(db, master, table, "1", ())
        said = anchored.get(table, _text(0, 0))
        if heads.get(table, _text(0, 0)) != said:
            found.append(f"the count of {ledger.words} is not the one in the audit trail")
        if _text(count, total) != said and table not in named:
            found.append(_difference(ledger.words, count, int(said.partition(":")[0])))
    return found


def lines(db: sqlite_utils.Database) -> dict[str, int]:
    """Ledger -> its lines, as counted; those that never had one are left out."""
    return {str(row[0]): int(row[1]) for row in db.execute("SELECT ledger, lines FROM ledger_heads ORDER BY ledger").fetchall()}


def _difference(words: str, count: int, said: int) -> str:
    if count < said:
        return f"{words}: {count} are left of {said}; {said - count} were removed"
    if count > said:
        return f"{words}: there are {count}, the audit trail says {said}; {count - said} were put in"
    return f"{words}: all {count} are there, but some were changed or exchanged"


def _move(db: sqlite_utils.Database, table: str, by: int, total: int) -> None:
    if not by and not total % _WHOLE:
        return
    row = db.execute("SELECT lines, total FROM ledger_heads WHERE ledger = ?", [table]).fetchone() or (0, "0")
    db.execute("INSERT OR REPLACE INTO ledger_heads (ledger, lines, total, anchored) VALUES (?, ?, ?, 0)",
               [table, *_text(int(row[0]) + by, int(row[1], 16) + total).split(":")])


def _text(count: int, total: int) -> str:
    return f"{count}:{total % _WHOLE:064x}"


def _sum(db: sqlite_utils.Database, master: MasterKey, table: str, where: str, values: Sequence[object]) -> tuple[int, int]:
    ledger = LEDGERS[table]
    count = total = 0
    for row in db.query(f"SELECT {ledger.columns} FROM [{table}] WHERE ({ledger.where}) AND ({where})", list(values)):
        signed = [table, *(value.hex() if isinstance(value, bytes) else value for _, value in sorted(row.items()))]
        total += int(master.sign(json.dumps(signed, ensure_ascii=False, separators=(",", ":")).encode()), 16)
        count += 1
    return count, total
