"""Length: the minutes of the call against those of the scenario.

Up to 1.2 times its minutes 100, from there in a straight line to 0 at 2.5 times.  A call shorter than a third of them
counts in proportion, unless it reached its goal: who is done sooner is done.
"""

from __future__ import annotations

from server.practice.finished import FinishedCall

from .judged import Judged, does_not_apply, falling, judged, word

_SHORT = 1 / 3


def length(call: FinishedCall) -> Judged:
    """Minutes against minutes."""
    if call.scenario is None:
        return does_not_apply(word(call.lang, "场景已不存在。", "The scenario is gone."))
    planned_ms = call.scenario.minutes * 60_000
    share = call.duration_ms / planned_ms
    short = share < _SHORT and call.left[0] != "success"
    score = falling(share, _SHORT, 0) if short else falling(share, 1.2, 2.5)
    why = word(call.lang, f"通话 {call.duration_ms / 60_000:.1f} 分钟，场景是 {call.scenario.minutes} 分钟。",
               f"{call.duration_ms / 60_000:.1f} minutes; the scenario is one of {call.scenario.minutes}.")
    return judged(score, why)
