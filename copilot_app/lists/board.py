"""The wall-board's rows: `BoardRow`s in, a list model in the server's order of urgency out, which can be held still.

`board_state` puts the rows in; `panes.supervisor` shows them.  While somebody reads (pointer over the table, a row
selected) no row moves or leaves: what is new stands at the end, what has ended stays as ended, and `moved` counts what
would stand higher.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from protocol.wallboard import BoardRow

from .keyed import ROW_ROLE

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
GATHER_MS = 200
"""Rows that come together are put in order together."""
Severity = Literal["", "inform", "remind", "stop"]
Kind = Literal["", "customer", "training"]
_GRAVER: dict[str, tuple[str, ...]] = {"": (), "inform": ("inform", "remind", "stop"), "remind": ("remind", "stop"),
                                        "stop": ("stop",)}


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which calls are shown; an empty field lets all through."""

    team: str = ""
    topic: str = ""
    severity: Severity = ""
    """Calls with an open alert of this severity or a graver one."""
    hand: bool = False
    """Only calls whose agent has raised the hand."""
    kind: Kind = ""
    search: str = ""
    """Words that stand in the names, the team, the topic or the gravest alert; upper and lower case are equal."""

    def passes(self, row: BoardRow, topic_words: str = "") -> bool:
        """True if the row is shown; `topic_words`: its topic as the screen words it."""
        if self.team and row.team != self.team or self.topic and row.topic != self.topic or self.hand and not row.hand:
            return False
        if self.kind and row.training != (self.kind == "training"):
            return False
        if self.severity and not any(row.alerts.get(name, 0) for name in _GRAVER[self.severity]):
            return False
        if not self.search:
            return True
        text = " ".join((row.agent, row.agent_name, row.team, topic_words, row.hand_reason, row.alert_text)).casefold()
        return all(word in text for word in self.search.casefold().split())

    @property
    def any(self) -> bool:
        """True if something may be left out."""
        return self != BoardFilter()


class BoardList(QAbstractListModel):
    """The calls that pass the filter, the most urgent first."""

    arranged = Signal()
    """The order, the filter's result or `moved` may be others now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, BoardRow] = {}
        self._shown: list[str] = []
        self._place: dict[str, int] = {}
        self._holds: set[str] = set()
        self.filter = BoardFilter()
        self.topic_words: Callable[[str], str] = lambda topic: topic
        """Words a topic; set by the window."""
        self.moved = 0
        """Calls that would stand higher if the order were not held."""
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self.arrange)

    # --- what is shown ---

    def put(self, row: BoardRow) -> None:
        """A call as it stands now; `row.over`: it leaves, or stays marked as over while the order is held."""
        known = self._rows.get(row.call)
        at = self._place.get(row.call)
        if row.over and known is None:
            return
        # its end says no more than the call's id; whose call it was stays to be read
        self._rows[row.call] = replace(known, over=True) if row.over and known is not None else row
        if at is not None:
            index = self.index(at)
            self.dataChanged.emit(index, index)
        # the timer is not started anew, so that a steady stream of rows can not put it off
        if not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """No calls."""
        self.beginResetModel()
        self._rows.clear()
        self._shown, self._place, self.moved = [], {}, 0
        self.endResetModel()
        self.arranged.emit()

    def set_filter(self, wanted: BoardFilter) -> None:
        """Show other calls; a filter is a wish of the reader's own, so it takes effect also while the order is held."""
        if wanted != self.filter:
            self.filter = wanted
            self.arrange(force=True)

    def hold(self, reason: str, on: bool) -> None:
        """Keep every row where it is for this reason, or for it no longer."""
        before = self.held
        self._holds.add(reason) if on else self._holds.discard(reason)
        if self.held != before:
            self.arrange()

    @property
    def held(self) -> bool:
        """True while no row may move."""
        return bool(self._holds)

    @property
    def calls(self) -> list[BoardRow]:
        """Every live call, shown or not."""
        return [row for row in self._rows.values() if not row.over]

    def get(self, call: str) -> BoardRow | None:
        """The row of this call, or None."""
        return self._rows.get(call)

    def place(self, call: str) -> int:
        """Where this call stands; -1 if it is not shown."""
        return self._place.get(call, -1)

    def __len__(self) -> int:
        return len(self._shown)

    # --- the order ---

    def _passes(self, row: BoardRow) -> bool:
        return not row.over and self.filter.passes(row, self.topic_words(row.topic))

    def arrange(self, *, force: bool = False) -> None:
        """Put the rows in the server's order; held, only append what is new.  `force`: although the order is held."""
        self._timer.stop()
        wanted = sorted((row for row in self._rows.values() if self._passes(row)),
                        key=lambda row: (-row.urgency, row.started_at, row.call))
        order = [row.call for row in wanted]
        if self.held and not force:
            self._append([call for call in order if call not in self._place])
        else:
            self._rows = {call: row for call, row in self._rows.items() if not row.over}
            keep = set(order)
            self._remove([call for call in self._shown if call not in keep])
            self._append([call for call in order if call not in self._place])
            self._permute(order)
        rank = {call: at for at, call in enumerate(order)}
        lasting = [call for call in self._shown if call in rank]
        self.moved = sum(rank[call] < at for at, call in enumerate(lasting))
        self.arranged.emit()

    def _append(self, calls: list[str]) -> None:
        if calls:
            first = len(self._shown)
            self.beginInsertRows(_NOWHERE, first, first + len(calls) - 1)
            self._shown.extend(calls)
            self._number()
            self.endInsertRows()

    def _remove(self, calls: list[str]) -> None:
        for call in calls:
            at = self._place[call]
            self.beginRemoveRows(_NOWHERE, at, at)
            del self._shown[at]
            self._number()
            self.endRemoveRows()

    def _permute(self, order: list[str]) -> None:
        if order == self._shown:
            return
        self.layoutAboutToBeChanged.emit()
        before = self._shown
        self._shown = order
        self._number()
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(self._place[before[index.row()]]) for index in old])
        self.layoutChanged.emit()

    def _number(self) -> None:
        self._place = {call: at for at, call in enumerate(self._shown)}

    # --- Qt's side ---

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Number of rows shown; a row has no children."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """`ROW_ROLE`: the `BoardRow`; display and accessible text: its words, see `words`."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._rows[self._shown[index.row()]]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return None

    def words(self, row: BoardRow) -> str:
        """A row in one sentence; the board puts its own wording here."""
        return row.agent_name or row.agent
