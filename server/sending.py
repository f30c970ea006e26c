"""Messages of the outboxes to frames of the socket, for all clients in rounds.

In: outboxes that say they are filled, answers for somebody without an outbox.  Out: frames to the gateway's socket, which
takes each at once or not at all.  A client that does not read fills its own outbox and nobody else's.

No client has a task of its own: an outbox that is filled puts its client on a list, and the list is worked off once a
turn of the loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Literal

from protocol.call import Goodbye
from protocol.message import Message
from protocol.wire import WireFormatError, encode

from .clients import Client

log = logging.getLogger(__name__)

Outcome = Literal["sent", "full", "gone"]
"""The socket took the frame, has no room for this client now, or no longer knows it."""
RETRY_S = 0.02
"""Pause before a client whose queue in the socket was full is tried again."""


class Sender:
    """Empties the outboxes of the signed-in clients."""

    def __init__(self, post: Callable[[bytes, bytes], Outcome], lost: Callable[[bytes], None], patience_s: float) -> None:
        """`post` hands a frame to the socket; `lost` is told of a client that is gone or was cut; a client that was cut is
        tried for `patience_s`, to tell it so."""
        self._post = post
        self._lost = lost
        self._patience_s = patience_s
        self._clients: dict[bytes, Client] = {}
        self._filled: dict[bytes, None] = {}
        self._stuck: dict[bytes, None] = {}
        self._flush_due = False
        self._timer: asyncio.TimerHandle | None = None
        self._parting: set[asyncio.Task[None]] = set()
        self.rounds = 0
        """Turns in which outboxes were emptied."""

    def open(self, routing_id: bytes, client: Client) -> None:
        """Begin to empty a client's outbox."""
        self._clients[routing_id] = client
        client.outbox.filled = partial(self._note, routing_id)
        self._note(routing_id)

    def close(self, routing_id: bytes) -> None:
        """The client is gone: send it nothing more from its outbox."""
        client = self._clients.pop(routing_id, None)
        if client is not None:
            client.outbox.filled = None
        self._filled.pop(routing_id, None)
        self._stuck.pop(routing_id, None)

    def answer(self, routing_id: bytes, message: Message) -> None:
        """Send at once or not at all: a peer that is gone or does not read needs no answer."""
        outcome = self._post(routing_id, encode(message))
        if outcome != "sent":
            log.debug("an answer was not sent: %s", outcome)

    async def stop(self) -> None:
        """Send nothing more."""
        for routing_id in list(self._clients):
            self.close(routing_id)
        if self._timer is not None:
            self._timer.cancel()
        for task in list(self._parting):
            task.cancel()
        await asyncio.gather(*self._parting, return_exceptions=True)

    def _note(self, routing_id: bytes) -> None:
        if routing_id in self._stuck:
            return
        self._filled[routing_id] = None
        if not self._flush_due:
            self._flush_due = True
            asyncio.get_running_loop().call_soon(self._flush)

    def _flush(self) -> None:
        self._flush_due = False
        self.rounds += 1
        filled, self._filled = self._filled, {}
        for routing_id in filled:
            client = self._clients.get(routing_id)
            if client is not None and not self._emptied(routing_id, client):
                self._stuck[routing_id] = None
        if self._stuck and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(RETRY_S, self._retry)

    def _retry(self) -> None:
        self._timer = None
        stuck, self._stuck = self._stuck, {}
        for routing_id in stuck:
            self._note(routing_id)

    def _emptied(self, routing_id: bytes, client: Client) -> bool:
        """Send what waits; False if the socket takes no more of it now."""
        outbox = client.outbox
        while (message := outbox.take()) is not None:
            try:
                frame = encode(message)
            except WireFormatError as error:
                log.error("not sent: %s", error)
                continue
            outcome = self._post(routing_id, frame)
            if outcome == "full" and not outbox.overflowed:
                outbox.give_back(message)
                return False
            if outcome == "gone":
                self._lost(routing_id)
                return True
        if outbox.overflowed and not client.gone:
            log.warning("workstation %s does not read; it is cut and may resume", client.workstation_name)
            self._lost(routing_id)
            task = asyncio.create_task(self._part(routing_id))
            self._parting.add(task)
            task.add_done_callback(self._parting.discard)
        return True

    async def _part(self, routing_id: bytes) -> None:
        """Tell a client that it was cut as soon as it reads again, so that it connects anew."""
        frame = encode(Goodbye(reason="outbox.full"))
        for _ in range(int(self._patience_s / RETRY_S)):
            if self._post(routing_id, frame) != "full":
                return
            await asyncio.sleep(RETRY_S)
