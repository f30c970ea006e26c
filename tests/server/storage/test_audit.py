"""The audit chain: any change, removal or insertion is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.storage import audit
from server.storage.database import Database, open_database
from server.storage.state import StateDirectory

ROWS = 12


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    database = open_database(state)
    for number in range(ROWS):
        database.work(lambda db, number=number: audit.append(  # type: ignore[misc]
            db, database.master, "anna", "test.act", {"number": str(number), "name": "测试"}))
    yield database
    database.close()


def test_a_whole_chain(database: Database) -> None:
    report = audit.verify(database)
    assert (report.rows, report.problems) == (ROWS, ())


def test_an_empty_chain(state: StateDirectory) -> None:
    database = open_database(state)
    assert audit.verify(database) == audit.AuditReport(0, ())
    database.close()


@pytest.mark.parametrize("number", range(1, ROWS + 1))
def test_every_removed_row_is_found(database: Database, number: int) -> None:
    database.work(lambda db: db.execute("DELETE FROM audit WHERE n = ?", [number]))
    problems = audit.verify(database).problems
    assert problems and ("missing" in problems[0] or "removed" in problems[0])


@pytest.mark.parametrize("column", ["at", "actor", "action", "detail", "link"])
def test_every_changed_field_is_found(database: Database, column: str) -> None:
    database.work(lambda db: db.execute(f"UPDATE audit SET {column} = 'x' WHERE n = 5"))
    assert any("5 was changed" in problem or "6 was changed" in problem for problem in audit.verify(database).problems)


def test_a_row_put_in_is_found(database: Database) -> None:
    database.work(lambda db: db.table("audit").insert(
        {"n": ROWS + 1, "at": "", "actor": "mallory", "action": "x", "detail": "{}", "link": "0" * 64}))
    assert audit.verify(database).problems


def test_renumbering_does_not_help(database: Database) -> None:
    database.work(lambda db: db.execute("DELETE FROM audit WHERE n = 3"))
    database.work(lambda db: db.execute("UPDATE audit SET n = n - 1 WHERE n > 3"))
    database.work(lambda db: db.execute("UPDATE audit_head SET n = n - 1"))
    assert audit.verify(database).problems
