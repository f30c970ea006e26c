"""Which help was taken: by reply and by rule, each share with its interval.  Pure.

In: stored items and their calls.  Out: one result object, rows sorted by how often they were painted.  Next:
`seatmate-server eval suggestions`.

A reply's version is its playbook's, a rule's version its own.  What was never painted is in no share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from server.storage.outcomes import CallFacts, ItemOfCall

from .outcomes import HEEDED, UNSEEN, USED
from .proportions import Share

SUGGESTION_OUTCOMES = ("used", "edited", "dismissed", "disputed", "ignored", UNSEEN)
ALERT_OUTCOMES = ("heeded", "acknowledged", "dismissed", "disputed", "ignored", UNSEEN)
_TAKEN = {"suggestion": USED, "alert": HEEDED}


def taken(items: Iterable[ItemOfCall], kind: str) -> Share:
    """Share of the painted items of a kind that were taken."""
    painted = [one.outcome in _TAKEN[kind] for one in items if one.kind == kind and one.outcome != UNSEEN]
    return Share(sum(painted), len(painted))


def disputed(items: Iterable[ItemOfCall], kind: str) -> Share:
    """Share of the painted items of a kind that were disputed."""
    painted = [one.outcome == "disputed" for one in items if one.kind == kind and one.outcome != UNSEEN]
    return Share(sum(painted), len(painted))


def report(calls: Sequence[CallFacts], items: Sequence[ItemOfCall]) -> dict[str, Any]:
    """Everything in one object: `calls`, `suggestions` and `alerts` in all, `replies` and `rules` one by one."""
    versions = {call.id: (call.playbook, call.playbook_version) for call in calls}
    return {"calls": len(calls), "suggestions": _row(items, "suggestion"), "alerts": _row(items, "alert"),
            "replies": _by(items, "suggestion", lambda one: (one.source, *versions.get(one.call, ("", "")), one.engine),
                           ("reply", "playbook", "version", "engine")),
            "rules": _by(items, "alert", lambda one: (one.source, one.version), ("rule", "version"))}


def lines(found: dict[str, Any], by: str, most: int = 40) -> list[str]:
    """The report as a table of `replies` or `rules`."""
    replies = by == "reply"
    names = SUGGESTION_OUTCOMES if replies else ALERT_OUTCOMES
    total, rows = (found["suggestions"], found["replies"]) if replies else (found["alerts"], found["rules"])
    if not total["painted"] and not total["outcomes"].get(UNSEEN):
        return [f"{found['calls']} calls, and nothing was shown in them: there is nothing to count"]
    head = f"{'reply' if replies else 'rule':38} {'version':10} {'taken':>26}  {'lag ms':>7}  " + "  ".join(names)
    body = [_line(row["reply" if replies else "rule"], row["version"], row, names) for row in rows[:most]]
    more = [f"… and {len(rows) - most} more, all of them in the JSON file"] if len(rows) > most else []
    return [head, *body, *more, _line("all", "", total, names), f"{found['calls']} calls"]


def _line(name: str, version: str, row: dict[str, Any], names: Sequence[str]) -> str:
    share = Share(row["taken"]["hits"], row["taken"]["of"])
    lag = "-" if row["lag_ms"] is None else f"{row['lag_ms']:.0f}"
    counts = "  ".join(f"{row['outcomes'].get(outcome, 0):{len(outcome)}}" for outcome in names)
    return f"{name[:38]:38} {version[:10]:10} {share!s:>26}  {lag:>7}  {counts}"


def _by(items: Sequence[ItemOfCall], kind: str, key: Any, names: Sequence[str]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, ...], list[ItemOfCall]] = {}
    for one in items:
        if one.kind == kind:
            groups.setdefault(key(one), []).append(one)
    rows = [dict(zip(names, name, strict=True)) | _row(group, kind) for name, group in groups.items()]
    return sorted(rows, key=lambda row: (-row["painted"], *(row[name] for name in names)))


def _row(items: Iterable[ItemOfCall], kind: str) -> dict[str, Any]:
    mine = [one for one in items if one.kind == kind]
    share = taken(mine, kind)
    lags = [one.lag_ms for one in mine if one.lag_ms is not None]
    kept = [one.likeness for one in mine if one.outcome == "edited" and one.likeness is not None]
    return {"painted": share.of, "taken": share.facts(), "disputed": disputed(mine, kind).facts(),
            "outcomes": dict(sorted(Counter(one.outcome for one in mine).items())),
            "lag_ms": median(lags) if lags else None, "kept_of_edited": round(median(kept), 3) if kept else None}
