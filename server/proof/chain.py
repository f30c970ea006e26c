"""Rows as a chain: each names the digest of all before it, so that none can be changed, moved, taken out or put in alone.

In: plain rows.  Out: the same with `n` and `link`; and what is wrong with rows that were read back.  Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

START = "0" * 64
Row = dict[str, Any]


def canonical(value: Any) -> bytes:
    """The one way to write a value, for digests and signatures."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def chained(rows: Iterable[Row]) -> list[Row]:
    """The rows with their number, from 1 on, and their link."""
    linked: list[Row] = []
    previous = START
    for number, row in enumerate(rows, 1):
        numbered = {"n": number, **row}
        previous = _link(previous, numbered)
        linked.append({**numbered, "link": previous})
    return linked


def broken(rows: Iterable[Row], count: int, head: str) -> list[str]:
    """What is wrong with a chain that should have so many rows and end with this link; one sentence each."""
    problems: list[str] = []
    previous, place = START, 0
    for place, row in enumerate(rows, 1):
        body = {name: value for name, value in row.items() if name != "link"}
        if row.get("n") != place:
            problems.append(f"row {place} bears the number {row.get('n')}: rows were removed, put in or moved")
        elif row.get("link") != _link(previous, body):
            problems.append(f"row {place} was changed, or one before it was removed")
        previous = str(row.get("link"))
    if place != count:
        problems.append(f"there are {place} rows, the signed head says {count}")
    elif previous != head:
        problems.append("the last row is not the one that was signed")
    return problems


def _link(previous: str, row: Row) -> str:
    return hashlib.sha256(previous.encode() + canonical(row)).hexdigest()
