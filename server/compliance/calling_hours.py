"""Calling hours by the customer's clock: a window, a moment and where the customer may be in; allowed or not, and what the clock
says there, out.

Daylight saving is the zone's own.  Where several zones are possible the call has to be within the hours of all of them.  Pure.
Next: `evaluator`, `server.calls.dialling`.
"""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from protocol.message import Language
from server.customers.whereabouts import Whereabouts

_HOW = {
    "zh": {"record": "客户所在时区", "state": "按客户所在州估计", "number": "按号码归属地估计", "house": "客户时区未知，按本服务器时钟"},
    "en": {"record": "the customer's time zone", "state": "estimate by the customer's state", "number": "estimate by the number",
           "house": "the customer's time zone is unknown: this server's clock"}}


def clocks(moment: datetime, where: Whereabouts) -> tuple[time, ...]:
    """What clocks may say where the customer is; the moment's own if nobody knows."""
    if not where.zones or moment.tzinfo is None:
        return (moment.time().replace(tzinfo=None),)
    return tuple(dict.fromkeys(moment.astimezone(ZoneInfo(zone)).time().replace(tzinfo=None) for zone in where.zones))


def allowed(window: tuple[str, str], moment: datetime, where: Whereabouts) -> bool:
    """True if the moment is within the window, begin included and end not, on every clock."""
    first, last = (time.fromisoformat(clock) for clock in window)
    return all(first <= now < last if first <= last else now >= first or now < last for now in clocks(moment, where))


def clock_words(moment: datetime, where: Whereabouts, lang: Language) -> str:
    """`21:30, estimate by the number` for the end of a sentence."""
    shown = "–".join(f"{now:%H:%M}" for now in sorted(clocks(moment, where)))
    return f"{shown}，{_HOW[lang][where.known_from]}" if lang == "zh" else f"{shown}, {_HOW[lang][where.known_from]}"
