"""What the customer still has on his mind: asks in order, objections and traps between them.

In: what was judged of the open item.  Out: the next one to raise.  `mind` owns it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from protocol.training import Difficulty

from .answers import Facts, Item
from .scenario import Answer, Ask, Objection, PracticeScenario, Trap
from .traps import TrapJudge

MOST_RAISED = {"ask": 3, "objection": 2, "trap": 2}
"""So often he says a thing before he lets it go."""
SETTLED = frozenset({"answered", "believed", "given_up", "resolved", "dropped", "handled", "taken", "missed"})


@dataclass(slots=True)
class Matter:
    """One ask, objection or trap in this call."""

    kind: Literal["ask", "objection", "trap"]
    entry: Ask | Objection | Trap
    item: Item | None
    """What answers an ask or objection."""
    judge: TrapJudge | None = None
    state: str = ""
    """Empty: not raised; `raised`; or one of `SETTLED`."""
    raised: int = 0
    asked_back: int = 0
    """Turns in which the trainee did something else that was in order."""
    wrongs: int = 0
    text: str = ""
    """What the trainee said since it was raised."""
    unsaid: bool = False
    """He was stopped before he had said it."""

    @property
    def id(self) -> str:
        """Of its entry."""
        return self.entry.id

    @property
    def settled(self) -> bool:
        """True if he does not come back to it by himself."""
        return self.state in SETTLED

    def heard(self, text: str) -> str:
        """All that was said of it, this turn included; the last 1,000 characters."""
        self.text = f"{self.text} {text}".strip()[-1000:]
        return self.text


@dataclass(slots=True)
class Agenda:
    """Everything one customer has on his mind."""

    asks: list[Matter]
    objections: list[Matter]
    traps: list[Matter]
    current: Matter | None = None
    """What he waits for an answer to."""

    @classmethod
    def of(cls, facts: Facts, scenario: PracticeScenario, difficulty: Difficulty) -> Agenda:
        """The agenda of a scenario at a difficulty."""
        def item(entry: Ask | Objection, answer: Answer) -> Item:
            words = scenario.say.get(entry.say)
            ask = entry if isinstance(entry, Ask) else None
            return Item(facts, answer, good=entry.good, asked=words.words if words else (), known=ask.known if ask else (),
                        wrong=ask.wrong if ask else ())
        return cls([Matter("ask", one, item(one, one.answer)) for one in scenario.ask],
                   [Matter("objection", one, item(one, one.answer)) for one in scenario.objections_at(difficulty)],
                   [Matter("trap", one, None, TrapJudge(facts, scenario, one)) for one in scenario.traps_at(difficulty)])

    @property
    def open_asks(self) -> list[Matter]:
        """Asks without a right answer."""
        return [one for one in self.asks if one.state != "answered"]

    def next(self, mood: float) -> Matter | None:
        """What he raises now; None if nothing is left."""
        for one in (*self.objections, *self.traps):
            if not one.state and self._due(one, mood):
                return one
        return next((one for one in self.asks if not one.state), None)

    def finished(self, mood: float) -> bool:
        """True if nothing waits and nothing is left to raise."""
        return self.current is None and self.next(mood) is None

    def _due(self, matter: Matter, mood: float) -> bool:
        entry = matter.entry
        assert not isinstance(entry, Ask)
        if isinstance(entry, Objection) and mood >= entry.mood_below:
            return False
        if entry.after:
            return any(ask.id == entry.after and ask.settled for ask in self.asks)
        return all(ask.settled for ask in self.asks)
