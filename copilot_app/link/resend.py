"""Bookkeeping of one call's upload: which packet is next, what must be sent again, which events were applied.

Pure: no sockets, no threads, no clock.  `network` asks it what to send and tells it what arrived.
"""

from __future__ import annotations

from collections import deque

import msgspec

from protocol.audio import Acknowledged, Missing, Packet, PacketsGone
from protocol.call import CallEnd, CallReady, CallStart
from protocol.message import CHANNELS, CallEvent, Channel, Message

from ..capture.ring import PacketRing


class CallUpload:
    """One call as the link sees it, from `CallStart` to `CallEnded`, over any number of connections."""

    def __init__(self, start: CallStart, ring: PacketRing) -> None:
        self.call = start.call
        self._start = start
        self.ring = ring
        """Where capture puts the packets."""
        self._seen_seq = start.seen_seq
        self._ready = False
        self._next: dict[Channel, int] = dict.fromkeys(CHANNELS, 0)
        self._again: dict[Channel, deque[tuple[int, int]]] = {channel: deque() for channel in CHANNELS}
        self._end: CallEnd | None = None
        self._turn = 0

    @property
    def seen_seq(self) -> int:
        """Highest event number applied so far."""
        return self._seen_seq

    def opening(self) -> CallStart:
        """What to say on every new connection: the call, and the last event applied."""
        return msgspec.structs.replace(self._start, seen_seq=self._seen_seq)

    def disconnected(self) -> None:
        """Send no sound until the server says again from where."""
        self._ready = False
        for again in self._again.values():
            again.clear()

    def ready(self, message: CallReady) -> list[Message]:
        """The server says from where; returns what to say at once: what is gone, the end if said before."""
        self._ready = True
        answers: list[Message] = []
        for channel in CHANNELS:
            number = max(0, message.next_number.get(channel, 0))
            self.ring.discard_before(channel, number)
            self._again[channel].clear()
            self._next[channel] = number
            answers.extend(self._skip_gone(channel))
        if self._end is not None:
            answers.append(self._end)
        return answers

    def missing(self, message: Missing) -> list[Message]:
        """A range is sent again; returns `PacketsGone` for what is no longer held."""
        answers: list[Message] = []
        first, last = message.first, min(message.last, self.ring.next_number(message.channel) - 1)
        if gone := self.ring.gone(message.channel, first, last):
            answers.append(PacketsGone(call=self.call, channel=message.channel, first=gone[0], last=gone[1]))
            first = gone[1] + 1
        if first <= last and (first, last) not in self._again[message.channel]:
            self._again[message.channel].append((first, last))
        return answers

    def acknowledged(self, message: Acknowledged) -> None:
        """Everything before this is committed and need not be kept."""
        self.ring.discard_before(message.channel, message.next_number)

    def next_packet(self) -> tuple[Packet | None, list[Message]]:
        """The next packet to send, channels taking turns, and what must be said before it (`PacketsGone`)."""
        said: list[Message] = []
        if not self._ready:
            return None, said
        for _ in CHANNELS:
            channel = CHANNELS[self._turn]
            self._turn = (self._turn + 1) % len(CHANNELS)
            packet = self._missing_packet(channel, said)
            if packet is None:
                said.extend(self._skip_gone(channel))
                packet = self.ring.get(channel, self._next[channel])
                if packet is not None:
                    self._next[channel] += 1
            if packet is not None:
                return packet, said
        return None, said

    def put_back(self, packet: Packet) -> None:
        """The socket did not take it; it is the next one again."""
        if packet.number == self._next[packet.channel] - 1:
            self._next[packet.channel] -= 1
        else:
            self._again[packet.channel].appendleft((packet.number, packet.number))

    def waiting(self) -> int:
        """Packets recorded but not sent yet, of the channel that has more."""
        return max(self.ring.next_number(channel) - self._next[channel]
                   + sum(last - first + 1 for first, last in self._again[channel]) for channel in CHANNELS)

    def apply(self, event: CallEvent) -> bool:
        """True if this event is new; False if it was applied before a reconnect."""
        if event.call != self.call or event.seq <= 0:
            return True
        if event.seq <= self._seen_seq:
            return False
        self._seen_seq = event.seq
        return True

    def end(self) -> CallEnd:
        """The call is over; the message names the last packets, so it may overtake them."""
        self._end = CallEnd(call=self.call, last_number={channel: self.ring.next_number(channel) - 1
                                                         for channel in CHANNELS})
        return self._end

    @property
    def ended(self) -> bool:
        """True once the end was said."""
        return self._end is not None

    @property
    def is_ready(self) -> bool:
        """True while the server takes sound of this call."""
        return self._ready

    def _missing_packet(self, channel: Channel, said: list[Message]) -> Packet | None:
        """First packet of the ranges to be sent again; what left the ring meanwhile is said to be gone."""
        again = self._again[channel]
        while again:
            first, last = again.popleft()
            if gone := self.ring.gone(channel, first, last):
                said.append(PacketsGone(call=self.call, channel=channel, first=gone[0], last=gone[1]))
                first = gone[1] + 1
            packet = self.ring.get(channel, first) if first <= last else None
            if packet is not None:
                if first < last:
                    again.appendleft((first + 1, last))
                return packet
        return None

    def _skip_gone(self, channel: Channel) -> list[Message]:
        """Packets that left the ring before they were sent: name the range and go on behind it."""
        oldest = self.ring.first(channel)
        if self._next[channel] >= oldest:
            return []
        gone = PacketsGone(call=self.call, channel=channel, first=self._next[channel], last=oldest - 1)
        self._next[channel] = oldest
        return [gone]
