"""Two playbooks or two engines side by side, drawn by call; what each came to, and whether chance explains it.

In: an `Experiment` of the settings and a call's id; later the stored calls.  Out: arm `a` (as ever) or `b` (what is
tried), always the same for the same id; a report.  Next: `server.calls.arms` asks for the arm, `seatmate-server eval
experiment` reports.

The call is the unit that was drawn, so calls are compared: in how many of those with a painted suggestion one was
taken. Suggestions of one call are alike; counting them as independent would find differences that are none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from protocol.message import Language
from server.content.playbook import Playbook
from server.storage.outcomes import CallFacts, ItemOfCall

from .acceptance import disputed, taken
from .outcomes import UNSEEN, USED
from .proportions import Share, cases_needed, compare

Arm = Literal["a", "b"]
WORTH_KNOWING = 0.1
"""A difference of so much should be found; how many calls that takes is told."""
SURE = 0.05
_RANGE = 1 << 64


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is tried, on which calls."""

    name: str
    share: float
    """Part of the calls that get arm `b`, 0..1."""
    salt: str = ""
    """Another salt draws anew; empty: the name."""
    playbook: Playbook | None = None
    """Of arm `b`; None: both arms have the same."""
    engine: str = ""
    """Of arm `b`; arm `a` then has the other one: approved replies if this is a language model, and the reverse."""

    def tries(self, lang: Language, *, training: bool) -> bool:
        """Whether calls like this are drawn at all; practice calls never are."""
        return not training and (self.playbook is None or self.playbook.lang == lang)

    def arm_of(self, call: str) -> Arm:
        """The arm of a call; it depends on nothing but its id and the salt."""
        drawn = hashlib.sha256(f"{self.salt or self.name}:{call}".encode()).digest()[:8]
        return "b" if int.from_bytes(drawn, "big") < self.share * _RANGE else "a"

    def writes(self, arm: Arm) -> bool | None:
        """Whether a language model words this arm's suggestions; None: as the server is set up."""
        if not self.engine:
            return None
        return (self.engine != "playbook") == (arm == "b")


def report(name: str, calls: Sequence[CallFacts], items: Sequence[ItemOfCall]) -> dict[str, Any]:
    """Both arms of an experiment, their comparison, and in words what it comes to.

    Args:
        calls: of the experiment; each with the arm that it was drawn for.
        items: of these calls.
    """
    by_call: dict[str, list[ItemOfCall]] = {call.id: [] for call in calls}
    for one in items:
        if one.call in by_call:
            by_call[one.call].append(one)
    arms = {arm: _arm([call for call in calls if call.arm == arm], by_call) for arm in ("a", "b")}
    before, tried = (Share(one["calls_with_taken"]["hits"], one["calls_with_taken"]["of"]) for one in arms.values())
    found = compare(before, tried)
    known = Share(before.hits + tried.hits, before.of + tried.of).value
    needed = cases_needed(0.5 if known is None else known, WORTH_KNOWING)
    return {"experiment": name, "arms": arms, "comparison": found.facts(), "calls_needed": needed,
            "verdict": _verdict(before, tried, found.p, found.difference, needed)}


def lines(found: dict[str, Any]) -> list[str]:
    """The report as text."""
    rows = [f"experiment {found['experiment']}",
            f"{'arm':4} {'playbook':34} {'calls':>6}  {'calls in which a suggestion was taken':>38}  {'suggestions taken':>28}"]
    for arm, facts in found["arms"].items():
        played = ", ".join(facts["playbooks"]) or "-"
        shares = [Share(facts[name]["hits"], facts[name]["of"]) for name in ("calls_with_taken", "suggestions_taken")]
        rows.append(f"{arm:4} {played[:34]:34} {facts['calls']:6}  {shares[0]!s:>38}  {shares[1]!s:>28}")
    p = found["comparison"]["p"]
    test = "" if p is None else f" ({found['comparison']['test']} test, p = {p:.3g})"
    return [*rows, found["verdict"] + test]


def _arm(calls: Sequence[CallFacts], by_call: dict[str, list[ItemOfCall]]) -> dict[str, Any]:
    mine = [one for call in calls for one in by_call[call.id]]
    painted = [[one.outcome for one in by_call[call.id] if one.kind == "suggestion" and one.outcome != UNSEEN]
               for call in calls]
    told = [any(outcome in USED for outcome in outcomes) for outcomes in painted if outcomes]
    return {"calls": len(calls), "playbooks": sorted({f"{call.playbook} {call.playbook_version}" for call in calls}),
            "calls_with_taken": Share(sum(told), len(told)).facts(), "suggestions_taken": taken(mine, "suggestion").facts(),
            "alerts_heeded": taken(mine, "alert").facts(), "suggestions_disputed": disputed(mine, "suggestion").facts(),
            "engines": sorted({one.engine for one in mine if one.engine})}


def _verdict(one: Share, other: Share, p: float | None, difference: float | None, needed: int) -> str:
    if p is None or difference is None:
        gone = [arm for arm, share in (("a", one), ("b", other)) if not share.of]
        return (f"nothing can be said: arm {' and arm '.join(gone)} {'have' if len(gone) > 1 else 'has'} no call with a "
                "painted suggestion")
    moved = f"arm b {'above' if difference > 0 else 'below'} arm a by {100 * abs(difference):.1f} points"
    few = min(one.of, other.of) < needed
    if p < SURE:
        return f"{moved}: more than chance explains" + (", but from few calls: expect it to be smaller" if few else "")
    if few:
        return (f"not enough calls: {moved}, which chance explains as well; a difference of {100 * WORTH_KNOWING:.0f} points "
                f"takes about {needed} calls of each arm, there are {one.of} and {other.of}")
    return f"no difference that matters was found: {moved}, which chance explains"
