"""A practice scenario as objects: what one `practice/*.toml` of a playbook says, typed.

`docs/scenarios.md` explains every table to its author; `loading` reads it, `checking` refuses what can not be played.
Texts may hold `{fact.<name>}`; figures and good answers also `{product.<id>.<term>}` and `{customer.<field>}`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from protocol.message import Language
from protocol.training import Difficulty

Kind = Literal["sale", "service", "complaint", "collection", "fraud", "vulnerable", "advice"]
TrapKind = Literal["guarantee", "card_number", "safe_account", "secret", "other"]
Knowledge = Literal["none", "some", "expert"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "normal", "hard")
"""Easiest first."""
ALL = "*"
"""In a list of a condition: every one there is at this difficulty."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a scenario file."""


class Voice(_Table, frozen=True, kw_only=True):
    """How the customer sounds when calm; mood moves it."""

    name: str = ""
    """Of an installed voice; empty: the engine's own for this language."""
    variant: str = ""
    """Of the built-in engine: `m3`, `f2` …"""
    pitch: int = 50
    """0..99."""
    rate: int = 175
    """Words a minute."""
    volume: int = 100
    """Per cent."""


class Persona(_Table, frozen=True, kw_only=True):
    """Who calls."""

    name: str
    """With the form of address, as the trainee reads it."""
    age: int
    manner: str = ""
    """A sentence: how he talks, what drives him."""
    knowledge: Knowledge = "some"
    """Of the trade: `none` minds jargon most and believes a wrong figure; `expert` minds none and contradicts."""
    patience: float = 0.6
    """0..1 at the beginning."""
    dialect: dict[str, str] = {}
    """Standard word -> his word; replaced in all that he says."""
    voice: Voice = Voice()


class Need(_Table, frozen=True, kw_only=True):
    """What he does not tell unasked."""

    text: str
    """For the report."""
    say: str
    """Key of the words by which it comes out."""
    acts: tuple[str, ...] = ("asked_open",)
    """Any of these brings it out (`acts.ACTS`)."""
    words: tuple[str, ...] = ()
    """So does any of these words of the trainee."""
    after: str = ""
    """Ask that he must have raised before; empty: from the beginning."""


class Answer(_Table, frozen=True, kw_only=True):
    """What counts as an answer: all `figures` and a word of every group of `words`; or an `items`; or a `replies`."""

    figures: tuple[str, ...] = ()
    """All must be said, in any form: `1%`, `{product.star_loan.annual_rate}`."""
    words: tuple[tuple[str, ...], ...] = ()
    """Of every group one word must be said."""
    items: tuple[str, ...] = ()
    """A checklist item that ticks."""
    replies: tuple[str, ...] = ()
    """An approved reply, said nearly in its words."""
    acts: tuple[str, ...] = ()
    """All of these acts, beside `figures` and `words`."""


class Ask(_Table, frozen=True, kw_only=True):
    """One thing he wants, in the order of the file."""

    id: str
    say: str
    """Key of his words."""
    answer: Answer
    good: str
    """The house's best words; the report shows them, the built-in good agent says them."""
    known: tuple[str, ...] = ()
    """Further figures that are right when they are said here."""
    wrong: tuple[str, ...] = ()
    """Words that make an answer wrong."""
    reply: str = ""
    """Key of what he says when it is answered; empty: of the house."""
    line: str = "knowledge"
    """Rubric line it counts in."""


class Objection(_Table, frozen=True, kw_only=True):
    """What he holds against it."""

    id: str
    say: str
    after: str = ""
    """Ask that must be settled first; empty: once all asks are settled."""
    mood_below: float = 1.0
    """Only while his mood is below this."""
    answer: Answer
    """What resolves it."""
    good: str
    reply: str = ""
    difficulty: Difficulty = "easy"
    """Lowest difficulty at which it comes."""


class Trap(_Table, frozen=True, kw_only=True):
    """What must not be given in to."""

    id: str
    kind: TrapKind
    say: str
    after: str = ""
    """Ask that must be settled first; empty: once all asks are settled."""
    right: Answer | None = None
    """Right handling; needed for `other`, else beside that of its kind."""
    wrong: tuple[str, ...] = ()
    """Words that fall for it, beside those of its kind."""
    alerts: tuple[str, ...] = ()
    """Alert categories that fall for it, beside those of its kind."""
    good: str
    bad: str
    """Words that fall for it, for the report and the bad agent."""
    reply: str = ""
    """Key of what he says when it was handled rightly."""
    taken: str = ""
    """Key of what he says when it was not."""
    difficulty: Difficulty = "easy"


