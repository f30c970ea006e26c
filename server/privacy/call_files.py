"""Files that belong to calls: sound and exports, by name in the state directory and by the list of exports.

In: ids of calls.  Out: paths; deleting one that is gone already is no error, so a run that was killed goes on.  Next:
`retention`, `erasing`.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from server.storage.errors import from_sqlite
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory

FOLDERS = ("recordings", "exports", "evidence")
"""Folders of the state directory with files of calls, each named by its call: `ID.wav`, `ID-customer.flac`, `ID/`."""


def files_of(state: StateDirectory, call: str) -> list[Path]:
    """Files and folders in the state directory that are named by this call."""
    found: list[Path] = []
    for name in FOLDERS:
        folder = state.path / name
        if folder.is_dir():
            found += [path for path in sorted(folder.iterdir()) if belongs(path, call)]
    return found


def belongs(path: Path, call: str) -> bool:
    """True if a file or folder is named by this call."""
    return path.name == call or path.name.startswith((f"{call}.", f"{call}-", f"{call}_"))


def owner(path: Path, calls: Collection[str]) -> str:
    """The one of these calls that a file or folder is named by; empty if it is none's."""
    name = path.name
    ends = [place for place, character in enumerate(name) if character in ".-_"]
    return next((name[:end] for end in (*ends, len(name)) if name[:end] in calls), "")


def delete_files(state: StateDirectory, privacy: PrivacyRecords, owners: Collection[str]) -> int:
    """Delete the files of these calls (or of a person's mark), exported ones included; how many there were.

    Raises:
        StorageError: one could not be deleted.
    """
    paths = [path for owner in owners for path in files_of(state, owner)]
    exported = [(number, Path(file)) for number, owner, _, file in privacy.exports() if owner in owners]
    count = sum(delete(path) for path in (*paths, *(file for _, file in exported)))
    if exported:
        privacy.forget_exports([number for number, _ in exported])
    return count


def delete(path: Path) -> bool:
    """Delete a file or a folder; False if it was gone."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise from_sqlite(error) from error
    return True
