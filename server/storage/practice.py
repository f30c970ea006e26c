"""Training calls as stored beside the calls themselves: how each began, the customer's turns, its report, the trainer's
signature.

In: what `server.practice` decides.  Out: the same, decrypted.  Words are sealed with the call's own key; scores, times,
ids and counts are plain.  They go with their call when it is erased.  Figures of real calls never read these tables.
Next: `server.practice.reporting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import sqlite_utils

from protocol.message import Language
from protocol.training import Assistance, Attempt, Difficulty, TrainingReport
from server.practice.engine import Note, Outcome

from . import audit, ledgers
from .calls import CallRecords
from .database import rows


class PracticeStart(msgspec.Struct, frozen=True, kw_only=True):
    """How a training call began."""

    call: str
    user: str
    """The trainee."""
    scenario: str
    """Empty: practice without a simulated customer, of which there is no report."""
    lang: Language
    difficulty: Difficulty = "normal"
    assistance: Assistance = "shown"
    begun_at: str = ""
    """ISO 8601, the server's clock."""


class PathPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One turn of the simulated customer, in order; never anything about the trainee's feelings."""

    at_ms: int
    """Call time."""
    mood: float
    """The customer's own, -1..1, after this turn."""
    said: str = ""
    """What he says, masked."""
    notes: tuple[Note, ...] = ()
    """What happened to asks, objections and traps."""
    outcome: Outcome = ""
    """Of his last turn."""
    why: str = ""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One reported call without words, for lists and means."""

    call: str
    user: str
    scenario: str
    lang: Language
    title: str
    difficulty: str
    assistance: str
    at: str
    total: float
    passed: bool
    outcome: str
    signed_by: str
    lines: dict[str, float]
    """Rubric line -> score; lines that did not apply are left out."""

    def attempt(self) -> Attempt:
        """As a list shows it."""
        return Attempt(call=self.call, trainee=self.user, scenario=self.scenario, title=self.title, difficulty=self.difficulty,
                       assistance=self.assistance, at=self.at, total=self.total, passed=self.passed, outcome=self.outcome,
                       signed=bool(self.signed_by))


@dataclass(frozen=True)
class Signature:
    """A trainer's comment under a report."""

    comment: str
    by: str
    """Display name."""
    at: str


_SCORES = """SELECT call, user, scenario, lang, title, difficulty, assistance, begun_at AS at, total, passed, outcome, signed_by,
             lines FROM practice_calls WHERE total IS NOT NULL AND outcome != 'not_begun'"""


