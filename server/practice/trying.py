"""A scenario tried while it is written: checked, talked to, played by the built-in agents.  Nothing is kept.

In: a text and what the trainer types as the agent.  Out: every mistake with its line, the customer's next words, his
mood, the outcome.  Next: `training_desk`.
"""

from __future__ import annotations

import msgspec

from protocol.message import Language
from protocol.training import ScenarioProblem, ScenarioTried, ScenarioTry
from server.content.playbook import Playbook

from .casting import open_customer, seed_of
from .engine import CustomerTurn, TraineeTurn
from .loading import read_draft
from .refusals import ValueRefused
from .rehearsal import missed_by_the_good
from .scenario import PracticeScenario
from .self_test import agents, play

MOST_LINES = 60
"""Lines of a preview."""
LONGEST = 100_000
_MS_PER_CHARACTER = {"zh": 220, "en": 65}
_GAP_MS = 700


def try_scenario(message: ScenarioTry, playbook: Playbook) -> ScenarioTried:
    """Check a text, answer what was said, let the agents play.

    Raises:
        ValueRefused: the text or the talk is too long.
    """
    if len(message.text) > LONGEST or len(message.said) > MOST_LINES:
        raise ValueRefused(f"a scenario has at most {LONGEST} characters, a preview {MOST_LINES} lines; begin the preview anew")
    scenario, problems = read_draft(message.text, playbook)
    shown = [ScenarioProblem(line=one.line, code=one.code, text=one.text, field=one.field) for one in problems]
    if scenario is not None and scenario.id != message.scenario:
        shown.append(ScenarioProblem(line=_line_of_id(message.text), code="scenario.id", field="id",
                                     text=f"the id is `{scenario.id}`, the draft's name `{message.scenario}`; make them one"))
    tried = ScenarioTried(scenario=message.scenario, number=message.number, problems=tuple(shown))
    if scenario is None or problems:
        return tried
    return _played(message, playbook, scenario, tried)


def _played(message: ScenarioTry, playbook: Playbook, scenario: PracticeScenario, tried: ScenarioTried) -> ScenarioTried:
    engine = open_customer(playbook, scenario, message.difficulty, seed_of(message.scenario))
    turns: list[CustomerTurn] = [engine.opening()]
    at_ms = _after(turns[0].text, 0, scenario.lang)
    for words in message.said:
        if engine.over:
            break
        end_ms = _after(words, at_ms, scenario.lang)
        turns.append(engine.hear(TraineeTurn(text=words, start_ms=at_ms, end_ms=end_ms)))
        at_ms = _after(turns[-1].text, end_ms, scenario.lang)
    outcome = next((turn.outcome for turn in turns if turn.outcome), "")
    played: dict[str, str] = {}
    missed: tuple[str, ...] = ()
    if message.play:
        missed = missed_by_the_good(playbook, scenario, message.difficulty)
        played = {agent.name: play(playbook, scenario, message.difficulty, agent).outcome or "timeout"
                  for agent in agents(playbook, scenario)}
    return msgspec.structs.replace(
        tried, good=played.get("good", ""), bad=played.get("bad", ""), silent=played.get("silent", ""), ended=outcome,
        missed=missed,
        customer=tuple(turn.text for turn in turns), moods=tuple(round(turn.mood, 3) for turn in turns))


def _after(words: str, at_ms: int, lang: Language) -> int:
    """Call time at which words that begin then are said, and the other side begins."""
    return at_ms + len(words) * _MS_PER_CHARACTER[lang] + _GAP_MS


def _line_of_id(text: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.split("=")[0].strip() == "id"), 0)
