"""A period against the one before it: what moved by more than five points, and more than chance explains.  Pure.

In: calls and items of both periods.  Out: a report; `alarms` in it names what drifted.  Next: `seatmate-server eval
drift` (its exit status) and `watch` (the strip).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from server.storage.outcomes import CallFacts, ItemOfCall

from .acceptance import disputed, taken
from .proportions import Share, compare

TOLERANCE = 0.05
"""Points of a share, 0..1, up to which it may move."""
LEAST = 50
"""Cases in each period; of fewer nothing is said."""
SURE = 0.05


@dataclass(frozen=True, slots=True)
class Span:
    """The harvested calls of one period."""

    calls: Sequence[CallFacts]
    items: Sequence[ItemOfCall]


MEASURES: dict[str, Callable[[Span], Share]] = {
    "suggestions taken": lambda span: taken(span.items, "suggestion"),
    "suggestions disputed": lambda span: disputed(span.items, "suggestion"),
    "alerts heeded": lambda span: taken(span.items, "alert"),
    "alerts disputed": lambda span: disputed(span.items, "alert"),
    "lines without an intent": lambda span: _of_lines(span, lambda call: call.unknown),
    "questions that found nothing": lambda span: _of_lines(span, lambda call: call.misses),
}
"""Name -> its share."""


def report(before: Span, now: Span) -> dict[str, Any]:
    """Every measure in both periods, and the `alarms`: names of those that drifted.

    `state` is `drift`, `steady`, or `too_few` where either period has fewer than 50 cases.
    """
    rows: list[dict[str, Any]] = []
    for name, measure in MEASURES.items():
        one, other = measure(before), measure(now)
        found = compare(one, other)
        few = min(one.of, other.of) < LEAST
        moved = found.difference is not None and abs(found.difference) > TOLERANCE
        sure = found.p is not None and found.p < SURE
        state = "too_few" if few else "drift" if moved and sure else "steady"
        rows.append({"measure": name, "before": one.facts(), "now": other.facts(), **found.facts(), "state": state})
    return {"calls_before": len(before.calls), "calls_now": len(now.calls), "measures": rows,
            "alarms": [row["measure"] for row in rows if row["state"] == "drift"],
            "judged": sum(row["state"] != "too_few" for row in rows)}


def lines(found: dict[str, Any]) -> list[str]:
    """The report as a table."""
    rows = [f"{'measure':30} {'before':>28} {'now':>28} {'points':>8}"]
    for row in found["measures"]:
        before, now = (Share(row[name]["hits"], row[name]["of"]) for name in ("before", "now"))
        points = "-" if row["difference"] is None else f"{100 * row['difference']:+.1f}"
        state = {"drift": "  DRIFT", "too_few": "  too few to tell", "steady": ""}[row["state"]]
        rows.append(f"{row['measure']:30} {before!s:>28} {now!s:>28} {points:>8}{state}")
    rows.append(f"{found['calls_before']} calls before, {found['calls_now']} now")
    if found["alarms"]:
        return [*rows, f"drift of more than {100 * TOLERANCE:.0f} points: {', '.join(found['alarms'])}"]
    if not found["judged"]:
        return [*rows, f"too few cases to tell: each period needs {LEAST}"]
    return [*rows, f"nothing moved by more than {100 * TOLERANCE:.0f} points"]


def _of_lines(span: Span, count: Callable[[CallFacts], int]) -> Share:
    # typed questions may add misses beyond the customer's lines
    total = sum(call.lines for call in span.calls)
    return Share(min(sum(count(call) for call in span.calls), total), total)
