"""Which playbook a name means for a running server: the published version, else the bundled sample; a draft only if asked for.

In come names of the settings; out come checked playbooks, or a refusal that names the file.  Next: `server.app`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from protocol.message import Language
from server.content.errors import PlaybookError, PlaybookNotFound, PlaybookTampered, PlaybookUnsigned
from server.content.loading import BUILT_IN, find_playbook, list_playbooks, load_with_packs
from server.content.playbook import Playbook
from server.content.published import RECORD, read_record
from server.settings import load_settings
from server.storage.errors import StorageError
from server.storage.state import StateDirectory

from .draft import read
from .errors import NothingThere
from .places import NAME, Places, checking_key

log = logging.getLogger(__name__)

WATCH_S = 3.0
"""How often a running server looks whether another version was put in force."""
_EARLIER_KEPT = 4
"""Versions no longer in force that are kept in memory for calls that go on with them."""


class Playbooks:
    """The playbooks that are in force; new calls take what `of` gives, calls under way keep theirs."""

    def __init__(self, names: tuple[str, ...], state: StateDirectory, *, drafts: bool = False) -> None:
        """Load them all.

        Raises:
            PlaybookError: one of them has an error, or is not what was signed: file, line, what is expected.
        """
        self._names = names
        self._state = state
        self._drafts = drafts
        self._earlier: tuple[Playbook, ...] = ()
        self._refused: tuple[str, ...] = ()
        self._versions = self._in_force()
        self.all: tuple[Playbook, ...] = tuple(load_in_force(name, state, drafts=drafts) for name in names)

    def of(self, lang: Language) -> Playbook:
        """The first of this language, else the first."""
        return next((playbook for playbook in self.all if playbook.lang == lang), self.all[0])

    def version(self, playbook: str, version: str) -> Playbook | None:
        """A version that a call began with: the one in force, or one published earlier; None if it is gone.  May read files."""
        known = next((one for one in (*self.all, *self._earlier) if (one.id, one.version) == (playbook, version)), None)
        signed = version.partition("+")[0]
        if known is not None or not NAME.fullmatch(playbook) or not NAME.fullmatch(signed):
            return known
        directory = Places(self._state, playbook).version(signed)
        if not (directory / RECORD).is_file():
            return None
        try:
            read_record(directory, checking_key(self._state))
            found = read(directory)[0]
        except (PlaybookError, StorageError) as error:
            log.error("version %s of the playbook %s can not be used for the calls that began with it: %s", version, playbook,
                      error)
            return None
        # Calls of one version share one playbook, and with it its indexes.
        self._earlier = (*self._earlier, found)[-_EARLIER_KEPT:]
        return found

    def refresh(self, prepare: Callable[[Playbook], None] = lambda playbook: None) -> bool:
        """Take over what was published or rolled back since; True if anything was.

        A version that can not be used is named in the log once, and the one in force stays.

        Args:
            prepare: called with each new playbook before calls get it.
        """
        versions = self._in_force()
        if versions in (self._versions, self._refused):
            return False
        try:
            loaded = tuple(old if was == now else load_in_force(name, self._state, drafts=self._drafts)
                           for name, old, was, now in zip(self._names, self.all, self._versions, versions, strict=True))
            for playbook in loaded:
                if not any(playbook is old for old in self.all):
                    prepare(playbook)
        except (PlaybookError, StorageError) as error:
            self._refused = versions
            log.error("a published playbook can not be used, the one in force stays: %s", error)
            return False
        self._versions, self.all = versions, loaded
        log.info("playbooks in force: %s", ", ".join(f"{one.id} {one.version}" for one in loaded))
        return True

    def _in_force(self) -> tuple[str, ...]:
        found = []
        for name in self._names:
            try:
                found.append(Places(self._state, name).in_force() if NAME.fullmatch(name) else "")
            except PlaybookTampered as error:
                found.append(str(error))
        return tuple(found)


def load_in_force(name: str, state: StateDirectory, *, drafts: bool = False) -> Playbook:
    """The playbook of a name or directory.

    Args:
        drafts: True if a directory that nobody published may be used.

    Raises:
        PlaybookTampered: a published version is not what was signed.
        PlaybookUnsigned: a directory that nobody published, without `drafts`.
        PlaybookError: any mistake in its files.
    """
    version = published_version(name, state)
    if version is not None:
        read_record(version, checking_key(state))
        return with_chosen_packs(version, state)
    directory = find_playbook(name)
    if directory.parent == BUILT_IN and name in list_playbooks():
        return with_chosen_packs(directory, state)
    if (directory / RECORD).is_file():
        read_record(directory, checking_key(state))
    elif not drafts:
        raise PlaybookUnsigned(directory, 0, "is a draft that nobody published; publish it (seatmate-server playbook), or "
                               "start the server with --drafts")
    else:
        log.warning("the playbook %s is a draft: nobody has published it", directory.name)
    return with_chosen_packs(directory, state)


def with_chosen_packs(directory: Path, state: StateDirectory) -> Playbook:
    """The playbook of a directory with the rule packs that `[packs]` of the settings adds to it.

    Raises:
        PlaybookError: any mistake in its files, or a pack that is unknown or of another language.
        SettingsError: the settings can not be read.
    """
    book = read(directory)[0]
    added = load_settings(state.settings).packs.get(book.id, ())
    return load_with_packs(directory, added, state.settings) if added else book


def before_draft(name: str, state: StateDirectory, written: Playbook | None) -> Playbook:
    """What a draft is compared with: the playbook in force; where there is none yet, an empty one.

    Raises:
        PlaybookError: as `load_in_force`; `PlaybookNotFound` if nothing is written either.
    """
    try:
        # what the settings add is in force whatever the draft says
        return _without_chosen(load_in_force(name, state), name, state)
    except PlaybookNotFound:
        if written is None:
            raise
        return Playbook(id=written.id, title=written.title, lang=written.lang, version="")


def _without_chosen(found: Playbook, name: str, state: StateDirectory) -> Playbook:
    return read(published_version(name, state) or find_playbook(name))[0] if "+" in found.version else found


def published_version(name: str, state: StateDirectory) -> Path | None:
    """The directory of the version in force of this playbook, None if none was published here."""
    if not NAME.fullmatch(name):
        return None
    places = Places(state, name)
    current = places.in_force()
    return places.version(current) if current else None


def source_of(name: str, state: StateDirectory) -> str:
    """`published`, `sample` or `draft`: what a name stands for."""
    try:
        if published_version(name, state) is not None:
            return "published"
    except NothingThere:
        return "draft"
    return "sample" if name in list_playbooks() else "draft"
