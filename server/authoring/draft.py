"""A draft: entries put in, replaced and taken out; after each step the whole playbook is checked, or nothing was changed.

In come entries as text; out comes the checked playbook.  Next: `publishing`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from threading import RLock

from server.content.checking import Origins
from server.content.errors import PlaybookError
from server.content.loading import find_playbook, read_playbook
from server.content.playbook import Playbook
from server.practice.loading import PART as PRACTICE
from server.practice.loading import read_practice

from .entry_text import PARTS, Entry
from .errors import AlreadyThere, NothingThere, PlaceUnusable
from .places import Places

AUTHORED = "authored.toml"
"""File of each part that takes new entries."""
_lock = RLock()
"""One edit at a time: the check of one must not see half of another."""


class Draft:
    """The draft of one playbook."""

    def __init__(self, places: Places) -> None:
        self.places = places

    @property
    def exists(self) -> bool:
        """True if one has been begun."""
        return (self.places.draft / "playbook.toml").is_file()

    def begin(self, source: str | Path = "") -> Playbook:
        """Copy a playbook to write on: a name or directory; empty: the version in force, else the bundled one.

        Raises:
            AlreadyThere: a draft has been begun already.
            PlaybookError: the source has a mistake, or another id.
        """
        if self.exists:
            raise AlreadyThere(f"there is a draft of {self.places.playbook} already; propose it, or drop it first")
        in_force = self.places.in_force() if not source else ""
        origin = self.places.version(in_force) if in_force else find_playbook(source or self.places.playbook)
        book, _ = read_playbook(origin)
        if book.id != self.places.playbook:
            raise PlaybookError(origin / "playbook.toml", 0, f"has the id `{book.id}`, not `{self.places.playbook}`")
        staging = self.places.draft.with_name("draft.new")
        try:
            shutil.rmtree(staging, ignore_errors=True)
            staging.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # a version is read-only, its copy must not be
            shutil.copytree(origin, staging, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("*.json", ".*"))
            staging.chmod(0o700)
            staging.replace(self.places.draft)
        except OSError as error:
            raise _unusable(error) from error
        return self.read()

    def read(self) -> Playbook:
        """The playbook as it stands.

        Raises:
            NothingThere: no draft has been begun.
            PlaybookError: somebody has written a mistake into its files by hand.
        """
        self._require()
        return read(self.places.draft)[0]

    def drop(self) -> None:
        """Throw the draft away.  Raises `NothingThere`."""
        self._require()
        shutil.rmtree(self.places.draft)

    def add(self, entries: Sequence[Entry]) -> Playbook:
        """Put new entries in.

        Raises:
            AlreadyThere: an id is taken.
            PlaybookError: the playbook would have a mistake; the draft is as it was.
        """
        def change() -> None:
            _, origins = read(self.places.draft)
            for entry in entries:
                if origins.find(entry.table, entry.id) is not None:
                    raise AlreadyThere(f"there is a [[{entry.table}]] `{entry.id}` already; change it with edit, or choose "
                                       "another id")
                self._append(entry)
        return self._changed(change)

    def edit(self, entries: Sequence[Entry]) -> Playbook:
        """Put entries in the place of those with their ids.

        Raises:
            NothingThere: there is no such entry.
            PlaybookError: the playbook would have a mistake; the draft is as it was.
        """
        def change() -> None:
            for entry in entries:
                self._replace(entry.table, entry.id, entry.text)
        return self._changed(change)

    def put(self, entries: Sequence[Entry], *, keep: bool = True) -> Playbook:
        """`edit` what is there, `add` what is not; without `keep` only to see whether it could be done."""
        def change() -> None:
            for entry in entries:
                if read(self.places.draft)[1].find(entry.table, entry.id) is None:
                    self._append(entry)
                else:
                    self._replace(entry.table, entry.id, entry.text)
        return self._changed(change, keep=keep)

    def remove(self, table: str, entry_id: str) -> Playbook:
        """Take an entry out.

        Raises:
            NothingThere: there is no such entry.
            PlaybookError: another entry needs it; the draft is as it was.
        """
        return self._changed(lambda: self._replace(table, entry_id, ""))

    def set_version(self, version: str) -> Playbook:
        """Name the version that the draft will be."""
        def change() -> None:
            head = self.places.draft / "playbook.toml"
            lines = head.read_text(encoding="utf-8").splitlines()
            lines = [f'version = "{version}"' if line.split("=")[0].strip() == "version" else line for line in lines]
            head.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self._changed(change)

    def put_practice(self, scenario: str, text: str) -> Playbook:
        """Write the file of a practice scenario; an empty text takes it out.

        Raises:
            PlaybookError: the playbook would have a mistake; the draft is as it was.
        """
        def change() -> None:
            known = read_practice(self.places.draft).get(scenario)
            file = known[1].path if known is not None else self.places.draft / PRACTICE / f"{scenario}.toml"
            if text:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text.rstrip() + "\n", encoding="utf-8")
            else:
                file.unlink(missing_ok=True)
        return self._changed(change)

    def text_of(self, table: str, entry_id: str) -> str:
        """An entry as it is written.  Raises `NothingThere`."""
        self._require()
        return entry_text(self.places.draft, table, entry_id)

    def _changed(self, change: Callable[[], None], *, keep: bool = True) -> Playbook:
        """Make a change and read everything again; whatever is wrong, the files are put back."""
        self._require()
        with _lock:
            before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in self.places.draft.rglob("*.toml")}
            try:
                change()
                book = self.read()
                if not keep:
                    self._put_back(before)
                return book
            except BaseException as error:
                self._put_back(before)
                if isinstance(error, OSError):
                    raise _unusable(error) from error
                raise

    def _put_back(self, before: dict[Path, tuple[bytes, int]]) -> None:
        for path in self.places.draft.rglob("*.toml"):
            if path not in before:
                path.unlink()
        for path, (content, written_ns) in before.items():
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
                os.utime(path, ns=(written_ns, written_ns))

    def _append(self, entry: Entry) -> None:
        part = self.places.draft / PARTS[entry.table]
        part.mkdir(exist_ok=True)
        file = part / AUTHORED
        before = file.read_text(encoding="utf-8").rstrip() + "\n\n" if file.is_file() else ""
        file.write_text(before + entry.text, encoding="utf-8")

    def _replace(self, table: str, entry_id: str, text: str) -> None:
        file, (first, last) = _place(self.places.draft, table, entry_id)
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        lines[first - 1:last] = text.rstrip().splitlines()
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _require(self) -> None:
        if not self.exists:
            raise NothingThere(f"there is no draft of {self.places.playbook}; begin one: seatmate-server playbook draft "
                               f"{self.places.playbook}")


@lru_cache(maxsize=8)
def _read_as_it_was(directory: Path, files: tuple[tuple[str, int, int], ...]) -> tuple[Playbook, Origins]:
    return read_playbook(directory)


def read(directory: Path) -> tuple[Playbook, Origins]:
    """`read_playbook`, remembered as long as no file of the directory is written: an author's window asks often."""
    files = tuple((str(path), status.st_mtime_ns, status.st_size) for path in sorted(directory.rglob("*.toml"))
                  for status in (path.stat(),))
    return _read_as_it_was(directory, files)


