"""Shares with their intervals, and whether two shares differ by more than chance.  Pure.

In: counts.  Out: `Share`, `Comparison`.  Next: every report of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, comb, erfc, sqrt
from typing import Literal

Z95 = 1.959963984540054
"""Of the normal distribution, two-sided 95 %."""
_POWER80 = 0.8416212335729143
EXACT_UP_TO = 2_000
"""Cases of both sides for which the exact test is worked out; above, the normal one agrees to three digits."""
_EXPECTED = 10.0
"""With fewer expected in a cell, the normal test is not trusted at any size."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval (Wilson)."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """0..1; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """(lower, upper), 0..1; everything if nothing is known."""
        if not self.of:
            return 0.0, 1.0
        share, square = self.hits / self.of, Z95 * Z95 / self.of
        middle = (share + square / 2) / (1 + square)
        half = Z95 * sqrt(share * (1 - share) / self.of + square / (4 * self.of)) / (1 + square)
        return max(0.0, middle - half), min(1.0, middle + half)

    def facts(self) -> dict[str, object]:
        """For a result file."""
        low, high = self.interval
        return {"hits": self.hits, "of": self.of, "share": None if self.value is None else round(self.value, 4),
                "interval": [round(low, 4), round(high, 4)]}

    def __str__(self) -> str:
        if self.value is None:
            return "-"
        low, high = self.interval
        return f"{100 * self.value:.1f} % ({100 * low:.1f}-{100 * high:.1f}, n={self.of})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two shares side by side."""

    one: Share
    other: Share
    test: Literal["exact", "normal", "none"]
    """`none`: one of them has no cases."""
    p: float | None
    """Probability of a difference at least so large if there were none; two-sided."""

    @property
    def difference(self) -> float | None:
        """Other less one, -1..1."""
        if self.one.value is None or self.other.value is None:
            return None
        return self.other.value - self.one.value

    def facts(self) -> dict[str, object]:
        """For a result file."""
        difference = self.difference
        return {"difference": None if difference is None else round(difference, 4), "test": self.test,
                "p": None if self.p is None else round(self.p, 5)}


def compare(one: Share, other: Share) -> Comparison:
    """Fisher's exact test, or for many cases the normal test of two proportions."""
    if not one.of or not other.of:
        return Comparison(one, other, "none", None)
    total, hits = one.of + other.of, one.hits + other.hits
    least = min(one.of, other.of) * min(hits, total - hits) / total
    if total <= EXACT_UP_TO or least < _EXPECTED:
        return Comparison(one, other, "exact", _fisher(one, other))
    pooled = hits / total
    spread = sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / other.of))
    distance = abs(one.hits / one.of - other.hits / other.of)
    return Comparison(one, other, "normal", erfc(distance / spread / sqrt(2)) if spread else 1.0)


def cases_needed(share: float, difference: float) -> int:
    """Cases of each side with which such a difference is found in four tries of five, at 5 %."""
    other = min(max(share + difference, 0.0), 1.0) if share <= 0.5 else min(max(share - difference, 0.0), 1.0)
    spread = share * (1 - share) + other * (1 - other)
    # Of shares at the very edge the formula knows no spread; three cases still tell nothing.
    return max(20, ceil((Z95 + _POWER80) ** 2 * spread / difference ** 2))


def _fisher(one: Share, other: Share) -> float:
    """Two-sided: the tables of the same margins that are no more probable than this one."""
    hits, total = one.hits + other.hits, one.of + other.of
    ways = {taken: comb(one.of, taken) * comb(other.of, hits - taken)
            for taken in range(max(0, hits - other.of), min(one.of, hits) + 1)}
    seen = ways[one.hits]
    return min(1.0, sum(way for way in ways.values() if way <= seen) / comb(total, hits))