class PracticeRecords:
    """The tables of training calls.  All methods are synchronous, one transaction each."""

    def __init__(self, records: CallRecords) -> None:
        self._records = records
        self._database = records.database

    def begin(self, start: PracticeStart) -> None:
        """Note how a call began; a second time changes nothing (the call resumes)."""
        begun = start.begun_at or audit.now_text()
        self._database.work(lambda db: db.execute(
            "INSERT OR IGNORE INTO practice_calls (call, user, scenario, lang, difficulty, assistance, begun_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [start.call, start.user, start.scenario, start.lang, start.difficulty, start.assistance, begun]))

    def start_of(self, call: str) -> PracticeStart | None:
        """How a call began; None if it is no training call, or was erased."""
        found = self._database.read(lambda db: rows(
            db, "SELECT call, user, scenario, lang, difficulty, assistance, begun_at FROM practice_calls WHERE call = ?", [call]))
        return PracticeStart(**found[0]) if found else None

    def note(self, call: str, points: Sequence[PathPoint]) -> None:
        """Append turns of the customer."""
        if not points:
            return
        cipher = self._records.cipher(call)

        def write(db: sqlite_utils.Database) -> None:
            first = int(db.execute("SELECT coalesce(max(n), 0) + 1 FROM practice_path WHERE call = ?", [call]).fetchone()[0])
            for number, point in enumerate(points, first):
                db.execute("INSERT INTO practice_path (call, n, body) VALUES (?, ?, ?)", [
                    call, number, cipher.encrypt(msgspec.json.encode(point), f"practice_path|body|{call}/{number}")])
        self._database.work(write)

    def path(self, call: str) -> tuple[PathPoint, ...]:
        """The turns in order."""
        cipher = self._records.cipher(call)
        found = self._database.read(lambda db: rows(db, "SELECT n, body FROM practice_path WHERE call = ? ORDER BY n", [call]))
        return tuple(msgspec.json.decode(cipher.decrypt(row["body"], f"practice_path|body|{call}/{row['n']}"), type=PathPoint)
                     for row in found)

    def waiting(self) -> list[str]:
        """Closed training calls without a report, the oldest first."""
        sql = """SELECT p.call FROM practice_calls p JOIN calls c ON c.id = p.call
                 WHERE c.state != 'live' AND p.total IS NULL AND p.scenario != '' ORDER BY p.begun_at, p.call"""
        return self._database.read(lambda db: [str(row["call"]) for row in rows(db, sql)])

    def write_report(self, report: TrainingReport) -> bool:
        """Keep a report, unless there is one or the call is gone; True if it was kept."""
        cipher = self._records.cipher(report.call)
        body = cipher.encrypt(msgspec.json.encode(report), f"practice_calls|report|{report.call}")
        lines = msgspec.json.encode({line.line: line.score for line in report.lines if line.score >= 0}).decode()
        return bool(self._database.work(lambda db: db.execute(
            "UPDATE practice_calls SET title = ?, total = ?, passed = ?, outcome = ?, lines = ?, report = ? "
            "WHERE call = ? AND total IS NULL",
            [report.title, report.total, int(report.passed), report.outcome, lines, body, report.call]).rowcount))

    def report(self, call: str) -> TrainingReport | None:
        """The report as it was made, with the trainer's signature; None if there is none."""
        found = self._database.read(lambda db: rows(
            db, "SELECT report, comment, signed_by, signed_at FROM practice_calls WHERE call = ? AND report IS NOT NULL", [call]))
        if not found:
            return None
        cipher, row = self._records.cipher(call), found[0]
        made = msgspec.json.decode(cipher.decrypt(row["report"], f"practice_calls|report|{call}"), type=TrainingReport)
        comment = cipher.decrypt(row["comment"], f"practice_calls|comment|{call}").decode() if row["comment"] else ""
        return msgspec.structs.replace(made, comment=comment, signed_by=row["signed_by"], signed_at=row["signed_at"])

    def sign(self, call: str, signature: Signature, actor: str) -> None:
        """Put a comment and a name under a report; a later one replaces an earlier one."""
        sealed = self._records.cipher(call).encrypt(signature.comment.encode(), f"practice_calls|comment|{call}")

        def write(db: sqlite_utils.Database) -> None:
            with ledgers.changing(db, self._database.master, "practice_calls", "call = ?", [call]):
                db.execute("UPDATE practice_calls SET comment = ?, signed_by = ?, signed_at = ? "
                           "WHERE call = ? AND total IS NOT NULL", [sealed, signature.by, signature.at, call])
            audit.append(db, self._database.master, actor, "training.sign", {"call": call})
        self._database.work(write)

    def scores(self, user: str = "", scenario: str = "", lang: str = "") -> list[Score]:
        """Reported calls that were attempts (`protocol.training.NOT_BEGUN`), oldest first; empty: of all.

        Their order is that of their storing where a clock was set back.

        Two languages may each have a scenario of one id.
        """
        sql = f"{_SCORES} AND (? = '' OR user = ?) AND (? = '' OR scenario = ?) AND (? = '' OR lang = ?) ORDER BY n"
        return self._database.read(lambda db: [
            Score(**{**row, "passed": bool(row["passed"]), "lines": msgspec.json.decode(row["lines"], type=dict[str, float])})
            for row in rows(db, sql, [user, user, scenario, scenario, lang, lang])])

    @staticmethod
    def score_of(report: TrainingReport) -> Score:
        """A report without its words, as `scores` will give it."""
        return Score(call=report.call, user=report.trainee, scenario=report.scenario, lang=report.lang, title=report.title,
                     difficulty=report.difficulty, assistance=report.assistance, at=report.at, total=report.total,
                     passed=report.passed, outcome=report.outcome, signed_by="",
                     lines={line.line: line.score for line in report.lines if line.score >= 0})

    def audit(self, actor: str, action: str, detail: dict[str, str]) -> None:
        """Say in the audit trail who did what."""
        self._database.work(lambda db: audit.append(db, self._database.master, actor, action, detail))


__all__ = ["PathPoint", "PracticeRecords", "PracticeStart", "Score", "Signature"]
