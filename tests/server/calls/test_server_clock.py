"""A server's clock that goes behind its records, or is set while it runs, is told; a small correction is not."""

from __future__ import annotations

import pytest

from server.calls.server_clock import TOLD_S, ServerClock
from server.storage import audit
from server.storage.database import open_database
from server.storage.state import StateDirectory


class Clocks:
    """Wall and steady clock of a test."""

    def __init__(self) -> None:
        self.wall_s, self.steady_s = 1_800_000_000.0, 50.0

    def watch(self, last: str = "") -> ServerClock:
        return ServerClock(last, lambda: self.wall_s, lambda: self.steady_s)

    def go(self, seconds: float, set_by: float = 0.0) -> None:
        self.wall_s += seconds + set_by
        self.steady_s += seconds


@pytest.mark.parametrize("set_by", [600.0, -600.0])
def test_a_clock_that_is_set_by_ten_minutes_is_told_for_a_while(set_by: float) -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.go(3_600, set_by=1.0)
    assert watch.codes == () and watch.now == "2027-01-15T09:00:01.000+00:00"
    clocks.go(5, set_by=set_by)
    assert watch.codes == ("clock.wrong",)
    clocks.go(TOLD_S - 1)
    assert watch.codes == ("clock.wrong",)
    clocks.go(2)
    assert watch.codes == ()


def test_a_clock_behind_its_own_records_is_told_until_it_is_right() -> None:
    clocks = Clocks()
    watch = clocks.watch("2027-01-15T08:10:00.000+00:00")
    assert watch.codes == ("clock.wrong",), "records end ten minutes ahead"
    clocks.go(601)
    assert watch.codes == ()


def test_the_last_record_is_the_audit_trails(state: StateDirectory) -> None:
    database = open_database(state)
    assert audit.last_at(database) == ""
    database.work(lambda db: audit.append(db, database.master, "anna", "test.act", {}))
    assert audit.last_at(database) <= audit.now_text()
    database.close()
