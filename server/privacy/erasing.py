"""A person's right to erasure, on the word of two people: database, sound and exports.

In: a request, the names of two people who proved who they are.  Out: nothing of the person.  Each call is deleted by
itself, files first; a run that was killed is taken up by running the same request again.  Next:
`server.commands.subject`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from server.passwords import fits
from server.storage.calls import CallRecords
from server.storage.erasing import CallHeld, erase_call, texts_left
from server.storage.people import People
from server.storage.privacy import Person, PrivacyRecords, Request
from server.storage.state import StateDirectory

from .call_files import delete_files
from .copies import owner_of
from .errors import NotAllowed, PersonUnknown
from .persons import calls_of

ROLES = ("compliance", "administrator")
_LARGEST_READ = 64 * 1024 * 1024


@dataclass(frozen=True)
class Erased:
    """What was deleted."""

    calls: int
    files: int
    left: tuple[str, ...]
    """Places that still hold the person's name, number or id in the clear; to be looked at by hand."""


def prove(people: People, name: str, password: str) -> str:
    """The sign-in name of a person who may take part.

    Raises:
        NotAllowed: unknown, wrong password, or another role.
    """
    user = people.user(name)
    right = fits(password, user.password if user is not None else "")
    if user is None or not right:
        raise NotAllowed("unknown user or wrong password; both people sign with their own name and password")
    if user.role not in ROLES:
        raise NotAllowed(f"{name} is {user.role}; erasing takes two people of the roles {' and '.join(ROLES)}")
    return user.name


def confirmed(privacy: PrivacyRecords, name: str, actor: str) -> Request:
    """The request, confirmed by the second person; one that runs already may be taken up by anybody of the roles.

    Raises:
        PersonUnknown: no such request, or it is done.
        NotAllowed: the person who asked may not confirm.
    """
    request = next((one for one in privacy.requests() if one.id == name and one.state != "done"), None)
    if request is None or request.person is None:
        raise PersonUnknown(f"there is no open request {name!r}; see `seatmate-server subject requests`")
    if request.state == "waiting":
        if request.asked_by == actor:
            raise NotAllowed("who asked for an erasure can not confirm it; a second person has to")
        privacy.confirm(name, actor)
    return request


def erase_person(state: StateDirectory, records: CallRecords, request: Request, actor: str) -> Erased:
    """Delete everything of the person of a confirmed request.

    Raises:
        CallHeld: a call is live or under a legal hold; nothing was deleted.
        StorageError: the rest is deleted when the request is run again.
    """
    person = request.person
    assert person is not None
    privacy = PrivacyRecords(records.database)
    calls = calls_of(records, person)
    held = privacy.held()
    for call in calls:
        row = records.load(call)
        if call in held or (row is not None and row.row.state == "live"):
            raise CallHeld(f"call {call} is {'under a legal hold' if call in held else 'still running'}; nothing was deleted")
    files = 0
    for call in calls:
        files += delete_files(state, privacy, (call,))
        erase_call(records.database, call, "erasure", request.id, actor)
        records.forget_key(call)
    files += delete_files(state, privacy, (owner_of(records, person), *person.customer_ids))
    privacy.finish(request.id, person, {"calls": str(len(calls)), "files": str(files), "asked_by": request.asked_by}, actor)
    records.database.settle_deletions()
    return Erased(len(calls), files, tuple(left_of(state, records, person)))


def left_of(state: StateDirectory, records: CallRecords, person: Person) -> list[str]:
    """Fields and files of the state directory that still hold something of the person in the clear."""
    texts = [text for text in (*person.customer_ids, *person.names, *person.phones) if len(text) > 1]
    found = texts_left(records.database, texts)
    skipped = {state.database.name, f"{state.database.name}-wal", f"{state.database.name}-shm"}
    for path in sorted(path for path in state.path.rglob("*") if path.is_file() and path.name not in skipped):
        if _holds(path, texts):
            found.append(str(path.relative_to(state.path)))
    return found


def _holds(path: Path, texts: list[str]) -> bool:
    if any(text in path.name for text in texts):
        return True
    try:
        if path.stat().st_size > _LARGEST_READ:
            return False
        content = path.read_bytes()
    except OSError:
        return False
    return any(text.encode() in content for text in texts)
