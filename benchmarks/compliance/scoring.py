"""The evaluation sets and how they are scored: JSON lines in, one `Score` per kind and half out.

Each entry is a short call of fictional lines: `kind` is `phrase` (words of a rule, or a variant that a recogniser or a
speaker makes of them), `paraphrase` (the same breach in words of no rule) or `clean` (nothing to warn of).  The set falls
into two halves by a hash of its text, unless an entry names its `half`: the paraphrases that were known while the rules
were written are `tune`, those written afterwards `held_out`.  Rules are tuned on `tune` alone.  Next: `benchmarks.compliance` prints the table.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.training.classifier_texts import OTHER, paraphrase_lines
from protocol.assist import Alert
from protocol.message import Language
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import MISSTATEMENT, Compliance
from server.content.playbook import Playbook

HERE = Path(__file__).resolve().parent
DAYTIME = "2026-11-20T10:00:00+08:00"
"""Start of every call: no rule about hours may fire."""


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of a set."""

    id: str
    kind: str
    variant: str
    category: str
    lines: tuple[tuple[str, str], ...]
    """(channel, text), in order."""
    half: str
    """`tune` or `held_out`."""


@dataclass(slots=True)
class Score:
    """What came of the cases of one kind."""

    cases: int = 0
    hits: int = 0
    """Violations found; clean calls with a false stop."""
    stops: int = 0
    """Alerts of severity `stop` in clean calls."""
    figures: int = 0
    """Of the stops, those of the figure check: the calls name figures that the demo's product table does not have."""
    reminders: int = 0
    """Other alerts in clean calls."""
    missed: list[str] = field(default_factory=list)


def read_cases(lang: Language) -> list[Case]:
    """The set of one language."""
    cases = []
    for row in (HERE / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        entry: dict[str, Any] = json.loads(row)
        lines = tuple((line["channel"], line["text"]) for line in entry["lines"])
        digest = hashlib.sha256("\n".join(text for _, text in lines).encode()).digest()
        cases.append(Case(entry["id"], entry["kind"], entry["variant"], entry["category"], lines,
                          entry.get("half") or ("tune" if digest[0] % 2 == 0 else "held_out")))
    return cases


def alerts_of(case: Case, playbook: Playbook, times_ms: list[float]) -> list[Alert]:
    """The alerts of one call, checklist reminders left out; adds the processor milliseconds of every line to `times_ms`."""
    compliance = Compliance(playbook, CallFacts(call=case.id, lang=playbook.lang, started_at=DAYTIME))
    found: list[Alert] = []
    for place, (channel, text) in enumerate(case.lines):
        start = 1_000 + place * 3_000
        began = time.thread_time()
        events = compliance.hear(Utterance(f"{case.id}-{place}", channel, start, start + 2_500, text,  # type: ignore[arg-type]
                                           playbook.lang))
        times_ms.append((time.thread_time() - began) * 1e3)
        found += [event for event in events if isinstance(event, Alert) and not event.rule.startswith("checklist.")]
    return found


def unseen_sentences(lang: Language, playbook: Playbook, kind: str) -> list[Case]:
    """The held-out sentences of the paraphrase classifier as calls of one line: `paraphrase` or `clean` ones."""
    return [Case(f"{lang}-sentence-{place}", kind, "sentence",
                 playbook.rules[line.label].category if kind == "paraphrase" else "", (("agent", line.text),), "held_out")
            for place, line in enumerate(paraphrase_lines())
            if line.lang == lang and (line.label == OTHER) == (kind == "clean")]


def dialogues(playbook: Playbook) -> list[Case]:
    """The playbook's dialogues, as if every one were clean; those that show a breach on purpose count as well."""
    return [Case(name, "clean", "dialogue", "", tuple((line.channel, line.text) for line in scenario.line), "held_out")
            for name, scenario in sorted(playbook.scenarios.items())]


def score(cases: Iterator[Case] | list[Case], playbook: Playbook, times_ms: list[float]) -> Score:
    """Scores cases of one kind."""
    result = Score()
    for case in cases:
        result.cases += 1
        alerts = alerts_of(case, playbook, times_ms)
        if case.kind == "clean":
            stops = [alert for alert in alerts if alert.severity == "stop" and alert.channel == "agent"]
            result.figures += sum(alert.rule == MISSTATEMENT for alert in stops)
            result.stops += len(stops)
            result.reminders += sum(alert.channel == "agent" for alert in alerts) - len(stops)
            result.hits += bool(stops)
            result.missed += [f"{case.id} {alert.rule}: {alert.quote}" for alert in alerts if alert.channel == "agent"]
        elif any(alert.category == case.category for alert in alerts):
            result.hits += 1
        else:
            result.missed.append(f"{case.id} {case.category}: {' / '.join(text for _, text in case.lines)}")
    return result


def interval(hits: int, cases: int) -> tuple[float, float]:
    """95 % confidence interval of a share (Wilson)."""
    if not cases:
        return 0.0, 1.0
    z = 1.959964
    share, square = hits / cases, z * z
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    reach = z * math.sqrt(share * (1 - share) / cases + square / (4 * cases * cases)) / (1 + square / cases)
    return max(0.0, middle - reach), min(1.0, middle + reach)
