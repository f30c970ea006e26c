"""Grants as stored: given, replaced, over, taken back, and what a decision reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from server.storage.audit import verify
from server.storage.database import Database, open_database
from server.storage.errors import UnknownRecord
from server.storage.grants import AuditRow, GrantRecords
from server.storage.people import People, User
from server.storage.state import StateDirectory

LATER = "2999-01-01T00:00:00.000+00:00"


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    People(opened).add_user(User("sun", "Sun", "supervisor", "hash", "north"), "test")
    yield opened
    opened.close()


def actions(records: GrantRecords) -> list[tuple[str, str, str]]:
    return [(one.team, one.action, one.reason) for one in records.tables().grants]


def test_a_grant_counts_from_now_until_its_end(database: Database) -> None:
    records = GrantRecords(database)
    records.give("sun", "north", ["barge", "takeover"], reason="first", until=LATER, actor="adam")
    records.give("sun", "south", ["listen"], reason="over", until="2020-01-01T00:00:00.000+00:00", actor="adam")
    records.give("sun", "north", ["barge"], reason="second", until=LATER, actor="adam")
    assert actions(records) == [("north", "takeover", "first"), ("north", "barge", "second")]
    assert records.take_back("sun", "north", ["barge", "listen"], reason="done", actor="adam") == ["barge"]
    assert actions(records) == [("north", "takeover", "first")]
    with pytest.raises(UnknownRecord):
        records.take_back("sun", "north", ["barge"], reason="again", actor="adam")
    with pytest.raises(UnknownRecord):
        records.give("nobody", "north", ["barge"], reason="r", until=LATER, actor="adam")
    rows = database.read(lambda db: list(db.query("SELECT actor, action, detail FROM audit WHERE action LIKE 'rights.%'")))
    assert [(row["actor"], row["action"], json.loads(row["detail"])["actions"]) for row in rows] == [
        ("adam", "rights.grant", "barge,takeover"), ("adam", "rights.grant", "listen"), ("adam", "rights.grant", "barge"),
        ("adam", "rights.revoke", "barge")]
    assert verify(database).problems == ()


def test_what_a_decision_reads_holds_no_password(database: Database) -> None:
    person = GrantRecords(database).tables().users["sun"]
    assert (person.role, person.team, person.password) == ("supervisor", "north", "")


def test_a_removed_persons_grants_do_not_come_back_with_the_name(database: Database) -> None:
    records, people = GrantRecords(database), People(database)
    records.give("sun", "north", ["barge"], reason="r", until=LATER, actor="adam")
    database.work(lambda db: db.execute("UPDATE grants SET given_at = '2020-01-01T00:00:00.000+00:00'"))
    people.remove_user("sun", "test")
    people.add_user(User("sun", "Another Sun", "supervisor", "", "north"), "test")
    assert records.tables().grants == ()


def test_a_judgement_that_fails_leaves_no_row(database: Database) -> None:
    def judge(_: object) -> tuple[bool, AuditRow]:
        raise RuntimeError("a bug")
    with pytest.raises(RuntimeError):
        GrantRecords(database).judged(judge)
    assert not database.read(lambda db: list(db.query("SELECT n FROM audit WHERE action LIKE 'supervise.%'")))
