"""Two clocks ten minutes apart are said; the way of a message explains a little."""

from __future__ import annotations

import datetime
import time

import pytest
from PySide6.QtWidgets import QApplication

from copilot_app.clock_check import ahead_s
from copilot_app.connection import Connection
from protocol.call import Pong

HERE = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("server", "under_way_s", "ahead"), [
    ("2026-11-20T11:50:00+00:00", 0.0, 600.0), ("2026-11-20T12:10:00+00:00", 5.0, -595.0),
    ("2026-11-20T19:59:58+08:00", 3.0, 0.0), ("2026-11-20T12:00:00", 0.0, 0.0), ("", 0.0, 0.0), ("soon", 0.0, 0.0)])
def test_how_far_the_clocks_are_apart(server: str, under_way_s: float, ahead: float) -> None:
    assert ahead_s(server, under_way_s, HERE) == ahead


def test_a_clock_wrong_by_ten_minutes_is_a_notice_until_it_is_right(qapp: QApplication) -> None:
    state = Connection()

    def pong(ahead: float) -> None:
        at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=ahead)
        state._pong(Pong(sent_ms=time.monotonic() * 1000, at=at.isoformat()))
    pong(610.0)
    assert dict(state.notices["clock.differs"].params) == {"minutes": "10"}
    pong(0.5)
    assert "clock.differs" not in state.notices
    pong(-630.0)
    assert "clock.differs" in state.notices
    state._pong(Pong(sent_ms=0.0))
    assert "clock.differs" not in state.notices, "an older server does not say"
