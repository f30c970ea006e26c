"""Opens the customer of a call, or takes one up again after a restart.

In: a playbook, a scenario's id or a trainer's draft, difficulty, seed, perhaps a language model.  Out: a
`CustomerEngine`.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from protocol.training import Difficulty
from server.assist.engines.engine import Engine
from server.content.playbook import Playbook

from .engine import SNAPSHOT_VERSION, CustomerEngine, Snapshot
from .errors import ScenarioUnknown, SnapshotUnusable
from .model_engine import ModelEngine
from .scenario import PracticeScenario
from .script_engine import ScriptEngine


def seed_of(call: str) -> int:
    """The seed of a call, so that its customer needs no other number."""
    return int.from_bytes(sha256(call.encode()).digest()[:4], "big")


def scenario_of(playbook: Playbook, name: str) -> PracticeScenario:
    """A published scenario.

    Raises:
        ScenarioUnknown: the playbook has none of that id.
    """
    found = playbook.practice.get(name)
    if found is None:
        known = ", ".join(playbook.practice) or "none"
        raise ScenarioUnknown(f"the playbook {playbook.id} has no practice scenario `{name}`; it has: {known}")
    return found


def open_customer(playbook: Playbook, scenario: str | PracticeScenario, difficulty: Difficulty, seed: int,
                  model: Engine | None = None) -> CustomerEngine:
    """A new customer.

    Args:
        scenario: an id of the playbook, or a scenario that is not in it (a draft).
        model: words what he says; None: the script's words.

    Raises:
        ScenarioUnknown: no such id.
    """
    played = scenario_of(playbook, scenario) if isinstance(scenario, str) else scenario
    script = ScriptEngine(playbook, played, difficulty, seed)
    return script if model is None else ModelEngine(playbook, played, script, model)


def resume_customer(playbook: Playbook, scenario: str | PracticeScenario, snapshot: Snapshot | bytes,
                    model: Engine | None = None) -> CustomerEngine:
    """The customer of a snapshot, as he stood; nobody is asked anything for it.

    Raises:
        ScenarioUnknown: no such id.
        SnapshotUnusable: it can not be read, or belongs to another scenario.
    """
    try:
        kept = msgspec.json.decode(snapshot, type=Snapshot) if isinstance(snapshot, bytes) else snapshot
    except msgspec.DecodeError as error:
        raise SnapshotUnusable(f"what was stored of this training call can not be read ({error}); begin it anew") from None
    played = scenario_of(playbook, scenario) if isinstance(scenario, str) else scenario
    if kept.version != SNAPSHOT_VERSION or kept.scenario != played.id:
        raise SnapshotUnusable(f"what was stored belongs to the scenario `{kept.scenario}`, version {kept.version}; begin the "
                               "training call anew")
    engine = open_customer(playbook, played, kept.difficulty, kept.seed, model)
    assert isinstance(engine, ScriptEngine | ModelEngine)
    for step in kept.steps:
        engine.repeat(step)
    return engine
