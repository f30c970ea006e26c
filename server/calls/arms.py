"""Which playbook and which engine a call has: those of its language, or those of the arm it was drawn for.

In: a call that begins or comes back.  Out: a `Choice`.  Next: `registry` opens the call with it.

A call keeps its arm and its playbook's version through restarts.  If the experiment is over by then, it goes on as any
other call would; if the version is gone, with the one in force, and `opening.reopen` writes to the log that the playbook
is another one.  The agent is never told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from protocol.call import CallStart
from server.content.playbook import Playbook
from server.storage.calls import CallRow

from .parts import CallParts


@dataclass(frozen=True, slots=True)
class Choice:
    """What one call stands on."""

    playbook: Playbook
    parts: CallParts
    experiment: str = ""
    """Name of the experiment that it was drawn for, or empty."""
    arm: str = ""


def choose(parts: CallParts, start: CallStart, stored: CallRow | None = None) -> Choice:
    """The playbook and parts of a call; of a `stored` one those that it was drawn for, in the version it began with."""
    choice = _drawn(parts, start, stored)
    began = None if stored is None else (stored.playbook, stored.playbook_version)
    if began is None or began == (choice.playbook.id, choice.playbook.version):
        return choice
    earlier = parts.playbook_version(*began)
    return choice if earlier is None else replace(choice, playbook=earlier)


def _drawn(parts: CallParts, start: CallStart, stored: CallRow | None) -> Choice:
    lang = start.lang if stored is None else stored.lang
    playbook, experiment = parts.playbook_of(lang), parts.experiment
    if experiment is None or not experiment.tries(lang, training=start.training if stored is None else stored.training):
        return Choice(playbook, parts)
    if stored is not None and stored.experiment != experiment.name:
        return Choice(playbook, parts)
    arm = experiment.arm_of(start.call) if stored is None or stored.arm not in ("a", "b") else stored.arm
    if arm == "b" and experiment.playbook is not None:
        playbook = experiment.playbook
    if experiment.writes("b" if arm == "b" else "a") is False:
        parts = replace(parts, writer=None)
    return Choice(playbook, parts, experiment.name, arm)
