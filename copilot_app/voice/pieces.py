"""Sound in pieces of 20 ms, in which everything here moves: from PCM, and cut from samples of any number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from protocol.message import SAMPLES_PER_MS
from protocol.relay import TALK_MS

from ..capture.resampling import Samples

PIECE_SAMPLES = TALK_MS * SAMPLES_PER_MS
"""320 samples of 16 kHz."""
Piece = NDArray[np.float32]
"""(320, columns), -1..1."""


def from_pcm(pcm: bytes) -> Samples:
    """Signed 16-bit little-endian as samples; an odd last byte is left out."""
    return np.frombuffer(pcm[:len(pcm) // 2 * 2], dtype="<i2").astype(np.float32) / np.float32(32768.0)


def silence(columns: int = 1) -> Piece:
    """A piece without sound."""
    return np.zeros((PIECE_SAMPLES, columns), dtype=np.float32)


class Cutter:
    """Samples of any number in, whole pieces out; the rest waits for more."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.float32)

    def cut(self, samples: Samples) -> list[Samples]:
        """The pieces (320,) that these samples complete."""
        held = np.concatenate([self._rest, samples])
        whole = len(held) // PIECE_SAMPLES
        self._rest = held[whole * PIECE_SAMPLES:]
        return [held[at * PIECE_SAMPLES:(at + 1) * PIECE_SAMPLES] for at in range(whole)]
