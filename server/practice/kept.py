"""What a restarted server reads to go on as the same customer: his inputs, what he said last, whether it was heard.

In: the steps of an engine.  Out: lines of JSON among the call's inputs, and from those the customer as he stood.  Pure.
Next: `talk` writes them, `call_flow` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from .engine import CustomerTurn, Snapshot, Step
from .errors import SnapshotUnusable


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line; what is not set is not meant."""

    customer: Snapshot | None = None
    """Who he is, without steps; the first line."""
    steps: tuple[Step, ...] = ()
    turn: int = 0
    """Number of his turn."""
    said: CustomerTurn | None = None
    """His words in that turn, which begin now."""
    heard: bool = False
    """That turn is over: heard to its end, or stopped."""


@dataclass
class Standing:
    """Where he stands after all lines."""

    customer: Snapshot | None = None
    """With all steps."""
    turn: int = 0
    owed: CustomerTurn | None = None
    """His last words, if nobody knows that they were heard."""
    left: CustomerTurn | None = None
    """The turn after which he hangs up, if it was heard."""
    steps: list[Step] = field(default_factory=list)

    @property
    def heard_ms(self) -> int:
        """Call time up to which he has heard the trainee; -1 if he has not."""
        return max((step.turn.end_ms for step in self.steps if step.turn is not None), default=-1)


def encode(line: Kept) -> str:
    """As it is stored."""
    return msgspec.json.encode(line).decode()


def standing(lines: Iterable[str]) -> Standing:
    """Where the customer stood.

    Raises:
        SnapshotUnusable: a line was written by another version.
    """
    found = Standing()
    last: CustomerTurn | None = None
    for text in lines:
        try:
            line = msgspec.json.decode(text, type=Kept)
        except msgspec.MsgspecError as error:
            raise SnapshotUnusable("This training call was begun by another version of the server; begin a new one.") from error
        if line.customer is not None:
            found.customer = line.customer
        found.steps += line.steps
        if line.said is not None:
            found.turn, found.owed, last = line.turn, line.said, line.said
        if line.heard and line.turn == found.turn:
            found.owed = None
            found.left = last if last is not None and last.hang_up else None
    if found.customer is not None:
        found.customer = msgspec.structs.replace(found.customer, steps=tuple(found.steps))
    return found