class Tell(_Table, frozen=True, kw_only=True):
    """What he tells when he is asked for it."""

    id: str
    words: tuple[str, ...]
    """Any of these in the trainee's question."""
    say: str


class End(_Table, frozen=True, kw_only=True):
    """How it may end; every condition that is written must hold.  Failures are looked at after each turn, in order."""

    id: str
    outcome: Literal["success", "failure"]
    say: str = ""
    """Key of his last words; empty: of the house."""
    asks: tuple[str, ...] = ()
    """Answered rightly; `*`: all."""
    objections: tuple[str, ...] = ()
    """Resolved; `*`: all that come."""
    traps: tuple[str, ...] = ()
    """Handled rightly; `*`: all that come."""
    failed_traps: tuple[str, ...] = ()
    """Any of these was fallen for; `*`: any at all."""
    need: bool = False
    """The hidden need came out."""
    items: tuple[str, ...] = ()
    """Checklist items done."""
    identified: bool = False
    """His identity was checked."""
    closed: bool = False
    """The trainee said goodbye."""
    acts: dict[str, int] = {}
    """Act -> at least so often."""
    mood_below: float | None = None
    mood_above: float | None = None
    wrong_answers: int = 0
    """At least so many wrong answers."""


class Words(_Table, frozen=True, kw_only=True):
    """Ways to say one thing."""

    words: tuple[str, ...]
    """At least three."""
    upset: tuple[str, ...] = ()
    """While the mood is bad, at least two; empty: `words`."""
    again: tuple[str, ...] = ()
    """When he has to say it again, at least two; empty: `words` with an impatient beginning."""


class Change(_Table, frozen=True, kw_only=True):
    """What a difficulty changes."""

    patience: float | None = None
    mood: float | None = None
    mood_speed: float | None = None
    """How fast his mood moves; 1: as written."""
    objections: tuple[str, ...] | None = None
    """Only these; left out: by their own `difficulty`."""
    traps: tuple[str, ...] | None = None


class PracticeScenario(_Table, frozen=True, kw_only=True):
    """One simulated customer."""

    id: str
    title: str
    lang: Language
    kind: Kind
    goal: str
    minutes: int = 5
    customer_id: str = ""
    """His record in the playbook, which the trainee sees."""
    direction: Literal["inbound", "outbound"] = "inbound"
    """`outbound`: the bank calls, he picks up and speaks first."""
    draft: bool = False
    """True: only trainers see it."""
    pass_mark: float = 60.0
    """Total 0..100 from which it is passed."""
    mood: float = 0.0
    """-1 furious .. 1 delighted, at the beginning."""
    persona: Persona
    facts: dict[str, str] = {}
    """What he knows and may say, in spoken form."""
    identify: tuple[str, ...] = ()
    """Facts that he gives when his identity is checked."""
    left_out: tuple[str, ...] = ()
    """Checklist items that are not held against the trainee: his words touch them, nothing in the call needs them."""
    opening: str = "opening"
    """Key of his first words about his business."""
    need: Need | None = None
    ask: tuple[Ask, ...]
    objection: tuple[Objection, ...] = ()
    trap: tuple[Trap, ...] = ()
    tell: tuple[Tell, ...] = ()
    end: tuple[End, ...]
    say: dict[str, Words]
    """Key -> words; the keys of `wording.HOUSE` replace the house's own."""
    weights: dict[str, float] = {}
    """Rubric line -> weight; left out: 1.  0: does not count."""
    difficulty: dict[Difficulty, Change] = {}

    def objections_at(self, difficulty: Difficulty) -> tuple[Objection, ...]:
        """Those that may come at a difficulty."""
        chosen = self.difficulty.get(difficulty, Change()).objections
        return tuple(one for one in self.objection
                     if (one.id in chosen if chosen is not None else _reached(one.difficulty, difficulty)))

    def traps_at(self, difficulty: Difficulty) -> tuple[Trap, ...]:
        """Those that are laid at a difficulty."""
        chosen = self.difficulty.get(difficulty, Change()).traps
        return tuple(one for one in self.trap
                     if (one.id in chosen if chosen is not None else _reached(one.difficulty, difficulty)))


def _reached(lowest: Difficulty, difficulty: Difficulty) -> bool:
    return DIFFICULTIES.index(lowest) <= DIFFICULTIES.index(difficulty)
