"""A line that is deleted from any ledger, also its last one, is missed; what retention and erasure take out is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from protocol.assist import Alert, Feedback, Gate
from server.calls.utterance import Utterance
from server.storage import audit, contacts, ledgers
from server.storage.calls import CallRecords, CallRow, Said, Step
from server.storage.consents import Consent
from server.storage.database import Database, open_database
from server.storage.disputes import DisputeRecords
from server.storage.erasing import erase_call
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.storage.practice import PracticeRecords, PracticeStart, Signature
from server.storage.privacy import Person, PrivacyRecords
from server.storage.releases import ReleaseRecords
from server.storage.state import StateDirectory

PHONE = "+8613800007315"


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    """Three lines in every ledger."""
    opened = open_database(state)
    records, privacy = CallRecords(opened), PrivacyRecords(opened)
    People(opened).add_user(User("boss", "Boss", "supervisor", "", "north"), "test")
    for number in ("1", "2", "3"):
        _fill(opened, records, number)
        privacy.note_consent([("customer", f"P{number}")], Consent(
            purpose="calls", state="refused", at=audit.now_text(), how="letter", quote="不要再打"))
        privacy.ask(Person(phones=(f"+861380000{number}",)), "dpo")
        privacy.hold(f"c{number}", "lawsuit", "dpo")
        privacy.note_export(f"c{number}", f"/somewhere/{number}.json")
        GrantRecords(opened).give("boss", f"team{number}", ["listen"], reason="test",
                                  until=(datetime.now(UTC) + timedelta(days=1)).isoformat(), actor="admin")
        ReleaseRecords(opened).give(PHONE, "anna", "boss", "agreed by letter", 30, "boss")
        erase_call(opened, f"gone{number}", "retention", "", "server")
    yield opened
    opened.close()


def _fill(database: Database, records: CallRecords, number: str) -> None:
    call = f"c{number}"
    mark = contacts.number_mark(database, PHONE, "")
    for name in (call, f"gone{number}"):
        records.open(CallRow(id=name, workstation="w", user="anna", lang="zh", number_mark=mark, direction="outbound"))
    records.commit(f"gone{number}", Step(state="ended"))
    said = Utterance("agent-0", "agent", 0, 900, "零风险")
    records.commit(call, Step(
        said=Said(said, 0, 14_400, contacts=("a_week",)),
        events=[Alert(call=call, seq=1, id="no_risk:1", category="no_risk", severity="stop", rule="no_risk", rule_version="1"),
                Gate(call=call, seq=2, id="gate.x:1", operation="large_transfer", state="waiting", until_ms=60_000)]))
    records.commit(call, Step(feedback=[Feedback(call=call, item="no_risk:1", kind="alert", action="disputed", at_ms=1_000)]))
    practice = PracticeRecords(records)
    practice.begin(PracticeStart(call=call, user="anna", scenario="s", lang="zh", difficulty="normal", assistance="shown",
                                 begun_at=audit.now_text()))
    database.work(lambda db: db.execute("UPDATE practice_calls SET total = 80 WHERE call = ?", [call]))
    practice.sign(call, Signature("good", "Trainer", audit.now_text()), "trainer")


def rowids(database: Database, table: str) -> list[str]:
    """What names each row of a table, the oldest first."""
    key = {"calls": "id", "contacts": "call", "disputes": "call", "erased": "call", "gates": "call", "holds": "call",
           "practice_calls": "call", "subject_requests": "id"}.get(table, "n")
    return [f"{key} = '{row[0]}'" for row in database.read(lambda db: db.execute(
        f"SELECT {key} FROM [{table}] ORDER BY {key}").fetchall())]


def thief(database: Database, *statements: str) -> None:
    """Somebody with the file and without the key, at a connection of their own."""
    with sqlite3.connect(database.file) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


def test_everything_is_whole_to_begin_with_and_counted(database: Database) -> None:
    assert audit.verify(database).problems == ()
    counted = database.read(ledgers.lines)
    assert set(counted) == set(ledgers.LEDGERS) and set(counted.values()) == {3}


@pytest.mark.parametrize("table", sorted(ledgers.LEDGERS))
def test_every_row_that_is_deleted_is_missed_the_last_one_too(database: Database, table: str) -> None:
    for where in rowids(database, table):
        with sqlite3.connect(database.file) as before:
            before.execute("PRAGMA foreign_keys=OFF")
            kept = before.execute(f"SELECT * FROM [{table}] WHERE {where}").fetchall()
            before.execute(f"DELETE FROM [{table}] WHERE {where}")
        before.close()
        assert len(kept) == 1 and audit.verify(database).problems, where
        marks = ", ".join("?" * len(kept[0]))
        with sqlite3.connect(database.file) as again:
            again.execute("PRAGMA foreign_keys=OFF")
            again.executemany(f"INSERT INTO [{table}] VALUES ({marks})", kept)
        again.close()
        assert audit.verify(database).problems == (), "put back as it was, all is whole"


@pytest.mark.parametrize("forge", [
    lambda db: "DELETE FROM ledger_heads WHERE ledger = 'holds'",
    lambda db: "UPDATE ledger_heads SET lines = lines - 1 WHERE ledger = 'holds'",
], ids=["count deleted", "count lowered"])
def test_the_count_itself_is_anchored_in_the_trail(database: Database, forge: Callable[[Database], str]) -> None:
    thief(database, "DELETE FROM holds WHERE call = 'c3'", forge(database))
    told = audit.verify(database).problems
    assert any("legal holds: 2 are left of 3" in one for one in told)
    assert any("not the one in the audit trail" in one for one in told)


def test_an_earlier_table_put_back_with_its_count_does_not_fit_the_trail(database: Database) -> None:
    with sqlite3.connect(database.file) as db:
        old = db.execute("SELECT * FROM ledger_heads WHERE ledger = 'consents'").fetchone()
    db.close()
    PrivacyRecords(database).note_consent([("customer", "P4")], Consent(
        purpose="calls", state="refused", at=audit.now_text(), how="letter"))
    thief(database, "DELETE FROM consents WHERE person = 'P4'",
          f"UPDATE ledger_heads SET lines = {old[1]}, total = '{old[2]}' WHERE ledger = 'consents'")
    assert any("consent ledger: 3 are left of 4" in one for one in audit.verify(database).problems)


def test_later_lawful_changes_do_not_hide_a_theft(database: Database) -> None:
    thief(database, "DELETE FROM holds WHERE call = 'c2'")
    privacy = PrivacyRecords(database)
    privacy.release("c1", "dpo")
    privacy.hold("c1", "another lawsuit", "dpo")
    assert any("legal holds: 2 are left of 3" in one for one in audit.verify(database).problems)


def test_what_is_taken_out_lawfully_is_not_missed(database: Database) -> None:
    privacy = PrivacyRecords(database)
    for number in ("1", "2", "3"):
        privacy.release(f"c{number}", "dpo")
    DisputeRecords(database).decide("c1", "no_risk:1", "rejected", "q", "q@console")
    CallRecords(database).commit("c1", Step(state="ended"))
    erase_call(database, "c1", "retention", "", "server")
    GrantRecords(database).take_back("boss", "team1", ["listen"], reason="over", actor="admin")
    request = privacy.requests()[0]
    assert request.person is not None
    privacy.confirm(request.id, "second")
    privacy.finish(request.id, Person(phones=(PHONE,), customer_ids=("P1",)), {}, "second")
    privacy.forget_exports([number for number, *_ in privacy.exports()])
    assert audit.verify(database).problems == ()
    left = database.read(ledgers.lines)
    assert [left[name] for name in ("holds", "exports", "dial_releases", "calls")] == [0, 0, 0, 2]


def test_a_database_of_an_earlier_version_is_counted_once(state: StateDirectory, database: Database) -> None:
    database._count_ledgers()
    assert audit.verify(database).problems[0].endswith("counts the ledgers anew, though they were counted before")


def test_lines_of_an_earlier_version_are_begun_with(state: StateDirectory) -> None:
    opened = open_database(state)
    opened.work(lambda db: db.execute("INSERT INTO holds (call, at, actor, reason) VALUES ('c9', '', 'dpo', x'00')"))
    assert audit.verify(opened).problems
    opened._count_ledgers()
    assert audit.verify(opened).problems == ()
    thief(opened, "DELETE FROM holds")
    assert audit.verify(opened).problems == ("legal holds: 0 are left of 1; 1 were removed",)
    opened.close()


def test_a_closed_call_that_the_trail_knows_nothing_of_is_named(database: Database) -> None:
    thief(database, "UPDATE calls SET state = 'ended' WHERE id = 'c2'")
    assert "call c2 is closed, and no row says what it came to" in audit.verify(database).problems


def test_a_gap_in_a_call_that_still_runs_is_found(database: Database) -> None:
    thief(database, "DELETE FROM events WHERE call = 'c2' AND seq = 1")
    assert audit.verify(database).problems == ("rows of call c2, which still runs, were removed",)
