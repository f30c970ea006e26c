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
from protocol.message import CallEvent, Channel, Message
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

    def settled_ms(self, channel: Channel) -> int:
        """Call time up to which all that was said on this channel has its final, and all else is no speech."""
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

    def packets(self, call: LiveCall, packets: Sequence[Packet]) -> None:
        """Sound has arrived, possibly twice or out of order; what came together is told together."""

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
        self._listeners: list[CallListener] = []
        self._told: dict[str, list[Callable[..., None]]] = {}
        """Who is told of what: a listener that leaves a method as it is costs a packet nothing."""
        self._find_told()

    @property
    def listeners(self) -> tuple[CallListener, ...]:
        """In the order in which they are told."""
        return tuple(self._listeners)

    def listen(self, *listeners: CallListener) -> None:
        """Tell these too, behind those that are told already."""
        self._listeners.extend(listeners)
        self._find_told()

    def leave(self, *listeners: CallListener) -> None:
        """Tell these nothing more."""
        self._listeners = [one for one in self._listeners if one not in listeners]
        self._find_told()

    def _find_told(self) -> None:
        for name in _KINDS:
            self._told[name] = [getattr(one, name) for one in self._listeners
                                if getattr(type(one), name) is not getattr(CallListener, name)]
        self._of_packets = self._told["packets"]

    def opened(self, call: LiveCall) -> None:
        """See `CallListener`, as for all that follow."""
        self._tell("opened", call)

    def awaited(self, rows: Sequence[CallRow]) -> None:
        """Calls of an earlier run."""
        self._tell("awaited", rows)

    def attached(self, call: LiveCall, client: Client) -> None:
        """The agent's client is here."""
        self._tell("attached", call, client)

    def detached(self, call: LiveCall) -> None:
        """The agent's client has gone."""
        self._tell("detached", call)

    def packets(self, call: LiveCall, packets: Sequence[Packet]) -> None:
        """Sound has arrived; nineteen of twenty things that happen."""
        for tell in self._of_packets:
            try:
                tell(call, packets)
            except Exception as error:  # noqa: BLE001 - who looks on must not disturb a call
                _failed(tell, error)

    def passing(self, call: LiveCall, message: Message) -> None:
        """Something that is not stored."""
        self._tell("passing", call, message)

    def guessed(self, call: LiveCall, partial: Partial) -> None:
        """Words that may still change."""
        self._tell("guessed", call, partial)

    def committed(self, call: LiveCall, events: Sequence[CallEvent]) -> None:
        """These events are stored."""
        if events:
            self._tell("committed", call, events)

    def feedback(self, call: LiveCall, message: Feedback) -> None:
        """What became of an item."""
        self._tell("feedback", call, message)

    def closed(self, call: LiveCall) -> None:
        """The call is over."""
        self._tell("closed", call)

    def _tell(self, name: str, *about: object) -> None:
        for tell in self._told[name]:
            try:
                tell(*about)
            except Exception as error:  # noqa: BLE001 - who looks on must not disturb a call
                _failed(tell, error)


_KINDS = tuple(name for name in vars(CallListener) if not name.startswith("_"))


def _failed(tell: Callable[..., None], error: Exception) -> None:
    log.error("%s failed: %s", type(getattr(tell, "__self__", tell)).__name__, trace(error))
