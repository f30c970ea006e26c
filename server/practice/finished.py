"""A training call that is over, as the report reads it: words with times, events, the customer's turns, scenario,
playbook.

In: what is stored.  Out: one object that never changes, so that two reports of it are equal.  Next: `rubric`,
`moments`, `better`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from protocol.assist import Alert, AlertCleared
from protocol.call import CallEnded
from protocol.message import CallEvent, Channel, Language
from protocol.training import NOT_BEGUN, CustomerLeft
from server.calls.practising import TYPED
from server.calls.utterance import Utterance
from server.content.playbook import Playbook
from server.storage.practice import PathPoint, PracticeStart

from .engine import Note
from .scenario import PracticeScenario

LEAST_LINES = 2
"""Who leaves before so many own lines has looked in, not tried; a warned word counts all the same."""


@dataclass(frozen=True)
class FinishedCall:
    """Everything that a report is made of."""

    start: PracticeStart
    playbook: Playbook
    """The version that the call ran with."""
    scenario: PracticeScenario | None
    """None if it is gone since: the report does without what only it knows."""
    lines: tuple[Utterance, ...]
    """Masked, by the time at which they began."""
    events: tuple[CallEvent, ...]
    path: tuple[PathPoint, ...] = ()
    interrupted: bool = False
    """True if the call broke off."""

    @property
    def lang(self) -> Language:
        """Of the call, and of the report's sentences."""
        return self.start.lang

    @cached_property
    def duration_ms(self) -> int:
        """From the first sample to the end."""
        told = max((event.duration_ms for event in self.events if isinstance(event, CallEnded)), default=0)
        return max(told, max((line.end_ms for line in self.lines), default=0))

    @cached_property
    def agent(self) -> tuple[Utterance, ...]:
        """The trainee's lines."""
        return self._of("agent")

    @cached_property
    def customer(self) -> tuple[Utterance, ...]:
        """The simulated customer's lines."""
        return self._of("customer")

    @cached_property
    def spoken(self) -> tuple[Utterance, ...]:
        """The trainee's lines that were not typed: only these have a pace."""
        return tuple(line for line in self.agent if not typed(line))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What happened to asks, objections and traps, in order."""
        return tuple(note for point in self.path for note in point.notes)

    @cached_property
    def left(self) -> tuple[str, str]:
        """(outcome, why): how the customer left; `interrupted` if the call broke off, `ended` if the trainee ended it
        first, `NOT_BEGUN` if either was before the call had begun."""
        for event in self.events:
            if isinstance(event, CustomerLeft):
                return event.outcome, event.why
        for point in reversed(self.path):
            if point.outcome:
                return point.outcome, point.why
        if len(self.agent) < LEAST_LINES and not self.alerts:
            return NOT_BEGUN, ""
        return ("interrupted" if self.interrupted else "ended"), ""

    @cached_property
    def alerts(self) -> tuple[tuple[Alert, str], ...]:
        """Warnings about the trainee's words, each with how it was cleared; those of the checklist stand in its
        items."""
        cleared = {event.id: event.why for event in self.events if isinstance(event, AlertCleared)}
        return tuple((event, cleared.get(event.id, "")) for event in self.events
                     if isinstance(event, Alert) and event.channel == "agent" and not event.rule.startswith("checklist."))

    def line(self, utterance: str) -> Utterance | None:
        """The line of this id."""
        return self._by_id.get(utterance)

    def last(self, channel: Channel, before_ms: int) -> Utterance | None:
        """The last line of a channel that began before this call time."""
        found = [line for line in self._of(channel) if line.start_ms < before_ms]
        return found[-1] if found else None

    @cached_property
    def _by_id(self) -> dict[str, Utterance]:
        return {line.id: line for line in self.lines}

    def _of(self, channel: Channel) -> tuple[Utterance, ...]:
        return tuple(line for line in self.lines if line.channel == channel)


def in_order(lines: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Lines by the time at which they began."""
    return tuple(sorted(lines, key=lambda line: (line.start_ms, line.end_ms, line.id)))


def typed(line: Utterance) -> bool:
    """Whether a line came from the keyboard, or was written by a customer without a voice."""
    return line.id.startswith(TYPED)
