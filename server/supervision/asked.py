"""What the wall-board and its neighbours ask of a call and of stepping in; shapes only.

In: a person, a call.  Out: whether and why not.  Next: `stepping_in` fills `Lines` in; live and past calls are `AnyCall`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from protocol.message import CallEvent
from server.calls.feed import LiveCall
from server.clients import Client
from server.storage.calls import CallRow


class Placed(Protocol):
    """What rights are decided by."""

    call: str
    row: CallRow


class AnyCall(Placed, Protocol):
    """A live call, or one that is over."""

    @property
    def client(self) -> Client | None:
        """The agent's client; None while it is away."""
        ...

    @property
    def heard_ms(self) -> int:
        """Call time up to which sound has arrived."""
        ...

    def announce(self, *events: CallEvent) -> None:
        """Commit these events in their turn."""
        ...

    def mask_typed(self, text: str) -> str:
        """A typed line without private numbers."""
        ...


class Lines(Protocol):
    """What stepping in knows of a call."""

    def bridge(self, call: str) -> bool:
        """True if the customer can be reached through the agent's workstation."""
        ...

    def refusals(self, user: str, call: LiveCall) -> Mapping[str, str]:
        """Mode -> code why this person can not take it now although the right may be there."""
        ...
