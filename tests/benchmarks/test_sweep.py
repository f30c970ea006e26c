"""The search for the highest number of calls, and what its plot shows."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.plots import lag_points
from benchmarks.sweep import carried, search

GOOD = {"lost_utterances": 0, "refused_calls": 0, "cut_calls": 0, "server_died": False,
        "final_lag_ms": {"p50": 500.0, "p95": 700.0, "p99": 900.0}}


@pytest.mark.parametrize("capacity", [*range(12), 30, 31, 57, 100, 333, 511, 512, 900])
@pytest.mark.parametrize("first", [1, 4, 64])
def test_the_highest_number_is_found_in_few_runs(capacity: int, first: int) -> None:
    asked: list[int] = []

    def carries(calls: int) -> bool:
        asked.append(calls)
        return calls <= capacity
    best = search(carries, first, 512)
    limit = min(capacity, 512)
    assert best <= limit <= best + max(1, best // 12) and (best == 0 or best in asked)
    assert len(asked) == len(set(asked)) <= 14 and all(1 <= calls <= 512 for calls in asked)


@pytest.mark.parametrize("change", [{"lost_utterances": 1}, {"refused_calls": 1}, {"cut_calls": 1}, {"server_died": True},
                                    {"final_lag_ms": None}, {"final_lag_ms": {"p50": 1.0, "p95": 801.0, "p99": 1.0}}])
def test_calls_are_carried_only_in_time_and_whole(change: dict[str, Any]) -> None:
    assert carried(GOOD, 800) and not carried({**GOOD, **change}, 800)


def test_the_plot_takes_the_median_run_of_each_number() -> None:
    def row(calls: int, p95: float) -> dict[str, Any]:
        return {"model": "m", "calls": calls, "final_lag_ms": {"p50": p95 / 2, "p95": p95, "p99": p95}}
    rows = [row(8, 700), row(4, 500), row(8, 5000), row(8, 600), {"model": "m", "calls": 16, "final_lag_ms": None}]
    assert lag_points(rows) == {"m": [(4, 250, 500), (8, 350, 700)]}
