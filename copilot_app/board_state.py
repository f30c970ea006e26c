"""What the wall-board knows: rows, figures of the day, waiting gates, how the server stands; messages in, questions out.

`companion` connects it to the link.  `panes.supervisor` read the values below; one call that is opened is `watch_state`'s.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from protocol.call import Welcome, WireError
from protocol.message import Message, Role
from protocol.supervision import GateAnswer, GateQuery, Queues, WaitingGate, WaitingGates
from protocol.wallboard import BoardQuery, BoardRow, TeamFigures

from .link_state import LinkState
from .lists.board import BoardList

WATCHERS: tuple[Role, ...] = ("supervisor", "trainer", "quality", "compliance", "administrator")
"""Roles that are offered the board; what each may see and do, the server decides."""
OPENS_BOARD: tuple[Role, ...] = ("supervisor",)
"""Roles that see the board in the companion's place when they sign in."""
Stand = Literal["asking", "live", "offline", "refused"]


def server_time_s(stamp: str) -> float:
    """An ISO 8601 stamp as seconds since 1970; 0 if it is none."""
    try:
        return datetime.fromisoformat(stamp).timestamp() if stamp else 0.0
    except ValueError:
        return 0.0


class BoardState(QObject):
    """The live calls of one supervisor's teams."""

    ask = Signal(object)
    """A `protocol` message for the server."""
    figures_changed = Signal()
    gates_changed = Signal()
    stand_changed = Signal()
    queues_changed = Signal()
    failed = Signal(str)
    """Code of a refusal that is no call's."""
    hand_raised = Signal(object)
    """The `BoardRow` of a call whose agent has just raised the hand."""
    stop_alert = Signal(object)
    """The `BoardRow` of a call with one more open alert of severity `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = BoardList(self)
        self.figures: dict[str, TeamFigures] = {}
        """Team -> its day."""
        self.gates: tuple[tuple[WaitingGate, float], ...] = ()
        """What waits for a second person, and until when (`time.monotonic`)."""
        self.queues = Queues()
        self.stand: Stand = "asking"
        self.code = ""
        """Why the server does not show the board."""
        self.open = False
        """True from `begin` to `end`."""
        self._answered: set[str] = set()
        self._behind_s = 0.0

    # --- what the supervisor does ---

    def begin(self) -> None:
        """The board is open: ask for it, now and on every new connection."""
        self.open = True
        self._ask()

    def end(self) -> None:
        """The board is closed; the server need not tell any more."""
        if self.open:
            self.open = False
            self.ask.emit(BoardQuery(on=False))
            self.rows.clear()
            self.gates, self.figures = (), {}
            self.gates_changed.emit()
            self.figures_changed.emit()

    def answer(self, gate: WaitingGate, approved: bool) -> None:
        """A second person's answer; the server's list says when it counts."""
        if gate.gate not in self._answered:
            self._answered.add(gate.gate)
            self.ask.emit(GateAnswer(call=gate.call, gate=gate.gate, approved=approved))
            self.gates_changed.emit()

    def answered(self, gate: WaitingGate) -> bool:
        """True once this person has answered it."""
        return gate.gate in self._answered

    def _ask(self) -> None:
        self._stands("asking")
        self.ask.emit(BoardQuery())
        self.ask.emit(GateQuery())

    # --- what is read ---

    def age_s(self, stamp: str) -> float:
        """Seconds since a moment of the server's clock, never below 0; -1 if `stamp` is none."""
        then_s = server_time_s(stamp)
        return max(0.0, time.time() + self._behind_s - then_s) if then_s else -1.0

    @property
    def teams(self) -> list[str]:
        """Every team that has a live call or figures."""
        return sorted({row.team for row in self.rows.calls if row.team} | {team for team in self.figures if team})

    def day(self, team: str = "") -> TeamFigures:
        """The figures of one team, or of all teams together."""
        if team:
            return self.figures.get(team, TeamFigures(team=team))
        return together(list(self.figures.values()))

    # --- what the server says ---

    @Slot(object)
    def set_link(self, link: LinkState) -> None:
        """The connection has changed: without one the rows stay, and the board says that they stand still."""
        if link.phase == "refused":
            self._stands("refused", link.code)
        elif link.phase != "online":
            self._stands("offline" if link.phase == "offline" else "asking", link.code)

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in an answer; other messages are not for the board."""
        if isinstance(message, Queues):
            self.queues = message
            self.queues_changed.emit()
        elif not self.open:
            return
        elif isinstance(message, BoardRow):
            self._row(message)
        elif isinstance(message, TeamFigures):
            self.figures[message.team] = message
            self._stands("live")
            self.figures_changed.emit()
        elif isinstance(message, WaitingGates):
            now_s = time.monotonic()
            self.gates = tuple((gate, now_s + gate.left_s) for gate in message.gates)
            self._answered &= {gate.gate for gate in message.gates}
            self.gates_changed.emit()
        elif isinstance(message, Welcome):
            # a restarted server may know other calls
            self.rows.clear()
            self.figures.clear()
            self._ask()
        elif isinstance(message, WireError) and not message.call and message.code.partition(".")[0] == "supervision":
            if self.stand == "asking":
                self._stands("refused", message.code)
            self.failed.emit(message.code)

    def _row(self, row: BoardRow) -> None:
        known = self.rows.get(row.call)
        ahead_s = server_time_s(row.started_at) - time.time() if row.started_at else 0.0
        # nothing can have begun in the future: then the server's clock goes before this one
        self._behind_s = max(self._behind_s, ahead_s)
        self.rows.put(row)
        self._stands("live")
        if known is None or row.over:
            return
        if row.hand and not known.hand:
            self.hand_raised.emit(row)
        if row.alerts.get("stop", 0) > known.alerts.get("stop", 0):
            self.stop_alert.emit(row)

    def _stands(self, stand: Stand, code: str = "") -> None:
        if (stand, code) != (self.stand, self.code):
            self.stand, self.code = stand, code
            self.stand_changed.emit()


def together(teams: list[TeamFigures]) -> TeamFigures:
    """The day of several teams as one; the mean handling time is weighted by their finished calls."""
    finished = [max(0, one.calls - one.live) for one in teams]
    hours = [0] * max((len(one.hours) for one in teams), default=0)
    for one in teams:
        for hour, calls in enumerate(one.hours):
            hours[hour] += calls
    weight = sum(finished)
    handling_s = sum(one.handling_s * calls for one, calls in zip(teams, finished, strict=True)) / weight if weight else 0.0
    return TeamFigures(
        day=max((one.day for one in teams), default=""), calls=sum(one.calls for one in teams),
        live=sum(one.live for one in teams), alerts=sum(one.alerts for one in teams),
        required=sum(one.required for one in teams), said=sum(one.said for one in teams),
        suggestions=sum(one.suggestions for one in teams), accepted=sum(one.accepted for one in teams),
        handling_s=handling_s, hours=tuple(hours))
