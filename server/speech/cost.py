"""What a batch will cost: times of decoded batches in, milliseconds of the next one and its best size out.  Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

_SMOOTHING = 0.2
_OUTLIER = 3.0
"""So many times the expected time count as no more: somebody else had the device."""


@dataclass(slots=True)
class _Cell:
    ms: float
    batches: int = 1


class CostModel:
    """Milliseconds by kind of work, seconds of a window and windows of a batch; one for all engines of one kind.

    Not thread-safe: `dispatch` calls it under its lock.
    """

    def __init__(self) -> None:
        self._cells: dict[tuple[bool, float, int], _Cell] = {}

    def learn(self, final: bool, window_s: float, windows: int, ms: float) -> None:
        """A batch of windows of this padded length was decoded in so many milliseconds."""
        key = (final, round(window_s, 1), windows)
        cell = self._cells.get(key)
        if cell is None:
            self._cells[key] = _Cell(ms)
        else:
            cell.ms += _SMOOTHING * (min(ms, _OUTLIER * cell.ms) - cell.ms)
            cell.batches += 1

    def predict_ms(self, final: bool, window_s: float, windows: int) -> float:
        """The time of such a batch; 0 while nothing like it was decoded.

        Where this length or size is new, the nearest known one is scaled in proportion: too high for a larger batch,
        until one is tried.
        """
        known = [key for key in self._cells if key[0] == final]
        if not known:
            return 0.0
        window_s = max(round(window_s, 1), 0.1)

        def distance(key: tuple[bool, float, int]) -> float:
            return abs(math.log(max(key[1], 0.1) / window_s)) + abs(math.log(key[2] / windows))

        nearest = min(known, key=distance)
        return self._cells[nearest].ms * (window_s / max(nearest[1], 0.1)) * (windows / nearest[2])

    def windows_within(self, final: bool, window_s: float, budget_ms: float, most: int) -> int:
        """The most windows, up to `most`, whose batch keeps within the budget; at least one."""
        for windows in range(most, 1, -1):
            if self.predict_ms(final, window_s, windows) <= budget_ms:
                return windows
        return 1
