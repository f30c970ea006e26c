"""How every playbook of a server stands, for the author's window: in force, draft, proposals, versions.

A playbook with a damaged part is shown with the reason, so that somebody can put it right.
"""

from __future__ import annotations

from collections.abc import Sequence

from protocol.authoring import PlaybookState, VersionState
from server.content.errors import PlaybookError
from server.content.loading import list_playbooks
from server.content.published import Published
from server.storage.database import Database
from server.storage.errors import StorageError
from server.storage.state import StateDirectory

from .draft import Draft, changed_entries
from .errors import AuthoringError
from .in_force import before_draft, source_of
from .places import NAME, Places, playbooks_of
from .publishing import Publishing

MOST_CHANGES = 60
MOST_VERSIONS = 20


def overview(state: StateDirectory, names: Sequence[str], database: Database) -> tuple[PlaybookState, ...]:
    """The playbooks of the settings, those that ship and those written here, each once."""
    root = playbooks_of(state)
    own = [path.name for path in sorted(root.iterdir()) if path.is_dir()] if root.is_dir() else []
    known = dict.fromkeys((*(name for name in names if NAME.fullmatch(name)), *list_playbooks(), *own))
    return tuple(_state_of(name, state, database) for name in known)


def _state_of(name: str, state: StateDirectory, database: Database) -> PlaybookState:
    places = Places(state, name)
    shown: dict[str, object] = {"id": name}
    try:
        draft = Draft(places)
        written = draft.read() if draft.exists else None
        book = before_draft(name, state, written)
        shown |= {"title": book.title, "lang": book.lang, "version": book.version, "source": source_of(name, state)}
        if written is not None:
            changes = [f"{how} {entry}" for how, entries in changed_entries(book, written).items() for entry in entries]
            shown |= {"draft": written.version, "changed": tuple(changes[:MOST_CHANGES])}
        publishing = Publishing(places, database)
        shown["proposals"] = tuple(_version(one.record, proposal=one.number) for one in publishing.proposals())
        shown["versions"] = tuple(_version(one.record, in_force=one.in_force) for one in publishing.versions()[:MOST_VERSIONS])
    except (PlaybookError, AuthoringError, StorageError) as error:
        shown["problem"] = str(error)
    return PlaybookState(**shown)  # type: ignore[arg-type]


def _version(record: Published, *, in_force: bool = False, proposal: str = "") -> VersionState:
    return VersionState(version=record.version, at=record.at, proposed_by=record.proposed_by, approved_by=record.approved_by,
                        note=record.note[:200], in_force=in_force, proposal=proposal)
