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


def columns(database: Database, table: str) -> list[str]:
    return [str(row["name"]) for row in database.read(lambda db: list(db.query(f"PRAGMA table_info({table})")))]


def test_every_column_of_every_row_of_the_trail_and_its_head_is_guarded(database: Database) -> None:
    for table in ("audit", "audit_head"):
        for column in columns(database, table):
            for number in database.read(lambda db, table=table: [  # type: ignore[misc]
                    row[0] for row in db.execute(f"SELECT rowid FROM {table}").fetchall()]):
                if (table, column) == ("audit_head", "one"):
                    continue  # the table takes no other value
                where = (table, column, number)
                (before,) = database.read(lambda db, where=where: db.execute(  # type: ignore[misc]
                    f"SELECT {where[1]} FROM {where[0]} WHERE rowid = ?", [where[2]]).fetchone())
                key = number + 100 if column == "n" and table == "audit" else number
                changed = before + 100 if isinstance(before, int) else flipped(str(before))
                put(database, where, changed)
                assert audit.verify(database).problems, where
                put(database, (table, column, key), before)
    assert audit.verify(database).problems == ()


def flipped(text: str) -> str:
    return text[:-1] + ("0" if text[-1:] != "0" else "1")


def put(database: Database, where: tuple[str, str, int], value: object) -> None:
    table, column, number = where
    database.work(lambda db: db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [value, number]))


def test_two_rows_that_changed_places_are_found(database: Database) -> None:
    for old, new in ((4, -4), (7, 4), (-4, 7)):
        database.work(lambda db, old=old, new=new: db.execute(  # type: ignore[misc]
            "UPDATE audit SET n = ? WHERE n = ?", [new, old]))
    assert audit.verify(database).problems


def test_a_trail_cut_short_with_its_head_is_found(database: Database) -> None:
    """Every row has a link that once was the last: only the seal tells that the trail did not end there."""
    database.work(lambda db: db.execute("DELETE FROM audit WHERE n = ?", [ROWS]))
    database.work(lambda db: db.execute(
        "UPDATE audit_head SET n = n - 1, link = (SELECT link FROM audit WHERE n = ?)", [ROWS - 1]))
    assert audit.verify(database).problems == ("the head was not sealed by this server: rows were removed from the end",)


def test_a_head_of_an_earlier_version_is_sealed_once(state: StateDirectory, database: Database) -> None:
    database.work(lambda db: db.execute("UPDATE audit_head SET seal = ''"))
    assert audit.verify(database).problems
    database._seal_head()
    assert audit.verify(database).problems == ()
