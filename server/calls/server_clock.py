"""Is the server's own clock right?  It dates records and decides calling hours and days of rules.

In: the time, and when the last row of the audit trail was written.  Out: a health code while the clock goes behind its own
records, or was set by more than two seconds while the server ran.  Times within a call are counted in samples and depend on no
clock.  Next: `health` tells every client, the log says by how much.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from server.storage.audit import last_at
from server.storage.database import Database

from .health import Health

log = logging.getLogger(__name__)

WRONG = "clock.wrong"
MOST_S = 2.0
"""So far a clock may be corrected unnoticed."""
TOLD_S = 600.0
"""For so long it is told that the clock was set; what was dated before stays wrong."""


class ServerClock:
    """Watches one server's wall clock."""

    def __init__(self, last_record_at: str = "", wall_s: Callable[[], float] = time.time,
                 steady_s: Callable[[], float] = time.monotonic) -> None:
        """`last_record_at`: ISO 8601, when this server last wrote its audit trail; empty if never."""
        self._wall_s, self._steady_s = wall_s, steady_s
        self._offset_s = wall_s() - steady_s()
        self._until_s = -1.0
        self._last_record_s = datetime.fromisoformat(last_record_at).timestamp() if last_record_at else 0.0
        if self._behind_s > MOST_S:
            log.error("the server's clock is %.0f s behind its own records; check the time service", self._behind_s)

    @classmethod
    def of(cls, database: Database, health: Health) -> ServerClock:
        """The clock of a server with these records, which tells its clients through `health`."""
        made = cls(last_at(database))
        health.watched.append(lambda: made.codes)
        return made

    @property
    def codes(self) -> tuple[str, ...]:
        """`clock.wrong`, or nothing."""
        moved_s = self._wall_s() - self._steady_s() - self._offset_s
        if abs(moved_s) > MOST_S:
            log.error("the server's clock was set by %.0f s while it ran; check the time service", moved_s)
            self._offset_s += moved_s
            self._until_s = self._steady_s() + TOLD_S
        return (WRONG,) if self._behind_s > MOST_S or self._steady_s() < self._until_s else ()

    @property
    def now(self) -> str:
        """As the server dates its records, ISO 8601 in UTC."""
        return datetime.fromtimestamp(self._wall_s(), UTC).isoformat(timespec="milliseconds")

    @property
    def _behind_s(self) -> float:
        return self._last_record_s - self._wall_s()
