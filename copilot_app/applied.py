"""Which events of a call were applied before: event numbers in, "is it new?" out.  `call_state` asks.

The server numbers a call's events without holes, so that nearly all of them are told by one number.
"""

from __future__ import annotations

MOST_AHEAD = 1_000
"""Events remembered beyond a hole; one that is missing for longer does not come any more."""


class AppliedEvents:
    """The events of one call."""

    def __init__(self) -> None:
        self._up_to = 0
        self._ahead: set[int] = set()

    def __len__(self) -> int:
        """Numbers remembered one by one."""
        return len(self._ahead)

    def note(self, seq: int) -> bool:
        """Apply the event of this number (from 1 on); False if it was applied before."""
        if seq <= self._up_to or seq in self._ahead:
            return False
        self._ahead.add(seq)
        if len(self._ahead) > MOST_AHEAD:
            self._up_to = min(self._ahead) - 1
        while self._up_to + 1 in self._ahead:
            self._up_to += 1
            self._ahead.discard(self._up_to)
        return True
