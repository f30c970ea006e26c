"""Calls as stored: what was said, what followed from it, up to where sound is committed.

In: `Step`s, each written whole or not at all.  Out: everything a restarted server needs to go on, and what the
administration commands show.  Next: `grouping` writes for `server.calls.commits`, `server.calls.opening` reads.

Words are encrypted field by field with the call's own key; times, ids and counts are plain.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
import sqlite_utils

from protocol import wire
from protocol.assist import Feedback
from protocol.message import CallEvent, Channel, Language
from server.assist.engines.written import Written
from server.calls.utterance import Utterance

from . import audit, consents, contacts, disputes, gates, ledgers, record_kinds
from .call_digest import SCHEME, digest_of
from .consents import Consent
from .database import Database, rows
from .encryption import FieldCipher, MasterKey, new_key
from .errors import StorageError, UnknownRecord
from .step_rows import write_rows

State = Literal["live", "ended", "interrupted"]
InputKind = Literal["utterance", "tick", "acknowledge", "dismiss", "ask", "finish", "gate", "card",
                    "customer", "written", "ticked", "history", "consent", "ledger", "practice", "place"]


class CallRow(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a call beside its words."""

    id: str
    workstation: str
    """Id of the workstation that owns it."""
    user: str
    """Person who owns it."""
    lang: Language
    customer_id: str = ""
    direction: str = "inbound"
    started_at: str = ""
    """By the client's clock, ISO 8601."""
    opened_at: str = ""
    """By the server's clock, ISO 8601."""
    training: bool = False
    playbook: str = ""
    playbook_version: str = ""
    state: State = "live"
    closed_at: str | None = None
    number_mark: str = ""
    """Keyed hash of the number that was dialled, or of the customer; empty if neither is known."""
    experiment: str = ""
    """Name of the experiment that it was drawn for, or empty."""
    arm: str = ""
    """`a` or `b` of that experiment."""


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a pipeline was given; hearing them again in order rebuilds its state."""

    kind: InputKind
    at_ms: int = 0
    """Call time of a tick, an acknowledgement, a question."""
    text: str = ""
    """Id of the alert, suggestion or gate, or the question.  Of practice: what the simulated customer was given, as JSON."""
    utterance: Utterance | None = None
    """Of an utterance: masked."""
    drafting: bool = False
    """Of an utterance: True if a language model was to word the suggestion."""
    written: Written | None = None
    """What came of a suggestion that a language model was to word."""
    approved: bool = False
    """Of a gate: the answer.  Of a consent, whose purpose is the text: the customer agrees."""
    by: str = ""
    """Of a gate: who answered; empty if nobody did in time."""
    field: str = ""
    """Of a card, whose id is the text: what was entered into; empty if the card was `dismissed`, `pinned` or `unpinned`."""
    value: str = ""
    """Of a card: what was entered, without private numbers; or what became of it."""


@dataclass(frozen=True)
class Said:
    """Where a final stands, for the constraint that keeps it from being stored twice."""

    utterance: Utterance
    start_sample: int
    end_sample: int
    contacts: tuple[str, ...] = ()
    """Rules that count calls to a number and whose words it said for the first time in the call."""
    kinds: tuple[str, ...] = ()
    """Kinds of business that decide how long the call is kept and came up with it."""


@dataclass
class Step:
    """What is written at once."""

    said: Said | None = None
    inputs: list[Input] = field(default_factory=list)
    events: list[CallEvent] = field(default_factory=list)
    """Numbered."""
    positions: dict[Channel, int] = field(default_factory=dict)
    """Channel -> first sample (16 kHz) that is not committed yet."""
    feedback: list[Feedback] = field(default_factory=list)
    state: State | None = None
    """New state of the call, if it closes."""
    consents: list[Consent] = field(default_factory=list)
    """What the ledger holds of it."""
    audited: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """(actor, action, detail) of what goes into the audit trail with it."""


class StoredTwice(StorageError):
    """This channel has a final from this sample already; nothing was written."""

    code = "storage.twice"


@dataclass(frozen=True)
class StoredCall:
    """Everything a session needs to go on with a call."""

    row: CallRow
    positions: dict[Channel, int]
    inputs: list[Input]
    last_seq: int
    finals: int


class CallRecords:
    """The tables of calls.  All methods are synchronous, one transaction each; `Database.offload` moves them off the loop."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._ciphers: dict[str, FieldCipher] = {}

    def open(self, row: CallRow) -> None:
        """Make the row of a new call, with a data key of its own."""
        key = new_key()
        wrapped = self.database.master.wrap(key, f"calls|data_key|{row.id}")

        def write(db: sqlite_utils.Database) -> None:
            db.table("calls").insert({**msgspec.structs.asdict(row), "opened_at": row.opened_at or audit.now_text(),
                                      "training": int(row.training), "data_key": wrapped})
            ledgers.entered(db, self.database.master, "calls", "id = ?", [row.id])
        self.database.work(write)
        self._ciphers[row.id] = FieldCipher(key)

    def load(self, call: str) -> StoredCall | None:
        """A call as it stands, or None if there is none of this id."""
        def read(db: sqlite_utils.Database) -> StoredCall | None:
            row = _call_row(db, call)
            if row is None:
                return None
            cipher = self._cipher(db, call)
            positions: dict[Channel, int] = {r["channel"]: int(r["position"]) for r in rows(
                db, "SELECT channel, position FROM channels WHERE call = ?", [call])}
            inputs = [msgspec.json.decode(cipher.decrypt(r["body"], f"inputs|body|{call}/{r['n']}"), type=Input)
                      for r in rows(db, "SELECT n, body FROM inputs WHERE call = ? ORDER BY n", [call])]
            last = db.execute("SELECT coalesce(max(seq), 0) FROM events WHERE call = ?", [call]).fetchone()[0]
            finals = db.execute("SELECT count(*) FROM utterances WHERE call = ?", [call]).fetchone()[0]
            return StoredCall(row, positions, inputs, int(last), int(finals))
        return self.database.read(read)

    def row(self, call: str) -> CallRow | None:
        """What is known of a call beside its words; None if there is none of this id."""
        return self.database.read(lambda db: _call_row(db, call))

    def commit(self, call: str, step: Step) -> None:
        """Write a step.

        Raises:
            StoredTwice: its final is stored already.
            StorageError: nothing was written.
        """
        try:
            self.database.work(lambda db: self._write_all(db, [(call, step)]))
        except sqlite3.IntegrityError as error:
            raise StoredTwice(f"a part of this step of call {call} is stored already ({error})") from error

    def commit_all(self, steps: Sequence[tuple[str, Step]]) -> list[StorageError | None]:
        """Write steps of different calls in one transaction; for each, None, or why it was refused alone.

        Raises:
            StorageError: nothing of any was written.
        """
        try:
            self.database.work(lambda db: self._write_all(db, steps))
            return [None] * len(steps)
        except sqlite3.IntegrityError:
            # one of them is stored already, and its neighbours must not suffer: each by itself
            return [self._commit_alone(call, step) for call, step in steps]

    def events_after(self, call: str, seq: int, limit: int = 100_000) -> list[CallEvent]:
        """Events with a higher number, in order."""
        def read(db: sqlite_utils.Database) -> list[CallEvent]:
            cipher = self._cipher(db, call)
            found = rows(db, "SELECT seq, body FROM events WHERE call = ? AND seq > ? ORDER BY seq LIMIT ?",
                         [call, seq, limit])
            return [_event(cipher.decrypt(r["body"], f"events|body|{call}/{r['seq']}")) for r in found]
        return self.database.read(read)

    def events_of(self, call: str, numbers: Sequence[int]) -> list[CallEvent]:
        """The events of these numbers, in their order; one that is not there is left out."""
        def read(db: sqlite_utils.Database) -> list[CallEvent]:
            cipher = self._cipher(db, call)
            marks = ", ".join("?" * len(numbers))
            found = rows(db, f"SELECT seq, body FROM events WHERE call = ? AND seq IN ({marks}) ORDER BY seq",
                         [call, *numbers])
            return [_event(cipher.decrypt(r["body"], f"events|body|{call}/{r['seq']}")) for r in found]
        return self.database.read(read)

    def utterances(self, call: str) -> list[Said]:
        """The finals of a call in the order in which they were committed."""
        def read(db: sqlite_utils.Database) -> list[Said]:
            cipher = self._cipher(db, call)
            return [Said(msgspec.json.decode(cipher.decrypt(r["body"], f"utterances|body|{call}/{r['id']}"),
                                             type=Utterance), int(r["start_sample"]), int(r["end_sample"]))
                    for r in rows(db, "SELECT * FROM utterances WHERE call = ? ORDER BY rowid", [call])]
        return self.database.read(read)

    def feedback(self, call: str) -> list[dict[str, Any]]:
        """What became of the items on the agent's screen, in the order it arrived; notes decrypted."""
        def read(db: sqlite_utils.Database) -> list[dict[str, Any]]:
            cipher = self._cipher(db, call)
            found = rows(db, "SELECT * FROM feedback WHERE call = ? ORDER BY n", [call])
            for row in found:
                place = f"feedback|note|{call}/{row['item']}/{row['action']}"
                row["note"] = cipher.decrypt(row["note"], place).decode() if row["note"] else ""
            return found
        return self.database.read(read)

    def list(self, limit: int = 100) -> list[dict[str, Any]]:
        """The latest calls, newest first, with their number of finals and alerts."""
        sql = """SELECT id, user, workstation, lang, state, opened_at, closed_at, training, playbook, playbook_version,
                 (SELECT count(*) FROM utterances u WHERE u.call = calls.id) AS finals,
                 (SELECT count(*) FROM events e WHERE e.call = calls.id AND e.type = 'alert') AS alerts
                 FROM calls ORDER BY opened_at DESC LIMIT ?"""
        return self.database.read(lambda db: rows(db, sql, [limit]))

    def live(self) -> tuple[CallRow, ...]:
        """Calls that are marked live, the oldest first."""
        def read(db: sqlite_utils.Database) -> tuple[CallRow, ...]:
            found = rows(db, "SELECT id FROM calls WHERE state = 'live' ORDER BY opened_at, id")
            return tuple(row for one in found if (row := _call_row(db, one["id"])) is not None)
        return self.database.read(read)

    def interrupt_all_but(self, live: Collection[str]) -> int:
        """Close as interrupted every call that is marked live and not among these; how many."""
        def write(db: sqlite_utils.Database) -> int:
            stored = [str(row["id"]) for row in rows(db, "SELECT id FROM calls WHERE state = 'live'")]
            found = [call for call in stored if call not in live]
            for call in found:
                self._close(db, call, "interrupted")
            return len(found)
        return self.database.work(write)

    def cipher(self, call: str) -> FieldCipher:
        """What seals the files of a call; raises `UnknownRecord` if there is none of this id."""
        return self.database.read(lambda db: self._cipher(db, call))

    def forget_key(self, call: str) -> None:
        """Drop the call's key from memory (the wrapped one stays in its row)."""
        self._ciphers.pop(call, None)

    def _close(self, db: sqlite_utils.Database, call: str, state: State) -> None:
        db.table("calls").update(call, {"state": state, "closed_at": audit.now_text()})
        count, digest = digest_of(db, call)
        audit.append(db, self.database.master, "server", audit.CALL_CLOSED,
                     {"call": call, "state": state, "rows": str(count), "digest": digest, "scheme": SCHEME})

    def _commit_alone(self, call: str, step: Step) -> StorageError | None:
        try:
            self.commit(call, step)
        except StorageError as error:
            return error
        return None

    def _write_all(self, db: sqlite_utils.Database, steps: Sequence[tuple[str, Step]]) -> None:
        write_rows(db, steps, lambda call: self._cipher(db, call))
        for call, step in steps:
            self._note(db, call, step)

    def _note(self, db: sqlite_utils.Database, call: str, step: Step) -> None:
        """What follows from a step whose rows are written."""
        cipher = self._cipher(db, call)
        self._write_feedback(db, self.database.master, call, cipher, step.feedback)
        contacts.note(db, self.database.master, call, step.said.contacts if step.said is not None else ())
        record_kinds.note(db, self.database.master, call, step.said.kinds if step.said is not None else ())
        gates.note(db, self.database.master, call, step.events)
        disputes.count(db, call, step.events)
        consents.note_of_call(db, self.database.master, call, step.consents)
        for actor, action, detail in step.audited:
            audit.append(db, self.database.master, actor, action, detail)
        if step.state is not None:
            self._close(db, call, step.state)

    @staticmethod
    def _write_feedback(db: sqlite_utils.Database, master: MasterKey, call: str, cipher: FieldCipher,
                        given: Sequence[Feedback]) -> None:
        for item in given:
            place = f"feedback|note|{call}/{item.item}/{item.action}"
            db.table("feedback").insert({
                "call": call, "item": item.item, "kind": item.kind, "action": item.action, "at_ms": item.at_ms,
                "lag_ms": item.lag_ms, "note": cipher.encrypt(item.note.encode(), place) if item.note else None,
                "received_at": audit.now_text()})
            if item.kind == "alert" and item.action == "disputed":
                disputes.note(db, master, call, item.item, (
                    wire.decode([cipher.decrypt(row["body"], f"events|body|{call}/{row['seq']}")])
                    for row in rows(db, disputes.ALERTS_OF, [call])))

    def _cipher(self, db: sqlite_utils.Database, call: str) -> FieldCipher:
        cipher = self._ciphers.get(call)
        if cipher is None:
            found = db.execute("SELECT data_key FROM calls WHERE id = ?", [call]).fetchone()
            if found is None:
                raise UnknownRecord(f"there is no call {call!r}; see `seatmate-server calls list`")
            cipher = self._ciphers[call] = self.database.master.unwrap(found[0], f"calls|data_key|{call}")
        return cipher


def _event(frame: bytes) -> CallEvent:
    message = wire.decode([frame])
    if not isinstance(message, CallEvent):
        raise StorageError(f"a stored event is a {type(message).__name__}; restore a backup")
    return message


def _call_row(db: sqlite_utils.Database, call: str) -> CallRow | None:
    found = rows(db, "SELECT * FROM calls WHERE id = ?", [call])
    if not found:
        return None
    row = {name: value for name, value in found[0].items() if name != "data_key"}
    row["training"] = bool(row["training"])
    return CallRow(**row)
