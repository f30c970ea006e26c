"""Spans of time that reports look at, as calls are dated: by the server's clock, in UTC.

In: dates of a command line.  Out: `Period`, half open.  Next: every report of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from .errors import PeriodInvalid

FIRST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Period:
    """Calls opened in [since, until)."""

    since: datetime
    until: datetime

    @property
    def texts(self) -> tuple[str, str]:
        """As `calls.opened_at` is written, so that texts compare as times do."""
        return _text(self.since), _text(self.until)

    def __str__(self) -> str:
        first = "the beginning" if self.since == FIRST else self.since.date().isoformat()
        return f"{first} to {(self.until - timedelta(microseconds=1)).date().isoformat()}"


def of_days(since: str | None, until: str | None, now: datetime) -> Period:
    """The period of `--since DAY --until DAY`, both days in it; without them everything up to now.

    Raises:
        PeriodInvalid: no date, or an end before the beginning.
    """
    begin = FIRST if since is None else _day(since)
    # a clock that was set back leaves calls of the future: they wait until it is their day
    end = now if until is None else min(_day(until) + timedelta(days=1), now)
    if end <= begin:
        raise PeriodInvalid(f"a period from {begin.date()} to {end.date()} holds no day; --since is the first day and --until "
                            "the last, and neither lies in the future")
    return Period(begin, end)


def last_days(days: int, now: datetime, *, before_days: int = 0) -> Period:
    """So many days, ending so many days ago."""
    until = now - timedelta(days=before_days)
    return Period(until - timedelta(days=days), until)


def _day(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    except ValueError:
        raise PeriodInvalid(f"{text!r} is no day; write it as 2026-03-15") from None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
