"""What was heard and not shown, counted by reason: for each call, and for the server since it started.

In: reasons of the guards and of the echo.  Out: counts, for the log of a call's end and the administrator.  Thread-safe.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict

MOST_CALLS = 4096
"""Calls counted at once; the longest unheard is forgotten first."""


class Dropped:
    """Utterances without a text, never what was said in them."""

    def __init__(self, most_calls: int = MOST_CALLS) -> None:
        self._lock = threading.Lock()
        self._most_calls = most_calls
        self._calls: OrderedDict[str, Counter[str]] = OrderedDict()
        self._total: Counter[str] = Counter()

    def add(self, call: str, reason: str) -> None:
        """One utterance of a call was dropped for a reason, such as `phantom` or `echo`."""
        with self._lock:
            self._total[reason] += 1
            self._calls.setdefault(call, Counter())[reason] += 1
            self._calls.move_to_end(call)
            while len(self._calls) > self._most_calls:
                self._calls.popitem(last=False)

    def of(self, call: str) -> dict[str, int]:
        """Counts of one call by reason."""
        with self._lock:
            return dict(self._calls.get(call, {}))

    def close(self, call: str) -> dict[str, int]:
        """Counts of a call that is over; they stay in the total."""
        with self._lock:
            return dict(self._calls.pop(call, {}))

    @property
    def total(self) -> dict[str, int]:
        """Counts of all calls since the start, by reason."""
        with self._lock:
            return dict(self._total)


def in_words(counts: dict[str, int]) -> str:
    """Counts for a log line, most first: `echo 3, phantom 1`."""
    return ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
