"""What the comparison of two interleaved series says, and when it says nothing."""

from __future__ import annotations

from random import Random

from benchmarks.stuck_watcher import change, verdict


def stretches(slower: float, noise: float, count: int = 8, samples: int = 100) -> list[tuple[bool, list[float]]]:
    chance = Random(7)
    found = []
    for number in range(2 * count):
        # every second pair falls into a busy time
        stuck, of_the_machine = number % 2 == 1, 1 + noise * (number // 2 % 2)
        found.append((stuck, [(slower if stuck else 1.0) * of_the_machine * (5 + chance.random()) for _ in range(samples)]))
    return found


def test_no_difference_is_found_where_there_is_none_and_a_slowdown_is() -> None:
    ratio, low, high = change(stretches(1.0, 0.05), draws=200)
    assert low <= ratio <= high and low < 1.0 < high and verdict(low, high) == "met"
    ratio, low, high = change(stretches(1.4, 0.05), draws=200)
    assert 1.3 < ratio < 1.5 and verdict(low, high) == "missed"


def test_a_noisy_machine_shows_nothing_either_way() -> None:
    _, low, high = change(stretches(1.05, 1.5, count=4), draws=200)
    assert low < 1.1 < high and verdict(low, high) == "not shown either way"


def test_without_samples_nothing_is_claimed() -> None:
    ratio, low, high = change([(False, [1.0, 2.0])])
    assert ratio != ratio and verdict(low, high) == "not shown either way"
