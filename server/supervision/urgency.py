"""Which call needs a supervisor first: a board row and how long people wait in it, a number out.  Pure.

Points add up; each line has a ceiling, so that no single thing drowns the others:

=====================  =====================================================================
hand raised            50, and 1 for each 5 s of waiting up to 30 more
open `stop` alert      40 for the first, 20 for the second
gate waiting           35 for the first, 15 for the second
transfer waiting       20, and 15 more once the queue's target time is over
mood                   angry 25, anxious 12, unhappy 10; 8 more while the last three scores fall
open `remind` alert    8 each, up to 24
missed item            6 each, up to 24
line                   gone or agent away 10, poor 4
somebody is there      what came to this point counts 0.6: a supervisor takes care already
training               counts 0.3
=====================  =====================================================================

Next: `board_row` writes it into the row; clients sort by it.
"""

from __future__ import annotations

from protocol.wallboard import BoardRow

WAIT_STEP_S = 5
"""Waiting counts in steps, so that a row is not sent again each second for it."""
_MOST_WAITING = 30
_MOODS = {"angry": 25.0, "anxious": 12.0, "unhappy": 10.0}


def urgency(row: BoardRow, hand_waits_s: float = 0.0, *, transfer_late: bool = False) -> float:
    """Points of a row; 0: nothing calls for anybody.

    Args:
        hand_waits_s: since the hand was raised, if it is.
        transfer_late: a transfer waits for longer than its queue's target.
    """
    points = 0.0
    if row.hand:
        points += 50 + min(_MOST_WAITING, max(0, int(hand_waits_s // WAIT_STEP_S)))
    points += _few(row.alerts.get("stop", 0), 40, 20) + _few(row.gates, 35, 15)
    if row.transfer:
        points += 35 if transfer_late else 20
    points += _MOODS.get(row.mood, 0.0) + (8 if _falling(row.mood_trend) else 0)
    points += min(24, 8 * row.alerts.get("remind", 0)) + min(24, 6 * row.missed)
    points += 10 if row.away or row.quality == "gone" else 4 if row.quality == "poor" else 0
    if row.observers:
        points *= 0.6
    return round(points * (0.3 if row.training else 1.0), 1)


def _few(count: int, first: float, second: float) -> float:
    return 0.0 if count <= 0 else first if count == 1 else first + second


def _falling(trend: tuple[float, ...]) -> bool:
    return len(trend) >= 3 and trend[-1] < trend[-2] < trend[-3]
