"""Saved views of the wall-board: named filters, one key each, kept in the person's settings as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from .lists.board import BoardFilter

MOST_VIEWS = 9
"""One for each digit key."""
MOST_REASONS = 6
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class BoardView:
    """A filter with a name."""

    name: str
    filter: BoardFilter


def read_views(text: str) -> tuple[BoardView, ...]:
    """The views that the settings hold; what is damaged or of a newer program is left out."""
    views = []
    for entry in _list(text):
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
            continue
        known = {field.name: field.default for field in fields(BoardFilter)}
        values: dict[str, Any] = {name: value for name, value in entry.items()
                                  if name in known and type(value) is type(known[name])}
        severity, kind = values.get("severity", ""), values.get("kind", "")
        if severity in ("", "inform", "remind", "stop") and kind in ("", "customer", "training"):
            views.append(BoardView(entry["name"].strip()[:_LONGEST], BoardFilter(**values)))
    return tuple(views[:MOST_VIEWS])


def write_views(views: Sequence[BoardView]) -> str:
    """One line for the settings."""
    return json.dumps([{"name": view.name, **asdict(view.filter)} for view in views[:MOST_VIEWS]], ensure_ascii=False)


def with_view(views: Sequence[BoardView], view: BoardView) -> tuple[BoardView, ...]:
    """The views with this one: in the place of the one of its name, else at the end; the last of nine gives way."""
    names = [one.name for one in views]
    if view.name in names:
        return tuple(view if one.name == view.name else one for one in views)
    return (*views[:MOST_VIEWS - 1], view)


def read_reasons(text: str) -> tuple[str, ...]:
    """The reasons that were given last for stepping into a call, the newest first."""
    return tuple(entry[:_LONGEST] for entry in _list(text) if isinstance(entry, str) and entry.strip())[:MOST_REASONS]


def with_reason(reasons: Sequence[str], reason: str) -> tuple[str, ...]:
    """The reasons with this one on top."""
    return tuple(dict.fromkeys((reason.strip()[:_LONGEST], *reasons)))[:MOST_REASONS]


def write_reasons(reasons: Sequence[str]) -> str:
    """One line for the settings."""
    return json.dumps(list(reasons), ensure_ascii=False)


def _list(text: str) -> list[object]:
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return found if isinstance(found, list) else []
