"""Skills: one file per kind of card, found by walking this folder; nothing lists them.

A skill has `RANK` (lower comes first where several have something to offer for one line) and

    offer(turn, call) -> Card | Sheet | None      a finished card; or a card with inputs and what is known for them
    draw(card_id, given, call) -> Drawn           of a skill that gives sheets: the card of what was entered
    answers(turn, call) -> bool                   optional: what it offers answers the line itself, so it gets a place

Both change nothing and read neither clock nor chance, so that a restarted server draws the same.  A file that can
not be imported is named in the log and in `broken`; the others go on.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from protocol.assist import Card
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.turns import CallView, Turn

log = logging.getLogger(__name__)

Draw = Callable[[str, Mapping[str, str], CallView], Drawn]


@dataclass(frozen=True, slots=True)
class Skill:
    """One module of this folder."""

    name: str
    rank: int
    offer: Callable[[Turn, CallView], Card | Sheet | None]
    draw: Draw | None = None
    answers: Callable[[Turn, CallView], bool] | None = None
    """Whether what it offers answers the line itself; None: it never says so."""


broken: dict[str, str] = {}
"""Name of a file that could not be imported -> why."""


def skills(folder: Iterable[str] = __path__, package: str = __name__) -> tuple[Skill, ...]:
    """Every skill of a folder, in rank order."""
    found: list[Skill] = []
    for module in pkgutil.iter_modules(list(folder)):
        try:
            loaded = importlib.import_module(f"{package}.{module.name}")
            found.append(_skill(module.name, loaded))
        except Exception as error:  # noqa: BLE001 - a file of others: whatever is wrong with it, the rest goes on
            broken[module.name] = f"{type(error).__name__}: {error}"
            log.error("the skill %s can not be used: %s; correct its file and restart", module.name, broken[module.name])
        else:
            broken.pop(module.name, None)
    return tuple(sorted(found, key=lambda skill: (skill.rank, skill.name)))


def _skill(name: str, loaded: ModuleType) -> Skill:
    return Skill(name, int(loaded.RANK), loaded.offer, getattr(loaded, "draw", None), getattr(loaded, "answers", None))
