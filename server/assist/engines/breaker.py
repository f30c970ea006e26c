"""Rests after failures: a model that is down costs each call nothing instead of its time limit.

In: what became of each attempt, and the time.  Out: may it be asked?  Pure.  Used by `writer`.
"""

from __future__ import annotations

FAILURES = 3
"""So many in a row open it."""
FIRST_REST_S = 15.0
LONGEST_REST_S = 120.0


class Breaker:
    """Closed: ask.  Open: do not.  After its rest one attempt is let through; if that fails, it rests twice as long."""

    def __init__(self) -> None:
        self._failures = 0
        self._rest_s = FIRST_REST_S
        self._until_s: float | None = None
        self._trying = False

    @property
    def open(self) -> bool:
        """True while failures have to be shown."""
        return self._until_s is not None

    def allows(self, now_s: float) -> bool:
        """May the model be asked now?  Changes nothing."""
        return self._until_s is None or (now_s >= self._until_s and not self._trying)

    def begin(self) -> None:
        """An attempt begins that `allows` let through."""
        self._trying = self._until_s is not None

    def worked(self) -> None:
        """The model answered in time."""
        self._failures, self._rest_s, self._until_s, self._trying = 0, FIRST_REST_S, None, False

    def failed(self, now_s: float, *, for_good: bool = False) -> None:
        """The model did not answer, or not in time; `for_good`: trying again at once can not help."""
        self._failures += 1
        if self._trying:
            self._rest_s = min(2 * self._rest_s, LONGEST_REST_S)
        if self._trying or for_good or self._failures >= FAILURES:
            self._until_s = now_s + self._rest_s
        self._trying = False

    def undecided(self) -> None:
        """The attempt was given up for a reason of ours."""
        self._trying = False
