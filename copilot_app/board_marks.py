"""What a supervisor has kept of calls, live and past: bookmarks and coaching notes of the last weeks.

In: messages from the link (`supervising` connects it).  Out: `ask`.  Next: `panes.supervisor.marks` lists them; the call of
one is opened like a live one.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from protocol.call import Welcome
from protocol.message import Message
from protocol.supervision import Coaching, CoachingList, CoachingQuery, MakeScenario, ScenarioMade


class BoardMarks(QObject):
    """The newest first; asked for when somebody looks."""

    ask = Signal(object)
    """A `protocol` message for the server."""
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Coaching, ...] = ()
        self.known = False
        """False until the server has answered."""
        self.open = False
        """True while somebody looks."""
        self._asked = False

    def begin(self) -> None:
        """Somebody looks: ask for the newest state."""
        self.open = self._asked = True
        self.ask.emit(CoachingQuery())
        self.changed.emit()

    def end(self) -> None:
        """Nobody looks any more."""
        self.open = False
        self.changed.emit()

    def make_scenario(self, entry: Coaching) -> None:
        """Draft a training scenario of this moment."""
        self.ask.emit(MakeScenario(call=entry.call, coaching=entry.id))

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in an answer; a list that nobody asked for is an agent's own."""
        if isinstance(message, CoachingList) and not message.call and self._asked:
            self.entries, self.known, self._asked = message.entries, True, False
            self.changed.emit()
        elif self.open and (isinstance(message, (ScenarioMade, Welcome)) or isinstance(message, CoachingList) and message.call):
            # a call's own list has changed, so has this one
            self.begin()
