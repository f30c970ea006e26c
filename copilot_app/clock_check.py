"""Does this computer's clock agree with the server's?  Records, calling hours and days of rules follow the server's.

In: the server's time of a pong and how long it was under way.  Out: by how many seconds this clock is ahead, 0 where nobody can
tell.  Pure.  Next: `connection` shows it.
"""

from __future__ import annotations

import datetime

TOLERATED_S = 60.0
"""Computers are rarely exact; from here on a person reading both clocks is misled."""


def ahead_s(server_at: str, under_way_s: float, here: datetime.datetime) -> float:
    """Seconds by which this clock (`here`, with offset) is ahead of the server's, beyond what the way explains; < 0: behind."""
    try:
        server = datetime.datetime.fromisoformat(server_at)
    except ValueError:
        return 0.0
    if server.tzinfo is None:
        return 0.0
    ahead = (here - server).total_seconds()
    # the answer was made somewhere between the question and its arrival
    return max(0.0, ahead - under_way_s) if ahead > 0 else min(0.0, ahead + under_way_s)
