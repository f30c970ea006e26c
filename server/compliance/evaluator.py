"""Compliance of one call: utterances and times in; alerts, their clearing, checklist, gates and promises out.

The stage between redaction and mood: it reads masked text only.  Rules, phrases and wording are the playbook's; this
module knows how they are judged: who said it, whether it was denied, asked or reported, and when an alert is settled.
Next: `server.calls.pipeline` stamps the events and hands them on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from protocol.assist import Alert, AlertCleared, Event, Gate, Severity
from protocol.consent import ConsentPurpose
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook, Rule
from server.customers.whereabouts import Whereabouts, whereabouts

from .calling_hours import allowed, clock_words
from .checklist import ChecklistWatch
from .lexicon import Folded
from .matching import Key, Said, folded_text, matcher_of
from .misstatement import Misstatements
from .paraphrases import Paraphrases
from .promises import PromiseFinder
from .views import Views

COOLDOWN_MS = 30_000
"""So long a repeated breach of one rule adds no second alert to the open one."""
EXPIRE_MS: dict[Severity, int] = {"inform": 60_000, "remind": 180_000}
"""Severity -> time after which an alert that nobody settled leaves; `stop` stays."""
GATE_MS = 60_000
"""A risky operation that no second person approved by then is denied."""
MISSTATEMENT = "misstatement"
"""Rule id of figures that contradict the product table."""


@dataclass(slots=True)
class _Open:
    """An alert that is not settled yet."""

    id: str
    severity: Severity
    raised_ms: int


class Compliance:
    """The compliance stage of one call (`server.calls.utterance.Stage`)."""

    def __init__(self, playbook: Playbook, facts: CallFacts) -> None:
        self._playbook = playbook
        self._facts = facts
        self._matcher = matcher_of(playbook)
        self._started = _moment(facts.started_at)
        self._where = whereabouts(facts.customer, "")
        self._rules = {rule.id: rule for rule in playbook.rules.values() if self._in_force(rule)}
        self._paraphrases = Paraphrases(playbook, self._rules)
        self._checklist = ChecklistWatch(playbook, self._matcher, facts.direction)
        self._promises = PromiseFinder(playbook.lang, self._started)
        self._misstatements = Misstatements(playbook, facts)
        self._views = Views(playbook.lang)
        self._open: dict[str, _Open] = {}
        self._raised: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._earlier: dict[str, int] = {}
        self._contacts: dict[str, bool] = {}
        """Rule that counts calls to a number -> whether that it counts this one was handed on."""
        self._unanswered: set[str] = set()
        """Rules that count talks and whose words the customer has not answered yet."""
        self.declined: Callable[[ConsentPurpose], bool] = lambda purpose: False
        """What the customer has refused: only then does an agreement mean something."""
        self._gates: dict[str, Gate] = {}
        self._categories: set[str] = set()
        """Of every alert that this call has had."""

    def hear(self, utterance: Utterance) -> list[Event]:
        """What follows from a masked utterance; deadlines before its start are settled first."""
        events = self._checklist.begin() + self.tick(utterance.start_ms)
        folded = folded_text(utterance.text, self._playbook.lang)
        found = self._matcher.find(folded, utterance.channel)
        if utterance.channel == "agent":
            events += self._checklist.hear(folded, found, utterance.end_ms)
            events += self._corrections(folded)
        else:
            intents = {name for kind, name in found if kind == "intent"}
            events += self._checklist.wanted(intents, utterance.end_ms)
            self._answered()
        judged = self._judge(utterance, folded, found) + self._judge_views(utterance, folded, found)
        events += judged
        if utterance.channel == "agent" and (judged or not self._says_agents_rule(found)):
            events += self._understood(utterance, folded, {event.category for event in judged if isinstance(event, Alert)})
        events += self._figures(utterance, folded)
        events += self._promises.hear(utterance, folded)
        return events

    def tick(self, at_ms: int) -> list[Event]:
        """Deadlines and expiry up to this call time."""
        events = self._checklist.begin() + self._checklist.tick(at_ms)
        if self._facts.direction == "outbound":
            events += self._hours()
        if not self._open and not self._gates:
            return events
        for rule_id, alert in list(self._open.items()):
            if alert.severity in EXPIRE_MS and at_ms - alert.raised_ms >= EXPIRE_MS[alert.severity]:
                events.append(self._clear(rule_id, "expired"))
        for gate in list(self._gates.values()):
            if at_ms >= gate.until_ms:
                events += self.decide(gate.id, approved=False, why="timeout")
        return events

    @property
    def next_ms(self) -> int:
        """Before this call time, and until something is heard or done, `tick` gives nothing and changes nothing."""
        if self._facts.direction == "outbound":
            return 0
        if not self._open and not self._gates:
            return self._checklist.next_ms
        expiring = [alert.raised_ms + EXPIRE_MS[alert.severity] for alert in self._open.values() if alert.severity in EXPIRE_MS]
        return min((self._checklist.next_ms, *expiring, *(gate.until_ms for gate in self._gates.values())))

    def acknowledge(self, alert_id: str) -> list[Event]:
        """The agent has seen an alert; an unknown or settled one gives nothing."""
        for rule_id, alert in self._open.items():
            if alert.id == alert_id:
                return [self._clear(rule_id, "acknowledged")]
        return self._checklist.acknowledge(alert_id)

    def history(self, counted: Mapping[str, int]) -> None:
        """Rule -> earlier calls to this number that it has counted within its period."""
        self._earlier = dict(counted)

    def take_contacts(self) -> tuple[str, ...]:
        """Rules that count this call since they were last asked for."""
        new = tuple(rule for rule, told in self._contacts.items() if not told)
        self._contacts.update(dict.fromkeys(new, True))
        return new

    def known_refusals(self, purposes: Collection[ConsentPurpose]) -> list[Event]:
        """What the customer refused on an earlier day, as the rules want it told: louder if the house calls."""
        outbound = self._facts.direction == "outbound"
        return [self._alert(rule if outbound else replace(rule, severity="inform"), 0, (0, 0), "")
                for rule in self._rules.values() if rule.known in purposes and rule.id not in self._raised]

    def before_dialling(self, refused: Collection[ConsentPurpose]) -> list[tuple[Rule, str]]:
        """What speaks against an outgoing call that has not begun, rule and sentence: a refusal, the hour, the calls so far."""
        told = [(rule, rule.text) for rule in self._rules.values() if rule.known in refused]
        told += [(rule, rule.text) for rule in self._out_of_hours()]
        return told + [(rule, rule.text) for rule in self._rules.values()
                       if rule.period_hours is not None and self._earlier.get(rule.id, 0) >= (rule.limit or 1)]

    def settle_refusal(self, purpose: ConsentPurpose) -> list[Event]:
        """The customer agrees again: what warned of the refusal is settled."""
        return [self._clear(rule_id, "corrected") for rule_id in list(self._open)
                if rule_id in self._rules and purpose in (self._rules[rule_id].declines, self._rules[rule_id].known)]

    def _count_contact(self, rule: Rule) -> bool:
        """Count a call to a number once; True if it is one too many."""
        if self._facts.direction != "outbound" or rule.id in self._contacts or rule.id in self._unanswered:
            return False
        if rule.counts == "talks":
            self._unanswered.add(rule.id)
        else:
            self._contacts[rule.id] = False
        return self._earlier.get(rule.id, 0) >= (rule.limit or 1)

    def _answered(self) -> None:
        """The customer speaks: what the agent has said was a talk."""
        self._contacts.update(dict.fromkeys(self._unanswered - self._contacts.keys(), False))
        self._unanswered.clear()

    def tick_by_hand(self, item: str) -> list[Event]:
        """The agent ticked a checklist item while the server could not hear; an unknown or done one gives nothing."""
        return self._checklist.begin() + self._checklist.tick_by_hand(item)

    def decide(self, gate_id: str, *, approved: bool, by: str = "",
               why: Literal["answered", "timeout"] = "answered") -> list[Event]:
        """A second person's decision about a risky operation, or that none came; a decided one gives nothing."""
        gate = self._gates.pop(gate_id, None)
        if gate is None:
            return []
        return [Gate(call="", id=gate.id, operation=gate.operation, state="approved" if approved else "denied", by=by,
                     why=why)]

    def finish(self, at_ms: int) -> list[Event]:
        """The call is over: required items that were not said are missed."""
        events = self.tick(at_ms)
        for gate in list(self._gates):
            events += self.decide(gate, approved=False, why="timeout")
        return events + self._checklist.finish()

    def _judge(self, utterance: Utterance, folded: Folded, found: Mapping[Key, Sequence[Said]]) -> list[Event]:
        events: list[Event] = []
        for (kind, name), places in found.items():
            rule = self._rules.get(name) if kind == "rule" else None
            if rule is None or rule.channel != utterance.channel:
                continue
            if rule.after and not self._categories.intersection(rule.after) or rule.agrees and not self.declined(rule.agrees):
                continue
            said = next((place for place in places if not self._matcher.excused(folded, place, rule)), None)
            if said is None:
                # The agent says the opposite of what the open alert was raised for.
                if rule.id in self._open and any(self._matcher.excused(folded, place, rule) == "denied"
                                                 for place in places):
                    events.append(self._clear(rule.id, "corrected"))
                continue
            if rule.period_hours is not None:
                if not self._count_contact(rule):
                    continue
            elif rule.kind == "count":
                self._counts[rule.id] = self._counts.get(rule.id, 0) + 1
                if self._counts[rule.id] < (rule.limit or 1):
                    continue
            if rule.kind == "window" and not self._outside(rule):
                continue
            if rule.agrees:
                events += self.settle_refusal(rule.agrees)
            events += self._wait(rule, utterance) if rule.kind == "gate" else self._raise(rule, utterance, folded, said)
        return events

    def _judge_views(self, utterance: Utterance, folded: Folded, found: Mapping[Key, Sequence[Said]]) -> list[Event]:
        """What only shows without the fillers, or together with the words before."""
        events: list[Event] = []
        heard = set(found)
        for view in self._views.of(utterance, folded):
            further = {key: held for key, places in self._matcher.find(view.folded, utterance.channel).items()
                       if key[0] == "rule" and key not in heard
                       and (held := [said for said in places if view.holds(said.start, said.end)])}
            events += self._judge(utterance, view.folded, further)
            heard |= set(further)
        return events

    def _says_agents_rule(self, found: Mapping[Key, Sequence[Said]]) -> bool:
        """Whether words of a rule for agents were said, if only to deny them; customers' cues say nothing of the agent."""
        return any(kind == "rule" and name in self._rules and self._rules[name].channel == "agent" for kind, name in found)

    def _understood(self, utterance: Utterance, folded: Folded, told: set[str]) -> list[Event]:
        """A reminder for an utterance that may mean what a rule forbids, of no category that its words were `told` for."""
        rule = self._paraphrases.meant(folded)
        if rule is None or rule.id in self._open or rule.category in told:
            return []
        gentle = replace(rule, severity="inform" if rule.severity == "inform" else "remind",
                         text=self._paraphrases.wording(rule))
        alert = self._alert(gentle, utterance.end_ms, (0, len(utterance.text)), utterance.text)
        return [replace(alert, guessed=True)]

    def _wait(self, rule: Rule, utterance: Utterance) -> list[Event]:
        """A risky operation was begun: it waits for a second person."""
        if any(gate.id.startswith(f"gate.{rule.id}:") for gate in self._gates.values()):
            return []
        gate = Gate(call="", id=f"gate.{self._next_id(rule.id)}", operation=rule.operation, state="waiting",
                    until_ms=utterance.end_ms + GATE_MS)
        self._gates[gate.id] = gate
        return [gate]

    def _raise(self, rule: Rule, utterance: Utterance, folded: Folded, said: Said) -> list[Event]:
        events: list[Event] = []
        before = self._open.get(rule.id)
        if before is not None:
            louder = rule.severity == "stop" and before.severity != "stop"
            if utterance.end_ms - before.raised_ms < COOLDOWN_MS and not louder:
                return []
            events.append(self._clear(rule.id, "expired"))
        span = folded.span(said.start, said.end)
        events.append(self._alert(rule, utterance.end_ms, span, utterance.text[span[0]:span[1]]))
        if utterance.channel == "agent" and self._matcher.correction(folded, rule.id, said.end):
            events.append(self._clear(rule.id, "corrected"))
        return events

    def _alert(self, rule: Rule, at_ms: int, span: tuple[int, int], quote: str) -> Alert:
        alert_id = self._next_id(rule.id)
        self._categories.add(rule.category)
        self._open[rule.id] = _Open(alert_id, rule.severity, at_ms)
        return Alert(call="", id=alert_id, category=rule.category, severity=rule.severity, rule=rule.id,
                     rule_version=rule.version, channel=rule.channel, span=span, quote=quote, text=rule.text,
                     source=rule.source, private=rule.private)

    def _corrections(self, folded: Folded) -> list[Event]:
        return [self._clear(rule_id, "corrected") for rule_id in list(self._open)
                if self._matcher.correction(folded, rule_id)]

    def _figures(self, utterance: Utterance, folded: Folded) -> list[Event]:
        """Alerts about figures that contradict the product table; a right one settles an open alert."""
        events: list[Event] = []
        wrong, right = self._misstatements.hear(utterance, folded)
        if right and not wrong and MISSTATEMENT in self._open:
            events.append(self._clear(MISSTATEMENT, "corrected"))
        for one in wrong[:1]:
            before = self._open.get(MISSTATEMENT)
            if before is not None:
                events.append(self._clear(MISSTATEMENT, "expired"))
            alert_id = self._next_id(MISSTATEMENT)
            severity: Severity = "remind" if one.deferred else "stop"
            self._open[MISSTATEMENT] = _Open(alert_id, severity, utterance.end_ms)
            self._categories.add("misstatement")
            events.append(Alert(call="", id=alert_id, category="misstatement", severity=severity, rule=MISSTATEMENT,
                                rule_version=self._playbook.version, span=one.span,
                                quote=utterance.text[one.span[0]:one.span[1]], text=one.text, source=one.source))
        return events

    def _hours(self) -> list[Event]:
        """An outbound call outside the allowed hours, once, before a word is said."""
        return [self._alert(replace(rule, text=self._with_clock(rule.text)), 0, (0, 0), "")
                for rule in self._out_of_hours() if rule.id not in self._raised]

    def _out_of_hours(self) -> list[Rule]:
        """Windows without words that are closed now."""
        return [rule for rule in self._rules.values() if rule.kind == "window"
                and not (rule.phrases or rule.patterns or rule.forms) and self._outside(rule)]

    def place(self, where: Whereabouts) -> list[Event]:
        """It is known where the customer is: what warned of the hour by another clock is settled, or warns now."""
        self._where = where
        windows = [rule for rule_id in self._open if (rule := self._rules.get(rule_id)) is not None and rule.kind == "window"]
        settled: list[Event] = [self._clear(rule.id, "corrected") for rule in windows if not self._outside(rule)]
        return settled + (self._hours() if self._facts.direction == "outbound" else [])

    def _with_clock(self, text: str) -> str:
        """A warning of the hour with the clock that it goes by."""
        if self._started is None:
            return text
        words = clock_words(self._started, self._where, self._playbook.lang)
        return f"{text}（{words}）" if self._playbook.lang == "zh" else f"{text} ({words})"

    def _outside(self, rule: Rule) -> bool:
        if self._started is None or rule.window is None:
            return False
        return not allowed(rule.window, self._started, self._where)

    def _in_force(self, rule: Rule) -> bool:
        if self._started is None:
            return True
        day = self._started.date().isoformat()
        return (not rule.effective or rule.effective <= day) and (not rule.expires or day <= rule.expires)

    def _next_id(self, rule_id: str) -> str:
        self._raised[rule_id] = self._raised.get(rule_id, 0) + 1
        return f"{rule_id}:{self._raised[rule_id]}"

    def _clear(self, rule_id: str, why: str) -> AlertCleared:
        alert = self._open.pop(rule_id)
        return AlertCleared(call="", id=alert.id, rule=rule_id, why=why)  # type: ignore[arg-type]


def _moment(text: str) -> datetime | None:
    """ISO 8601 to a moment; None if there is none or it is not one."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None



