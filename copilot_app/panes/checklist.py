"""The checklist: ticks itself as things are said, shows what is due next and by when."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..call_state import CallState
from ..lists import ChecklistRow
from ..theme import Theme
from .pane import Mode, Pane, clock
from .parts import IconButton, Picture, Progress, Words

_STATES = {"done": ("done", "accent"), "due": ("clock", "remind"), "missed": ("missed", "stop"),
           "open": ("open", "ink_faint")}
"""State -> icon and token."""

_NAMED = 3
"""So many of the items that nobody notices are named; the others stand in the tip."""
_ITEMS: dict[Mode, int] = {"narrow": 2, "wide": 4}
"""So many open items are shown; the roomy window shows the done ones too."""


class _Item(QWidget):
    """One line: icon, title, when it is due; the words to say beneath the next one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.picture = Picture(theme, "open", "ink_faint", 16)
        self.title = Words(theme, "body", "ink", max_lines=2)
        self.due = Words(theme, "caption", "ink_faint", max_lines=1)
        self.tick = IconButton(theme, "done")
        row.addWidget(self.picture)
        row.addWidget(self.title, 1)
        row.addWidget(self.due)
        row.addWidget(self.tick)
        column.addLayout(row)
        self.say = Words(theme, "caption", "ink_soft", max_lines=2)
        beneath = QHBoxLayout()
        beneath.setContentsMargins(theme.px(16) + 8, 0, 0, 0)
        beneath.addWidget(self.say)
        column.addLayout(beneath)


class ChecklistPane(Pane):
    """All items in their places in the roomy window; what is due next in the others."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._mode: Mode = "narrow"
        self._items: dict[str, _Item] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        head, self._title = self.heading("list")
        self._progress = Progress(theme)
        self._count = Words(theme, "caption", "ink_soft", max_lines=1)
        head.addWidget(self._progress)
        head.addWidget(self._count)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self._alone = Words(theme, "caption", "remind")
        column.addWidget(self._alone)
        self._empty = Words(theme, "body", "ink_faint")
        column.addWidget(self._empty)
        rows = state.checklist
        for changed in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged, rows.modelReset):
            changed.connect(self.refresh)
        state.local.changed.connect(self.refresh)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        self.retranslate()

    def arrange(self, mode: Mode) -> None:
        """What is due next in the narrow window, all that is open in the wide, everything in the roomy."""
        self._mode = mode
        self.refresh()

    def retranslate(self) -> None:
        """Title and states."""
        self._title.set_words(self.tr("Checklist"))
        self._empty.set_words(self.tr("What must be said in this call is listed here and ticks itself."))
        self.refresh()

    def refresh(self) -> None:
        """Show the items and what is due next."""
        rows = list(self.state.checklist)
        done = self.state.checklist.done_count()
        self._progress.show_segments(tuple(_STATES[row.state][1] if row.state != "open" else "line_strong"
                                           for row in sorted(rows, key=lambda row: row.state != "done")))
        self._progress.setAccessibleName(self.tr("%1 of %2 done").replace("%1", str(done)).replace("%2", str(len(rows))))
        self._progress.setVisible(bool(rows))
        self._count.setVisible(bool(rows))
        self._count.set_words(f"{done}/{len(rows)}")
        self._empty.setVisible(not rows)
        self._alone.setVisible(self.state.local.active)
        self._alone.set_words(self._alone_words())
        self._alone.setToolTip(self.tr("; ").join(self.state.local.unnoticed))
        self.setAccessibleName(f"{self._title.text()}: {self._progress.accessibleName() if rows else self._empty.text()}")
        upcoming = self.state.checklist.next_due()
        shown = self._chosen(rows)
        for gone in [key for key in self._items if self.state.checklist.get(key) is None]:
            item = self._items.pop(gone)
            self._rows.removeWidget(item)
            item.deleteLater()
        for row in rows:
            if row.id not in self._items:
                self._items[row.id] = _Item(self.theme)
                self._items[row.id].title.shown.connect(lambda item: self.painted.emit("checklist", item))
                self._items[row.id].tick.clicked.connect(lambda _=False, item=row.id: self.state.local.tick(item))
                self._rows.addWidget(self._items[row.id])
            self._fill(self._items[row.id], row, upcoming is not None and upcoming.id == row.id)
            self._items[row.id].setVisible(row.id in shown)

    def _alone_words(self) -> str:
        words = self.tr("The server does not hear this call: tick by hand what you have said.")
        unnoticed = self.state.local.unnoticed
        if not unnoticed:
            return words
        such = self.tr("; ").join(unnoticed[:_NAMED])
        return words + " " + self.tr("Nobody notices now when something said makes one of %n more a duty, such as: %1.", "",
                                     len(unnoticed)).replace("%1", such)

    def _chosen(self, rows: list[ChecklistRow]) -> set[str]:
        if self._mode == "roomy":
            return {row.id for row in rows}
        waiting = [row for row in rows if row.state != "done"]
        if self.state.local.active:
            return {row.id for row in waiting}
        waiting.sort(key=lambda row: (row.state != "missed", row.due_ms if row.due_ms >= 0 else 1 << 40))
        return {row.id for row in waiting[:_ITEMS[self._mode]]}

    def _fill(self, item: _Item, row: ChecklistRow, upcoming: bool) -> None:
        icon, token = _STATES[row.state]
        item.picture.show_icon(icon, token)
        item.title.set_words(row.title, key=row.id if item.property("state") != row.state else "")
        item.setProperty("state", row.state)
        item.title.set_colour("ink_faint" if row.state == "done" else "ink")
        words = ""
        if row.state == "missed":
            words = self.tr("missed")
        elif row.state == "done":
            words = self.tr("done")
        elif row.due_ms >= 0:
            words = self.tr("by %1").replace("%1", clock(row.due_ms))
        item.due.set_words(words)
        item.due.set_colour(token if row.state in ("due", "missed") else "ink_faint")
        item.say.set_words(self.tr("Say: %1").replace("%1", row.say) if row.say else "")
        item.say.setVisible(upcoming and bool(row.say) and self._mode != "narrow")
        item.tick.setVisible(self.state.local.active and row.state != "done")
        item.tick.show_words(self.tr("Tick by hand: %1").replace("%1", row.title))
        item.setToolTip(row.say)
        item.setAccessibleName(f"{row.title} {words}".strip())
