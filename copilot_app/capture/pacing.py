"""Where a block of sound belongs in the call: time comes from the clock, not from counting what a device delivers.

A loopback delivers nothing while nothing plays, a device may be unplugged, and two devices' clocks differ by up to
200 ppm.  So every block is placed by the time at which it was recorded: a hole is filled with silence, a drift is taken
up by stretching blocks by less than a hundredth.  Both channels share one `CallClock`, so they stay aligned.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from protocol.message import SAMPLE_RATE_HZ, SAMPLES_PER_MS

from .resampling import Samples

HOLD_SAMPLES = 400 * SAMPLES_PER_MS
"""A device that has delivered nothing for so long, beyond its usual delay, is taken to be silent."""
START_SAMPLES = 2_500 * SAMPLES_PER_MS
"""The same before its first block: the monitor of an output that was idle takes up to two seconds to start."""
LATE_SAMPLES = 200 * SAMPLES_PER_MS
"""Silence is filled in up to so long before now, so that a block that was only late still finds its place."""
MAX_DELAY_SAMPLES = 1_500 * SAMPLES_PER_MS
"""A device's usual delay is reckoned with up to so much."""
GAP_SAMPLES = 250 * SAMPLES_PER_MS
"""A hole of this size is a gap, a smaller one is jitter."""
EXCESS_SAMPLES = 500 * SAMPLES_PER_MS
"""Sound that comes later than this is cut at its beginning: it can no longer be taken up by stretching."""
MAX_STRETCH = 0.01
_SILENCE = np.zeros(SAMPLE_RATE_HZ, dtype=np.float32)
_SILENCE.setflags(write=False)
_DEAD_BAND_SAMPLES = 3 * SAMPLES_PER_MS
_SMOOTHING_SAMPLES = 1 * SAMPLE_RATE_HZ
_CORRECTION_SAMPLES = 4 * SAMPLE_RATE_HZ


class CallClock:
    """Call time of one call; the same for both channels.

    Args:
        speed: how fast call time runs, for recordings that are played faster than real time.
        now_s: a monotonic clock.
    """

    def __init__(self, speed: float = 1.0, now_s: Callable[[], float] = time.monotonic) -> None:
        self.speed = speed
        self.now_s = now_s
        self._started_s = now_s()

    def start(self) -> None:
        """Call time 0 is now."""
        self._started_s = self.now_s()

    def sample_at(self, monotonic_s: float) -> int:
        """Position in the call (16 kHz) at that moment."""
        return int((monotonic_s - self._started_s) * self.speed * SAMPLE_RATE_HZ)

    def now_sample(self) -> int:
        """Position in the call now."""
        return self.sample_at(self.now_s())

    def monotonic_s(self, call_ms: float) -> float:
        """The moment at which this call time was spoken."""
        return self._started_s + call_ms / 1000.0 / self.speed


@dataclass(frozen=True)
class Stretch:
    """Consecutive samples for one channel."""

    samples: Samples
    filled: bool
    """True if no device delivered them."""


class ChannelPacing:
    """Puts one channel's blocks onto the call's time line; what it returns is continuous from sample 0 on."""

    def __init__(self) -> None:
        self.written = 0
        """Samples returned so far: the position of the next one."""
        self._offset = 0.0
        self._owed = 0.0
        self._delay = 0
        self._had_sound = False

    def place(self, samples: Samples, end: int, now: int | None = None) -> list[Stretch]:
        """Take a block whose last sample was recorded at call position `end`.

        Args:
            samples: what the device delivered since the last call, in one piece.
            end: call position (16 kHz) just after its last sample.
            now: call position at which it was delivered; without it, it was delivered at once.
        """
        if end - len(samples) < 0:
            # held by the device from before the call
            samples = samples[max(0, len(samples) - max(0, end)):]
        if not len(samples):
            return []
        # the longest delay of late, slowly forgotten
        self._delay = max(0 if now is None else now - end, self._delay - len(samples) // 50)
        offset = end - len(samples) - self.written
        found: list[Stretch] = []
        if offset > GAP_SAMPLES or (not self._had_sound and offset > 0):
            # a hole, or the first block, which fixes where this device stands, to the sample
            found += self._silence(offset)
            offset, self._offset, self._owed = 0, 0.0, 0.0
        self._had_sound = True
        if offset < -EXCESS_SAMPLES:
            samples = samples[min(len(samples), -offset):]
            offset, self._offset, self._owed = 0, 0.0, 0.0
        if len(samples):
            samples = self._stretched(samples, offset)
            self.written += len(samples)
            found.append(Stretch(samples, False))
        return found

    def fill(self, now: int) -> list[Stretch]:
        """The clock stands at `now`: fill in silence if the device has long delivered nothing."""
        delay = min(self._delay, MAX_DELAY_SAMPLES)
        if now - self.written < (delay + HOLD_SAMPLES if self._had_sound or self.written else START_SAMPLES):
            return []
        return self._silence(now - delay - LATE_SAMPLES - self.written)

    def fill_to(self, position: int) -> list[Stretch]:
        """Fill in silence up to exactly this position; nothing if sound has already gone further."""
        return self._silence(position - self.written) if position > self.written else []

    def _silence(self, count: int) -> list[Stretch]:
        """A second a piece, all of one array: a computer that slept for hours must not ask for gigabytes when it wakes."""
        self.written += count
        whole, rest = divmod(count, len(_SILENCE))
        return [Stretch(_SILENCE, True)] * whole + ([Stretch(_SILENCE[:rest], True)] if rest else [])

    def _stretched(self, samples: Samples, offset: int) -> Samples:
        """The block, longer or shorter by at most a hundredth, so that a lasting offset goes away."""
        count = len(samples)
        weight = min(1.0, count / _SMOOTHING_SAMPLES)
        self._offset += (offset - self._offset) * weight
        excess = abs(self._offset) - _DEAD_BAND_SAMPLES
        if excess <= 0:
            return samples
        wanted = np.sign(self._offset) * excess * count / _CORRECTION_SAMPLES
        self._owed += float(np.clip(wanted, -MAX_STRETCH * count, MAX_STRETCH * count))
        whole = int(self._owed)
        if whole == 0 or count + whole < 2:
            return samples
        self._owed -= whole
        at = np.linspace(0, count - 1, count + whole, dtype=np.float64)
        return np.interp(at, np.arange(count), samples).astype(np.float32)
