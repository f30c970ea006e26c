"""Rows of closed calls, their gates, the consent ledger and the marks of erased calls: `audit verify` finds each change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlite_utils

from protocol.assist import Gate
from server.storage import audit
from server.storage.audit import verify
from server.storage.call_digest import digest_of
from server.storage.calls import CallRecords, CallRow, Step
from server.storage.consents import Consent
from server.storage.database import Database, open_database
from server.storage.erasing import erase_call
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory
from tests.server.privacy.test_erasing_a_person import store_call


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    yield opened
    opened.close()


@pytest.fixture
def records(database: Database) -> CallRecords:
    """With one closed call, `c1`."""
    made = CallRecords(database)
    store_call(made, "c1", "words")
    return made


def test_an_erasure_on_purpose_explains_why_a_call_is_gone(records: CallRecords, database: Database) -> None:
    erase_call(database, "c1", "erasure", "r1", "dpo")
    assert verify(database).problems == ()
    database.work(lambda db: db.execute("UPDATE erased SET call = 'c2'"))
    assert len(verify(database).problems) == 2


@pytest.mark.parametrize("column", ["workstation", "user", "lang", "customer_id", "direction", "started_at", "opened_at", "training",
                                    "playbook", "playbook_version", "number_mark", "experiment", "arm", "state", "closed_at"])
def test_the_row_of_a_closed_call_is_guarded(records: CallRecords, database: Database, column: str) -> None:
    other = "interrupted" if column == "state" else "1x"
    database.work(lambda db: db.execute(f"UPDATE calls SET {column} = ?", [other]))
    assert any("c1" in problem for problem in verify(database).problems)


@pytest.mark.parametrize("change", [
    "UPDATE gates SET by = 'mallory'", "UPDATE gates SET state = 'denied'", "DELETE FROM gates",
    "INSERT INTO gates (call, gate, operation, state, asked_at) VALUES ('g1', 'other', 'x', 'approved', '')"])
def test_who_let_a_risky_operation_pass_is_guarded(database: Database, change: str) -> None:
    records = CallRecords(database)
    records.open(CallRow(id="g1", workstation="w", user="anna", lang="en"))
    records.commit("g1", Step(events=[
        Gate(call="g1", seq=1, id="gate.x:1", operation="large_transfer", state="waiting", until_ms=60_000),
        Gate(call="g1", seq=2, id="gate.x:1", operation="large_transfer", state="approved", by="boss")], state="ended"))
    assert verify(database).problems == ()
    database.work(lambda db: db.execute(change))
    (problem,) = verify(database).problems
    assert "call g1" in problem


def test_a_call_that_closed_under_an_earlier_version_is_checked_as_it_was(database: Database) -> None:
    records = CallRecords(database)
    records.open(CallRow(id="old", workstation="w", user="anna", lang="en"))

    def close_as_before(db: sqlite_utils.Database) -> None:
        count, digest = digest_of(db, "old", "1")
        db.execute("UPDATE calls SET state = 'ended' WHERE id = 'old'")
        audit.append(db, database.master, "server", audit.CALL_CLOSED,
                     {"call": "old", "state": "ended", "rows": str(count), "digest": digest})
    database.work(close_as_before)
    assert verify(database).problems == ()


@pytest.mark.parametrize("column", ["n", "kind", "person", "purpose", "state", "at", "how", "call", "utterance", "quote", "seal"])
def test_a_line_of_the_consent_ledger_is_guarded(database: Database, column: str) -> None:
    privacy = PrivacyRecords(database)
    for person in ("P1", "P2"):
        privacy.note_consent([("customer", person)], Consent(
            purpose="calls", state="refused", at=audit.now_text(), how="letter", quote="do not call"))
    assert verify(database).problems == ()
    database.work(lambda db: db.execute(f"UPDATE consents SET {column} = '77' WHERE person = 'P1'"))
    (problem,) = verify(database).problems
    assert "consent ledger" in problem


def test_a_ledger_of_an_earlier_version_is_sealed_once(database: Database) -> None:
    PrivacyRecords(database).note_consent([("customer", "P1")], Consent(
        purpose="recording", state="given", at=audit.now_text(), how="form"))
    database.work(lambda db: db.execute("UPDATE consents SET seal = ''"))
    assert verify(database).problems
    database._seal_consents()
    assert verify(database).problems == ()
