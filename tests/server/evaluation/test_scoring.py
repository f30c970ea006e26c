"""Distances against a plain reference, intervals against what is known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.evaluation.scoring import edit_distance, percentiles, rate


def plain_distance(wanted: str, heard: str) -> int:
    row = list(range(len(heard) + 1))
    for place, unit in enumerate(wanted, 1):
        before, row[0] = row[0], place
        for index, other in enumerate(heard, 1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (unit != other))
    return row[-1]


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_the_distance_is_that_of_levenshtein(wanted: str, heard: str) -> None:
    assert edit_distance(wanted, heard) == plain_distance(wanted, heard)


def test_units_are_compared_whole() -> None:
    assert edit_distance(["two", "hundred"], ["to", "hundred", "and"]) == 2
    assert edit_distance([], []) == 0 and edit_distance([], ["a"]) == 1 and edit_distance(["a", "b"], []) == 2


def test_an_interval_holds_the_rate_and_narrows_with_more_samples() -> None:
    few, many = rate([0, 1] * 5, [1.0] * 10), rate([0, 1] * 500, [1.0] * 1000)
    assert few is not None and many is not None
    assert few.value == many.value == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high
    assert rate([0, 1] * 5, [1.0] * 10) == few


def test_long_samples_weigh_more() -> None:
    found = rate([1, 0], [1.0, 9.0])
    assert found is not None and found.value == pytest.approx(0.1)


def test_without_errors_and_without_samples() -> None:
    found = rate([0, 0], [4, 5])
    assert found is not None and found.interval == [0.0, 0.0]
    assert rate([], []) is None and rate([1], [0]) is None


def test_percentiles() -> None:
    assert percentiles(list(range(101))) == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert percentiles([]) is None
