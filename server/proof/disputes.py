"""Disputed alerts as labelled examples, and the measured precision of each rule.

In: disputes and counts of `server.storage.disputes`, the words of the calls.  Out: examples that say whether the rule was
right to fire, and for each rule the share of its alerts that nobody found wrong.

An alert counts as wrong once the quality officer has rejected it.  Alerts that no agent disputed count as right, because nobody
looked at them again: so the share is the best that the rule can be, and the number of alerts stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from server.storage.calls import CallRecords
from server.storage.disputes import Dispute, RuleCount
from server.storage.errors import UnknownRecord


@dataclass(frozen=True)
class Precision:
    """How right one rule is in one version."""

    rule: str
    rule_version: str
    alerts: int
    disputed: int
    rejected: int

    @property
    def share(self) -> float:
        """Share of its alerts that were not found wrong, 0..1; 1 without alerts."""
        return 1.0 - self.rejected / self.alerts if self.alerts else 1.0

    def words(self) -> str:
        """For a table: `96 % of 240 alerts (12 disputed, 10 wrong)`."""
        if not self.alerts:
            return "no alert yet"
        return f"{100 * self.share:.0f} % of {self.alerts} alerts ({self.disputed} disputed, {self.rejected} wrong)"


def precisions(counts: Iterable[RuleCount]) -> dict[tuple[str, str], Precision]:
    """(rule, version) -> how right it is."""
    return {(one.rule, one.rule_version): Precision(
        one.rule, one.rule_version, one.alerts, one.waiting + one.confirmed + one.rejected, min(one.rejected, one.alerts))
        for one in counts}


def example_of(records: CallRecords, dispute: Dispute) -> dict[str, Any]:
    """A dispute as a labelled example: the masked words, who said them, what the agent noted, whether the rule may fire.

    Raises:
        UnknownRecord: the call is gone.
    """
    said = next((one.utterance for one in records.utterances(dispute.call) if one.utterance.id == dispute.utterance), None)
    if said is None and records.load(dispute.call) is None:
        raise UnknownRecord(f"call {dispute.call!r} is gone, and its words with it")
    note = next((str(given["note"]) for given in records.feedback(dispute.call)
                 if given["item"] == dispute.alert and given["action"] == "disputed"), "")
    fires = {"confirmed": True, "rejected": False}.get(dispute.verdict)
    return {"rule": dispute.rule, "rule_version": dispute.rule_version, "channel": said.channel if said else "agent",
            "text": said.text if said else "", "fires": fires, "note": note, "call": dispute.call, "alert": dispute.alert}
