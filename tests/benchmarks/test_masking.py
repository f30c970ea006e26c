"""The masking benchmark: its cases mark what they say, its halves are apart, its goals hold."""

from __future__ import annotations

import pytest

from benchmarks.masking.__main__ import main, share
from benchmarks.masking.cases import Case, Turn, all_cases
from benchmarks.masking.measuring import measure


def test_cases_repeat_and_mark_their_digits() -> None:
    cases = all_cases(5, 1)
    assert cases == all_cases(5, 1) != all_cases(6, 1)
    for case in cases:
        for turn in case.turns:
            assert all(0 <= start < end <= len(turn.text) for start, end, _ in turn.spans)
        assert any(turn.spans for turn in case.turns)


def test_a_way_of_saying_a_number_is_in_one_half_only() -> None:
    halves: dict[str, set[str]] = {}
    for case in all_cases(5, 3):
        halves.setdefault(case.key, set()).add(case.half)
    assert all(len(half) == 1 for half in halves.values())
    assert {half for one in halves.values() for half in one} == {"held", "tuning"}


@pytest.mark.parametrize("half", ["held", "tuning"])
def test_the_goals_hold(half: str) -> None:
    outcomes = [measure(case) for case in all_cases(11, 1) if case.half == half]
    private = [one.fine for one in outcomes if one.case.private]
    quantities = [one.fine for one in outcomes if not one.case.private]
    assert sum(private) >= 0.98 * len(private) and sum(quantities) >= 0.98 * len(quantities)


def test_what_is_left_is_counted() -> None:
    case = Case("en", "card", "plain", (Turn("customer", "flat 12345", tuple((at, at + 1, 1) for at in range(5, 10))),))
    assert measure(case).final == 5 and not measure(case).fine


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--per-way", "1", "--half", "held"]) == 0
    printed = capsys.readouterr().out
    assert "wrongly masked" in printed and "us, 99th" in printed and "id_card" in printed


@pytest.mark.parametrize(("good", "total", "expected"), [(0, 0, "-"), (50, 100, " 50.00 [ 40.38,  59.62]")])
def test_shares_have_an_interval(good: int, total: int, expected: str) -> None:
    assert share(good, total) == expected
