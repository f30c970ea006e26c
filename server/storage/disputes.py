"""How right each rule is: alerts counted as they are raised, disputes as agents make them, verdicts of the quality officer.

In: alerts and disputes within the transaction of their call, verdicts.  Out: counts a rule and version, disputes with their
state.  Training calls do not count.  No words are kept here: a dispute names its call's alert, and goes when the call goes.
Next: `server.proof.disputes` reads the words and works out the precision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlite_utils

from protocol.assist import Alert
from protocol.message import CallEvent, Message

from . import audit, ledgers
from .database import Database, rows
from .encryption import MasterKey
from .errors import UnknownRecord

Verdict = Literal["confirmed", "rejected"]
ALERTS_OF = "SELECT seq, body FROM events WHERE call = ? AND type = 'alert' ORDER BY seq"
_COUNT = """INSERT INTO rule_alerts (playbook, rule, rule_version, alerts)
            SELECT playbook, ?, ?, 1 FROM calls WHERE id = ? AND training = 0
            ON CONFLICT (playbook, rule, rule_version) DO UPDATE SET alerts = alerts + 1"""
_NOTE = """INSERT OR IGNORE INTO disputes (call, alert, playbook, rule, rule_version, utterance, asked_by, asked_at)
           SELECT id, ?, playbook, ?, ?, ?, user, ? FROM calls WHERE id = ? AND training = 0"""


@dataclass(frozen=True)
class Dispute:
    """An alert that an agent held to be wrong."""

    call: str
    alert: str
    """Its id in the call."""
    playbook: str
    rule: str
    rule_version: str
    utterance: str
    """Id of the utterance that it was raised for; empty if none was."""
    asked_by: str
    asked_at: str
    verdict: str
    """`confirmed`: the alert was right; `rejected`: it was wrong; empty: nobody has decided."""
    decided_by: str
    decided_at: str | None


@dataclass(frozen=True)
class RuleCount:
    """What became of the alerts of one rule in one version."""

    playbook: str
    rule: str
    rule_version: str
    alerts: int
    """Raised so far."""
    waiting: int
    """Disputed, not decided."""
    confirmed: int
    rejected: int


def count(db: sqlite_utils.Database, call: str, events: Iterable[CallEvent]) -> None:
    """Count the alerts among these events, within the caller's transaction."""
    for event in events:
        if isinstance(event, Alert):
            db.execute(_COUNT, [event.rule, event.rule_version, call])


def note(db: sqlite_utils.Database, master: MasterKey, call: str, alert_id: str, alerts: Iterable[Message]) -> None:
    """Keep a dispute, once an alert; one of an alert that the call does not have is dropped."""
    alert = next((one for one in alerts if isinstance(one, Alert) and one.id == alert_id), None)
    if alert is not None:
        with ledgers.changing(db, master, "disputes", "call = ? AND alert = ?", [call, alert_id]):
            db.execute(_NOTE, [alert_id, alert.rule, alert.rule_version, alert.utterance, audit.now_text(), call])


class DisputeRecords:
    """The tables of disputes.  All methods are synchronous, one transaction each."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def found(self, *, decided: bool | None = None) -> list[Dispute]:
        """Disputes, the oldest first; only the decided or only the waiting ones if asked so."""
        where = {None: "", True: "WHERE verdict != ''", False: "WHERE verdict = ''"}[decided]
        return self.database.read(lambda db: [Dispute(**row) for row in rows(
            db, f"SELECT * FROM disputes {where} ORDER BY asked_at, call, alert")])

    def decide(self, call: str, alert: str, verdict: Verdict, by: str, actor: str) -> None:
        """Take a verdict, also in place of an earlier one.

        Raises:
            UnknownRecord: this alert was not disputed.
        """
        def write(db: sqlite_utils.Database) -> None:
            with ledgers.changing(db, self.database.master, "disputes", "call = ? AND alert = ?", [call, alert]):
                changed = db.execute(
                    "UPDATE disputes SET verdict = ?, decided_by = ?, decided_at = ? WHERE call = ? AND alert = ?",
                    [verdict, by, audit.now_text(), call, alert]).rowcount
            if not changed:
                raise UnknownRecord(f"alert {alert!r} of call {call!r} was not disputed; see `seatmate-server disputes list`")
            audit.append(db, self.database.master, actor, "dispute.decide",
                         {"call": call, "alert": alert, "verdict": verdict, "by": by})
        self.database.work(write)

    def counts(self, playbook: str = "") -> list[RuleCount]:
        """Every rule that has raised an alert, version by version; of one playbook if it is named."""
        sql = """SELECT a.playbook, a.rule, a.rule_version, a.alerts,
                 coalesce(sum(d.verdict = ''), 0) AS waiting, coalesce(sum(d.verdict = 'confirmed'), 0) AS confirmed,
                 coalesce(sum(d.verdict = 'rejected'), 0) AS rejected
                 FROM rule_alerts a LEFT JOIN disputes d
                 ON d.playbook = a.playbook AND d.rule = a.rule AND d.rule_version = a.rule_version
                 WHERE ? = '' OR a.playbook = ? GROUP BY a.playbook, a.rule, a.rule_version
                 ORDER BY a.playbook, a.rule, a.rule_version"""
        return self.database.read(lambda db: [RuleCount(**row) for row in rows(db, sql, [playbook, playbook])])
