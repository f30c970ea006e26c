"""What the client of one call is sent: where to send from, what it missed, every event once committed, what is acknowledged.

In: the client that takes the call over, committed events and positions (`session`).  Out: messages to that client's
outbox; nothing while it is away, because it asks for what it missed when it comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from protocol.audio import Acknowledged
from protocol.call import CallReady
from protocol.message import CHANNELS, PACKET_SAMPLES, CallEvent, Channel, Message
from protocol.training import Assistance
from server.clients import Client
from server.errors import wire_error
from server.storage.calls import CallRecords

from .resending import send_past
from .withheld import Withheld


class Delivery:
    """The client's side of one call."""

    def __init__(self, call: str, records: CallRecords, committed: Mapping[Channel, int], last_seq: Callable[[], int],
                 assistance: Assistance = "shown", heard_ms: Callable[[], int] = lambda: 0) -> None:
        """`committed` is read, never changed: first samples (16 kHz) that are not committed."""
        self.client: Client | None = None
        """Whose messages are taken; None while the client is away."""
        self._call = call
        self._records = records
        self._committed = committed
        self._last_seq = last_seq
        self._acknowledged: dict[Channel, int] = {}
        self._caught_up = False
        self._withheld = Withheld(assistance, heard_ms, lambda: self.client)

    async def attach(self, client: Client, seen_seq: int, resumed: bool) -> None:
        """Take this client as the call's own, tell it from where to send, and send what it has not applied."""
        self.client, self._caught_up = client, False
        self._acknowledged = {channel: self._next_number(channel) for channel in CHANNELS}
        client.send(CallReady(call=self._call, resumed=resumed,
                              next_number={channel: self._acknowledged[channel] for channel in CHANNELS}))
        caught_up = await send_past(client, self._records, self._call, seen_seq, last_seq=self._last_seq,
                                    wanted=lambda: self.client is client, send=partial(self._withheld.send, client))
        if self.client is client:
            self._caught_up = caught_up

    def detach(self, client: Client) -> bool:
        """This client is gone; False if another one has the call."""
        if self.client is not client:
            return False
        self.client, self._caught_up = None, False
        return True

    def send(self, events: Sequence[CallEvent]) -> None:
        """Send what has just been committed, and acknowledge its sound."""
        client = self.client
        if client is None:
            return
        if self._caught_up:
            for event in events:
                self._withheld.send(client, event)
        for channel in CHANNELS:
            number = self._next_number(channel)
            if number > self._acknowledged.get(channel, 0):
                self._acknowledged[channel] = number
                client.send(Acknowledged(call=self._call, channel=channel, next_number=number))

    def tell(self, message: Message) -> None:
        """Something about the call that is no event of it."""
        if self.client is not None:
            self._withheld.send(self.client, message)

    def refuse(self, error: Exception) -> None:
        """Tell the client what was refused or failed."""
        self.tell(wire_error(error, self._call))

    def _next_number(self, channel: Channel) -> int:
        return self._committed[channel] // PACKET_SAMPLES
