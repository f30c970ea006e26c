"""Packets of one channel put into order: duplicates dropped, holes noticed, losses named.

In: packets as they arrive, `PacketsGone`.  Out: sound in order, losses, and what to ask for again.  Pure.
Next: `hearing`.
"""

from __future__ import annotations

import msgspec

from protocol.message import PACKET_SAMPLES

HELD_PACKETS = 1_200
"""Packets held behind a hole: the client's ring of 120 s holds no older ones."""
ASKED_PACKETS = 50
"""Packets asked for at once, so that asking does not flood a client that is catching up."""
BELIEVED_PACKETS = 10
"""So many packets in a row, farther ahead than the client holds sound, show that its numbers have jumped; fewer are a slip."""
GONE_RANGES = 256
"""Losses noted ahead of their place; further ones are left to be asked for when their place is reached."""


class Sound(msgspec.Struct, frozen=True, gc=False):
    """One packet in its place."""

    number: int
    pcm: bytes


class Lost(msgspec.Struct, frozen=True, gc=False):
    """Packets that will never come, ends included."""

    first: int
    last: int

    @property
    def start_sample(self) -> int:
        """Position of the first lost sample."""
        return self.first * PACKET_SAMPLES

    @property
    def end_sample(self) -> int:
        """Position after the last lost sample."""
        return (self.last + 1) * PACKET_SAMPLES


class PacketOrder:
    """The order of one channel's packets."""

    def __init__(self, next_number: int = 0) -> None:
        self.next_number = next_number
        """Number of the packet that continues what was handed out."""
        self.duplicates = 0
        """Packets dropped because they came before."""
        self._held: dict[int, bytes] = {}
        self._far: list[Sound] = []
        self._gone: list[tuple[int, int]] = []

    def arrived(self, number: int, pcm: bytes) -> list[Sound | Lost]:
        """A packet; returns what can be handed out now, in order."""
        if number == self.next_number and not self._held and not self._gone:
            self.next_number += 1
            return [Sound(number, pcm)]
        if number < self.next_number or number in self._held:
            self.duplicates += 1
            return []
        if number - self.next_number >= HELD_PACKETS:
            return self._arrived_far(number, pcm)
        self._held[number] = pcm
        return self._drain()

    def gone(self, first: int, last: int) -> list[Sound | Lost]:
        """The client no longer holds these packets; returns what can be handed out now."""
        if last >= max(first, self.next_number) and (first <= self.next_number or len(self._gone) < GONE_RANGES):
            self._gone.append((first, last))
        out = self._drain()
        far, self._far = self._far, []
        for sound in far:
            out += self.arrived(sound.number, sound.pcm)
        return out

    def missing(self) -> tuple[int, int] | None:
        """The first hole, ends included, at most `ASKED_PACKETS` long; None if there is none."""
        if not self._held:
            return None
        return self.next_number, min(min(self._held) - 1, self.next_number + ASKED_PACKETS - 1)

    def missing_before_end(self, last: int) -> tuple[int, int] | None:
        """Like `missing`, for a channel that ends with packet `last`."""
        if self.next_number > last:
            return None
        return self.missing() or (self.next_number, min(last, self.next_number + ASKED_PACKETS - 1))

    def give_up(self, last: int | None = None) -> list[Sound | Lost]:
        """Nothing more comes: every hole up to `last`, or up to the newest packet held, is lost; what lies behind is dropped."""
        self._far = []
        if last is not None:
            self._held = {number: pcm for number, pcm in self._held.items() if number <= last}
            self._gone = [(first, min(end, last)) for first, end in self._gone if first <= last]
        return self.gone(self.next_number, max(self._held, default=-1) if last is None else last)

    @property
    def held_packets(self) -> int:
        """Packets in memory that wait for earlier ones."""
        return len(self._held) + len(self._far)

    def _arrived_far(self, number: int, pcm: bytes) -> list[Sound | Lost]:
        """A packet beyond what the client can hold: what is missing before it is lost, if its number can be believed."""
        if number - 1 in self._held:
            self._held[number] = pcm
            self._gone.append((self.next_number, min(self._held) - 1))
            return self._drain()
        if not self._far or number != self._far[-1].number + 1:
            self._far = []
        self._far.append(Sound(number, pcm))
        if len(self._far) < BELIEVED_PACKETS:
            return []
        return self.gone(self.next_number, self._far[0].number - 1)

    def _drain(self) -> list[Sound | Lost]:
        out: list[Sound | Lost] = []
        while True:
            pcm = self._held.pop(self.next_number, None)
            if pcm is not None:
                out.append(Sound(self.next_number, pcm))
                self.next_number += 1
                continue
            self._gone = [(first, last) for first, last in self._gone if last >= self.next_number]
            ends = [last for first, last in self._gone if first <= self.next_number]
            if not ends:
                return out
            last = min([max(ends), *(number - 1 for number in self._held)])
            out.append(Lost(self.next_number, last))
            self.next_number = last + 1
