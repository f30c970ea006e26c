"""The one database connection: opened safely, written by one thread, errors turned into ours.

In: functions that work on `sqlite_utils.Database`.  Out: their results, committed.  Next: `calls`, `people`, `audit`.

sqlite-utils sets neither WAL nor `synchronous`; both are set here: what was acknowledged must survive a power cut.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from .encryption import MasterKey, check_cipher
from .errors import KeyMissing, StorageDamaged, StorageError, from_sqlite
from .migrations import COUNTED_LEDGERS, SEALED_CONSENTS, SEALED_HEAD, migrate
from .state import StateDirectory

T = TypeVar("T")

_KEY_CHECK = "key_check"
_KEY_CHECK_TEXT = b"seatmate"
_BUSY_TIMEOUT_S = 5.0


class Database:
    """An open database.  `work` and `read` run on the calling thread, `offload` on the writer thread; one lock guards both."""

    def __init__(self, file: Path, master: MasterKey) -> None:
        """Open or create `file`, bring it to the newest step, and prove that `master` is its key.

        Raises:
            StorageError: see the package's tree.
        """
        self.file = file
        self.master = master
        self._lock = threading.RLock()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="storage")
        self._db: sqlite_utils.Database | None = None
        check_cipher()
        try:
            with self._lock:
                applied = migrate(self._open())
                self._check_key()
                if SEALED_HEAD in applied:
                    self._seal_head()
                if SEALED_CONSENTS in applied:
                    self._seal_consents()
                if COUNTED_LEDGERS in applied:
                    self._count_ledgers()
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise from_sqlite(error) from error
        except StorageError:
            self.close()
            raise

    def work(self, task: Callable[[sqlite_utils.Database], T]) -> T:
        """Run `task` in one transaction and commit it.

        Raises:
            StorageError: nothing of it was written.
            sqlite3.IntegrityError: a constraint of ours was hit; nothing was written.
        """
        return self._transaction("BEGIN IMMEDIATE", lambda db: self._anchored(db, task))

    def read(self, task: Callable[[sqlite_utils.Database], T]) -> T:
        """Run a `task` that only reads, on one state of the database; it does not wait for another process's writes.

        Raises:
            StorageError: it could not be read.
        """
        return self._transaction("BEGIN", task)

    def _transaction(self, begin: str, task: Callable[[sqlite_utils.Database], T]) -> T:
        with self._lock:
            try:
                db = self._open()
                db.execute(begin)
                try:
                    result = task(db)
                    db.execute("COMMIT")
                    return result
                except BaseException:
                    self._roll_back(db)
                    raise
            except sqlite3.IntegrityError:
                raise
            except (sqlite3.Error, OSError) as error:
                # after a failed write the connection may hold a half-read log; the next task opens a fresh one
                self._drop()
                raise from_sqlite(error) from error

    def _anchored(self, db: sqlite_utils.Database, task: Callable[[sqlite_utils.Database], T]) -> T:
        """Do it, and say in the audit trail where the ledgers stand that it changed."""
        # these modules read rows through this one
        from . import audit, ledgers

        result = task(db)
        if changed := ledgers.unanchored(db):
            audit.append(db, self.master, "server", ledgers.HEAD, changed)
        return result

    async def offload(self, task: Callable[[], T]) -> T:
        """Run something that calls `work` on the writer thread, so that the loop never waits for a disk."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, task)

    def backup(self, target: Path) -> int:
        """Copy the database while it is in use; the size of the copy in bytes.

        Raises:
            StorageError: the copy could not be written.
        """
        try:
            with sqlite3.connect(target) as copy, self._lock:
                self._open().conn.backup(copy)
            copy.close()
            return target.stat().st_size
        except (sqlite3.Error, OSError) as error:
            raise from_sqlite(error) from error

    def settle_deletions(self) -> None:
        """Empty the write-ahead log, which still holds what was deleted; waits until no other process reads."""
        with self._lock:
            try:
                self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlite3.Error as error:
                raise from_sqlite(error) from error

    def close(self) -> None:
        """Wait for writes under way and close."""
        self._writer.shutdown(wait=True)
        with self._lock:
            self._drop()

    def _open(self) -> sqlite_utils.Database:
        if self._db is None:
            conn = sqlite3.connect(self.file, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
            self.file.chmod(0o600)
            db = sqlite_utils.Database(conn)
            db.enable_wal()
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA foreign_keys=ON")
            # deleted words must not survive in free pages
            db.execute("PRAGMA secure_delete=ON")
            self._db = db
        return self._db

    def _drop(self) -> None:
        if self._db is not None:
            try:
                self._db.close()
            except sqlite3.Error:
                pass
            self._db = None

    @staticmethod
    def _roll_back(db: sqlite_utils.Database) -> None:
        try:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
        except sqlite3.Error:
            pass

    def _seal_head(self) -> None:
        """The audit trail of an earlier version ends where it ends now."""
        db = self._open()
        for number, link in db.execute("SELECT n, link FROM audit_head").fetchall():
            db.execute("UPDATE audit_head SET seal = ?", [self.master.seal_head(int(number), str(link))])

    def _seal_consents(self) -> None:
        """Lines of the consent ledger of an earlier version are as they are now."""
        # that module reads rows through this one
        from .consents import seal

        self.work(lambda db: seal(db, self.master))

    def _count_ledgers(self) -> None:
        """Lines of an earlier version are those that are there now."""
        from . import audit, ledgers

        def write(db: sqlite_utils.Database) -> None:
            if found := ledgers.begin(db, self.master):
                audit.append(db, self.master, "server", ledgers.BEGIN, found)
        self.work(write)

    def _check_key(self) -> None:
        db = self._open()
        row = db.execute("SELECT value FROM meta WHERE name = ?", [_KEY_CHECK]).fetchone()
        if row is None:
            sealed = self.master.wrap(_KEY_CHECK_TEXT.ljust(16), f"meta|value|{_KEY_CHECK}")
            db.table("meta").insert({"name": _KEY_CHECK, "value": sealed})
            return
        try:
            self.master.unwrap(row[0], f"meta|value|{_KEY_CHECK}")
        except StorageDamaged:
            raise KeyMissing("data.key is not the key this database was written with; restore the right one from its "
                             "safe copy") from None


def open_database(state: StateDirectory) -> Database:
    """The database of a state directory that `init` has set up.

    Raises:
        StorageError: see the package's tree.
    """
    return Database(state.database, MasterKey.from_text(state.read_key(state.data_key)))


def rows(db: sqlite_utils.Database, sql: str, params: list[Any] | None = None) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    return list(db.query(sql, params or []))
