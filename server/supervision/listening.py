"""A call's packets as its listeners hear them: live or held back, in order, each once, private numbers silent.

In: packets as they arrive, late ones and repeated ones among them (`feed`).  Out: `LiveSound`, or nothing for a
packet that is not worth hearing any more.  A house may have its listeners hear so late that a number is known before
it is heard; who speaks with the customer hears live.  Next: `stepping_in` hands it to every listener's outbox, where a
newer piece pushes out an older one that was not read.
"""

from __future__ import annotations

from collections import deque

from protocol.audio import Packet
from protocol.message import PACKET_MS, PACKET_SAMPLES, Channel
from protocol.relay import LiveSound

from .silencing import Silencer

LATE_S = 1.5
"""Sound so far behind the newest is of a time when the workstation was cut off."""
REBASE_S = 3.0
"""Sound that comes steadily so long at another time is the new now: the workstation slept."""
_DRIFT = 0.001
"""Seconds a second by which two clocks may run apart."""
_PATIENCE_S = PACKET_MS / 2000
KNOWN_S = 1.0
"""From such a delay on the text of a packet should be there when it is heard."""
_ZEROS = bytes(2 * PACKET_SAMPLES)


class LiveEdge:
    """Tells live sound from sound that is caught up with, by when each packet arrives."""

    def __init__(self) -> None:
        self._edge_s: float | None = None
        self._at_s = 0.0
        self._elsewhere_s: float | None = None
        """Since when packets are not where they are expected."""

    def live(self, number: int, now_s: float) -> bool:
        """Whether packet `number`, arriving at this monotonic time, is of now; asked of every packet of the call."""
        offset_s = now_s - number * PACKET_MS / 1000
        if self._edge_s is None:
            self._edge_s, self._at_s = offset_s, now_s
            return True
        if abs(offset_s - self._edge_s) <= LATE_S:
            self._edge_s = min(offset_s, self._edge_s + _DRIFT * (now_s - self._at_s))
            self._at_s, self._elsewhere_s = now_s, None
            return True
        if self._elsewhere_s is None:
            self._elsewhere_s = now_s
        if now_s - self._elsewhere_s < REBASE_S:
            return False
        self._edge_s, self._at_s, self._elsewhere_s = offset_s, now_s, None
        return True


class CallSound:
    """The sound of one call for all its listeners."""

    def __init__(self, call: str, silencer: Silencer, delay_s: float = 0.0) -> None:
        """`delay_s`: how much later than it arrives the sound is heard by who only listens."""
        self._call = call
        self._silencer = silencer
        self._delay_s = delay_s
        self._held: deque[tuple[float, Packet, bool]] = deque()
        """When it arrived, and whether nobody knew then what was said."""
        self._edge = LiveEdge()
        self._last: dict[Channel, int] = {}

    def arrived(self, packet: Packet, now_s: float) -> bool:
        """Whether a packet is worth hearing; not if it comes late, for the second time, or behind a later one."""
        if not self._edge.live(packet.number, now_s) or packet.number <= self._last.get(packet.channel, -1):
            return False
        self._last[packet.channel] = packet.number
        return True

    def heard(self, packet: Packet, *, blind: bool = False) -> LiveSound:
        """What is to be heard of it now; `blind`: nobody knows what is said, so nothing."""
        return self._sound(packet, silenced=blind or self._silencer.silent(packet.number))

    def hold(self, packet: Packet, now_s: float, *, blind: bool = False) -> None:
        """Keep it until its text is known; `blind`: none will be."""
        self._held.append((now_s, packet, blind))

    def due(self, now_s: float) -> list[LiveSound]:
        """What was held long enough, in its order."""
        found = []
        # packets come every 100 ms and let go those before: without a little patience half of them would wait for the next
        while self._held and now_s - self._held[0][0] >= self._delay_s - _PATIENCE_S:
            _, packet, blind = self._held.popleft()
            silenced = blind or self._silencer.silent(packet.number, held=self._delay_s >= KNOWN_S)
            found.append(self._sound(packet, silenced=silenced))
        return found

    @property
    def holds(self) -> bool:
        """True while something is held."""
        return bool(self._held)

    def forget(self) -> None:
        """Nobody waits for what is held."""
        self._held.clear()

    def _sound(self, packet: Packet, *, silenced: bool) -> LiveSound:
        pcm = _ZEROS if silenced else packet.pcm.ljust(len(_ZEROS), b"\0")
        return LiveSound(call=self._call, channel=packet.channel, number=packet.number, pcm=pcm, silenced=silenced)
