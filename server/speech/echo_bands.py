"""What two channels are compared by: sound in, its energy in narrow bands every 10 ms out.  Pure; `echo_path` is next.

Bands are narrow enough to show a voice's harmonics, so that two voices that say the same word differ, and slow enough to
survive a telephone line, a loudspeaker and clocks that drift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOP_SAMPLES = 160
HOP_MS = 10
BANDS = 64
_WINDOW_SAMPLES = 1024
_FIRST_BIN, _BAND_BINS = 18, 2
"""281 Hz to 2.3 kHz in steps of 31 Hz: what passes every line."""
RANGE_DB = 45.0
"""So far below its loudest moment a channel counts as silent."""
_LEAST_RANGE_DB = 12.0
_NOISE_MARGIN_DB = 6.0
_BLOCK_FRAMES = 128
_SILENT_DB = -120.0

Decibels = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bands:
    """A channel's sound on the call's grid of 10 ms."""

    first_frame: int
    """Number of the first frame; frame n is centred at sample n * 160 of the call."""
    levels_db: Decibels
    """[frames, bands], not below `floor_db`."""
    floor_db: float
    """Level of a band in its silence: noise, or far below its speech."""
    loudest_db: float
    """Level of a band in its loudest moments."""
    loud: Flags
    """[frames], where it is clearly above its silence."""

    @property
    def end_frame(self) -> int:
        """Number behind the last frame."""
        return self.first_frame + len(self.levels_db)

    def span(self, first: int, end: int) -> tuple[Decibels, Flags]:
        """Levels and loudness of the frames [first, end); silent where there is no sound."""
        levels = np.full((end - first, BANDS), self.floor_db, np.float32)
        loud = np.zeros(end - first, np.bool_)
        low, high = max(first, self.first_frame), min(end, self.end_frame)
        if low < high:
            levels[low - first:high - first] = self.levels_db[low - self.first_frame:high - self.first_frame]
            loud[low - first:high - first] = self.loud[low - self.first_frame:high - self.first_frame]
        return levels, loud


def bands_of(start_sample: int, sound: NDArray[np.float32]) -> Bands:
    """The bands of sound (16 kHz mono, ±1) that starts at this sample of the call."""
    first_frame = -(-start_sample // HOP_SAMPLES)
    frames = max(0, (start_sample + len(sound) - 1) // HOP_SAMPLES - first_frame + 1) if len(sound) else 0
    if not frames:
        return Bands(first_frame, np.zeros((0, BANDS), np.float32), _SILENT_DB, _SILENT_DB, np.zeros(0, np.bool_))
    power = np.empty((frames, BANDS), np.float32)
    lead = first_frame * HOP_SAMPLES - start_sample - _WINDOW_SAMPLES // 2
    padded = np.pad(np.nan_to_num(sound), (max(0, -lead), _WINDOW_SAMPLES))[max(0, lead):]
    window = np.hanning(_WINDOW_SAMPLES).astype(np.float32)
    for begin in range(0, frames, _BLOCK_FRAMES):
        starts = np.arange(begin, min(frames, begin + _BLOCK_FRAMES))[:, None] * HOP_SAMPLES
        spectrum = np.fft.rfft(padded[starts + np.arange(_WINDOW_SAMPLES)] * window, axis=1)
        used = spectrum[:, _FIRST_BIN:_FIRST_BIN + BANDS * _BAND_BINS]
        power[begin:begin + len(starts)] = (used.real**2 + used.imag**2).reshape(-1, BANDS, _BAND_BINS).sum(axis=2)
    broad = 10 * np.log10(power.mean(axis=1) + 1e-12)
    quiet, loudest = (float(value) for value in np.percentile(broad, (10, 98)))
    floor = max(loudest - RANGE_DB, min(quiet + _NOISE_MARGIN_DB, loudest - _LEAST_RANGE_DB))
    levels = np.maximum(10 * np.log10(power + np.float32(1e-12)), np.float32(floor))
    return Bands(first_frame, levels, floor, loudest, broad > floor + _NOISE_MARGIN_DB / 2)
