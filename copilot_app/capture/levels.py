"""How loud a channel is, and whether it sounds broken: samples in, a `Level` for the meter and warning codes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from protocol.message import PACKET_MS, SAMPLE_RATE_HZ, Channel

from .resampling import Samples

FLOOR_DBFS = -90.0
SILENCE_DBFS = -65.0
"""A channel that never gets louder than this for long is taken to be silent: the room's noise alone is louder."""
SILENT_AFTER_S: dict[Channel, float] = {"agent": 20.0, "customer": 30.0}
"""After so long without any sound the warning comes."""
CLIPPED = 0.999
CLIP_SHARE = 0.002
"""Share of samples at full scale, over the last seconds, above which a channel counts as clipping."""
_CLIP_MEMORY_S = 3.0
_METER_MEMORY_S = 0.3

DEVICE_OF: dict[Channel, str] = {"agent": "mic", "customer": "line"}
"""Codes speak of the device: `mic.silent`, `line.lost`."""


@dataclass(frozen=True)
class Level:
    """One channel now."""

    rms_dbfs: float = FLOOR_DBFS
    """Loudness of the last 0.3 s, -90..0."""
    peak_dbfs: float = FLOOR_DBFS
    """Highest peak, falling by 20 dB a second."""
    silent_s: float = 0.0
    """How long it has been silent."""
    clipping: bool = False


def dbfs(amplitude: float) -> float:
    """Decibels of full scale, at least `FLOOR_DBFS`."""
    return max(FLOOR_DBFS, 20.0 * float(np.log10(max(amplitude, 1e-9))))


class LevelMeter:
    """Follows one channel."""

    def __init__(self, channel: Channel, *, narrowband: bool = False) -> None:
        self._channel = channel
        self.narrowband = narrowband
        """True if the source holds nothing above 4 kHz."""
        self._power = 0.0
        self._peak_dbfs = FLOOR_DBFS
        self._silent_s = 0.0
        self._clip_share = 0.0

    def push(self, samples: Samples) -> None:
        """More sound of this channel, filled-in silence included."""
        if not len(samples):
            return
        seconds = len(samples) / SAMPLE_RATE_HZ
        power = float(np.mean(np.square(samples, dtype=np.float64)))
        magnitude = np.abs(samples)
        peak = float(magnitude.max())
        self._power += (power - self._power) * min(1.0, seconds / _METER_MEMORY_S)
        self._peak_dbfs = max(dbfs(peak), self._peak_dbfs - 20.0 * seconds)
        self._silent_s = self._silent_s + seconds if dbfs(peak) < SILENCE_DBFS else 0.0
        clipped = float(np.mean(magnitude >= CLIPPED))
        self._clip_share += (clipped - self._clip_share) * min(1.0, seconds / _CLIP_MEMORY_S)

    @property
    def level(self) -> Level:
        """What the meter shows now."""
        return Level(rms_dbfs=dbfs(self._power ** 0.5), peak_dbfs=self._peak_dbfs, silent_s=self._silent_s,
                     clipping=self._clip_share > CLIP_SHARE)

    def warnings(self) -> set[str]:
        """Codes that hold now: `mic.silent`, `line.silent`, `mic.clipping`, `line.clipping`, `audio.narrowband`."""
        device = DEVICE_OF[self._channel]
        found: set[str] = set()
        if self._silent_s >= SILENT_AFTER_S[self._channel] - PACKET_MS / 1000:
            found.add(f"{device}.silent")
        if self._clip_share > CLIP_SHARE:
            found.add(f"{device}.clipping")
        if self.narrowband:
            found.add("audio.narrowband")
        return found
