"""The built-in customer: the mind's decisions in the scenario's own words.

In: the inputs of a call.  Out: turns.  It remembers its inputs, which is all that is needed to make it again.
"""

from __future__ import annotations

import msgspec

from protocol.training import Difficulty
from server.content.playbook import Playbook

from .engine import CustomerTurn, Snapshot, Step, TraineeTurn, repeat_step
from .mind import Mind
from .scenario import PracticeScenario


class ScriptEngine:
    """One customer (`CustomerEngine`)."""

    name = "script"

    def __init__(self, playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty, seed: int) -> None:
        self.mind = Mind(playbook, scenario, difficulty, seed)
        self._start = Snapshot(scenario=scenario.id, difficulty=difficulty, seed=seed)
        self._steps: list[Step] = []

    @property
    def mood(self) -> float:
        """-1..1 now."""
        return self.mind.temper.mood

    @property
    def over(self) -> bool:
        """True once he hung up."""
        return self.mind.over

    @property
    def next_silence_s(self) -> float:
        """Seconds of silence after which he speaks up."""
        return self.mind.next_silence_s

    def opening(self) -> CustomerTurn:
        """See `CustomerEngine`, as for all that follow."""
        self._steps.append(Step(kind="opening"))
        return self.mind.opening()

    def hear(self, turn: TraineeTurn) -> CustomerTurn:
        """The trainee has spoken."""
        if not self.over:
            self._steps.append(Step(kind="hear", turn=turn))
        return self.mind.hear(turn)

    def silence(self, seconds: float, at_ms: int = 0) -> CustomerTurn:
        """Nobody has spoken for so long."""
        if not self.over and seconds >= self.next_silence_s:
            self._steps.append(Step(kind="silence", seconds=seconds, at_ms=at_ms))
        return self.mind.silence(seconds, at_ms)

    def interrupted(self, at_char: int) -> None:
        """He was stopped."""
        if not self.over:
            self._steps.append(Step(kind="interrupted", at_char=at_char))
            self.mind.interrupted(at_char)

    async def worded(self, turn: CustomerTurn) -> CustomerTurn:
        """The script's words as they are."""
        return turn

    def snapshot(self) -> Snapshot:
        """The inputs so far."""
        return msgspec.structs.replace(self._start, steps=tuple(self._steps))

    def repeat(self, step: Step) -> CustomerTurn | None:
        """Gives it one stored input again; None for what has no turn."""
        return repeat_step(self, step)
