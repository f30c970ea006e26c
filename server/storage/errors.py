"""The error tree of the storage, drawn in the package's docstring; every one says what to do next."""

from __future__ import annotations

import errno
import sqlite3

_FULL_CODES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


class StorageError(Exception):
    """The database or a key file could not be used."""

    code = "storage.failed"
    retryable = False


class StorageFull(StorageError):
    """The disk takes no more, or refuses to write."""

    code = "storage.full"
    retryable = True


class StorageBusy(StorageError):
    """Another process holds the database."""

    code = "storage.busy"
    retryable = True


class StorageDamaged(StorageError):
    """The file is no intact database of this program."""

    code = "storage.damaged"


class KeyMissing(StorageError):
    """A key file is missing, readable by others, or belongs to another database."""

    code = "storage.key"


class UnknownRecord(StorageError):
    """There is no such call, user or workstation."""

    code = "storage.unknown"


def from_sqlite(error: sqlite3.Error | OSError) -> StorageError:
    """The storage error for what SQLite or the operating system reported."""
    if isinstance(error, OSError):
        if error.errno in _FULL_ERRNO:
            return StorageFull(f"the disk of the state directory takes no more ({error.strerror}); free some space")
        return StorageError(f"the state directory can not be used: {error}")
    primary = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if primary in _FULL_CODES:
        return StorageFull(f"the database can not be written ({error}); free space on the disk of the state directory "
                           "and check its permissions")
    if primary in _BUSY_CODES:
        return StorageBusy("another process holds the database; wait for it to finish (is a second server running?)")
    if primary in _DAMAGED_CODES:
        return StorageDamaged(f"the database is damaged ({error}); stop the server and restore the latest backup")
    return StorageError(f"the database reports: {error}")