def entry_text(directory: Path, table: str, entry_id: str) -> str:
    """An entry of a playbook's directory as it is written.  Raises `NothingThere`."""
    file, (first, last) = _place(directory, table, entry_id)
    return "\n".join(file.read_text(encoding="utf-8-sig").splitlines()[first - 1:last]) + "\n"


def _place(directory: Path, table: str, entry_id: str) -> tuple[Path, tuple[int, int]]:
    """File and lines of an entry, without the comments that lead to the next one."""
    _, origins = read(directory)
    found = origins.find(table, entry_id)
    if found is None or not found[0].is_relative_to(directory):
        raise NothingThere(f"there is no [[{table}]] `{entry_id}` in this playbook's own files")
    file, (first, last) = found
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    while last > first and _is_empty(lines[last - 1]):
        last -= 1
    return file, (first, last)


def _is_empty(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _unusable(error: OSError) -> PlaceUnusable:
    return PlaceUnusable(f"the draft can not be written ({error}); free some space, or check the state directory's permissions")


def _by_id(book: Playbook) -> dict[str, object]:
    return {item.id: item for item in book.checklist}


def _everyday(book: Playbook) -> dict[str, object]:
    """Everyday words by what they mean, or by the first of those that are used for one another."""
    return {**{one.means: one for one in book.everyday.same}, **{one.words[0]: one for one in book.everyday.alike}}


def changed_entries(before: Playbook, after: Playbook) -> dict[str, list[str]]:
    """`added`, `changed` and `removed`: each a list of `table id`, sorted."""
    tables: Iterable[tuple[str, dict[str, object], dict[str, object]]] = [
        ("article", dict(before.articles), dict(after.articles)), ("reply", dict(before.replies), dict(after.replies)),
        ("product", dict(before.products), dict(after.products)), ("rule", dict(before.rules), dict(after.rules)),
        ("intent", dict(before.intents), dict(after.intents)), ("item", _by_id(before), _by_id(after)),
        ("everyday", _everyday(before), _everyday(after))]
    found: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
    for table, old, new in tables:
        found["added"] += [f"{table} {name}" for name in sorted(new.keys() - old.keys())]
        found["removed"] += [f"{table} {name}" for name in sorted(old.keys() - new.keys())]
        found["changed"] += [f"{table} {name}" for name in sorted(new.keys() & old.keys()) if new[name] != old[name]]
    return found
