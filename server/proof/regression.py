"""What a draft playbook would have done to calls that are over: stored redacted calls and two playbooks in, alerts gained
and lost out.

Both playbooks hear what the call's pipeline heard, in the same order and at the same call times; alerts are compared by the
rule and by the utterance that caused them.  What the quality officer has decided about an alert is told beside it, so that a
lost false alarm does not look like a loss.  Next: `seatmate-server playbook test` prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from protocol.assist import Alert, Event
from server.calls.opening import facts_of
from server.calls.utterance import CallFacts
from server.compliance.evaluator import Compliance
from server.content.playbook import Playbook
from server.storage.calls import CallRecords, Input
from server.storage.disputes import Dispute

SAMPLES = 5
"""So many quotes are shown a rule and side."""

Place = tuple[str, str]
"""Rule, and id of the utterance that caused the alert (or its call time, if none did)."""


@dataclass(frozen=True)
class PastCall:
    """One call as both playbooks will hear it."""

    call: str
    facts: CallFacts
    inputs: Sequence[Input]


@dataclass
class RuleChange:
    """What changes for one rule."""

    rule: str
    severity: str = ""
    before: int = 0
    after: int = 0
    gained: int = 0
    lost: int = 0
    lost_rejected: int = 0
    """Of the lost, those that the quality officer found wrong."""
    lost_confirmed: int = 0
    """Of the lost, those that were found right."""
    samples: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Regression:
    """The whole comparison."""

    calls: int
    utterances: int
    rules: list[RuleChange]
    """Those with any difference, the most changed first."""

    @property
    def gained(self) -> int:
        """Alerts that the draft would add."""
        return sum(rule.gained for rule in self.rules)

    @property
    def lost(self) -> int:
        """Alerts that the draft would no longer raise."""
        return sum(rule.lost for rule in self.rules)

    def as_json(self) -> dict[str, Any]:
        """The comparison as plain values."""
        return {"calls": self.calls, "utterances": self.utterances, "gained": self.gained, "lost": self.lost,
                "rules": [{name: getattr(rule, name) for name in RuleChange.__dataclass_fields__} for rule in self.rules]}


def past_call(records: CallRecords, call: str, playbook: Playbook) -> PastCall | None:
    """A stored call; None if it is gone by now."""
    stored = records.load(call)
    return None if stored is None else PastCall(call, facts_of(stored.row, playbook), stored.inputs)


def compare(calls: Iterable[PastCall], base: Playbook, draft: Playbook, disputes: Sequence[Dispute] = ()) -> Regression:
    """Run every call through both playbooks."""
    verdicts = {(one.call, one.rule, one.utterance): one.verdict for one in disputes}
    changes: dict[str, RuleChange] = {}
    count = utterances = 0
    for past in calls:
        count += 1
        utterances += sum(given.utterance is not None for given in past.inputs)
        old, new = alerts_of(past, base), alerts_of(past, draft)
        for place in old.keys() | new.keys():
            rule, where = place
            change = changes.setdefault(rule, RuleChange(rule))
            alert = (new.get(place) or old[place])[0]
            change.severity = alert.severity
            before, after = len(old.get(place, ())), len(new.get(place, ()))
            change.before += before
            change.after += after
            verdict = verdicts.get((past.call, rule, where), "")
            if after > before:
                change.gained += after - before
                _sample(change, "gained", past.call, alert, verdict)
            elif before > after:
                change.lost += before - after
                change.lost_rejected += verdict == "rejected"
                change.lost_confirmed += verdict == "confirmed"
                _sample(change, "lost", past.call, alert, verdict)
    changed = [change for change in changes.values() if change.gained or change.lost]
    changed.sort(key=lambda change: (-change.gained - change.lost, change.rule))
    return Regression(count, utterances, changed)


def alerts_of(past: PastCall, playbook: Playbook) -> dict[Place, list[Alert]]:
    """The alerts that this playbook raises in a call, by rule and place."""
    compliance = Compliance(playbook, past.facts)
    found: dict[Place, list[Alert]] = {}

    def note(events: Iterable[Event], where: str) -> None:
        for event in events:
            if isinstance(event, Alert):
                found.setdefault((event.rule, where), []).append(event)

    last_ms = 0
    for given in past.inputs:
        if given.utterance is not None:
            last_ms = max(last_ms, given.utterance.end_ms)
            note(compliance.hear(given.utterance), given.utterance.id)
        elif given.kind == "history":
            compliance.history(msgspec.json.decode(given.text, type=dict[str, int]))
        elif given.kind == "tick":
            last_ms = max(last_ms, given.at_ms)
            note(compliance.tick(given.at_ms), "")
    note(compliance.finish(last_ms), "")
    return found


def table(regression: Regression) -> list[str]:
    """The comparison as lines of a table, with what was said."""
    totals: Counter[str] = Counter()
    lines = [f"{'rule':36} {'severity':8} {'before':>7} {'after':>7} {'gained':>7} {'lost':>7}  "
             "judged wrong / right among the lost"]
    for rule in regression.rules:
        totals[rule.severity] += rule.gained
        lines.append(f"{rule.rule:36} {rule.severity:8} {rule.before:7} {rule.after:7} {rule.gained:+7} {-rule.lost:7}  "
                     f"{rule.lost_rejected} / {rule.lost_confirmed}")
        lines += [f"    {one['side']:6} {one['call']}  {one['quote']}" + (f"  [{one['verdict']}]" if one["verdict"] else "")
                  for one in rule.samples]
    stops = totals["stop"]
    lines.append(f"{regression.calls} calls, {regression.utterances} utterances: {regression.gained} alerts gained "
                 f"({stops} of them stops), {regression.lost} lost")
    return lines


def _sample(change: RuleChange, side: str, call: str, alert: Alert, verdict: str) -> None:
    if sum(one["side"] == side for one in change.samples) < SAMPLES:
        change.samples.append({"side": side, "call": call, "quote": alert.quote, "verdict": verdict})
