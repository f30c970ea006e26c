"""Who answers a signed-in client: each desk the kinds of messages that are its own, the calls everything else.

In: messages of `reception`.  Out: calls of the desks.  Next: `app` names the desks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from protocol.audio import Packet
from protocol.message import Message

from .calls.registry import CallRegistry
from .clients import Client


class CallDesk(Protocol):
    """What the gateway needs of `Desks`."""

    def receive(self, client: Client, message: Message) -> None:
        """Handle a message about a call."""
        ...

    def receive_sound(self, client: Client, packets: Sequence[Packet]) -> None:
        """Handle packets that came together."""
        ...

    def welcome(self, client: Client) -> None:
        """The client has signed in and has its welcome."""
        ...

    def client_gone(self, client: Client) -> None:
        """The client was cut or left."""
        ...


class Desk(Protocol):
    """Answers some kinds of messages."""

    def takes(self, message: Message) -> bool:
        """True if this desk answers a message."""
        ...

    def receive(self, client: Client, message: Message) -> None:
        """Handle it; what is refused is answered, never raised."""
        ...


@runtime_checkable
class HostingDesk(Desk, Protocol):
    """A desk that also wants to know who is here."""

    def welcome(self, client: Client) -> None:
        """The client has signed in and has its welcome."""
        ...

    def client_gone(self, client: Client) -> None:
        """The client was cut or left."""
        ...


class Desks:
    """Who answers a signed-in client: each desk what is its own, the calls everything else."""

    def __init__(self, calls: CallRegistry, desks: Sequence[Desk]) -> None:
        self._calls = calls
        self._desks = tuple(desks)
        self._hosts = tuple(desk for desk in self._desks if isinstance(desk, HostingDesk))

    def receive(self, client: Client, message: Message) -> None:
        """Handle a message."""
        for desk in self._desks:
            if desk.takes(message):
                desk.receive(client, message)
                return
        self._calls.receive(client, message)

    def receive_sound(self, client: Client, packets: Sequence[Packet]) -> None:
        """Handle packets that came together."""
        self._calls.receive_sound(client, packets)

    def welcome(self, client: Client) -> None:
        """The client has signed in and has its welcome."""
        for desk in self._hosts:
            desk.welcome(client)

    def client_gone(self, client: Client) -> None:
        """The client was cut or left."""
        self._calls.client_gone(client)
        for desk in self._hosts:
            desk.client_gone(client)
