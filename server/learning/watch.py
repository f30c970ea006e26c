"""The running server's own look at what it learns: harvests calls as they end, and says when something drifts.

In: ids of calls that are over (`server.calls.registry`).  Out: rows in the database; the code `learning.drift` in the
server's health while a measure of the last week differs from the four weeks before it.  Works off the loop; nothing
waits for it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from server.calls.health import Health
from server.storage.calls import CallRecords
from server.storage.errors import StorageError
from server.storage.outcomes import OutcomeRecords

from . import drift
from .harvest import harvest
from .periods import Period, last_days

log = logging.getLogger(__name__)

T = TypeVar("T")

DRIFT = "learning.drift"
NOW_DAYS = 7
BEFORE_DAYS = 28
LOOK_S = 600.0
"""Drift is looked for so often at most."""


class LearningWatch:
    """One for the server; used on the loop."""

    def __init__(self, records: CallRecords, health: Health,
                 clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._records = records
        self._health = health
        self._clock = clock
        self._looked_s = float("-inf")

    async def call_over(self, call: str) -> None:
        """Take in what a call came to; what fails is left for the next report."""
        await self._off_the_loop(partial(harvest, self._records, call))
        if time.monotonic() - self._looked_s >= LOOK_S:
            self._looked_s = time.monotonic()
            await self.look()

    async def look(self) -> None:
        """Compare the last week with the four before it."""
        found = await self._off_the_loop(self._report)
        if found is None:
            return
        if found["alarms"]:
            log.warning("drift of more than %d points: %s; see `seatmate-server eval drift`", round(100 * drift.TOLERANCE),
                        ", ".join(found["alarms"]))
            self._health.raise_code(DRIFT, "learning")
        else:
            self._health.clear(DRIFT, "learning")

    def _report(self) -> dict[str, Any]:
        now = self._clock()
        records = OutcomeRecords(self._records.database)
        return drift.report(span(records, last_days(BEFORE_DAYS, now, before_days=NOW_DAYS)),
                            span(records, last_days(NOW_DAYS, now)))

    async def _off_the_loop(self, work: Callable[[], T]) -> T | None:
        try:
            return await self._records.database.offload(work)
        except StorageError as error:
            log.warning("what the calls teach is behind (%s): %s", error.code, error)
            return None


def span(records: OutcomeRecords, period: Period) -> drift.Span:
    """The harvested calls of a period."""
    since, until = period.texts
    return drift.Span(records.calls(since, until), records.items(since, until))
