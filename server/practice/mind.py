"""The customer's mind: one turn of the trainee, a silence or an interruption in; what he does now out.

A state machine: mood, patience and trust (`mood`), what is open and how it ends (`judging`).  It keeps no clock and
draws no random number.  Whoever words a turn (`script_engine`, `model_engine`), the decisions are made here.
"""

from __future__ import annotations

from protocol.training import Difficulty
from server.assist.phrases import fold
from server.content.playbook import Playbook

from .acts import ActReader, Acts
from .agenda import MOST_RAISED, Matter
from .engine import CustomerTurn, TraineeTurn
from .judging import BUSY, KIND, MOST_BUSY, Judge
from .mood import Temper
from .plan import Plan
from .scenario import PracticeScenario
from .wording import Wording

MOST_TURNS = 80
TOO_LONG = 3
"""Times the scenario's minutes after which he has no more time."""
SILENCE_S = 7.0
"""A customer of middling patience speaks up after about so long; each time he waits longer."""
HOLD_S = 45.0
MOST_SILENCES = 3
REVEAL_MS = 600
"""He hesitates before he tells what he kept to himself."""
_INSULTS = frozenset({"insulted", "swore"})
_FURIOUS = -0.75
_UNHEARD = 0.6
"""Stopped before this share of his words, he has not said it."""
_GIVEN_UP = {"ask": "given_up", "objection": "dropped", "trap": "missed"}


