"""Who speaks when, for every server alike: counts and seconds in, starts and the measured utterances out.  Pure.

Streams come in pairs, as the two channels of a call; an odd last one is a call of which only one side is heard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_PHASE_S = 0.037


@dataclass(frozen=True, slots=True)
class Schedule:
    """The times of a run, seconds since its clock started."""

    seconds: float
    """Measured."""
    warm_up_s: float = 5.0
    ramp_s: float = 2.0
    """The calls begin within so much time."""
    drain_s: float = 15.0
    """After the sound the streams stay open for so long; what comes later is lost."""
    tail_s: float = 1.5
    """Utterances that end so near the end of the sound do not count."""

    @property
    def measure_from_s(self) -> float:
        """From here on utterances count."""
        return self.ramp_s + self.warm_up_s

    @property
    def sound_s(self) -> float:
        """Until here there is sound."""
        return self.measure_from_s + self.seconds

    def starts_s(self, calls: int) -> list[float]:
        """When each call begins: spread over the ramp, none at the same moment of a packet as the next."""
        return [round(number / max(1, calls) * self.ramp_s + number % 3 * _PHASE_S, 3) for number in range(calls)]

    def measured(self, ends_ms: Iterable[float], spoke_from_s: float) -> list[float]:
        """Those ends of utterances (ms of the stream) that count; `spoke_from_s`: when in the run the stream began."""
        first_ms = (self.measure_from_s - spoke_from_s) * 1000
        last_ms = (self.sound_s - self.tail_s - spoke_from_s) * 1000
        return [end_ms for end_ms in ends_ms if first_ms <= end_ms <= last_ms]


def calls_of(streams: int) -> int:
    """How many calls so many streams make."""
    return (streams + 1) // 2


def sides_of(streams: int, call: int) -> tuple[int, ...]:
    """The channels of this call that speak."""
    return (0, 1) if 2 * call + 1 < streams else (0,)
