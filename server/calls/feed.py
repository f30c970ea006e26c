"""What happens in the calls, for those who look on: supervision and training.

In: each call's session and the registry say what happens, on the loop's thread.  Out: every listener is told, in order; one that
fails is logged and hurts no call.  Listeners never block; what takes time they do elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from protocol.assist import Feedback
from protocol.audio import Packet
from protocol.message import CallEvent, Message
from protocol.transcript import Partial
from server.clients import Client
from server.logs import trace
from server.storage.calls import CallRow

log = logging.getLogger(__name__)


class LiveCall(Protocol):
    """What a listener may ask of a call and do to it (`calls.session.CallSession`)."""

    call: str
    row: CallRow

    @property
    def client(self) -> Client | None:
        """The agent's client; None while it is away."""
        ...

    @property
    def heard_ms(self) -> int:
        """Call time up to which sound has arrived."""
        ...

    def announce(self, *events: CallEvent) -> None:
        """Commit these events in their turn; the agent and everybody who looks on receive them."""
        ...

    def mask_typed(self, text: str) -> str:
        """A typed line without private numbers."""
        ...

    def hides(self, start_sample: int, end_sample: int, text: str = "") -> bool:
        """Whether a pause of the recording forbids that this stretch (16 kHz) is heard or shown."""
        ...


class CallListener:
    """Told of every call; each method may be left as it is."""

    def opened(self, call: LiveCall) -> None:
        """A call has begun, or goes on after a restart of the server."""

    def awaited(self, rows: Sequence[CallRow]) -> None:
        """Calls of an earlier run of the server that nobody has taken up: all of them, at the start and when given up."""

    def attached(self, call: LiveCall, client: Client) -> None:
        """The agent's client is here, at the beginning or again."""

    def detached(self, call: LiveCall) -> None:
        """The agent's client has gone; the call waits for it."""

    def packet(self, call: LiveCall, packet: Packet) -> None:
        """Sound has arrived, possibly twice or out of order."""

    def passing(self, call: LiveCall, message: Message) -> None:
        """A partial, its removal, or a growing suggestion: not stored, a newer one replaces it."""

    def guessed(self, call: LiveCall, partial: Partial) -> None:
        """A partial with the words that may still change, masked: shown to nobody, for what has to be known early."""

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """These events are stored."""

    def feedback(self, call: LiveCall, message: Feedback) -> None:
        """What became of an item on the agent's screen; stored with the next step."""

    def closed(self, call: LiveCall) -> None:
        """The call has ended and all of it is stored."""


class CallFeed:
    """Tells all listeners."""

    def __init__(self) -> None:
        self.listeners: list[CallListener] = []

    def opened(self, call: LiveCall) -> None:
        """See `CallListener`, as for all that follow."""
        self._tell(lambda one: one.opened(call))

    def awaited(self, rows: Sequence[CallRow]) -> None:
        """Calls of an earlier run."""
        self._tell(lambda one: one.awaited(rows))

    def attached(self, call: LiveCall, client: Client) -> None:
        """The agent's client is here."""
        self._tell(lambda one: one.attached(call, client))

    def detached(self, call: LiveCall) -> None:
        """The agent's client has gone."""
        self._tell(lambda one: one.detached(call))

    def packet(self, call: LiveCall, packet: Packet) -> None:
        """Sound has arrived."""
        if self.listeners:
            self._tell(lambda one: one.packet(call, packet))

    def passing(self, call: LiveCall, message: Message) -> None:
        """Something that is not stored."""
        self._tell(lambda one: one.passing(call, message))

    def guessed(self, call: LiveCall, partial: Partial) -> None:
        """Words that may still change."""
        self._tell(lambda one: one.guessed(call, partial))

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """These events are stored."""
        if events:
            self._tell(lambda one: one.committed(call, events))

    def feedback(self, call: LiveCall, message: Feedback) -> None:
        """What became of an item."""
        self._tell(lambda one: one.feedback(call, message))

    def closed(self, call: LiveCall) -> None:
        """The call is over."""
        self._tell(lambda one: one.closed(call))

    def _tell(self, tell: Callable[[CallListener], None]) -> None:
        for one in self.listeners:
            try:
                tell(one)
            except Exception as error:  # noqa: BLE001 - who looks on must not disturb a call
                log.error("%s failed: %s", type(one).__name__, trace(error))
