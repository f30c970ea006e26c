"""What trainers decide: assignments, pass marks, and drafts of scenarios, with who did it.

In: decisions that were checked by `server.practice`.  Out: rows.  A draft's text is sealed; one that was made from a
call and that nobody has worked on goes with that call.  Next: `server.practice.trainer`, `server.practice.drafts`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
import sqlite_utils

from protocol.message import Language
from protocol.training import Assistance, Difficulty

from . import audit
from .database import Database, rows


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Practise this until then."""

    trainee: str
    scenario: str
    due: str
    """ISO date."""
    difficulty: Difficulty
    assistance: Assistance
    by: str
    """Sign-in name of the trainer."""
    at: str
    """ISO 8601, the server's clock."""


@dataclass(frozen=True)
class StoredDraft:
    """A scenario that is being written and that the checker may still refuse."""

    scenario: str
    lang: Language
    text: str
    by: str
    at: str


class TrainingRecords:
    """The tables of trainers' decisions.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def assign(self, assignments: Sequence[Assignment], actor: str) -> None:
        """Assign, or change what was assigned."""
        def write(db: sqlite_utils.Database) -> None:
            for one in assignments:
                row = msgspec.structs.asdict(one)
                db.execute("INSERT OR REPLACE INTO practice_assignments (trainee, scenario, due, difficulty, assistance, by, at) "
                           "VALUES (:trainee, :scenario, :due, :difficulty, :assistance, :by, :at)", row)
                audit.append(db, self._database.master, actor, "training.assign",
                             {"trainee": one.trainee, "scenario": one.scenario, "due": one.due})
        self._database.work(write)

    def take_back(self, trainees: Collection[str], scenario: str, actor: str) -> None:
        """Nothing is assigned any more; what was not is passed over."""
        def write(db: sqlite_utils.Database) -> None:
            for trainee in trainees:
                if db.execute("DELETE FROM practice_assignments WHERE trainee = ? AND scenario = ?",
                              [trainee, scenario]).rowcount:
                    audit.append(db, self._database.master, actor, "training.take_back",
                                 {"trainee": trainee, "scenario": scenario})
        self._database.work(write)

    def assignments(self, trainee: str = "") -> list[Assignment]:
        """By due date; empty: of everybody."""
        sql = "SELECT * FROM practice_assignments WHERE ? = '' OR trainee = ? ORDER BY due, scenario, trainee"
        return self._database.read(lambda db: [Assignment(**row) for row in rows(db, sql, [trainee, trainee])])

    def forget_assignments(self, before: str, *, dry: bool) -> int:
        """Delete what was due before this date (ISO); with `dry`, only count."""
        day = before[:10]
        if dry:
            return self._database.read(lambda db: int(db.execute(
                "SELECT count(*) FROM practice_assignments WHERE due < ?", [day]).fetchone()[0]))
        return self._database.work(lambda db: int(db.execute("DELETE FROM practice_assignments WHERE due < ?", [day]).rowcount))

    def set_pass_mark(self, scenario: str, pass_mark: float, actor: str) -> None:
        """From now on; reports that are made keep theirs."""
        def write(db: sqlite_utils.Database) -> None:
            db.execute("INSERT OR REPLACE INTO practice_pass_marks (scenario, pass_mark) VALUES (?, ?)", [scenario, pass_mark])
            audit.append(db, self._database.master, actor, "training.pass_mark",
                         {"scenario": scenario, "pass_mark": f"{pass_mark:g}"})
        self._database.work(write)

    def pass_marks(self) -> dict[str, float]:
        """Scenario -> the mark that a trainer has set."""
        return self._database.read(lambda db: {str(row["scenario"]): float(row["pass_mark"]) for row in rows(
            db, "SELECT scenario, pass_mark FROM practice_pass_marks ORDER BY scenario")})

    def write_draft(self, draft: StoredDraft, actor: str, call: str = "") -> None:
        """Keep a draft's text; `call`: the one that it was made from, as long as nobody has worked on it."""
        sealed = self._database.master.wrap(draft.text.encode(), _place(draft.scenario, draft.lang))

        def write(db: sqlite_utils.Database) -> None:
            db.execute("INSERT OR REPLACE INTO practice_drafts (scenario, lang, body, by, at, call) VALUES (?, ?, ?, ?, ?, ?)",
                       [draft.scenario, draft.lang, sealed, draft.by, draft.at, call])
            audit.append(db, self._database.master, actor, "training.draft_from_call" if call else "training.draft",
                         {"scenario": draft.scenario, "lang": draft.lang, **({"call": call} if call else {})})
        self._database.work(write)

    def draft(self, scenario: str, lang: Language) -> StoredDraft | None:
        """A draft; None if there is none."""
        return next((one for one in self.drafts(lang) if one.scenario == scenario), None)

    def drafts(self, lang: Language) -> list[StoredDraft]:
        """All of a language, by their ids."""
        return self._database.read(lambda db: [
            StoredDraft(row["scenario"], lang, self._database.master.open(row["body"], _place(row["scenario"], lang)).decode(),
                        row["by"], row["at"])
            for row in rows(db, "SELECT * FROM practice_drafts WHERE lang = ? ORDER BY scenario", [lang])])

    def drop_draft(self, scenario: str, lang: Language, actor: str) -> bool:
        """Throw a draft away; False if there was none."""
        def write(db: sqlite_utils.Database) -> bool:
            gone = bool(db.execute("DELETE FROM practice_drafts WHERE scenario = ? AND lang = ?", [scenario, lang]).rowcount)
            if gone:
                audit.append(db, self._database.master, actor, "training.draft_dropped", {"scenario": scenario, "lang": lang})
            return gone
        return self._database.work(write)


def _place(scenario: str, lang: str) -> str:
    return f"practice_drafts|body|{lang}/{scenario}"


__all__ = ["Assignment", "StoredDraft", "TrainingRecords"]
