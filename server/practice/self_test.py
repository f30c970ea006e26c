"""Plays scenarios with the built-in agents and says whether they work as scenarios must.

In: a playbook.  Out: one `Played` for each scenario, difficulty and agent.  The good agent must succeed, the bad and
the silent one must not, and every call must end by itself.  Used by `seatmate-server training check`, by the
trainer's preview, and by the tests over all playbooks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from protocol.message import SAMPLES_PER_MS, Channel, utterance_id
from protocol.training import Difficulty
from server.calls.pipeline import Heard, Pipeline
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook

from .built_in_agents import Agent, BadAgent, GoodAgent, GullibleAgent, SilentAgent
from .engine import Outcome, TraineeTurn
from .scenario import DIFFICULTIES, PracticeScenario
from .script_engine import ScriptEngine

SEED = 1
MOST_STEPS = 120
"""A call that has not ended by then does not end."""
_GAP_MS = 700
_TOLD = ("ask", "objection", "trap", "need")
_MS_A_CHARACTER = {"zh": 210, "en": 74}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a call that was played."""

    channel: Channel
    text: str
    start_ms: int
    end_ms: int
    mood: float = 0.0


@dataclass(frozen=True, slots=True)
class Played:
    """One call that was played."""

    scenario: str
    difficulty: Difficulty
    agent: str
    outcome: Outcome
    """Empty: it did not end."""
    why: str
    turns: int
    """Of the customer."""
    mood: float
    """At the end."""
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    """What became of asks, objections and traps: `ask fee answered` …"""

    @property
    def fault(self) -> str:
        """What is wrong with it, as a sentence; empty: it is as it must be."""
        if not self.outcome:
            return f"the call never ends with the {self.agent} agent"
        if self.agent == "good" and self.outcome != "success":
            return f"the good agent can not succeed: {self.outcome}, {self.why}"
        if self.agent != "good" and self.outcome == "success":
            return f"the {self.agent} agent succeeds: {self.why}"
        return ""


def agents(playbook: Playbook, scenario: PracticeScenario) -> tuple[Agent, ...]:
    """The built-in agents, new."""
    return GoodAgent(playbook, scenario), BadAgent(playbook, scenario), SilentAgent()


def play(playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty, agent: Agent, seed: int = SEED) -> Played:
    """One call to its end, or `MOST_STEPS`."""
    engine = ScriptEngine(playbook, scenario, difficulty, seed)
    lines: list[Line] = []
    notes: list[str] = []
    now = 0

    def spoken(channel: Channel, text: str) -> tuple[int, int]:
        nonlocal now
        start = now + _GAP_MS
        now = start + max(500, len(text) * _MS_A_CHARACTER[scenario.lang])
        lines.append(Line(channel, text, start, now, engine.mood))
        return start, now

    turn = engine.opening()
    steps = turns = 0
    while True:
        if turn.text:
            turns += 1
            spoken("customer", turn.text)
        notes += [f"{note.kind} {note.id} {note.state}" for note in turn.notes if note.kind in _TOLD]
        steps += 1
        if turn.hang_up or steps > MOST_STEPS:
            break
        said = agent.answer(turn)
        if said:
            start, end = spoken("agent", said)
            turn = engine.hear(TraineeTurn(text=said, start_ms=start, end_ms=end))
        else:
            seconds = engine.next_silence_s
            now += int(seconds * 1000)
            turn = engine.silence(seconds, now)
    return Played(scenario.id, difficulty, agent.name, turn.outcome, turn.why, turns, engine.mood, tuple(lines), tuple(notes))


def play_all(playbook: Playbook, scenarios: tuple[PracticeScenario, ...]) -> Iterator[Played]:
    """Every scenario at every difficulty with every agent; where traps are laid, with one who falls for them too."""
    for scenario in scenarios:
        for difficulty in DIFFICULTIES:
            further = (GullibleAgent(playbook, scenario),) if scenario.traps_at(difficulty) else ()
            for agent in (*agents(playbook, scenario), *further):
                yield play(playbook, scenario, difficulty, agent)


def through_the_pipeline(playbook: Playbook, scenario: PracticeScenario, played: Played,
                         pipeline: Pipeline | None = None) -> Iterator[Heard]:
    """The lines of a call run through everything that comes after transcription (a new pipeline, or this one), as in a
    real call."""
    pipeline = pipeline or pipeline_of(playbook, scenario, played.difficulty)
    for line in played.lines:
        yield pipeline.hear(Utterance(utterance_id(line.channel, line.start_ms * SAMPLES_PER_MS), line.channel,
                                      line.start_ms, line.end_ms, line.text, scenario.lang))


def pipeline_of(playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty) -> Pipeline:
    """The assistance of a call of this scenario."""
    customer = playbook.customers.get(scenario.customer_id)
    known = {"name": customer.name, "title": customer.title, **customer.fields} if customer else {}
    return Pipeline(playbook, CallFacts(
        call=f"{scenario.id}-{difficulty}", lang=scenario.lang, customer_id=scenario.customer_id,
        direction=scenario.direction, training=True, private=frozenset(customer.private) if customer else frozenset(),
        customer={name: value for name, value in known.items() if customer is not None and name not in customer.private}))
