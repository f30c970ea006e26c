"""What is heard where a piece is missing: the last pitch period goes on and fades; the next piece fades in over it.

The same idea as in ITU-T G.711 Appendix I: a hole of 20 ms is hardly heard, one of more than 60 ms is silence.
"""

from __future__ import annotations

import numpy as np

from protocol.message import SAMPLES_PER_MS

from ..capture.resampling import Samples
from .pieces import PIECE_SAMPLES

_HISTORY = 40 * SAMPLES_PER_MS
_LAGS = range(int(2.5 * SAMPLES_PER_MS), 15 * SAMPLES_PER_MS)
"""Pitch periods of 67 to 400 Hz."""
_MATCH = 10 * SAMPLES_PER_MS
_SEAM = 5 * SAMPLES_PER_MS
_FADE_PIECES = 3
_RISE = np.linspace(0.0, 1.0, _SEAM, endpoint=False, dtype=np.float32)


class Concealer:
    """One column of a stream; each piece goes through `good`, each hole is filled by `conceal`."""

    def __init__(self) -> None:
        self._history: Samples = np.zeros(_HISTORY, dtype=np.float32)
        self._period: Samples = np.zeros(1, dtype=np.float32)
        self._phase = 0
        self._missing = _FADE_PIECES

    def good(self, piece: Samples) -> Samples:
        """A piece that arrived, its beginning blended with what stood in for the one before."""
        if self._missing:
            bridge = self._going_on(_SEAM) * self._gain(self._missing)
            piece = piece.copy()
            piece[:_SEAM] = piece[:_SEAM] * _RISE + bridge * (1 - _RISE)
            self._missing = 0
        self._history = np.concatenate([self._history[len(piece):], piece])[-_HISTORY:]
        return piece

    def conceal(self) -> Samples:
        """A piece for one that is missing; silence from the fourth in a row on."""
        if self._missing >= _FADE_PIECES:
            return np.zeros(PIECE_SAMPLES, dtype=np.float32)
        if not self._missing:
            self._period = self._history[-self._pitch_lag():]
            self._phase = 0
        fade = np.linspace(self._gain(self._missing), self._gain(self._missing + 1), PIECE_SAMPLES, dtype=np.float32)
        self._missing += 1
        return self._going_on(PIECE_SAMPLES) * fade

    def _going_on(self, count: int) -> Samples:
        at = (self._phase + np.arange(count)) % len(self._period)
        self._phase = (self._phase + count) % len(self._period)
        return self._period[at]

    def _pitch_lag(self) -> int:
        newest = self._history[-_MATCH:]
        best, best_score = _LAGS[-1], -1.0
        for lag in _LAGS:
            before = self._history[_HISTORY - _MATCH - lag:_HISTORY - lag]
            score = float(newest @ before) / float(np.sqrt(before @ before) + 1e-6)
            if score > best_score:
                best, best_score = lag, score
        return best

    @staticmethod
    def _gain(missing: int) -> float:
        return max(0.0, 1.0 - missing / _FADE_PIECES)
