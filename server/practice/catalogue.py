"""What a person can practise, with due dates, best totals, and what is recommended and why.

In: scenarios, this person's scores and assignments.  Out: `TrainingCatalogue`.  Hidden needs, traps and ends stay here.
Next: `training_desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from protocol.message import Language
from protocol.training import Difficulty, ScenarioEntry, TrainingCatalogue
from server.storage.practice import Score
from server.storage.training import Assignment

from .curriculum import met, next_scenario
from .scenario import PracticeScenario

_MOODS = ((-0.6, "angry"), (-0.2, "unhappy"), (0.35, "calm"))
"""Mood at the beginning up to which the name holds; above: pleased."""


@dataclass(frozen=True)
class Speaking:
    """What the customer has to speak with."""

    voices: tuple[str, ...] = ()
    """Engines, best first."""
    problem: str = ""
    """Code why there is none."""
    engine: str = "script"
    """Who plays the customer."""


Speakers = Callable[[Language], Speaking]


def catalogue(lang: Language, scenarios: Mapping[str, PracticeScenario], drafts: Sequence[ScenarioEntry], scores: Sequence[Score],
              assignments: Sequence[Assignment], marks: Mapping[str, float], speaking: Speaking) -> TrainingCatalogue:
    """The list of one person.

    Args:
        scenarios: in force, without drafts.
        drafts: entries that only trainers see.
        scores, assignments: of this person, scores oldest first.
        marks: scenario -> pass mark set by a trainer.
    """
    chosen = next_scenario(scenarios, scores, assignments)
    assigned = {one.scenario: one for one in assignments if not met(one, scores)}
    entries = []
    for one in scenarios.values():
        own = [score for score in scores if score.scenario == one.id]
        due = assigned.get(one.id)
        entries.append(entry_of(
            one, attempts=len(own), best=max((score.total for score in own), default=-1.0), last=own[-1].total if own else -1.0,
            pass_mark=marks.get(one.id, one.pass_mark), due=due.due if due else "", assigned_by=due.by if due else "",
            assigned_difficulty=due.difficulty if due else "", assigned_assistance=due.assistance if due else "",
            passed=any(score.passed for score in own) and due is None, recommended=one.id == chosen.scenario,
            why=chosen.line if one.id == chosen.scenario else ""))
    return TrainingCatalogue(lang=lang, scenarios=(*entries, *drafts), voices=speaking.voices, engine=speaking.engine,
                             problem=speaking.problem)


def entry_of(one: PracticeScenario, **known: object) -> ScenarioEntry:
    """A scenario as a trainee chooses it."""
    return ScenarioEntry(**{"id": one.id, "title": one.title, "kind": one.kind, "goal": one.goal,  # type: ignore[arg-type]
                            "persona": persona_of(one), "mood": mood_name(one.mood), "minutes": one.minutes,
                            "difficulties": get_args(Difficulty), "draft": one.draft, "pass_mark": one.pass_mark, **known})


def persona_of(one: PracticeScenario) -> str:
    """Name, age and manner in a line."""
    manner = one.persona.manner
    if one.lang == "zh":
        return f"{one.persona.name}，{one.persona.age}岁" + (f"，{manner}" if manner else "")
    return f"{one.persona.name}, {one.persona.age}" + (f", {manner}" if manner else "")


def mood_name(mood: float) -> str:
    """The customer's mood in a word."""
    return next((name for most, name in _MOODS if mood <= most), "pleased")
