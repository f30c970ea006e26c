"""The same customer, worded by a language model that is held in its role.

The mind decides everything: what comes next, mood, traps, ends; the model only puts the script's words into others
(`prompt_of`).  What was said in the call is data in the prompt, never an instruction.  Before its words are spoken
they are checked (`role_check`); what leaves the role, speaks for the bank or states a figure that no fact supports is
replaced by the script's words, and after three faults the call goes on with the script alone.  Slow, refusing or
broken model servers cost `WORDING_S` at most.

Next: the call flow speaks the words; they are kept in the snapshot, so a customer who is made again asks no model.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import msgspec

from server.assist.engines.clauses import Clauses
from server.assist.engines.engine import Engine
from server.assist.engines.errors import EngineError, EngineGarbage
from server.content.playbook import Playbook

from .engine import CustomerTurn, Note, Snapshot, Step, TraineeTurn, repeat_step
from .role_check import RoleCheck
from .role_prompt import prompt_of
from .scenario import PracticeScenario
from .script_engine import ScriptEngine

WORDING_S = 0.9
"""The model's words must be there by then: a customer answers within 1.2 s."""
MOST_FAULTS = 3
MOST_CHARACTERS = 400
_TURNS_SHOWN = 8


class ModelEngine:
    """One customer (`CustomerEngine`)."""

    def __init__(self, playbook: Playbook, scenario: PracticeScenario, script: ScriptEngine, model: Engine,
                 wording_s: float = WORDING_S) -> None:
        self.name = model.name
        self._scenario = scenario
        self._script = script
        self._model = model
        self._check = RoleCheck(playbook, scenario)
        self._wording_s = wording_s
        self._steps: list[Step] = []
        self._lines: list[tuple[str, str]] = []
        """(`trainee` or `customer`, words), the latest last."""
        self._faults = 0
        self._script_length = self._spoken_length = 1

    @property
    def mood(self) -> float:
        """-1..1 now."""
        return self._script.mood

    @property
    def over(self) -> bool:
        """True once he hung up."""
        return self._script.over

    @property
    def next_silence_s(self) -> float:
        """Seconds of silence after which he speaks up."""
        return self._script.next_silence_s

    @property
    def on_script(self) -> bool:
        """True once the model is not asked any more in this call."""
        return self._faults >= MOST_FAULTS

    def opening(self) -> CustomerTurn:
        """See `CustomerEngine`, as for all that follow."""
        self._steps.append(Step(kind="opening"))
        return self._scripted(self._script.opening())

    def hear(self, turn: TraineeTurn) -> CustomerTurn:
        """The trainee has spoken."""
        if not self.over:
            self._steps.append(Step(kind="hear", turn=turn))
            self._lines.append(("trainee", turn.text[:300]))
            self._check.trainee_said(turn.text)
        return self._scripted(self._script.hear(turn))

    def silence(self, seconds: float, at_ms: int = 0) -> CustomerTurn:
        """Nobody has spoken for so long."""
        if not self.over and seconds >= self.next_silence_s:
            self._steps.append(Step(kind="silence", seconds=seconds, at_ms=at_ms))
        return self._scripted(self._script.silence(seconds, at_ms))

    def interrupted(self, at_char: int) -> None:
        """He was stopped."""
        if not self.over:
            self._steps.append(Step(kind="interrupted", at_char=at_char))
            # The mind knows the script's words, the place is one in the model's.
            self._script.interrupted(at_char * self._script_length // max(1, self._spoken_length))

    async def worded(self, turn: CustomerTurn) -> CustomerTurn:
        """The turn in the model's words, or in the script's; never raises, never takes longer than the time limit."""
        if not turn.text:
            return turn
        if self.on_script:
            self._take(turn, turn.text, "")
            return turn
        try:
            text = await asyncio.wait_for(self._ask(turn), self._wording_s)
        except TimeoutError:
            fault = "llm.slow"
        except EngineError as error:
            fault = error.code
        else:
            fault = self._check.fault(text, turn.text)
        return self._take(turn, turn.text if fault else text, fault)

    def snapshot(self) -> Snapshot:
        """The inputs so far, the spoken words among them."""
        return msgspec.structs.replace(self._script.snapshot(), steps=tuple(self._steps))

    def repeat(self, step: Step) -> CustomerTurn | None:
        """Gives it one stored input again."""
        if step.kind == "worded":
            self._steps.append(step)
            self._keep(step)
        return repeat_step(self, step)

    async def _ask(self, turn: CustomerTurn) -> str:
        clauses, said, seen = Clauses(), "", 0
        prompt = prompt_of(self._scenario, turn.text, self.mood, self._lines[-_TURNS_SHOWN:])
        async with aclosing(self._model.stream(prompt)) as pieces:
            async for piece in pieces:
                seen += len(piece)
                if seen > MOST_CHARACTERS:
                    raise EngineGarbage("the model writes more than a customer says at once")
                said += "".join(clauses.push(piece))
        return (said + clauses.rest()).strip()

    def _scripted(self, turn: CustomerTurn) -> CustomerTurn:
        if turn.text:
            self._script_length = self._spoken_length = len(turn.text)
        return turn

    def _take(self, turn: CustomerTurn, text: str, fault: str) -> CustomerTurn:
        step = Step(kind="worded", text=text, fault=fault)
        self._steps.append(step)
        self._keep(step)
        if not fault:
            return msgspec.structs.replace(turn, text=text)
        return msgspec.structs.replace(turn, text=text, notes=(*turn.notes, Note(kind="engine", id=fault, state="replaced")))

    def _keep(self, step: Step) -> None:
        self._lines.append(("customer", step.text))
        self._spoken_length = len(step.text)
        if step.fault:
            self._faults += 1
