"""Does the trainee speak into the customer's words?  Levels of both in, yes or no out; before any word is recognised.

The microphone may hear the customer out of a loudspeaker, so his own voice must not stop him: how much of it comes
back is learned while he speaks, and only what is clearly louder counts.  A cough is shorter than
`HELD_MS`.  Pure.  Next: `simulated`.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from protocol.message import SAMPLES_PER_MS

from .levels import FLOOR_DBFS, dbfs
from .resampling import Samples

FRAME_MS = 20
HELD_MS = 200
"""So much of the last `WITHIN_MS` must be voice."""
WITHIN_MS = 320
LEARN_MS = 600
"""Of the customer's first words, in which what comes back of them is learned; nothing interrupts meanwhile."""
_FRAME = FRAME_MS * SAMPLES_PER_MS
_ABOVE_NOISE_DB = 12.0
_ABOVE_ECHO_DB = 9.0
_LEAST_DBFS = -48.0
_AUDIBLE_DBFS = -50.0
_ECHO_DELAY_FRAMES = 30
"""An echo comes within 600 ms."""


class BargeInGate:
    """Of one call."""

    def __init__(self) -> None:
        self._noise_dbfs = -60.0
        self._echo_db = FLOOR_DBFS
        self._learned_ms = 0
        self._played: deque[float] = deque([FLOOR_DBFS] * _ECHO_DELAY_FRAMES, maxlen=_ECHO_DELAY_FRAMES)
        self._loud: deque[bool] = deque(maxlen=WITHIN_MS // FRAME_MS)
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._rest_played: Samples = np.zeros(0, dtype=np.float32)

    def played(self, samples: Samples) -> None:
        """What the customer says now (or his silence)."""
        held = np.concatenate([self._rest_played, samples])
        whole = len(held) // _FRAME
        self._rest_played = held[whole * _FRAME:]
        self._played.extend(_levels(held[:whole * _FRAME]))

    def heard(self, samples: Samples) -> bool:
        """What the microphone hears now; True if the trainee interrupts."""
        held = np.concatenate([self._rest, samples])
        whole = len(held) // _FRAME
        self._rest = held[whole * _FRAME:]
        found = False
        for level in _levels(held[:whole * _FRAME]):
            found = self._frame(level) or found
        if found:
            self._loud.clear()
        return found

    def _frame(self, level_dbfs: float) -> bool:
        customer_dbfs = max(self._played)
        if customer_dbfs < _AUDIBLE_DBFS:
            # nobody can be interrupted: learn the room
            step_db = (level_dbfs - self._noise_dbfs) * 0.2 if level_dbfs < self._noise_dbfs else min(
                0.02, level_dbfs - self._noise_dbfs)
            self._noise_dbfs += step_db
            self._loud.clear()
            return False
        if self._learned_ms < LEARN_MS:
            self._learned_ms += FRAME_MS
            self._echo_db = max(self._echo_db, level_dbfs - customer_dbfs)
            return False
        threshold = max(self._noise_dbfs + _ABOVE_NOISE_DB, customer_dbfs + self._echo_db + _ABOVE_ECHO_DB, _LEAST_DBFS)
        self._loud.append(level_dbfs > threshold)
        if not self._loud[-1]:
            # slowly, as the loudspeaker is turned up or down
            change_db = level_dbfs - customer_dbfs - self._echo_db
            self._echo_db += change_db * (0.1 if change_db > 0 else 0.002)
        return sum(self._loud) * FRAME_MS >= HELD_MS


def _levels(samples: Samples) -> list[float]:
    frames = samples.reshape(-1, _FRAME)
    return [dbfs(float(np.sqrt(np.mean(np.square(frame, dtype=np.float64))))) for frame in frames]
