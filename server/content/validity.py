"""What in a playbook is out of date, not yet in force or not signed off: flagged, never refused.

A centre must not lose its rules because a date has passed at midnight.  In come a checked `Playbook`, where its entries
stand and a day; out come flags with file, line and reason.  Next: `seatmate-server playbook check` prints them; a running server
names packs that are out of date in its log and to who oversees calls (`ReviewWatch`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .checking import Origins
from .playbook import Playbook

log = logging.getLogger(__name__)

EXPIRED = "playbook.expired"
"""Health code while a pack in force is past its review, or not in force yet."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that a compliance officer should look at."""

    file: Path
    line: int
    """1-based."""
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def flags_of(playbook: Playbook, origins: Origins, today: date) -> tuple[Flag, ...]:
    """Packs and rules whose dates do not hold today, and packs that nobody has signed off."""
    day = today.isoformat()
    flags = []
    for pack in playbook.packs.values():
        if pack.expires and pack.expires < day:
            flags.append(_flag("pack", pack.id, "expires", origins,
                               f"the rule pack `{pack.id}` was reviewed up to {pack.expires}; its rules still warn, "
                               "have it reviewed"))
        if pack.effective > day:
            flags.append(_flag("pack", pack.id, "effective", origins,
                               f"the rule pack `{pack.id}` is in force from {pack.effective}; none of its rules warns yet"))
        if not pack.sign_off:
            flags.append(_flag("pack", pack.id, "sign_off", origins,
                               f"nobody has signed off the rule pack `{pack.id}`; fill in `sign_off` before use"))
    first_days = {pack.effective for pack in playbook.packs.values()}
    for rule in playbook.rules.values():
        if rule.expires and rule.expires < day:
            flags.append(_flag("rule", rule.id, "expires", origins,
                               f"the rule `{rule.id}` ended on {rule.expires}; it no longer warns"))
        if rule.effective > day and rule.effective not in first_days:
            flags.append(_flag("rule", rule.id, "effective", origins,
                               f"the rule `{rule.id}` is in force from {rule.effective}; it does not warn yet"))
    return tuple(flags)


def lapsed(playbooks: Iterable[Playbook], today: date) -> tuple[str, ...]:
    """A sentence for each rule pack in force whose dates do not hold today; `playbook check` says where they stand."""
    day, told = today.isoformat(), []
    for playbook in playbooks:
        for pack in playbook.packs.values():
            if pack.expires and pack.expires < day:
                told.append(f"the rule pack {pack.id} of {playbook.id} was reviewed up to {pack.expires}; its rules still warn, "
                            f"have it reviewed (seatmate-server playbook check {playbook.id})")
            elif pack.effective > day:
                told.append(f"the rule pack {pack.id} of {playbook.id} is in force from {pack.effective}; none of its rules "
                            f"warns yet (seatmate-server playbook check {playbook.id})")
    return tuple(told)


class ReviewWatch:
    """Says once a day in the log which packs are out of date, and gives the health code as long as one is."""

    def __init__(self, playbooks: Callable[[], Iterable[Playbook]], today: Callable[[], date] = date.today) -> None:
        self._playbooks = playbooks
        self._today = today
        self._of: tuple[date, tuple[Playbook, ...]] | None = None
        self._codes: tuple[str, ...] = ()

    def codes(self) -> tuple[str, ...]:
        """`playbook.expired`, or nothing."""
        now = (self._today(), tuple(self._playbooks()))
        if self._of is None or now[0] != self._of[0] or any(
                new is not old for new, old in zip(now[1], self._of[1], strict=False)) or len(now[1]) != len(self._of[1]):
            self._of = now
            told = lapsed(now[1], now[0])
            for sentence in told:
                log.warning("%s", sentence)
            self._codes = (EXPIRED,) if told else ()
        return self._codes


def _flag(table: str, key: str, field: str, origins: Origins, reason: str) -> Flag:
    place = origins.error(table, key, reason, field)
    return Flag(place.file, place.line, reason)
