"""Sound as a device or a file gives it in (any rate, any number of channels), 16 kHz mono float32 out, block by block."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from protocol.message import SAMPLE_RATE_HZ

Samples = NDArray[np.float32]
"""Mono, -1..1."""


def to_mono(block: NDArray[np.float32] | NDArray[np.int16]) -> Samples:
    """The mean of the channels of a block of shape (frames,) or (frames, channels); int16 is scaled to -1..1."""
    samples = block.astype(np.float32) / 32768.0 if block.dtype == np.int16 else block.astype(np.float32, copy=False)
    return samples.mean(axis=1, dtype=np.float32) if samples.ndim == 2 else samples


class StreamResampler:
    """One stream of one device; keeps the filter's state between blocks.

    Args:
        rate_hz: the device's rate, 8 to 192 kHz.
        live: somebody hears it at once, so the filter is shorter: it holds 20 ms of sound instead of 40.

    Raises:
        ValueError: a rate outside 4 to 384 kHz, which no sound device has.
    """

    def __init__(self, rate_hz: int, *, live: bool = False) -> None:
        if not 4_000 <= rate_hz <= 384_000:
            raise ValueError(f"a rate of {rate_hz} Hz")
        self.rate_hz = rate_hz
        self._stream = None if rate_hz == SAMPLE_RATE_HZ else soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, "float32",
                                                                                  quality="LQ" if live else "MQ")
        self._taken = 0
        self._given = 0

    @property
    def held_samples(self) -> int:
        """How much sound, at 16 kHz, is inside the filter and comes with the next block."""
        return self._taken * SAMPLE_RATE_HZ // self.rate_hz - self._given

    @property
    def narrowband(self) -> bool:
        """True for telephone sound, which holds nothing above 4 kHz."""
        return self.rate_hz < SAMPLE_RATE_HZ

    def push(self, block: NDArray[np.float32] | NDArray[np.int16], *, last: bool = False) -> Samples:
        """The block at 16 kHz mono; a little of it (the filter's delay) comes with the next."""
        mono = to_mono(block)
        if self._stream is None:
            return mono
        found = np.asarray(self._stream.resample_chunk(mono, last=last), dtype=np.float32)
        self._taken += len(mono)
        self._given += len(found)
        return found
