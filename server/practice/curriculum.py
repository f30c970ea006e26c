"""What to practise next.  Documented in `docs/training.md`; no clock and no chance in it, so the same record gives the
same answer.

1. What was assigned and not passed since, the earliest due date first.
2. What was failed and is due again: after one other attempt; of several the one with the lowest last total.
3. The weakest rubric line of the last five attempts: among the scenarios not passed yet the one that gives this line
   the greatest share of its weight.
4. What was passed long ago: after six other attempts, fifteen after a second pass in a row.  Else the scenario
   practised least.

Spacing counts attempts, not days: a clock that was set back, or holidays, change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from protocol.training import RUBRIC
from server.storage.practice import Score
from server.storage.training import Assignment

from .rubric import weakest
from .scenario import PracticeScenario

RECENT = 5
"""Attempts that the weakest line is taken from."""
AFTER_FAIL = 1
AFTER_PASS = (6, 15)
"""Other attempts before a scenario that was passed once, or twice in a row, is due again; after more it is not."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to practise next."""

    scenario: str
    """Empty: there is no scenario."""
    line: str = ""
    """Rubric line that it practises."""


def line_means(scores: Sequence[Score], most: int = RECENT) -> dict[str, float]:
    """Rubric line -> mean of the last attempts in which it applied."""
    recent = scores[-most:]
    means = {}
    for line in RUBRIC:
        values = [score.lines[line] for score in recent if line in score.lines]
        if values:
            means[line] = round(sum(values) / len(values), 1)
    return means


def next_scenario(scenarios: Mapping[str, PracticeScenario], scores: Sequence[Score],
                  assignments: Sequence[Assignment] = ()) -> Choice:
    """What this person should practise next.

    Args:
        scenarios: that can be played, drafts left out.
        scores: of this person, oldest first.
        assignments: of this person.
    """
    if not scenarios:
        return Choice("")
    weak = weakest(line_means(scores))
    for one in sorted(assignments, key=lambda assigned: (assigned.due, assigned.scenario)):
        if one.scenario in scenarios and not met(one, scores):
            return Choice(one.scenario, weak)
    own = [score for score in scores if score.scenario in scenarios]
    if failed := _failed(own):
        return Choice(failed.scenario, weakest(failed.lines) or weak)
    passed = {score.scenario for score in own if score.passed}
    open_ones = [one for one in scenarios.values() if one.id not in passed]
    tried = {score.scenario for score in own}
    if open_ones:
        just = own[-1].scenario if own else ""
        chosen = min(open_ones, key=lambda one: (one.id == just, -share(one, weak), one.id in tried, one.id))
        return Choice(chosen.id, weak)
    return Choice(_longest_ago(own, scenarios), weak)


def met(assignment: Assignment, scores: Sequence[Score]) -> bool:
    """Whether a scenario was passed, at the assigned difficulty or a higher one, after it was assigned.

    The order of two wall-clock times may be wrong where the clock was set back; then a pass of the same day counts.
    """
    levels = ("easy", "normal", "hard")
    least = levels.index(assignment.difficulty)
    return any(score.scenario == assignment.scenario and score.passed and score.difficulty in levels
               and levels.index(score.difficulty) >= least and score.at[:10] >= assignment.at[:10] for score in scores)


def share(scenario: PracticeScenario, line: str) -> float:
    """Which part of its weight a scenario gives a line, 0..1."""
    weights = {name: scenario.weights.get(name, 1.0) for name in RUBRIC}
    whole = sum(weights.values())
    return weights[line] / whole if line in weights and whole else 0.0


def _failed(own: Sequence[Score]) -> Score | None:
    last = _last(own)
    due = [score for at, score in last.values() if not score.passed and len(own) - 1 - at >= AFTER_FAIL]
    return min(due, key=lambda score: (score.total, score.scenario)) if due else None


def _longest_ago(own: Sequence[Score], scenarios: Mapping[str, PracticeScenario]) -> str:
    last = _last(own)
    counts = {name: sum(score.scenario == name for score in own) for name in scenarios}
    due = []
    for name, (at, _) in last.items():
        streak = _streak(own, name)
        if streak <= len(AFTER_PASS) and len(own) - 1 - at >= AFTER_PASS[streak - 1]:
            due.append((at, name))
    return min(due)[1] if due else min(scenarios, key=lambda name: (counts[name], last.get(name, (0, None))[0], name))


def _last(own: Sequence[Score]) -> dict[str, tuple[int, Score]]:
    """Scenario -> (place in the list, score) of its last attempt."""
    return {score.scenario: (at, score) for at, score in enumerate(own)}


def _streak(own: Sequence[Score], name: str) -> int:
    """How often a scenario was passed in a row, at the end of the list."""
    count = 0
    for score in reversed([score for score in own if score.scenario == name]):
        if not score.passed:
            break
        count += 1
    return count
