"""What a turn of the trainee does about everything that the customer has on his mind.

In: the acts of a turn.  Out: the verdict on what is open, the agenda's states moved, and which end's conditions
hold.  Next: `mind` lets the customer react.
"""

from __future__ import annotations

from protocol.training import Difficulty
from server.content.playbook import Playbook

from .acts import Acts
from .agenda import Agenda, Matter
from .answers import Facts, Said
from .ends import Standing, met
from .mood import Temper
from .plan import Plan
from .scenario import End, Objection, PracticeScenario

BUSY = frozenset({"asked_open", "asked_closed", "identified", "verified", "held", "summarised"})
"""What is no answer and yet in order, for a while."""
KIND = frozenset({"apologised", "acknowledged", "greeted", "stopped", "warned", "refused"})
"""What is no answer and yet welcome."""
MOST_BUSY = 2


class Judge:
    """The agenda of one customer, and where the call stands."""

    def __init__(self, playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty, temper: Temper) -> None:
        self._scenario, self._temper = scenario, temper
        self.agenda = Agenda.of(Facts(playbook, scenario), scenario, difficulty)
        self.standing = Standing({}, {}, {})

    def judge(self, plan: Plan, acts: Acts, *, opened: bool) -> str:
        """The verdict on what is open (an act's name) or empty; answers to other asks count too, early or late."""
        current = self.agenda.current
        elsewhere = False
        for ask in self.agenda.open_asks if opened else ():
            if ask is current or ask.item is None:
                continue
            text = ask.heard(acts.text) if ask.state else acts.text
            if ask.item.judge(Said(text, acts.text, acts.ticks, acts.names)) == "answered":
                ask.state = "answered"
                elsewhere = True
                plan.mark(ask, "answered", acts.text)
                if ask.wrongs:
                    plan.say("corrected")
        if current is None:
            return ""
        if current.kind == "trap":
            return self._trap(plan, current, acts)
        return self._matter(plan, current, acts, elsewhere=elsewhere)

    def remember(self, acts: Acts, names: set[str]) -> None:
        """Counts what ends may ask for."""
        self.standing.acts.update(names)
        self.standing.items |= acts.ticks
        self.standing.closed = self.standing.closed or "closed" in names

    def end(self, outcome: str) -> End | None:
        """The first end of this outcome whose conditions hold."""
        standing, agenda = self.standing, self.agenda
        standing.asks = {one.id: one.state == "answered" for one in agenda.asks}
        standing.objections = {one.id: one.state == "resolved" for one in agenda.objections if one.state or not _optional(one)}
        standing.traps = {one.id: one.state == "handled" for one in agenda.traps}
        standing.mood = self._temper.mood
        return next((end for end in self._scenario.end if end.outcome == outcome and met(end, standing)), None)

    def _trap(self, plan: Plan, trap: Matter, acts: Acts) -> str:
        assert trap.judge is not None
        handling = trap.judge.judge(acts, trap.heard(acts.text))
        if handling == "open":
            return ""
        trap.state = handling
        if handling == "taken":
            self.standing.fallen.add(trap.id)
        plan.mark(trap, handling, acts.text)
        return ""

    def _matter(self, plan: Plan, matter: Matter, acts: Acts, *, elsewhere: bool) -> str:
        assert matter.item is not None
        verdict: str = matter.item.judge(Said(matter.heard(acts.text), acts.text, acts.ticks, acts.names))
        if matter.kind == "ask" and "wrong_figure" in acts:
            verdict = "wrong"
        if verdict == "answered":
            matter.state = "answered" if matter.kind == "ask" else "resolved"
        elif verdict == "wrong":
            matter.wrongs += 1
            self.standing.wrong_answers += 1
            # Who knows nothing of the trade believes it; the others ask back once.
            if matter.kind == "ask" and (self._temper.knowledge == "none" or matter.wrongs >= 2):
                matter.state = "believed"
        elif elsewhere:
            return ""
        elif acts.names & (BUSY | KIND) and matter.asked_back < MOST_BUSY:
            matter.asked_back += 1
            return ""
        plan.mark(matter, "resolved" if matter.state == "resolved" else verdict, acts.text)
        return "wrong_figure" if verdict == "wrong" else verdict


def _optional(matter: Matter) -> bool:
    """True for an objection that only comes in a bad mood."""
    return isinstance(matter.entry, Objection) and matter.entry.mood_below < 1.0
