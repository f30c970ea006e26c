"""What the agent should have said, and by when: an utterance or a time in, checklist events and reminders out.

An item is `open` from the call's start or from the intent that asks for it, `due` when its time has come or the agent
has begun it, `done` as soon as it is said, `missed` when the grace is over; a missed one can still be done.  What is not
required and has no deadline is never missed: a topic that was only touched makes no duty.
Next: `server.compliance.evaluator` sends the events on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from protocol.assist import Alert, AlertCleared, Checklist, Event
from server.content.playbook import ChecklistItem, Playbook

from .lexicon import Folded
from .matching import Key, Matcher, Said
from .negation import denied

_NEVER_MS = 1 << 60
BEGUN_MS = 30_000
"""So long an item that the agent has begun may take to be ended (the customer looks for the digits)."""


@dataclass(slots=True)
class _Item:
    """One item's state in this call."""

    item: ChecklistItem
    state: str = ""
    """Empty (not asked for yet), `open`, `due`, `done` or `missed`."""
    due_ms: int = -1
    alert_id: str = ""
    required: bool = True
    begun: bool = False
    """The agent has asked …"""
    answered: bool = False
    """… and the customer has said something since."""


class ChecklistWatch:
    """The checklist of one call."""

    def __init__(self, playbook: Playbook, matcher: Matcher, direction: str = "inbound") -> None:
        self._items = {item.id: _Item(item, required=item.required and not item.on_demand) for item in playbook.checklist
                       if item.direction in ("", direction)}
        self._matcher = matcher
        self._version = playbook.version
        self._begun = False
        self._next_ms = 0
        """Before this call time nothing falls due."""

    @property
    def next_ms(self) -> int:
        """Before this call time `begin` and `tick` give nothing and change nothing."""
        return self._next_ms if self._begun else 0

    def begin(self) -> list[Event]:
        """Opens the items that every call has; later calls give nothing."""
        if self._begun:
            return []
        self._begun, self._next_ms = True, 0
        events: list[Event] = []
        for entry in self._items.values():
            if not entry.item.intents and not entry.item.on_demand:
                entry.state = "open"
                entry.due_ms = -1 if entry.item.due_ms is None else entry.item.due_ms
                events.append(self._event(entry))
        return events

    def wanted(self, intents: set[str], at_ms: int) -> list[Event]:
        """Opens the items that these intents of the customer's line ask for; whatever he says answers what was asked."""
        events: list[Event] = []
        for entry in self._items.values():
            entry.answered = entry.begun
            if not entry.state and intents.intersection(entry.item.intents):
                entry.due_ms = -1 if entry.item.due_ms is None else at_ms + entry.item.due_ms
                self._next_ms = 0
                entry.state = "due" if entry.required or entry.due_ms >= 0 else "open"
                events.append(self._event(entry))
        return events

    def hear(self, folded: Folded, found: Mapping[Key, Sequence[Said]], at_ms: int = 0) -> list[Event]:
        """Ticks what the agent said in this utterance, which ended at `at_ms`."""
        events: list[Event] = []
        for (kind, name), places in found.items():
            entry = self._items.get(name)
            if entry is None or entry.state == "done":
                continue
            if kind == "required_by":
                events += self._require(entry, at_ms)
                continue
            ends = kind == "item" or (kind == "answers" and entry.answered)
            if not ends or (entry.item.opened_only and not entry.state):
                continue
            if all(self._taken_back(folded, said) for said in places):
                continue
            entry.state = "done"
            events.append(self._event(entry))
            if entry.alert_id:
                events.append(AlertCleared(call="", id=entry.alert_id, rule=f"checklist.{name}", why="said"))
                entry.alert_id = ""
        for kind, name in found:
            if kind == "asks":
                events += self._begin(self._items[name], at_ms) if name in self._items else []
        return events

    def tick_by_hand(self, item: str) -> list[Event]:
        """Done by the agent's own word; the event says so."""
        entry = self._items.get(item)
        if entry is None or entry.state == "done":
            return []
        entry.state = "done"
        events: list[Event] = [msgspec.structs.replace(self._event(entry), by_hand=True)]
        if entry.alert_id:
            events.append(AlertCleared(call="", id=entry.alert_id, rule=f"checklist.{item}", why="said"))
            entry.alert_id = ""
        return events

    def _require(self, entry: _Item, at_ms: int) -> list[Event]:
        """What the agent does makes the item a duty."""
        if entry.required:
            return []
        entry.required, entry.state = True, "due"
        if entry.item.on_demand and entry.item.due_ms is not None:
            entry.due_ms, self._next_ms = at_ms + entry.item.due_ms, 0
        return [self._event(entry)]

    def _begin(self, entry: _Item, at_ms: int) -> list[Event]:
        """The agent has asked: the item is due, and has time for the answer."""
        if entry.state == "done":
            return []
        self._next_ms = 0
        again = entry.begun and entry.state == "due"
        entry.begun, entry.answered = True, False
        if entry.item.due_ms is not None:
            entry.due_ms = max(entry.due_ms, at_ms + BEGUN_MS)
        entry.state = "due"
        return [] if again else [self._event(entry)]

    def tick(self, at_ms: int) -> list[Event]:
        """Items whose time has come or gone by this call time."""
        if at_ms < self._next_ms:
            return []
        events: list[Event] = []
        self._next_ms = _NEVER_MS
        for entry in self._items.values():
            if entry.due_ms < 0:
                continue
            if entry.state == "open" and at_ms >= entry.due_ms:
                entry.state = "due"
                events.append(self._event(entry))
            if not entry.required and entry.item.due_ms is None:
                continue
            missed_ms = entry.due_ms + entry.item.grace_ms
            if entry.state == "due" and at_ms >= missed_ms:
                events.extend(self._miss(entry))
            if entry.state in ("open", "due"):
                self._next_ms = min(self._next_ms, entry.due_ms if entry.state == "open" else missed_ms)
        return events

    def finish(self) -> list[Event]:
        """The call is over: what is required, or wanted at the end, and was not said is missed."""
        events: list[Event] = []
        for entry in self._items.values():
            if entry.state in ("open", "due") and (entry.required or entry.item.wanted_at_end):
                events.extend(self._miss(entry))
        return events

    def acknowledge(self, alert_id: str) -> list[Event]:
        """The agent has seen the reminder."""
        for name, entry in self._items.items():
            if entry.alert_id == alert_id:
                entry.alert_id = ""
                return [AlertCleared(call="", id=alert_id, rule=f"checklist.{name}", why="acknowledged")]
        return []

    def state(self, item: str) -> str:
        """State of an item: empty, `open`, `due`, `done` or `missed`."""
        entry = self._items.get(item)
        return entry.state if entry else ""

    def _taken_back(self, folded: Folded, said: Said) -> bool:
        # A pattern is written with its denial ("no origination fee"); a phrase is not.
        return not said.pattern and denied(folded.text, said.start, said.end, self._matcher.lang)

    def _miss(self, entry: _Item) -> list[Event]:
        entry.state = "missed"
        events: list[Event] = [self._event(entry)]
        if entry.required:
            item = entry.item
            entry.alert_id = f"checklist.{item.id}:1"
            events.append(Alert(call="", id=entry.alert_id, category=item.category, severity=item.severity,
                                rule=f"checklist.{item.id}", rule_version=self._version,
                                text=_words(entry) or item.title,
                                source=item.source))
        return events

    def _event(self, entry: _Item) -> Checklist:
        item = entry.item
        return Checklist(call="", item=item.id, state=entry.state, title=item.title,  # type: ignore[arg-type]
                         say=_words(entry), due_ms=entry.due_ms)


def _words(entry: _Item) -> str:
    """What to say next for an item."""
    return entry.item.begin if entry.item.begin and not entry.begun else entry.item.say
