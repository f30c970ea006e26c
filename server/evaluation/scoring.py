"""Errors and how sure their rate is: units of two texts in, counts and 95 % intervals out.  Pure; `report` is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ROUNDS = 1000
"""Samples that the bootstrap draws."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A quotient with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def interval(self) -> list[float]:
        """[low, high]."""
        return [self.low, self.high]


def edit_distance(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Insertions, deletions and substitutions that turn `heard` into `wanted` (Levenshtein)."""
    numbers: dict[str, int] = {}
    rows, columns = ([numbers.setdefault(unit, len(numbers)) for unit in side] for side in (wanted, heard))
    other = np.asarray(columns, np.int64)
    steps = np.arange(len(columns) + 1, dtype=np.int64)
    row = steps.copy()
    for unit in rows:
        following = row + 1
        following[1:] = np.minimum(following[1:], row[:-1] + (other != unit))
        # An insertion goes along the row: the least of what is left of it, one more for each step.
        row = np.minimum.accumulate(following - steps) + steps
    return int(row[-1])


def rate(counts: Sequence[float], sizes: Sequence[float], seed: int = 1) -> Rate | None:
    """sum(counts) / sum(sizes) with the 2.5th and 97.5th percentile of its bootstrap over the samples.

    Both have one entry a sample.  None if there is nothing to divide by.  The same samples give the same interval.
    """
    count, size = np.asarray(counts, np.float64), np.asarray(sizes, np.float64)
    if size.sum() <= 0:
        return None
    random = np.random.default_rng(seed)
    drawn = np.empty(ROUNDS)
    for index in range(ROUNDS):
        chosen = random.integers(0, len(size), len(size))
        drawn[index] = count[chosen].sum() / max(float(size[chosen].sum()), 1e-9)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Rate(float(count.sum() / size.sum()), float(low), float(high))


def percentiles(values: Sequence[float]) -> dict[str, float] | None:
    """`p50`, `p95` and `p99`, None of nothing."""
    if not values:
        return None
    return {f"p{percent}": round(float(np.percentile(values, percent)), 1) for percent in (50, 95, 99)}
