"""Lines of the consent ledger: under the marks of persons, and under the call in which they were said.

In: a line, and whom it is about.  Out: rows, quotes sealed.  A line of a call whose customer is not known yet waits
under the call and is copied when it is (`call_people`).  Next: `privacy` reads, `server.privacy.consent` decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal

import msgspec
import sqlite_utils

from protocol.consent import FORBIDDING

from . import ledgers
from .database import rows
from .encryption import MasterKey

Purpose = Literal["recording", "emotion", "calls", "marketing"]
ConsentEntry = Literal["told", "not_told", "given", "refused", "withdrawn"]
"""`told`: the notice was said; `not_told`: it was required and was not; neither changes what was decided."""
OF_CALL = "call"
"""Kind of the lines that stand under a call."""


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger; never changed, a later one counts."""

    purpose: Purpose
    state: ConsentEntry
    at: str
    """ISO 8601, the server's clock."""
    how: str
    """`said`, `agent`, `letter`, `form` … or who entered it."""
    call: str = ""
    utterance: str = ""
    quote: str = ""
    """The words, masked."""


def insert(db: sqlite_utils.Database, master: MasterKey, kind: str, person: str, line: Consent) -> None:
    """Add a line under one mark."""
    number = db.execute(
        "INSERT INTO consents (kind, person, purpose, state, at, how, call, utterance) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [kind, person, line.purpose, line.state, line.at, line.how, line.call, line.utterance]).lastrowid
    if line.quote:
        sealed = master.wrap(line.quote.encode(), f"consents|quote|{number}")
        db.execute("UPDATE consents SET quote = ? WHERE n = ?", [sealed, number])
    seal(db, master, "n = ?", [number])
    ledgers.entered(db, master, "consents", "n = ?", [number])


def seal(db: sqlite_utils.Database, master: MasterKey, where: str = "1", values: Iterable[object] = ()) -> None:
    """Sign the lines that this condition names, as they are now."""
    for row in rows(db, f"SELECT * FROM consents WHERE {where}", list(values)):
        db.execute("UPDATE consents SET seal = ? WHERE n = ?", [_seal_of(master, row), row["n"]])


def changed(db: sqlite_utils.Database, master: MasterKey) -> list[int]:
    """Numbers of lines that were changed or put in by somebody else than this server."""
    return [int(row["n"]) for row in rows(db, "SELECT * FROM consents ORDER BY n") if row["seal"] != _seal_of(master, row)]


def count(db: sqlite_utils.Database) -> int:
    """Lines of the whole ledger."""
    return int(db.execute("SELECT count(*) FROM consents").fetchone()[0])


def _seal_of(master: MasterKey, row: dict[str, object]) -> str:
    """What stands for a line; its number counts, so that no line takes another's place."""
    signed = [value.hex() if isinstance(value, bytes) else value for name, value in sorted(row.items()) if name != "seal"]
    return master.sign(json.dumps(signed, separators=(",", ":")).encode())


def read(db: sqlite_utils.Database, master: MasterKey, kind: str, person: str) -> list[Consent]:
    """The lines under one mark, in the order in which they came."""
    found = []
    for row in rows(db, "SELECT * FROM consents WHERE kind = ? AND person = ? ORDER BY n", [kind, person]):
        sealed, place = row["quote"], f"consents|quote|{row['n']}"
        found.append(Consent(purpose=row["purpose"], state=row["state"], at=row["at"], how=row["how"], call=row["call"],
                             utterance=row["utterance"], quote=master.open(sealed, place).decode() if sealed else ""))
    return found


def note_of_call(db: sqlite_utils.Database, master: MasterKey, call: str, lines: Iterable[Consent]) -> None:
    """Add what was said in a call, under it and under everybody who is known to be in it."""
    people: list[tuple[str, str]] | None = None
    for line in lines:
        if people is None:
            people = [(OF_CALL, call), *people_of(db, call)]
        for kind, person in people:
            insert(db, master, kind, person, line)


def people_of(db: sqlite_utils.Database, call: str) -> list[tuple[str, str]]:
    """(kind, mark) of everybody who is known to be in a call."""
    found = [(str(row["kind"]), str(row["person"])) for row in rows(
        db, "SELECT kind, person FROM call_people WHERE call = ? ORDER BY kind, person", [call])]
    named = [("customer", str(row["customer_id"])) for row in rows(
        db, "SELECT customer_id FROM calls WHERE id = ? AND customer_id != ''", [call])]
    return list(dict.fromkeys(found + named))


def give_to(db: sqlite_utils.Database, master: MasterKey, call: str, kind: str, person: str) -> None:
    """This person turns out to be in the call: its lines so far are theirs too, each once."""
    known = {(line.purpose, line.state, line.at, line.call) for line in read(db, master, kind, person)}
    for line in read(db, master, OF_CALL, call):
        if (line.purpose, line.state, line.at, line.call) not in known:
            insert(db, master, kind, person, line)


def outlive(db: sqlite_utils.Database, master: MasterKey, call: str) -> None:
    """The call goes because its time is over: what a person forbade in it holds on, without the words."""
    kept = [row["n"] for row in rows(db, f"SELECT n FROM consents WHERE call = ? AND kind != ? AND state IN "
                                         f"({', '.join('?' * len(FORBIDDING))})", [call, OF_CALL, *FORBIDDING])]
    with ledgers.changing(db, master, "consents", f"n IN ({', '.join('?' * len(kept))})", kept):
        db.execute(f"UPDATE consents SET call = '', utterance = '', quote = NULL WHERE n IN ({', '.join('?' * len(kept))})", kept)
        for number in kept:
            seal(db, master, "n = ?", [number])
