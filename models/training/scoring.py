"""Error rates: edit distance over Chinese characters and English words, with bootstrap intervals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_SPOKEN = re.compile(r"[\u4e00-\u9fff]|[a-z0-9']+")


def units(text: str) -> list[str]:
    """Each Hanzi, each Latin word in lower case; marks and spaces do not count, a hyphen separates."""
    return _SPOKEN.findall(text.lower())


def edit_distance(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Insertions, deletions and substitutions that turn `heard` into `wanted`."""
    row = list(range(len(heard) + 1))
    for place, unit in enumerate(wanted, 1):
        previous, row[0] = row[0], place
        for index, other in enumerate(heard, 1):
            previous, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, previous + (unit != other))
    return row[-1]


@dataclass(frozen=True, slots=True)
class Rate:
    """An error rate with its 95 % interval, all as shares."""

    value: float
    low: float
    high: float
    samples: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % ({100 * self.low:.1f}-{100 * self.high:.1f}, n={self.samples})"


def interval(errors: Sequence[float], weights: Sequence[float], seed: int = 1, rounds: int = 1000) -> Rate:
    """sum(errors) / sum(weights) with a bootstrap over the samples; all zeros when there is nothing."""
    if not errors or sum(weights) == 0:
        return Rate(0.0, 0.0, 0.0, 0)
    rng = np.random.default_rng(seed)
    wrong, size = np.asarray(errors, dtype=float), np.asarray(weights, dtype=float)
    drawn = rng.integers(0, len(wrong), (rounds, len(wrong)))
    shares = wrong[drawn].sum(1) / np.maximum(size[drawn].sum(1), 1e-9)
    low, high = np.percentile(shares, [2.5, 97.5])
    return Rate(float(wrong.sum() / size.sum()), float(low), float(high), len(wrong))


def error_rate(pairs: Sequence[tuple[str, str]]) -> Rate:
    """Error rate of (wanted, heard) pairs."""
    wanted = [units(pair[0]) for pair in pairs]
    errors = [float(edit_distance(truth, units(pair[1]))) for truth, pair in zip(wanted, pairs, strict=True)]
    return interval(errors, [float(len(truth)) for truth in wanted])


def share_right(pairs: Sequence[tuple[str, str]]) -> Rate:
    """Share of pairs without an error."""
    return interval([float(units(wanted) == units(heard)) for wanted, heard in pairs], [1.0] * len(pairs))
