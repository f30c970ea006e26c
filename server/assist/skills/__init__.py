"""Skills: one file per kind of card, each with `offer(turn, call) -> Card | None`; found by walking this folder.

A new kind of help is one more file here: nothing lists them.  `RANK` orders them where several have something
to offer for one line (lower first).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from protocol.assist import Card
from server.assist.turns import CallView, Turn


@dataclass(frozen=True, slots=True)
class Skill:
    """One module of this folder."""

    name: str
    rank: int
    offer: Callable[[Turn, CallView], Card | None]


def skills() -> tuple[Skill, ...]:
    """Every skill of this folder, in rank order."""
    found: list[Skill] = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found.append(Skill(module.name, loaded.RANK, loaded.offer))
    return tuple(sorted(found, key=lambda skill: (skill.rank, skill.name)))
