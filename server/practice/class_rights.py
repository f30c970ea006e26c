"""Who may see and decide what in training.

===============  =============================================================
everybody        practises, sees the own attempts and reports
`supervisor`     sees the class, attempts and reports of the own team
`trainer`        the same, and assigns, signs, sets pass marks, writes scenarios
`administrator`  as a trainer, of every team
===============  =============================================================

A person's role and team are read from the tables at each question, never taken from what a client says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from protocol.message import Role
from server.storage.people import User

from .refusals import NotAllowed

READERS: frozenset[Role] = frozenset({"supervisor", "trainer", "administrator"})
TRAINERS: frozenset[Role] = frozenset({"trainer", "administrator"})


def require_reader(person: User) -> None:
    """Raises `NotAllowed` unless this person may see a class."""
    if person.role not in READERS:
        raise NotAllowed("the class is for trainers; your own attempts stand under Training")


def require_trainer(person: User) -> None:
    """Raises `NotAllowed` unless this person decides in a class."""
    if person.role not in TRAINERS:
        raise NotAllowed(f"the role {person.role} only looks on here; ask a trainer to do this")


def may_see(person: User, other: str, people: Iterable[User]) -> bool:
    """Whether a person may see the attempts and reports of another (or of the own)."""
    if person.name == other:
        return True
    if person.role == "administrator":
        return True
    team = next((one.team for one in people if one.name == other), None)
    return person.role in READERS and team is not None and team == person.team


def require_seen(person: User, other: str, people: Iterable[User]) -> None:
    """Raises `NotAllowed`, whether there is such a person or not."""
    if not may_see(person, other, people):
        raise NotAllowed("this person is not in your team; ask the own trainer, or look at your own attempts")


def class_of(person: User, people: Iterable[User]) -> list[User]:
    """The trainees of a class in the order of their names: agents of the team, of every team for an administrator."""
    return sorted((one for one in people if one.role == "agent" and one.name != person.name
                   and (person.role == "administrator" or one.team == person.team)),
                  key=lambda one: (one.display_name or one.name, one.name))
