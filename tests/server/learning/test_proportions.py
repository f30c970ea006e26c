"""Intervals and tests of shares, against values worked out by hand or known from the literature."""

from __future__ import annotations

import pytest

from server.learning.proportions import EXACT_UP_TO, Share, cases_needed, compare


def test_a_share_has_wilsons_interval() -> None:
    low, high = Share(15, 50).interval
    assert Share(15, 50).value == 0.3 and (round(low, 4), round(high, 4)) == (0.1910, 0.4375)
    assert Share(0, 20).interval[0] == 0 and Share(20, 20).interval[1] == 1
    assert str(Share(1, 2)) == "50.0 % (9.5-90.5, n=2)"


def test_of_nothing_nothing_is_known() -> None:
    assert Share(0, 0).value is None and Share(0, 0).interval == (0, 1) and str(Share(0, 0)) == "-"
    found = compare(Share(0, 0), Share(3, 9))
    assert (found.test, found.p, found.difference) == ("none", None, None)


def test_few_cases_are_compared_exactly() -> None:
    # the tea test: 3 of 4 against 1 of 4, two-sided
    found = compare(Share(3, 4), Share(1, 4))
    assert found.test == "exact" and found.p == pytest.approx(34 / 70)
    assert compare(Share(10, 10), Share(0, 10)).p == pytest.approx(2 / 184_756)
    assert compare(Share(5, 10), Share(5, 10)).p == 1


def test_many_cases_by_the_normal_test_which_agrees_with_the_exact_one() -> None:
    many = compare(Share(600, 1200), Share(540, 1200))
    assert many.test == "normal" and many.p == pytest.approx(0.01416, abs=2e-4)
    half = EXACT_UP_TO // 2
    exact, normal = compare(Share(500, half), Share(450, half)), compare(Share(500, half + 1), Share(450, half + 1))
    assert (exact.test, normal.test) == ("exact", "normal") and exact.p == pytest.approx(normal.p, abs=3e-3)


def test_a_rare_thing_is_compared_exactly_however_many_cases_there_are() -> None:
    assert compare(Share(1, 40_000), Share(9, 40_000)).test == "exact"


def test_how_many_cases_a_difference_takes() -> None:
    # 2 x 3.92 x p q / d2 for equal spreads, close to the rule of thumb 16 p q / d2
    assert 380 <= cases_needed(0.5, 0.1) <= 400
    assert cases_needed(0.5, 0.2) < cases_needed(0.5, 0.1) and cases_needed(0.0, 0.1) >= 20
