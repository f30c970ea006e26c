"""When is it over?  The conditions of a scenario's ends against where the call stands.

`mind` looks at failures after every turn and at successes when nothing is left; `checking` refuses ends that no call
can reach.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .scenario import ALL, End


@dataclass(slots=True)
class Standing:
    """Where a call stands, as ends ask for it."""

    asks: dict[str, bool]
    """Ask -> answered rightly."""
    objections: dict[str, bool]
    """That come at this difficulty -> resolved."""
    traps: dict[str, bool]
    """That are laid at this difficulty -> handled rightly."""
    fallen: set[str] = field(default_factory=set)
    """Traps that were fallen for."""
    acts: Counter[str] = field(default_factory=Counter)
    items: set[str] = field(default_factory=set)
    need: bool = False
    identified: bool = False
    closed: bool = False
    wrong_answers: int = 0
    mood: float = 0.0


def met(end: End, standing: Standing) -> bool:
    """True if every condition of an end holds."""
    if not (_all(end.asks, standing.asks) and _all(end.objections, standing.objections) and _all(end.traps, standing.traps)):
        return False
    if end.failed_traps and not (standing.fallen if ALL in end.failed_traps else standing.fallen.intersection(end.failed_traps)):
        return False
    if (end.need and not standing.need) or (end.identified and not standing.identified) or (end.closed and not standing.closed):
        return False
    if not standing.items.issuperset(end.items) or standing.wrong_answers < end.wrong_answers:
        return False
    if any(standing.acts[act] < count for act, count in end.acts.items()):
        return False
    if end.mood_below is not None and standing.mood >= end.mood_below:
        return False
    return end.mood_above is None or standing.mood > end.mood_above


def _all(wanted: tuple[str, ...], done: dict[str, bool]) -> bool:
    if ALL in wanted:
        return all(done.values())
    # An objection that does not come at this difficulty needs no resolving.
    return all(done.get(name, True) for name in wanted)
