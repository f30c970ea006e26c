"""From draft to version: one person proposes, another publishes, either of two may roll back; every act in the audit trail.

In come a draft and persons; out come signed directories that never change again.  Next: `in_force` loads them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from server.content.loading import BUILT_IN, load_playbook
from server.content.playbook import Playbook
from server.content.published import Published, hashes_of, read_record, signed, write_record
from server.storage import audit
from server.storage.database import Database

from .draft import Draft
from .errors import AlreadyThere, NothingThere, PlaceUnusable, SamePerson
from .places import NAME, Places, checking_key, signing_key
from .rights import Author, require_publisher, require_writer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A frozen copy that waits for the second person."""

    number: str
    record: Published


@dataclass(frozen=True, slots=True)
class Version:
    """A published version."""

    record: Published
    in_force: bool


class Publishing:
    """Proposals and versions of one playbook."""

    def __init__(self, places: Places, database: Database) -> None:
        self.places = places
        self._database = database

    def propose(self, author: Author, note: str, version: str = "") -> Proposal:
        """Freeze the draft as a proposal; the draft itself goes on.

        Args:
            version: its name; empty: the one that the draft's `playbook.toml` gives.

        Raises:
            NotAllowed: the role does not write.
            AlreadyThere: a version of this name is published, or proposed.
            PlaybookError: the draft has a mistake.
        """
        require_writer(author)
        draft = Draft(self.places)
        if version:
            self._free(version)
            draft.set_version(version)
        book = draft.read()
        self._free(book.version)
        key = signing_key(self.places.state)
        number = str(1 + max((int(path.name) for path in self.places.proposals.glob("[0-9]*")), default=0))
        staging = self.places.root / f"proposal-{number}.new"

        def freeze() -> Proposal:
            shutil.rmtree(staging, ignore_errors=True)
            shutil.copytree(self.places.draft, staging, copy_function=shutil.copyfile)
            _freeze_packs(book, staging)
            # what is signed is what was read: the copy, not the draft that may change under it
            load_playbook(staging)
            record = signed(Published(playbook=book.id, version=book.version, proposed_by=author.name, at=audit.now_text(),
                                      note=note, files=hashes_of(staging)), key)
            write_record(staging, record)
            self.places.proposals.mkdir(exist_ok=True)
            staging.replace(self.places.proposals / number)
            return Proposal(number, record)
        return self._recorded(author, "playbook.propose", {"playbook": book.id, "version": book.version, "proposal": number},
                              freeze)

    def proposals(self) -> list[Proposal]:
        """What waits for a second person, oldest first.

        Raises:
            PlaybookTampered: one of them was changed.
        """
        found = sorted(self.places.proposals.glob("[0-9]*"), key=lambda path: int(path.name))
        return [Proposal(path.name, self._proposal(path.name)) for path in found]

    def publish(self, author: Author, number: str) -> Published:
        """Put a proposal of somebody else in force.

        Raises:
            NotAllowed, SamePerson: not this person.
            NothingThere: no such proposal.
            AlreadyThere: another proposal of this version was published first.
            PlaybookTampered, PlaybookError: it is not what was proposed, or has a mistake.
        """
        require_publisher(author)
        proposed = self._proposal(number)
        if proposed.proposed_by == author.name:
            raise SamePerson(f"{author.name} proposed this version; a second person has to publish it")
        directory = self.places.proposals / number
        target = self.places.version(proposed.version)
        if target.exists():
            raise AlreadyThere(f"version {proposed.version} is published already; propose the draft under a new version")
        load_playbook(directory)
        record = signed(Published(playbook=proposed.playbook, version=proposed.version, proposed_by=proposed.proposed_by,
                                  approved_by=author.name, at=audit.now_text(), note=proposed.note, files=proposed.files),
                        signing_key(self.places.state))

        def put_in_force() -> Published:
            self.places.versions.mkdir(exist_ok=True)
            write_record(directory, record)
            directory.replace(target)
            for path in target.rglob("*"):
                if path.is_file():
                    path.chmod(0o400)
            self._set_current(record.version)
            return record
        return self._recorded(author, "playbook.publish", {
            "playbook": record.playbook, "version": record.version, "proposal": number, "proposed_by": record.proposed_by},
            put_in_force)

    def reject(self, author: Author, number: str, why: str) -> None:
        """Throw a proposal away; its own author may, and whoever may publish.  Raises `NotAllowed`, `NothingThere`."""
        proposed = self._proposal(number)
        if proposed.proposed_by != author.name:
            require_publisher(author)
        directory = self.places.proposals / number
        self._recorded(author, "playbook.reject", {"playbook": proposed.playbook, "version": proposed.version,
                                                   "proposal": number, "why": why}, lambda: shutil.rmtree(directory))

    def rollback(self, author: Author, version: str) -> Published:
        """Put an earlier version in force again; two people have published it before.

        Raises:
            NotAllowed: not this person.
            NothingThere: no such version.
            PlaybookTampered: it is not what was signed.
        """
        require_publisher(author)
        directory = self.places.version(version)
        if not directory.is_dir():
            raise NothingThere(f"there is no version {version}; see `seatmate-server playbook versions {self.places.playbook}`")
        record = read_record(directory, checking_key(self.places.state))
        load_playbook(directory)
        left = self.places.current.read_text(encoding="utf-8").strip() if self.places.current.is_file() else ""

        def put_in_force() -> Published:
            self._set_current(version)
            return record
        return self._recorded(author, "playbook.rollback", {"playbook": record.playbook, "version": version, "left": left},
                              put_in_force)

    def versions(self) -> list[Version]:
        """Published versions, newest first.

        Raises:
            PlaybookTampered: one of them was changed.
        """
        if not self.places.versions.is_dir():
            return []
        key, current = checking_key(self.places.state), self.places.in_force()
        found = [Version(read_record(path, key), path.name == current) for path in sorted(self.places.versions.iterdir())]
        return sorted(found, key=lambda one: one.record.at, reverse=True)

    def _proposal(self, number: str) -> Published:
        directory = self.places.proposals / number
        if not number.isdecimal() or not directory.is_dir():
            raise NothingThere(f"there is no proposal {number!r}; see `seatmate-server playbook versions "
                               f"{self.places.playbook}`")
        return read_record(directory, checking_key(self.places.state))

    def _free(self, version: str) -> None:
        if not NAME.fullmatch(version):
            raise NothingThere(f"{version!r} can not be a version; use letters, digits, `.`, `-` and `_`")
        if self.places.version(version).exists():
            raise AlreadyThere(f"version {version} is published already; name the draft's version anew")
        if any(one.record.version == version for one in self.proposals()):
            raise AlreadyThere(f"version {version} is proposed already; publish or reject that first")

    def _set_current(self, version: str) -> None:
        partial = self.places.current.with_name("current.new")
        partial.write_text(version + "\n", encoding="utf-8")
        partial.replace(self.places.current)

    def _recorded(self, author: Author, action: str, detail: dict[str, str], act: Callable[[], T]) -> T:
        """Do it and say so in the audit trail; if it fails, nothing is said."""
        def write(db: Any) -> T:
            audit.append(db, self._database.master, f"{author.name} ({author.role})", action, detail)
            try:
                return act()
            except OSError as error:
                raise PlaceUnusable(f"the state directory can not be written ({error}); free some space") from error
        return self._database.work(write)


def _freeze_packs(book: Playbook, directory: Path) -> None:
    """The rule packs that a playbook includes go into its version: it must not change with the program."""
    for name in book.packs:
        if not (directory / "packs" / name).is_dir():
            shutil.copytree(BUILT_IN / "packs" / name, directory / "packs" / name, copy_function=shutil.copyfile)
