"""The interface of whoever plays the customer; how one is made, kept and made again.

In: what the trainee said, silences, interruptions, with call times.  Out: `CustomerTurn`s: words, mood, whether he
hangs up, and notes for the report.  `script_engine` and `model_engine` stand behind it.  Everything but `worded` is
synchronous and takes milliseconds; the same seed and the same inputs give the same customer.

How a call goes (`voicing`, `call_flow`)::

    engine = open_customer(playbook, "card_loss", difficulty, seed)   # see `casting`
    turn = await engine.worded(engine.opening())     # an empty text: he waits to be greeted
    turn = await engine.worded(engine.hear(TraineeTurn(...)))
    turn = await engine.worded(engine.silence(7.5))  # while nobody speaks; `next_silence_s` says when to ask again
    engine.interrupted(12)                           # he was stopped after 12 characters of his last text
    keep = engine.snapshot()                         # after any of these; `resume_customer` gives it all again
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from protocol.training import Difficulty

Outcome = Literal["", "success", "failure", "hung_up", "timeout"]
"""Empty while the call goes on; the others are those of `CustomerLeft`."""
NoteKind = Literal["ask", "objection", "trap", "need", "stage", "act", "end", "engine"]
SNAPSHOT_VERSION = 1


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened, for the report."""

    kind: NoteKind
    id: str
    """Of the ask, objection, trap or end; the act's name; for `engine` the reason why words were replaced."""
    state: str = ""
    """ask: `raised`, `answered`, `wrong`, `told` (not enough), `evaded`, `ignored`; objection: the same, with `resolved` for
    `answered`, and `dropped`; trap: `laid`, `handled`, `taken`, `missed`; need: `revealed`; end: the outcome; engine: `replaced`;
    act: empty; stage: empty, its id is `opened`, `identified` (he said who he is), `nothing_more` or `asked_again`."""
    quote: str = ""
    """The trainee's words that it rests on, empty if it is the customer's doing."""
    at_ms: int = 0


class TraineeTurn(msgspec.Struct, frozen=True, kw_only=True):
    """What the trainee said until he stopped."""

    text: str
    """Masked, of all his utterances since the customer's last turn."""
    start_ms: int
    end_ms: int
    interrupted: bool = False
    """He began while the customer spoke."""
    alerts: tuple[str, ...] = ()
    """Categories of the alerts that the pipeline raised on these words; the engine finds those of the rules itself as well."""
    ticks: tuple[str, ...] = ()
    """Checklist items that became done in them."""


class CustomerTurn(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer does now."""

    text: str = ""
    """Empty: he says nothing."""
    mood: float = 0.0
    """-1..1 after this."""
    hang_up: bool = False
    """After these words the call is over."""
    outcome: Outcome = ""
    why: str = ""
    """Id of the scenario's end, or `bored`, `insulted`, `silence`, `too_long`, `closed_early`, `unresolved`."""
    pause_ms: int = 0
    """So long he waits before he speaks."""
    notes: tuple[Note, ...] = ()
    """What happened in this step, in order."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One stored input."""

    kind: Literal["opening", "hear", "silence", "interrupted", "worded"]
    turn: TraineeTurn | None = None
    seconds: float = 0.0
    at_ms: int = 0
    at_char: int = 0
    text: str = ""
    """`worded`: the words that were spoken instead of the script's."""
    fault: str = ""
    """`worded`: why the model's words were not taken."""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A customer as its inputs; small, JSON (`msgspec.json.encode`)."""

    version: int = SNAPSHOT_VERSION
    scenario: str
    difficulty: Difficulty
    seed: int
    steps: tuple[Step, ...] = ()


class CustomerEngine(Protocol):
    """Who plays the customer of one call."""

    name: str
    """`script`, or the language model's name."""

    @property
    def mood(self) -> float:
        """-1..1 now."""
        ...

    @property
    def over(self) -> bool:
        """True once he hung up; further inputs give empty turns."""
        ...

    @property
    def next_silence_s(self) -> float:
        """Seconds of silence, counted from the last word of either side, after which `silence` would do something."""
        ...

    def opening(self) -> CustomerTurn:
        """The line is open.  Called once, first.  An empty text: he waits for the greeting."""
        ...

    def hear(self, turn: TraineeTurn) -> CustomerTurn:
        """The trainee has spoken."""
        ...

    def silence(self, seconds: float, at_ms: int = 0) -> CustomerTurn:
        """Nobody has spoken for so long; an empty turn if he goes on waiting."""
        ...

    def interrupted(self, at_char: int) -> None:
        """He was stopped after so many characters of his last text; what he did not say he may say again."""
        ...

    async def worded(self, turn: CustomerTurn) -> CustomerTurn:
        """The turn as it is to be spoken; a language model words it here.

        Always comes back in time, with the script's words at worst.
        """
        ...

    def snapshot(self) -> Snapshot:
        """What makes this customer again."""
        ...


def repeat_step(engine: CustomerEngine, step: Step) -> CustomerTurn | None:
    """Gives an engine one stored input again; None for what has no turn."""
    if step.kind == "opening":
        return engine.opening()
    if step.kind == "hear" and step.turn is not None:
        return engine.hear(step.turn)
    if step.kind == "silence":
        return engine.silence(step.seconds, step.at_ms)
    if step.kind == "interrupted":
        engine.interrupted(step.at_char)
    return None
