"""Packets on their way to the calls: those that came together go on together, and in a full house they wait for each other.

In: packets of signed-in clients, as the gateway takes them from its socket.  Out: each client's packets, many at a time.  What a
call costs for a packet is mostly the call itself, looked up and woken: four packets of each channel at once cost little more
than one.  So in a busy house a client's packets wait for the next ones (`HOLDS`); in a quiet one nothing waits, and where a
supervisor listens nothing ever does.  Next: `calls.registry`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from protocol.audio import Packet

HOLDS: tuple[tuple[int, float], ...] = ((16_000, 0.305), (10_000, 0.205), (6_000, 0.105))
"""Packets a second of all calls from which on to wait, and how long: for one more of each channel from 300 calls on, for two
from 500, for three from 800."""
HELD_PACKETS = 64
"""So many of one client wait for no others."""
_LOOK_S = 1.0

K = TypeVar("K")


class SoundRounds(Generic[K]):
    """Who has sent what and not handed on yet; `K` stands for a client.  Times are monotonic seconds."""

    def __init__(self, hurried: Callable[[str], bool], now_s: float) -> None:
        """`hurried` says of a call's id whether its sound may not wait."""
        self._hurried = hurried
        self._waiting: dict[K, tuple[float, list[Packet]]] = {}
        """Until when, and what; in the order of their first packets."""
        self._hasty: list[K] = []
        self._hold_s = 0.0
        self._since_s = now_s
        self._counted = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, sender: K, packet: Packet, now_s: float) -> None:
        """A packet has come."""
        self._counted += 1
        found = self._waiting.get(sender)
        if found is not None:
            found[1].append(packet)
            if len(found[1]) == HELD_PACKETS:
                self._hasty.append(sender)
            return
        self._waiting[sender] = now_s + self._hold_s, [packet]
        if self._hold_s and self._hurried(packet.call):
            self._hasty.append(sender)

    def due(self, now_s: float) -> list[tuple[K, list[Packet]]]:
        """Whose packets go on now, and these."""
        self._look(now_s)
        hasty, self._hasty = self._hasty, []
        found = [(sender, packets) for sender in hasty if (packets := self.leave(sender))]
        for sender, (until_s, packets) in self._waiting.items():
            if until_s > now_s:
                break
            found.append((sender, packets))
        for sender, _ in found:
            self._waiting.pop(sender, None)
        return found

    def leave(self, sender: K) -> list[Packet]:
        """Who sent these is going: what waits of it, in its order."""
        return self._waiting.pop(sender, (0.0, []))[1]

    def _look(self, now_s: float) -> None:
        """Once a second: is the house full?"""
        passed_s = now_s - self._since_s
        if passed_s >= _LOOK_S:
            self._hold_s = next((hold_s for packets, hold_s in HOLDS if self._counted >= packets * passed_s), 0.0)
            self._since_s, self._counted = now_s, 0
