"""Packets of one channel put into order: duplicates dropped, holes noticed, losses named.

In: packets as they arrive, `PacketsGone`.  Out: sound in order, losses, and what to ask for again.  Pure.
Next: `hearing`.
"""

from __future__ import annotations

from dataclasses import dataclass

from protocol.message import PACKET_SAMPLES

HELD_PACKETS = 1_200
"""Packets held behind a hole: the client's ring of 120 s holds no older ones."""
ASKED_PACKETS = 50
"""Packets asked for at once, so that asking does not flood a client that is catching up."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One packet in its place."""

    number: int
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Lost:
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
        self._gone: list[tuple[int, int]] = []

    def arrived(self, number: int, pcm: bytes) -> list[Sound | Lost]:
        """A packet; returns what can be handed out now, in order."""
        if number < self.next_number or number in self._held:
            self.duplicates += 1
            return []
        if number == self.next_number and not self._held and not self._gone:
            self.next_number += 1
            return [Sound(number, pcm)]
        self._held[number] = pcm
        if number - self.next_number >= HELD_PACKETS:
            # the client does not hold what is missing any more
            self._gone.append((self.next_number, min(self._held) - 1))
        return self._drain()

    def gone(self, first: int, last: int) -> list[Sound | Lost]:
        """The client no longer holds these packets; returns what can be handed out now."""
        if last >= max(first, self.next_number):
            self._gone.append((first, last))
        return self._drain()

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

    def give_up(self, last: int = -1) -> list[Sound | Lost]:
        """Nothing more comes up to `last`, or up to the newest packet held: every hole is lost."""
        return self.gone(self.next_number, max([last, *self._held]))

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
