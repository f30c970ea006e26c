"""The rubric: every line judged, weighted, and the total.

In: a finished call.  Out: `RubricLine`s in the order of the report, and 0..100.  The weights are the scenario's (1
where it names none); a line that does not apply is left out and the others share its weight.  Next: `report`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from protocol.training import RUBRIC, RubricLine

from .finished import FinishedCall
from .rubric_lines.answers import knowledge, objection
from .rubric_lines.checklist import closing, disclosure, greeting, identification
from .rubric_lines.compliance import compliance
from .rubric_lines.empathy import empathy
from .rubric_lines.interruptions import interruptions
from .rubric_lines.judged import Judged
from .rubric_lines.length import length
from .rubric_lines.need import need
from .rubric_lines.pace import pace
from .rubric_lines.silence import silence

JUDGES: dict[str, Callable[[FinishedCall], Judged]] = {
    "greeting": greeting, "identification": identification, "need": need, "knowledge": knowledge, "objection": objection,
    "disclosure": disclosure, "compliance": compliance, "empathy": empathy, "closing": closing, "pace": pace,
    "silence": silence, "interruptions": interruptions, "length": length,
}
"""Line -> who judges it."""


def lines_of(call: FinishedCall) -> tuple[RubricLine, ...]:
    """Every line of the rubric."""
    weights = call.scenario.weights if call.scenario is not None else {}
    found = []
    for line in RUBRIC:
        judged = JUDGES[line](call)
        found.append(RubricLine(line=line, weight=weights.get(line, 1.0), score=judged.score, why=judged.why,
                                quotes=tuple(text for _, text in judged.evidence),
                                at_ms=tuple(at_ms for at_ms, _ in judged.evidence)))
    return tuple(found)


def total_of(lines: Sequence[RubricLine]) -> float:
    """The weighted mean of the lines that apply, 0..100; 0 if none does."""
    applied = [line for line in lines if line.score >= 0 and line.weight > 0]
    whole = sum(line.weight for line in applied)
    return round(sum(line.weight * line.score for line in applied) / whole, 1) if whole else 0.0


_FULL = 100.0


def weakest(scores: dict[str, float]) -> str:
    """The line with the lowest score, the first of the rubric where two are equal; empty if none can be better."""
    known = [line for line in RUBRIC if scores.get(line, _FULL) < _FULL]
    return min(known, key=lambda line: scores[line]) if known else ""
