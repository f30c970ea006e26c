"""The last two minutes of both channels: written by capture, read by `link` to send, and to send again after a reconnect.

Bounded: when the server is away longer, the oldest packets leave, and `first` says how far.  Thread-safe.
"""

from __future__ import annotations

from collections import deque
from threading import Lock

from protocol.audio import Packet
from protocol.message import CHANNELS, PACKET_MS, Channel

RING_MS = 120_000
"""How much sound is kept for a server that is away."""


class _ChannelRing:
    """Consecutive packets of one channel."""

    def __init__(self, capacity: int) -> None:
        self.packets: deque[Packet] = deque(maxlen=capacity)
        self.next_number = 0

    @property
    def first(self) -> int:
        return self.packets[0].number if self.packets else self.next_number


class PacketRing:
    """Packets of both channels by number, bounded to `RING_MS` each."""

    def __init__(self, span_ms: int = RING_MS) -> None:
        capacity = max(1, span_ms // PACKET_MS)
        self._rings: dict[Channel, _ChannelRing] = {channel: _ChannelRing(capacity) for channel in CHANNELS}
        self._lock = Lock()

    def put(self, packet: Packet) -> None:
        """Append the next packet of its channel.

        Raises:
            ValueError: its number is not the next one; numbers are never reused or left out.
        """
        with self._lock:
            ring = self._rings[packet.channel]
            if packet.number != ring.next_number:
                raise ValueError(f"packet {packet.number} of {packet.channel} after {ring.next_number - 1}")
            ring.packets.append(packet)
            ring.next_number += 1

    def get(self, channel: Channel, number: int) -> Packet | None:
        """The packet of this number; None if it has left the ring or was not recorded yet."""
        with self._lock:
            ring = self._rings[channel]
            at = number - ring.first
            return ring.packets[at] if 0 <= at < len(ring.packets) else None

    def since(self, channel: Channel, number: int) -> list[Packet]:
        """All packets from this number on that are still held, oldest first."""
        with self._lock:
            return [packet for packet in self._rings[channel].packets if packet.number >= number]

    def discard_before(self, channel: Channel, number: int) -> None:
        """Let go of everything before this number: the server has committed it."""
        with self._lock:
            packets = self._rings[channel].packets
            while packets and packets[0].number < number:
                packets.popleft()

    def first(self, channel: Channel) -> int:
        """Number of the oldest packet held; the next number if none is."""
        with self._lock:
            return self._rings[channel].first

    def next_number(self, channel: Channel) -> int:
        """Number that the next recorded packet gets: one past the newest."""
        with self._lock:
            return self._rings[channel].next_number

    def gone(self, channel: Channel, first: int, last: int) -> tuple[int, int] | None:
        """The part of `first..last` (inclusive) that has left the ring; None if all of it is still held."""
        oldest = self.first(channel)
        return (first, min(last, oldest - 1)) if first < oldest else None
