"""The report of one training call, put together: rubric, time line, better next time, attempts, the best handling, what
is next.

In: a finished call, the person's earlier attempts, the best handling, the choice of the next scenario.  Out: a
`TrainingReport`; the same input gives an equal one.  Nothing in it says how the trainee felt or sounded: `mood` is the
simulated customer's own.
Next: `reporting` stores and sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from protocol.training import NOT_BEGUN, TrainingReport

from .better import better_of
from .curriculum import Choice
from .finished import FinishedCall
from .moments import moments_of
from .rubric import lines_of, total_of

PASS_MARK = 60.0
MOST_MOODS = 400
MOST_ATTEMPTS = 100


@dataclass(frozen=True)
class Handling:
    """The best recorded handling of a scenario."""

    total: float = -1.0
    by: str = ""
    """`expert`, or empty: a colleague is not named."""
    lines: tuple[tuple[str, float], ...] = ()
    words: tuple[str, ...] = ()
    """Masked."""


def make_report(call: FinishedCall, attempts: Sequence[tuple[str, float]], best: Handling, chosen: Choice, chosen_title: str,
                pass_mark: float | None = None) -> TrainingReport:
    """The report.

    Args:
        attempts: this person's earlier ones at this scenario, (ISO time, total), oldest first.
        chosen: what to practise next; `chosen_title` is its title.
        pass_mark: set by a trainer; None: the scenario's own.
    """
    scenario = call.scenario
    lines = lines_of(call)
    total = total_of(lines)
    outcome, why = call.left
    mark = pass_mark if pass_mark is not None else scenario.pass_mark if scenario is not None else PASS_MARK
    return TrainingReport(
        call=call.start.call, scenario=call.start.scenario, title=scenario.title if scenario is not None else call.start.scenario,
        trainee=call.start.user, lang=call.lang, difficulty=call.start.difficulty, assistance=call.start.assistance,
        at=call.start.begun_at, duration_ms=call.duration_ms, outcome=outcome, why=why, total=total, pass_mark=mark,
        passed=passed(total, mark, outcome), goal=scenario.goal if scenario is not None else "", lines=lines,
        moments=moments_of(call), better=better_of(call), mood=mood_of(call),
        attempts=(*attempts[-(MOST_ATTEMPTS - 1):], *(((call.start.begun_at, total),) if outcome != NOT_BEGUN else ())),
        best_total=best.total, best_by=best.by, best_lines=best.lines, best_words=best.words,
        next_scenario=chosen.scenario, next_title=chosen_title, next_why=chosen.line)


def passed(total: float, mark: float, outcome: str) -> bool:
    """A scenario is passed by reaching its goal with at least so many points."""
    return total >= mark and outcome == "success"


def mood_of(call: FinishedCall) -> tuple[tuple[int, float], ...]:
    """The simulated customer's mood over the call."""
    points = [(point.at_ms, round(point.mood, 3)) for point in call.path]
    if len(points) <= MOST_MOODS:
        return tuple(points)
    # evenly thinned, the last one kept
    return tuple(points[number * (len(points) - 1) // (MOST_MOODS - 1)] for number in range(MOST_MOODS))
