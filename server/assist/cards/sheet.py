"""What a skill says of its card: which one, and what stands on it so far.

A skill's `offer` gives a `Sheet` (or a finished `Card`); its `draw` makes the card of a sheet, as often as something on
it changes.  Next: `deck`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from protocol.assist import Card


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card that can be filled in."""

    id: str
    """Of the card: `<skill>.<product>`."""
    given: Mapping[str, str]
    """Field -> value as it would be entered; a field that is not known is left out."""
    said: frozenset[str] = frozenset()
    """Fields that the customer named in this very line: they replace what the agent entered before."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as a card."""

    card: Card
    figures: Mapping[str, str] = field(default_factory=dict)
    """`<calculator>.<field>` -> value: what the number lock and placeholders may use; empty while an input is wrong."""
