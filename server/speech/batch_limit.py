"""How many windows one engine may be given at once: out-of-memory and decoded batches in, a number out.  Pure."""

from __future__ import annotations

_FIRST_PAUSE_S = 60.0
_LONGEST_PAUSE_S = 1800.0


class BatchLimit:
    """Halved when the device is out of memory; grows again by a quarter at a time, later after every relapse."""

    def __init__(self, most: int) -> None:
        self.most = most
        """Never more."""
        self.limit = most
        """Windows at once now."""
        self._pause_s = _FIRST_PAUSE_S
        self._changed_s = 0.0

    def out_of_memory(self, windows: int, now_s: float) -> None:
        """A batch of so many windows did not fit."""
        if self.limit < self.most and windows <= self.limit:
            self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
        self.limit = max(1, min(self.limit, windows // 2))
        self._changed_s = now_s

    def decoded(self, windows: int, now_s: float) -> None:
        """A batch of so many windows did fit."""
        if windows >= self.limit < self.most and now_s - self._changed_s >= self._pause_s:
            self.limit = min(self.most, self.limit + max(1, self.limit // 4))
            self._changed_s = now_s
