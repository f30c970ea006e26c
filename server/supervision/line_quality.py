"""How the sound of one call arrives: good, poor, or not at all.

In: numbers of packets as they come, marked gaps, what the agent's client says of its devices.  Out: a `LineQuality`.
Next: `board_row`.

Poor: in the last half minute a gap, or `IRREGULAR` packets that were lost, late or sent again, or a sound device that clips, or
gives nothing while the other side is heard.  Where both are silent nobody speaks, and in practice a trainee may type.
Gone: the workstation is away, no packet has come for `SILENT_S`, or a side's device is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from protocol.audio import Packet
from protocol.message import Channel
from protocol.wallboard import LineQuality, QualityReport

WINDOW_S = 30.0
SILENT_S = 5.0
IRREGULAR = 5
_LOST = frozenset({"mic.lost", "line.lost"})
_POOR = frozenset({"mic.clipping", "line.clipping"})
_SILENT: dict[str, Channel] = {"mic.silent": "customer", "line.silent": "agent"}
"""Warning -> the other side."""
_HEARD_DBFS = -60.0
"""A narrow band is how telephones sound: no fault."""


class LineWatch:
    """The line of one call.  Times are monotonic seconds."""

    def __init__(self, now_s: float, *, practice: bool = False) -> None:
        """`practice`: the customer is simulated, and the agent may type."""
        self._practice = practice
        self._expected: dict[Channel, int] = {}
        self._irregular: deque[float] = deque(maxlen=IRREGULAR)
        self._gap_s = float("-inf")
        self._heard_s = now_s
        self._warnings: tuple[str, ...] = ()
        self._warned_s = float("-inf")

    def packets(self, packets: Sequence[Packet], now_s: float) -> None:
        """Packets have come; nineteen of twenty messages of a server."""
        self._heard_s, awaited = now_s, self._expected
        for packet in packets:
            channel, number = packet.channel, packet.number
            expected = awaited.get(channel, number)
            if number == expected:
                awaited[channel] = number + 1
                continue
            self._irregular.append(now_s)
            if number > expected:
                awaited[channel] = number + 1

    def gap(self, now_s: float) -> None:
        """Sound of a span never came."""
        self._gap_s = now_s

    def report(self, report: QualityReport, now_s: float) -> None:
        """What the workstation says; the next report replaces it."""
        # what was found to be a fault is one until it is over, also while the other side pauses
        self._warnings = tuple(one for one in report.warnings if one in self._warnings or self._counts(one, report))
        self._warned_s = now_s

    def back(self, now_s: float) -> None:
        """The client is here again: what it sends again is no fault of the line now."""
        self._expected.clear()
        self._heard_s = now_s

    def quality(self, now_s: float, *, away: bool) -> LineQuality:
        """As it is now."""
        warnings = self._warnings if now_s - self._warned_s < WINDOW_S else ()
        if away or now_s - self._heard_s >= SILENT_S or _LOST.intersection(warnings):
            return "gone"
        irregular = len(self._irregular) == IRREGULAR and now_s - self._irregular[0] < WINDOW_S
        return "poor" if irregular or warnings or now_s - self._gap_s < WINDOW_S else "good"

    def _counts(self, warning: str, report: QualityReport) -> bool:
        """Whether this is a fault of the line."""
        if warning in _SILENT:
            return not self._practice and report.channel_levels.get(_SILENT[warning], _HEARD_DBFS) > _HEARD_DBFS
        return warning in _POOR or warning in _LOST
