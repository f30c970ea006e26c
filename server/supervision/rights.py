"""May this person do this with this call?  A pure function of person, action, call, grants and time.

In: what the tables say now (`server.storage.grants`).  Out: a `Decision`.  Next: `grants` asks it for every wish and
again several times a second while somebody is in a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from protocol.message import Role

from .errors import OWN_CALL, RIGHT

Action = Literal["watch", "listen", "whisper", "barge", "takeover", "note", "bookmark", "coach", "transfer"]
ACTIONS: tuple[Action, ...] = get_args(Action)
_USUAL: frozenset[Action] = frozenset({"watch", "listen", "whisper", "note", "bookmark", "coach"})
"""Without a grant nobody is heard by a customer or moves a call."""
_NOTHING: frozenset[Action] = frozenset()
_OWN_TEAM: dict[Role, frozenset[Action]] = {"supervisor": _USUAL}
_EVERY_TEAM: dict[Role, frozenset[Action]] = {"compliance": frozenset({"watch"}), "quality": frozenset({"watch"})}
_TRAINING: dict[Role, frozenset[Action]] = {"trainer": _USUAL}
"""In training calls of every team."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who wants something."""

    name: str
    """Sign-in name."""
    role: Role
    team: str = ""
    """Empty in a house without teams."""
    display_name: str = ""


@dataclass(frozen=True, slots=True)
class CallPlace:
    """What counts of a call."""

    call: str
    agent: str
    """Sign-in name of the person in the call."""
    team: str = ""
    """That person's team, as it is now."""
    training: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """One action that was allowed to one person in one team's calls for a time."""

    user: str
    team: str
    action: Action
    until: datetime
    """Aware; from then on it counts no more."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer."""

    allowed: bool
    code: str = ""
    """Why not; empty if allowed."""
    until: datetime | None = None
    """When an allowed action ends by itself; None: the role allows it."""
    reason: str = ""
    """What was given as reason, as it may be shown and kept: short and without private numbers."""


_ALLOWED = Decision(True)


def may(person: Person | None, action: Action, call: CallPlace, grants: Iterable[Grant], now: datetime) -> Decision:
    """Whether this person may do this with this call now.

    Args:
        person: as the table of people has it now; None: deleted.
        grants: of anybody; those of others, of other teams and those that are over do not count.
        now: aware, the server's clock.
    """
    if person is None or person.role == "agent":
        return Decision(False, RIGHT)
    if person.name == call.agent:
        return Decision(False, OWN_CALL)
    # a trainer is never let near a customer, whatever was granted
    if person.role == "trainer" and not call.training:
        return Decision(False, RIGHT)
    if action in _EVERY_TEAM.get(person.role, _NOTHING):
        return _ALLOWED
    if person.team == call.team and action in _OWN_TEAM.get(person.role, _NOTHING):
        return _ALLOWED
    if call.training and action in _TRAINING.get(person.role, _NOTHING):
        return _ALLOWED
    ends = [one.until for one in grants
            if one.user == person.name and one.team == call.team and one.action == action and now < one.until]
    return Decision(True, "", max(ends)) if ends else Decision(False, RIGHT)
