"""What the agent should have said, and by when: an utterance or a time in, checklist events and reminders out.

An item is `open` from the call's start or from the intent that asks for it, `due` when its time has come, `done` as
soon as it is said, `missed` when the grace is over; a missed one can still be done.
Next: `server.compliance.evaluator` sends the events on.
"""

from __future__ import annotations

from dataclasses import dataclass

from protocol.assist import Alert, AlertCleared, Checklist, Event
from server.content.playbook import ChecklistItem, Playbook

from .lexicon import Folded
from .matching import Key, Matcher, Said
from .negation import denied


@dataclass(slots=True)
class _Item:
    """One item's state in this call."""

    item: ChecklistItem
    state: str = ""
    """Empty (not asked for yet), `open`, `due`, `done` or `missed`."""
    due_ms: int = -1
    alert_id: str = ""


class ChecklistWatch:
    """The checklist of one call."""

    def __init__(self, playbook: Playbook, matcher: Matcher) -> None:
        self._items = {item.id: _Item(item) for item in playbook.checklist}
        self._matcher = matcher
        self._version = playbook.version
        self._begun = False

    def begin(self) -> list[Event]:
        """Opens the items that every call has; later calls give nothing."""
        if self._begun:
            return []
        self._begun = True
        events: list[Event] = []
        for entry in self._items.values():
            if not entry.item.intents:
                entry.state = "open"
                entry.due_ms = -1 if entry.item.due_ms is None else entry.item.due_ms
                events.append(self._event(entry))
        return events

    def wanted(self, intents: set[str], at_ms: int) -> list[Event]:
        """Opens the items that these customer intents ask for."""
        events: list[Event] = []
        for entry in self._items.values():
            if not entry.state and intents.intersection(entry.item.intents):
                entry.state = "due"
                entry.due_ms = -1 if entry.item.due_ms is None else at_ms + entry.item.due_ms
                events.append(self._event(entry))
        return events

    def hear(self, folded: Folded, found: dict[Key, list[Said]]) -> list[Event]:
        """Ticks what the agent said in this utterance."""
        events: list[Event] = []
        for (kind, name), places in found.items():
            entry = self._items.get(name) if kind == "item" else None
            if entry is None or entry.state == "done":
                continue
            if all(self._taken_back(folded, said) for said in places):
                continue
            entry.state = "done"
            events.append(self._event(entry))
            if entry.alert_id:
                events.append(AlertCleared(call="", id=entry.alert_id, rule=f"checklist.{name}", why="said"))
                entry.alert_id = ""
        return events

    def tick(self, at_ms: int) -> list[Event]:
        """Items whose time has come or gone by this call time."""
        events: list[Event] = []
        for entry in self._items.values():
            if entry.due_ms < 0:
                continue
            if entry.state == "open" and at_ms >= entry.due_ms:
                entry.state = "due"
                events.append(self._event(entry))
            if entry.state == "due" and at_ms >= entry.due_ms + entry.item.grace_ms:
                events.extend(self._miss(entry))
        return events

    def finish(self) -> list[Event]:
        """The call is over: what is required and was not said is missed."""
        events: list[Event] = []
        for entry in self._items.values():
            if entry.state in ("open", "due"):
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
        if entry.item.required:
            item = entry.item
            entry.alert_id = f"checklist.{item.id}:1"
            events.append(Alert(call="", id=entry.alert_id, category=item.category, severity=item.severity,
                                rule=f"checklist.{item.id}", rule_version=self._version, text=item.say or item.title,
                                source=item.source))
        return events

    def _event(self, entry: _Item) -> Checklist:
        item = entry.item
        return Checklist(call="", item=item.id, state=entry.state, title=item.title, say=item.say,  # type: ignore[arg-type]
                         due_ms=entry.due_ms)
