"""The database file: durable settings, migrations once, the right key, a full disk, a damaged page."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from server.storage.database import Database, open_database, rows
from server.storage.encryption import MasterKey, new_key
from server.storage.errors import KeyMissing, StorageBusy, StorageDamaged, StorageError, StorageFull, from_sqlite
from server.storage.migrations import MIGRATIONS
from server.storage.state import StateDirectory


def pragma(database: Database, name: str) -> object:
    return database.work(lambda db: db.execute(f"PRAGMA {name}").fetchone()[0])


def test_it_is_durable_and_private(state: StateDirectory) -> None:
    database = open_database(state)
    assert pragma(database, "journal_mode") == "wal" and pragma(database, "synchronous") == 2
    assert pragma(database, "foreign_keys") == 1 and pragma(database, "secure_delete") == 1
    assert state.database.stat().st_mode & 0o077 == 0 and state.path.stat().st_mode & 0o077 == 0
    database.close()


def test_each_step_is_applied_once(state: StateDirectory) -> None:
    for _ in range(2):
        database = open_database(state)
        applied = database.work(lambda db: rows(db, "SELECT number FROM migrations ORDER BY number"))
        assert [row["number"] for row in applied] == [number for number, _, _ in MIGRATIONS]
        database.close()


def test_a_newer_database_is_refused(state: StateDirectory) -> None:
    database = open_database(state)
    database.work(lambda db: db.table("migrations").insert({"number": 999, "title": "from the future", "applied_at": ""}))
    database.close()
    with pytest.raises(StorageDamaged, match="999"):
        open_database(state)


def test_another_key_is_refused(state: StateDirectory) -> None:
    open_database(state).close()
    with pytest.raises(KeyMissing, match=r"data\.key"):
        Database(state.database, MasterKey(new_key()))


def test_key_files_are_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    state = StateDirectory(tmp_path / "s")
    state.create()
    with pytest.raises(KeyMissing, match="init"):
        state.read_key(state.data_key)
    state.write_key(state.data_key, "00" * 16)
    assert state.data_key.stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeyMissing):
        state.write_key(state.data_key, "11" * 16)
    assert state.read_key(state.data_key) == "00" * 16


def test_systemd_s_credentials_may_have_their_own_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = StateDirectory(tmp_path / "s")
    state.create()
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "data.key").write_text("00" * 16)
    (credentials / "data.key").chmod(0o440)
    state.data_key.symlink_to(credentials / "data.key")
    with pytest.raises(KeyMissing):
        state.read_key(state.data_key)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert state.read_key(state.data_key) == "00" * 16


def test_a_failed_task_leaves_nothing_behind(state: StateDirectory) -> None:
    database = open_database(state)

    def half(db: object) -> None:
        rows(db, "SELECT 1")  # type: ignore[arg-type]
        db.table("meta").insert({"name": "half", "value": b"x"})  # type: ignore[attr-defined]
        raise RuntimeError("in the middle")
    with pytest.raises(RuntimeError):
        database.work(half)
    assert database.work(lambda db: rows(db, "SELECT * FROM meta WHERE name = 'half'")) == []
    database.close()


def test_a_full_disk_is_told_and_recovers_without_a_restart(state: StateDirectory) -> None:
    """SQLite's own page limit stands in for the disk's end: the error code is the same."""
    database = open_database(state)
    pages = int(str(pragma(database, "page_count")))

    def fill(db: object) -> None:
        db.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]
        db.table("meta").insert({"name": "big", "value": bytes(200_000)})  # type: ignore[attr-defined]
    with pytest.raises(StorageFull) as caught:
        database.work(fill)
    assert caught.value.retryable and caught.value.code == "storage.full" and "free space" in str(caught.value)
    database.work(lambda db: db.table("meta").insert({"name": "small", "value": b"x"}))
    assert database.work(lambda db: db.execute("PRAGMA integrity_check").fetchone()[0]) == "ok"
    database.close()


def test_a_file_that_is_no_database_is_said_clearly(state: StateDirectory) -> None:
    for name in state.path.glob("seatmate.sqlite3*"):
        name.unlink()
    state.database.write_bytes(b"this is not a database, whatever its name says" * 100)
    with pytest.raises(StorageDamaged, match="backup"):
        open_database(state)


def test_two_writers_wait_for_each_other(state: StateDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.storage.database._BUSY_TIMEOUT_S", 0.05)
    one, two = open_database(state), open_database(state)
    entered, leave = threading.Event(), threading.Event()

    def hold(_db: object) -> None:
        entered.set()
        leave.wait(60)
    holder = threading.Thread(target=one.work, args=(hold,))
    holder.start()
    entered.wait(60)
    with pytest.raises(StorageBusy) as caught:
        two.work(lambda db: db.table("meta").insert({"name": "a", "value": b"x"}))
    assert caught.value.retryable
    leave.set()
    holder.join()
    two.work(lambda db: db.table("meta").insert({"name": "a", "value": b"x"}))
    one.close()
    two.close()


async def test_the_loop_does_not_wait_for_the_disk(state: StateDirectory) -> None:
    database = open_database(state)
    leave = threading.Event()
    slow = asyncio.create_task(database.offload(lambda: database.work(lambda _: leave.wait(60))))
    await asyncio.sleep(0.01)
    assert not slow.done()
    leave.set()
    assert await slow
    database.close()


@pytest.mark.parametrize(("error", "kind"), [
    (OSError(28, "No space left on device"), StorageFull), (OSError(2, "No such file"), StorageError),
    (sqlite3.DatabaseError("strange"), StorageError)])
def test_errors_of_the_system_have_a_name(error: OSError | sqlite3.Error, kind: type[StorageError]) -> None:
    assert type(from_sqlite(error)) is kind
