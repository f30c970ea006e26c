"""Coaching notes and bookmarks: lists from the server in; what is unread, read and opened out.

`app.Client` gives it every message: a note may belong to a call that has left the screen.  `panes.coaching` shows it,
`panes.supervisor.coaching` shows a call's own to the supervisor.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from protocol.message import Message
from protocol.supervision import Coaching, CoachingList, CoachingQuery, CoachingRead


class CoachingState(QObject):
    """The notes that supervisors left for this agent, newest first."""

    ask = Signal(object)
    """A `protocol` message for the server."""
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[Coaching, ...] = ()
        self.shown = False
        """True while the list is open."""

    @property
    def unread(self) -> int:
        """Notes that the agent has not read."""
        return sum(not note.read_at for note in self.notes)

    def refresh(self) -> None:
        """Ask for the agent's own notes."""
        self.ask.emit(CoachingQuery())

    def toggle(self) -> None:
        """Open the list, which is to have read it, or close it."""
        self.shown = not self.shown
        unread = tuple(note.id for note in self.notes if not note.read_at)
        if not self.shown and unread:
            self.ask.emit(CoachingRead(ids=unread))
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self.notes = tuple(note if note.read_at else msgspec.structs.replace(note, read_at=now) for note in self.notes)
        self.changed.emit()

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in a list; other messages are not for it."""
        if not isinstance(message, CoachingList):
            return
        told = [entry for entry in message.entries if entry.kind == "note"]
        if message.call:
            # one call's notes: the others stay
            ids = {entry.id for entry in told}
            told += [entry for entry in self.notes if entry.id not in ids]
        self.notes = tuple(sorted(told, key=lambda entry: entry.made_at, reverse=True))
        self.changed.emit()
