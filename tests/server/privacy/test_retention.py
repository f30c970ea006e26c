"""What is due goes, what is held or fresh stays, and a run that was killed goes on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.__main__ import main
from server.customers.fields import FieldTable
from server.customers.reading import read_record
from server.errors import SettingsError
from server.privacy import retention as module
from server.privacy.call_files import owner
from server.privacy.retention import Done, Retention, kinds
from server.settings import RetentionSettings
from server.storage import audit, record_kinds
from server.storage.calls import CallRecords
from server.storage.customers import CustomerRecords
from server.storage.database import Database, open_database, rows
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.storage.privacy import Consent, PrivacyRecords
from server.storage.state import StateDirectory
from tests.server.customers.records import customer
from tests.server.privacy.test_erasing_a_person import store_call

LATER = datetime.now(UTC) + timedelta(days=6 * 365)


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    yield opened
    opened.close()


def fill(state: StateDirectory, database: Database) -> CallRecords:
    records = CallRecords(database)
    for call in ("a1", "a2", "a3"):
        store_call(records, call, f"words of {call}")
    record, _ = read_record(customer(), FieldTable(), "86")
    assert record is not None
    CustomerRecords(database).put([record], "test")
    privacy = PrivacyRecords(database)
    for purpose, given in (("marketing", "refused"), ("recording", "given")):
        privacy.note_consent([("customer", "C7001")], Consent(
            purpose=purpose, state=given, at=audit.now_text(), how="form"))  # type: ignore[arg-type]
    (state.path / "recordings").mkdir()
    for name in ("a1.wav", "a2.wav"):
        file = state.path / "recordings" / name
        file.write_bytes(b"sound")
        os.utime(file, (0, 0))
    exported = state.path / "elsewhere.jsonl"
    exported.write_text("{}")
    privacy.note_export("a3", str(exported))
    return records


def run(state: StateDirectory, records: CallRecords, *, dry: bool = False, now: datetime = LATER) -> Done:
    return Retention(state, records, RetentionSettings(), "test", lambda: now).run(dry=dry)


def test_what_is_due_goes(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    counted = run(state, records, dry=True)
    assert [str(row["id"]) for row in records.list()] == ["a3", "a2", "a1"]
    done = run(state, records)
    assert counted.counts == done.counts
    assert (done.counts["calls"], done.counts["sound"], done.counts["exports"], done.counts["customers"],
            done.counts["consents"]) == (3, 2, 1, 1, 1)
    assert records.list() == [] and CustomerRecords(database).list() == []
    assert [one.state for one in PrivacyRecords(database).consents([("customer", "C7001")])] == ["refused"], "a refusal holds on"
    assert not list((state.path / "recordings").iterdir()) and not (state.path / "elsewhere.jsonl").exists()
    assert audit.verify(database).problems == ()
    assert sum(run(state, records).counts.values()) == 0, "a second run finds nothing"


def test_what_is_fresh_stays(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    done = run(state, records, now=datetime.now(UTC) + timedelta(days=100))
    assert {name: count for name, count in done.counts.items() if count} == {"sound": 2}
    assert len(records.list()) == 3


def test_a_legal_hold_keeps_all_of_a_call(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    PrivacyRecords(database).hold("a1", "court", "test")
    done = run(state, records)
    assert (done.held, done.counts["calls"]) == (1, 2)
    assert [str(row["id"]) for row in records.list()] == ["a1"] and (state.path / "recordings" / "a1.wav").exists()


def test_a_live_call_is_never_due(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    database.work(lambda db: db.execute("UPDATE calls SET state = 'live', closed_at = NULL WHERE id = 'a2'"))
    assert run(state, records).counts["calls"] == 2 and [str(row["id"]) for row in records.list()] == ["a2"]


def test_a_run_that_was_killed_goes_on(state: StateDirectory, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    records = fill(state, database)
    real = module.erase_call
    left = [1]

    def killed(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
    with monkeypatch.context() as patched:
        patched.setattr(module, "erase_call", killed)
        with pytest.raises(KeyboardInterrupt):
            run(state, records)
    assert len(records.list()) == 1
    assert Retention(state, records, RetentionSettings(), "test").unfinished()
    assert run(state, records).counts["calls"] == 1
    assert not Retention(state, records, RetentionSettings(), "test").unfinished()
    assert audit.verify(database).problems == ()


def test_the_fields_of_an_old_audit_trail_are_emptied_and_its_chain_is_whole(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    kept = database.read(lambda db: sum(row["action"] in audit.KEPT for row in db.query("SELECT action FROM audit")))
    rows = audit.verify(database).rows - kept
    done = run(state, records, now=datetime.now(UTC) + timedelta(days=11 * 365))
    report = audit.verify(database)
    assert done.counts["audit"] >= rows and report.erased == done.counts["audit"] and report.problems == ()


@pytest.mark.parametrize("days", [0, 179, 3651])
def test_a_period_outside_the_bounds_is_refused(days: int) -> None:
    with pytest.raises(SettingsError, match="180 to 3650"):
        kinds(replace(RetentionSettings(), calls_days=days))


def test_the_command(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_database(state)
    fill(state, opened)
    opened.close()
    place = ["--state", str(state.path)]
    assert main(["retention", "run", "--dry-run", *place]) == 0
    assert "sound\t180 days\t2 due" in (said := capsys.readouterr().out) and "not legal advice" in said
    assert main(["retention", "hold", "nowhere", "--reason", "x", *place]) == 2
    assert main(["retention", "hold", "a1", "--reason", "court", *place]) == 0
    assert main(["retention", "run", *place]) == 0
    assert main(["retention", "show", *place]) == 0
    assert "held\ta1\tcourt" in capsys.readouterr().out


def test_a_right_that_is_over_goes_and_one_that_holds_stays(state: StateDirectory, database: Database) -> None:
    People(database).add_user(User("sue", "Sue", "supervisor", ""), "test")
    grants = GrantRecords(database)

    def left() -> list[str]:
        return [str(row["action"]) for row in database.read(lambda db: rows(db, "SELECT action FROM grants ORDER BY n"))]

    for action, until in (("barge", "2099-01-01T00:00:00.000+00:00"), ("watch", "2026-01-02T00:00:00.000+00:00"),
                          ("takeover", "2099-01-01T00:00:00.000+00:00")):
        grants.give("sue", "", [action], reason="test", until=until, actor="test")
    grants.take_back("sue", "", ["takeover"], reason="test", actor="test")
    soon = datetime.now(UTC) + timedelta(days=366)
    assert run(state, CallRecords(database), now=soon, dry=True).counts["grants"] == 2 and len(left()) == 3
    assert run(state, CallRecords(database), now=soon).counts["grants"] == 2
    assert left() == ["barge"], "it holds still"


def about(database: Database, call: str, *kinds: str) -> None:
    database.work(lambda db: record_kinds.note(db, database.master, call, kinds))


def test_a_call_is_kept_for_the_longest_of_its_kinds(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    about(database, "a1", "loan", "insurance")
    about(database, "a2", "wealth")
    for path in (state.path / "recordings").iterdir():
        os.utime(path)
    done = run(state, records)
    assert (done.counts["calls"], done.counts["insurance"], done.counts["wealth"], done.counts["loan"]) == (1, 0, 0, 0)
    assert [str(row["id"]) for row in records.list()] == ["a2", "a1"]
    assert sorted(path.name for path in (state.path / "recordings").iterdir()) == ["a1.wav", "a2.wav"], "their sound is a record too"
    later = run(state, records, now=datetime.now(UTC) + timedelta(days=8 * 365))
    assert later.counts["wealth"] == 1 and [str(row["id"]) for row in records.list()] == ["a1"]
    last = run(state, records, now=datetime.now(UTC) + timedelta(days=11 * 365))
    assert last.counts["insurance"] == 1 and records.list() == [] and not list((state.path / "recordings").iterdir())
    assert database.read(lambda db: rows(db, "SELECT * FROM call_kinds")) == [] and audit.verify(database).problems == ()


def test_a_shorter_period_of_a_kind_ends_a_call_before_others(state: StateDirectory, database: Database) -> None:
    records = fill(state, database)
    about(database, "a1", "loan")
    about(database, "a2", "loan", "suspicion")
    settings = RetentionSettings(loan_days=365)
    done = Retention(state, records, settings, "test", lambda: datetime.now(UTC) + timedelta(days=400)).run(dry=False)
    assert done.counts["loan"] == 1 and [str(row["id"]) for row in records.list()] == ["a3", "a2"]


def test_the_disk_does_not_tell_which_call_was_suspicious(state: StateDirectory, database: Database) -> None:
    fill(state, database)
    about(database, "a1", "suspicion")
    about(database, "a2", "suspicion")
    marks = [str(row["mark"]) for row in database.read(lambda db: rows(db, "SELECT mark FROM call_kinds"))]
    assert len(set(marks)) == 2 and not any("suspicion" in mark for mark in marks)
    assert record_kinds.kinds_of(database, ("suspicion", "loan")) == {"a1": {"suspicion"}, "a2": {"suspicion"}}


@pytest.mark.parametrize(("name", "call"), [("a1.wav", "a1"), ("a1-customer.flac", "a1"), ("a1", "a1"), ("a1_x.wav", "a1"),
                                            ("a11.wav", ""), ("b.wav", ""), ("a-1.wav", "a-1")])
def test_a_file_belongs_to_one_call(name: str, call: str) -> None:
    assert owner(Path(name), {"a1", "a-1"}) == call
