"""How a trap is handled rightly or fallen for: its kind and the scenario's own words in, a verdict on each turn out.

Next: `mind`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .acts import Acts
from .answers import Facts, Item, Said
from .scenario import Answer, PracticeScenario, Trap, TrapKind

Handling = Literal["handled", "taken", "open"]


@dataclass(frozen=True, slots=True)
class _Way:
    """What a kind of trap brings along."""

    right: frozenset[str]
    """Any of these acts."""
    wrong: frozenset[str]
    alerts: frozenset[str]


WAYS: dict[TrapKind, _Way] = {
    "guarantee": _Way(frozenset({"no_guarantee"}), frozenset({"guaranteed"}),
                      frozenset({"guaranteed_return", "no_risk", "guaranteed_approval", "promise_beyond_authority"})),
    "card_number": _Way(frozenset({"stopped"}), frozenset({"read_on", "asked_secret"}), frozenset({"credential_request"})),
    "safe_account": _Way(frozenset({"warned"}), frozenset({"helped_transfer"}), frozenset()),
    "secret": _Way(frozenset({"not_secret"}), frozenset({"agreed_secret"}), frozenset({"tipping_off"})),
    "other": _Way(frozenset(), frozenset(), frozenset()),
}
"""Kind -> its own right and wrong handling."""


class TrapJudge:
    """Judges what is said while one trap is open."""

    def __init__(self, facts: Facts, scenario: PracticeScenario, trap: Trap) -> None:
        self._way = WAYS[trap.kind]
        self._alerts = self._way.alerts | set(trap.alerts)
        self._right = Item(facts, trap.right, good=trap.good) if trap.right is not None else None
        words = scenario.say.get(trap.say)
        self._wrong = Item(facts, Answer(), good=trap.good, asked=words.words if words else (), wrong=trap.wrong)

    def judge(self, acts: Acts, text: str) -> Handling:
        """What this turn does about the trap; `text` is all that was said since it was laid."""
        if (acts.alerts & self._alerts or acts.names & self._way.wrong
                or self._wrong.contradicts(acts.text)):
            return "taken"
        if acts.names & self._way.right:
            return "handled"
        if self._right is not None and self._right.judge(Said(text, acts.text, acts.ticks, acts.names)) == "answered":
            return "handled"
        return "open"
