"""What is heard behind a simulated customer, through the whole call: a noise in pieces in, samples with it out.

In: `CustomerNoise` pieces (Qt's thread).  Out: the samples of a channel or an output with the noise behind them, each
reader on its own thread and at its own place.  Before the last piece there is none.  Next: `simulated`, and
`practice_sound` for the loudspeaker.
"""

from __future__ import annotations

import numpy as np

from protocol.message import SAMPLES_PER_MS

from .resampling import Samples

RISE_SAMPLES = 800 * SAMPLES_PER_MS
"""It comes up in this time: a noise that is there at once is taken for a fault."""


class LineNoise:
    """The noise of one call."""

    def __init__(self) -> None:
        self._pieces: list[Samples] = []
        self._whole: Samples = np.zeros(0, dtype=np.float32)

    def add(self, number: int, samples: Samples, *, last: bool) -> None:
        """One piece; those that were there already, or come out of turn, are left out."""
        if len(self._whole) or number != len(self._pieces):
            return
        self._pieces.append(samples)
        if last:
            self._whole = np.concatenate(self._pieces)
            self._pieces.clear()

    def reader(self) -> NoiseReader:
        """One who plays it, from the beginning."""
        return NoiseReader(self)

    @property
    def whole(self) -> Samples:
        """Samples [n], which end as they begin; [0] while there is none."""
        return self._whole


class NoiseReader:
    """One place in the noise.  Used on one thread."""

    def __init__(self, noise: LineNoise) -> None:
        self._noise = noise
        self._at = 0

    def behind(self, samples: Samples) -> Samples:
        """The samples [n] with the noise behind them."""
        whole = self._noise.whole
        if not len(whole) or not len(samples):
            return samples
        places = self._at + np.arange(len(samples))
        part = whole[places % len(whole)]
        if self._at < RISE_SAMPLES:
            part = part * np.minimum(places / RISE_SAMPLES, 1.0).astype(np.float32)
        self._at += len(samples)
        return np.clip(samples + part, -1.0, 1.0).astype(np.float32)
