"""The built-in good agent's call as a finished one, so that it is judged by the very rubric that trainees are judged
by.

In: a scenario that `self_test` plays.  Out: a `FinishedCall`.  Next: `reporting` compares with it where nobody has
passed yet.
"""

from __future__ import annotations

from protocol.training import CustomerLeft, Difficulty
from server.content.playbook import Playbook
from server.storage.practice import PathPoint, PracticeStart

from .built_in_agents import Agent, GoodAgent
from .engine import CustomerTurn
from .finished import FinishedCall, in_order
from .rubric_lines.checklist import items
from .scenario import PracticeScenario
from .self_test import SEED, Played, pipeline_of, play, through_the_pipeline

EXPERT = "expert"


class _Watched:
    """An agent whose customer's turns are kept."""

    def __init__(self, agent: Agent) -> None:
        self.name = agent.name
        self.turns: list[CustomerTurn] = []
        self._agent = agent

    def answer(self, turn: CustomerTurn) -> str:
        """See `Agent`."""
        self.turns.append(turn)
        return self._agent.answer(turn)


def expert_call(playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty,
                seed: int = SEED) -> FinishedCall | None:
    """The good agent's call; None if it does not succeed, because then it is no model for anybody.

    Args:
        seed: orders the customer's wordings.
    """
    watched = _Watched(GoodAgent(playbook, scenario))
    played = play(playbook, scenario, difficulty, watched, seed)
    if played.outcome != "success":
        return None
    pipeline = pipeline_of(playbook, scenario, difficulty)
    heard = list(through_the_pipeline(playbook, scenario, played, pipeline))
    end_ms = played.lines[-1].end_ms if played.lines else 0
    left = CustomerLeft(call=EXPERT, at_ms=end_ms, outcome="success", why=played.why)
    start = PracticeStart(call=EXPERT, user=EXPERT, scenario=scenario.id, lang=scenario.lang, difficulty=difficulty)
    return FinishedCall(start=start, playbook=playbook, scenario=scenario, lines=in_order([one.utterance for one in heard]),
                        events=(*(event for one in heard for event in one.events), left, *pipeline.finish(end_ms)),
                        path=_path(watched.turns, played))


def missed_by_the_good(playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty) -> tuple[str, ...]:
    """What even the good agent leaves unsaid: `item (title)` of each checklist item; a trainee would be marked down for it.

    The remedy is a `good` answer that says it, or `left_out` if nothing in the scenario needs it.
    """
    call = expert_call(playbook, scenario, difficulty)
    return tuple(f"{item.id} ({item.title})" for item in items(call).values() if item.state == "missed") if call else ()


def _path(turns: list[CustomerTurn], played: Played) -> tuple[PathPoint, ...]:
    spoken = iter([line for line in played.lines if line.channel == "customer"])
    at_ms, found = 0, []
    for turn in turns:
        if turn.text and (line := next(spoken, None)) is not None:
            at_ms = line.start_ms
        found.append(PathPoint(at_ms=at_ms, mood=turn.mood, said=turn.text, notes=turn.notes))
    return tuple(found)
