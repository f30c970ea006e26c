"""A playbook's rules against their own examples: which line that should warn does not, and which that should not does.

In comes a checked playbook; out come the examples that fail, none of a sound one.  Pure.  Next: `seatmate-server playbook
check` prints them with file and line, and a test runs those of the playbooks that ship.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from protocol.assist import Alert, Event, Gate
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook, Rule, RuleExample

from .evaluator import Compliance


@dataclass(frozen=True, slots=True)
class Failed:
    """One example that the rule does not keep."""

    rule: str
    text: str
    positive: bool
    """True if it should have warned."""

    def __str__(self) -> str:
        return (f"the rule `{self.rule}` " + ("does not find its own positive example" if self.positive
                                              else "warns of its own negative example") + f": {self.text!r}")


def heard(playbook: Playbook, rule: Rule, example: RuleExample) -> list[Event]:
    """What follows from an example's line in a call of its own: alerts of this rule, or the gates that it opens."""
    compliance = Compliance(playbook, CallFacts(call="example", lang=playbook.lang))
    # an agreement only counts after a refusal
    compliance.declined = lambda purpose: purpose == rule.agrees
    if example.before:
        compliance.hear(Utterance("before", "customer", 0, 1_000, example.before, playbook.lang))
    events = compliance.hear(Utterance("example", example.channel, 2_000, 3_000, example.text, playbook.lang))
    if rule.kind == "gate":
        return [event for event in events if isinstance(event, Gate) and event.id.startswith(f"gate.{rule.id}:")]
    return [event for event in events if isinstance(event, Alert) and event.rule == rule.id]


def failing_examples(playbook: Playbook) -> list[Failed]:
    """Every example that its rule does not keep, in the playbook's order; rules with a period need a history and are left out."""
    return [Failed(rule.id, example.text, positive)
            for rule in playbook.rules.values() if rule.period_hours is None
            for positive, examples in ((True, rule.positive), (False, rule.negative))
            for example in _distinct(examples) if bool(heard(playbook, rule, example)) is not positive]


def _distinct(examples: Iterable[RuleExample]) -> list[RuleExample]:
    return list(dict.fromkeys(examples))
