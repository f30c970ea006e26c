"""Who speaks when, and which utterances count."""

from __future__ import annotations

import pytest

from benchmarks.peers.schedule import Schedule, calls_of, sides_of

SCHEDULE = Schedule(20.0, warm_up_s=5.0, ramp_s=2.0, tail_s=1.5)


@pytest.mark.parametrize(("streams", "calls"), [(1, 1), (2, 1), (3, 2), (16, 8)])
def test_two_streams_make_a_call(streams: int, calls: int) -> None:
    assert calls_of(streams) == calls
    assert sum(len(sides_of(streams, call)) for call in range(calls)) == streams


def test_an_odd_stream_is_the_first_side_of_the_last_call() -> None:
    assert [sides_of(3, call) for call in range(2)] == [(0, 1), (0,)]


def test_calls_begin_within_the_ramp_and_not_together() -> None:
    starts_s = SCHEDULE.starts_s(8)
    assert starts_s[0] == 0.0 and max(starts_s) <= SCHEDULE.ramp_s + 0.1
    assert len({round(start_s % 0.1, 3) for start_s in starts_s}) > 2


def test_utterances_of_the_warm_up_and_the_tail_do_not_count() -> None:
    # a stream that began a second into the run: measured from 6 s to 24.5 s of its own time
    assert SCHEDULE.measured([5900, 6000, 24_500, 24_600], 1.0) == [6000, 24_500]