class Mind:
    """One customer in one call."""

    def __init__(self, playbook: Playbook, scenario: PracticeScenario, difficulty: Difficulty, seed: int) -> None:
        self.scenario = scenario
        self.temper = Temper.of(scenario, difficulty)
        self._reader = ActReader(playbook, scenario)
        self._wording = Wording(scenario, seed)
        self._judge = Judge(playbook, scenario, difficulty, self.temper)
        self._agenda, self._standing = self._judge.agenda, self._judge.standing
        self._turns = self._silences = self._said_all = self._early = self._insults = 0
        self._holding = self._opened = self._stopped = self._proved = False
        self._last = ""
        self.over = False
        """True once he hung up."""

    def opening(self) -> CustomerTurn:
        """The line is open: who is called says hello, who calls waits for the greeting."""
        plan = self._plan(0)
        if self.scenario.direction == "outbound":
            plan.say("hello")
        return self._turn(plan, 0)

    def hear(self, turn: TraineeTurn) -> CustomerTurn:
        """The trainee has spoken."""
        if self.over:
            return CustomerTurn(mood=self.temper.mood)
        acts = self._reader.read(turn)
        if "empty" in acts:
            self.temper.feel({"empty"})
            return self.silence(self.next_silence_s, turn.end_ms)
        self._turns += 1
        self._silences, self._holding = 0, "held" in acts
        plan = self._plan(turn.end_ms)
        names = set(acts.names) | ({"interrupted"} if self._stopped else set())
        for act in sorted(names):
            plan.note("act", act, quote=acts.text)
        # Who is called may have heard in the greeting what he would have asked first.
        verdict = self._judge.judge(plan, acts, opened=self._opened or self.scenario.direction == "outbound")
        names |= {verdict} - {""}
        self.temper.feel(names)
        self._judge.remember(acts, names)
        self._respond(plan, acts, names, verdict, turn.end_ms)
        self._stopped = False
        return self._turn(plan, turn.end_ms)

    def silence(self, seconds: float, at_ms: int) -> CustomerTurn:
        """Nobody has spoken for so long."""
        if self.over or seconds < self.next_silence_s:
            return CustomerTurn(mood=self.temper.mood)
        plan = self._plan(at_ms, pause_ms=0)
        self._silences += 1
        self._holding = False
        self.temper.feel({"silent"})
        self._standing.acts["silent"] += 1
        plan.note("act", "silent")
        if self._silences >= MOST_SILENCES:
            plan.hang_up("hang_silence", "hung_up", "silence")
        elif self.temper.patience <= 0:
            plan.hang_up("bored", "hung_up", "bored")
        elif not self._opened and self._silences == 2:
            self._open(plan, set())
        else:
            plan.say("silence" if self._opened or self.scenario.direction == "inbound" else "hello")
        return self._turn(plan, at_ms)

    def interrupted(self, at_char: int) -> None:
        """He was stopped after so many characters of his last words."""
        self._stopped = True
        if self._agenda.current is not None and max(0, at_char) < _UNHEARD * len(self._last):
            self._agenda.current.unsaid = True

    @property
    def next_silence_s(self) -> float:
        """Seconds of silence after which he speaks up."""
        if self._holding:
            return HOLD_S
        longer = (1.0, 1.2, 1.4)[min(2, self._silences)]
        return round(SILENCE_S * (0.6 + 0.6 * min(1.0, self.temper.patience)) * longer, 1)

    # -- what he does about it, the gravest first --------------------------------------------------------------------

    def _respond(self, plan: Plan, acts: Acts, names: set[str], verdict: str, at_ms: int) -> None:
        failed = self._judge.end("failure")
        if names & _INSULTS:
            self._insults += 1
            if self._insults >= 2 or self.temper.mood < _FURIOUS or self.temper.patience <= 0:
                plan.hang_up("hang_insulted", "hung_up", "insulted")
            else:
                plan.say("insulted")
        elif failed is not None:
            plan.hang_up(failed.say or "unresolved", "failure", failed.id)
        elif self._turns >= MOST_TURNS or at_ms >= TOO_LONG * self.scenario.minutes * 60_000:
            plan.hang_up("too_long", "timeout", "too_long")
        elif self.temper.patience <= 0:
            plan.hang_up("bored", "hung_up", "bored")
        elif not self._opened:
            self._open(plan, names)
        elif not self._reacts(plan, verdict, names) and not ("closed" in names and self._closes(plan)):
            self._goes_on(plan, acts, names, verdict)

    def _reacts(self, plan: Plan, verdict: str, names: set[str]) -> bool:
        """His first words to what was said; True if they are all that he says now."""
        current = self._agenda.current
        if current is not None and current.settled:
            plan.say(_reply_of(current))
            self._agenda.current = None
            return False
        for act in ("other_language", "asked_secret", "leaked", "pressured"):
            if act in names:
                plan.say("language" if act == "other_language" else act)
                return act in ("other_language", "asked_secret")
        if verdict == "wrong_figure" and current is not None and current.kind == "ask":
            plan.say("contradict" if self.temper.knowledge == "expert" or current.wrongs > 1 else "doubt")
            return True
        if "jargon" in names and self.temper.knowledge != "expert":
            plan.say("jargon")
            return True
        if self._stopped:
            plan.say("interrupted")
        elif "long" in names:
            plan.say("long")
        elif verdict in ("evaded", "ignored") and not names & {"closed", "asked_open"} and not _spent(current):
            plan.say(verdict)
        return False

    def _closes(self, plan: Plan) -> bool:
        """The trainee said goodbye; True if that settles it."""
        current = self._agenda.current
        if current is not None and _spent(current):
            self._lets_go(plan, current)
        if self._agenda.finished(self.temper.mood):
            self._concludes(plan)
            return True
        self._early += 1
        if self._early >= 2:
            plan.hang_up("unresolved", "failure", "closed_early")
            return True
        self._standing.closed = False
        self.temper.feel({"protested"})
        plan.say("not_done")
        return False

    def _goes_on(self, plan: Plan, acts: Acts, names: set[str], verdict: str) -> None:
        """Answers what he is asked, then his own next thing."""
        if "identified" in names:
            self._identifies(plan, names)
            return
        if self._reveals(plan, acts, names):
            return
        told = self._told(acts)
        current = self._agenda.current
        if told or ("held" in names and current is not None):
            plan.say(told or "held")
            return
        if current is not None and self._stays(plan, current, names, verdict):
            return
        following = self._agenda.next(self.temper.mood)
        if following is None:
            self._has_no_more(plan, names)
            return
        self._is_soothed(plan, names)
        self._raises(plan, following)

    def _stays(self, plan: Plan, current: Matter, names: set[str], verdict: str) -> bool:
        """He waits for what is open, or says it again; False once he lets it go."""
        asked = names & {"asked_open", "asked_closed"} and not names & {"pressured", "leaked"}
        if asked and not verdict and current.asked_back <= MOST_BUSY:
            plan.say("asked_back" if "asked_open" in names else "ok")
            return True
        in_order = not verdict and current.kind != "trap" and bool(names & (BUSY | KIND))
        if in_order:
            self._is_soothed(plan, names)
        elif _spent(current):
            self._lets_go(plan, current)
            return False
        elif not current.unsaid:
            current.raised += 1
            if current.kind != "trap":
                self.temper.feel({"asked_again"})
        plan.say(current.entry.say, again=not current.unsaid)
        current.unsaid = False
        return True

    def _lets_go(self, plan: Plan, matter: Matter) -> None:
        matter.state = _GIVEN_UP[matter.kind]
        self._agenda.current = None
        if matter.kind != "trap":
            self.temper.feel({"gave_up"})
        plan.mark(matter, "ignored" if matter.kind == "ask" else matter.state)

    def _identifies(self, plan: Plan, names: set[str]) -> None:
        """Asked for his name he says it is he; asked for more, he gives the facts."""
        by_name = "asked_name" in names and bool(self.scenario.identify)
        if self._proved or (self._standing.identified and by_name):
            plan.note("stage", "asked_again")
            self.temper.feel({"asked_again"})
            plan.say("said_already")
            return
        self._proved = not by_name
        self._standing.identified = True
        plan.note("stage", "identified")
        plan.say("identify" if self._proved and self.scenario.identify else "myself")

    def _told(self, acts: Acts) -> str:
        """Key of what he tells because he was asked; empty if he was not."""
        if not {"asked_open", "asked_closed"} & acts.names:
            return ""
        folded = fold(acts.text)
        return next((one.say for one in self.scenario.tell if any(fold(word) in folded for word in one.words)), "")

    def _reveals(self, plan: Plan, acts: Acts, names: set[str]) -> bool:
        need = self.scenario.need
        if need is None or self._standing.need or names & {"pressured", "interrupted"}:
            return False
        if need.after and not any(ask.id == need.after and ask.state for ask in self._agenda.asks):
            return False
        folded = fold(acts.text)
        if not (names.intersection(need.acts) or any(fold(word) in folded for word in need.words)):
            return False
        self._standing.need = True
        plan.note("need", "need", "revealed", acts.text)
        plan.pause_ms = REVEAL_MS
        plan.say(need.say)
        return True

    def _has_no_more(self, plan: Plan, names: set[str]) -> None:
        self._said_all += 1
        if self._said_all > 3:
            self._concludes(plan)
            return
        plan.note("stage", "nothing_more")
        plan.say("nothing_more" if self._said_all == 1 or names & {"asked_closed", "asked_open"} else "ok")

    def _concludes(self, plan: Plan) -> None:
        end = self._judge.end("success")
        if end is None:
            plan.hang_up("unresolved", "failure", "unresolved")
        else:
            plan.hang_up(end.say or "goodbye", "success", end.id)

    def _open(self, plan: Plan, names: set[str]) -> None:
        self._opened, self._standing.closed = True, False
        plan.note("stage", "opened")
        if "identified" in names:
            self._identifies(plan, names)
        first = self._agenda.asks[0]
        following = self._agenda.next(self.temper.mood)
        if first.entry.say != self.scenario.opening:
            plan.say(self.scenario.opening)
        elif following is not None:
            self._raises(plan, following)
        else:
            self._has_no_more(plan, names)

    def _raises(self, plan: Plan, matter: Matter) -> None:
        matter.state, matter.raised = "raised", 1
        self._agenda.current = matter
        plan.mark(matter, "laid" if matter.kind == "trap" else "raised")
        plan.say(matter.entry.say)

    def _is_soothed(self, plan: Plan, names: set[str]) -> None:
        said = next((act for act in ("acknowledged", "apologised") if act in names), "")
        if said and plan.silent and self.temper.upset:
            plan.say(said)

    def _plan(self, at_ms: int, pause_ms: int | None = None) -> Plan:
        return Plan(self._wording, self.temper, at_ms) if pause_ms is None else Plan(self._wording, self.temper, at_ms, pause_ms)

    def _turn(self, plan: Plan, at_ms: int) -> CustomerTurn:
        turn = plan.turn(self.scenario.lang)
        self._last = turn.text or self._last
        self.over = self.over or turn.hang_up
        self._reader.customer_said(turn.text, at_ms)
        return turn


def _spent(matter: Matter | None) -> bool:
    """True if he has said it as often as he says it."""
    return matter is None or matter.raised >= MOST_RAISED[matter.kind]


def _reply_of(matter: Matter) -> str:
    """Key of his first words once something is settled."""
    entry = matter.entry
    if matter.state == "taken":
        return getattr(entry, "taken", "") or "taken"
    if entry.reply:
        return entry.reply
    if matter.state == "answered" and matter.wrongs:
        return "corrected"
    return {"ask": "answered", "objection": "resolved", "trap": "handled"}[matter.kind]
