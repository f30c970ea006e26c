"""Cards: product, knowledge, procedure, calculator; pinned ones stay, the newest stands above the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ..call_state import CallState
from ..lists import CardRow
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Mode, Pane
from .parts import Chip, IconButton, Picture, Words

_ICONS = {"product": "product", "knowledge": "book", "calculator": "calculator", "procedure": "procedure"}
_LINES = 6
"""A card has at most so many lines beside its title and its source."""


class CardView(QFrame):
    """One card; folded it is its title alone."""

    pin_pressed = Signal(str)
    unfolded = Signal(str)
    painted = Signal(str)

    def __init__(self, theme: Theme, card: str) -> None:
        super().__init__()
        self._theme, self._card = theme, card
        self._folded = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._picture = Picture(theme, "book", "ink_soft", 16)
        self._title = Words(theme, "strong", "ink", max_lines=2)
        self._pin = IconButton(theme, "pin", "ink_faint")
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        head.addWidget(self._pin)
        column.addLayout(head)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._cells = [(Words(theme, "body", "ink_faint"), Words(theme, "body", "ink")) for _ in range(_LINES)]
        for at, (label, value) in enumerate(self._cells):
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1)
        inner.addLayout(self._grid)
        self._body = Words(theme, "body", "ink_soft", max_lines=_LINES)
        inner.addWidget(self._body)
        self._source = Words(theme, "caption", "ink_faint", max_lines=1)
        inner.addWidget(self._source)
        column.addWidget(self._inner)
        self._pin.clicked.connect(lambda: self.pin_pressed.emit(self._card))
        self._title.shown.connect(self.painted)

    def fill(self, row: CardRow, source: str, pin_words: str, first: bool) -> None:
        """Show a row; `source` is its source and date in words."""
        lines = row.lines[:_LINES]
        for at, (label, value) in enumerate(self._cells):
            for cell, words in ((label, lines[at][0]), (value, lines[at][1])) if at < len(lines) else ():
                cell.set_words(words)
            label.setVisible(at < len(lines))
            value.setVisible(at < len(lines))
        self._body.set_max_lines(max(1, _LINES - len(lines)))
        self._body.set_words(row.body if len(lines) < _LINES else "")
        self._body.setVisible(bool(self._body.text()))
        self._source.set_words(source)
        self._source.setVisible(bool(source))
        self._picture.show_icon(_ICONS[row.kind], "ink_soft")
        fresh = self.property("seq") != row.seq
        self.setProperty("seq", row.seq)
        self._title.set_words(row.title, key=row.id if fresh else "")
        self._pin.show_icon("pinned" if row.pinned else "pin", "accent" if row.pinned else "ink_faint")
        self._pin.show_words(pin_words, KEYS["pin"] if first else "")
        self.setAccessibleName(row.title)

    def fold(self, folded: bool) -> None:
        """Show the title alone, or everything."""
        self._folded = folded
        self._inner.setVisible(not folded)
        self.setCursor(Qt.CursorShape.PointingHandCursor if folded else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A folded card unfolds."""
        if self._folded:
            self.unfolded.emit(self._card)
        super().mousePressEvent(event)


class CardsPane(Pane):
    """The newest card open and the others folded in the narrow window; all open in the wide one."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._compact = False
        self._open = ""
        self._views: dict[str, CardView] = {}
        self._rules: dict[str, QFrame] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(8)
        self._head = QWidget()
        head, self._title = self.heading("cards")
        self._head.setLayout(head)
        self._count = Chip(theme)
        head.addWidget(self._count)
        column.addWidget(self._head)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._column)
        self._empty = Words(theme, "body", "ink_faint")
        column.addWidget(self._empty)
        column.addStretch(1)
        rows = state.cards
        for changed in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged, rows.modelReset):
            changed.connect(self._changed)
        state.assist_muted_changed.connect(self.refresh)
        self.retranslate()

    def arrange(self, mode: Mode) -> None:
        """Fold all cards but one in the narrow window."""
        self._compact = mode == "narrow"
        self.refresh()

    def retranslate(self) -> None:
        """Title and empty state."""
        self._title.set_words(self.tr("Cards"))
        self._empty.set_words(self.tr("Products and knowledge for what is being talked about appear here."))
        self.refresh()

    def _changed(self) -> None:
        newest = max(self.state.cards, key=lambda row: row.seq, default=None)
        if newest is not None and self.property("newest") != newest.seq:
            self.setProperty("newest", newest.seq)
            self._open = newest.id
        self.refresh()

    def _unfold(self, card: str) -> None:
        self._open = card
        self.refresh()

    def refresh(self) -> None:
        """Show the cards in the order of the list."""
        rows = list(self.state.cards)
        self.setHidden(self.state.assist_muted)
        for gone in [key for key in self._views if self.state.cards.get(key) is None]:
            for part in (self._views.pop(gone), self._rules.pop(gone)):
                self._column.removeWidget(part)
                part.hide()
                part.deleteLater()
        for at, row in enumerate(rows):
            view = self._views.get(row.id) or self._add(row.id)
            if self._column.indexOf(view) != 2 * at + 1:
                self._column.insertWidget(2 * at, self._rules[row.id])
                self._column.insertWidget(2 * at + 1, view)
            dated = self.tr("as of %1").replace("%1", row.date) if row.date else ""
            source = " · ".join(part for part in (row.source, dated) if part)
            pin = self.tr("Unpin the card") if row.pinned else (title("pin") if at == 0 else self.tr("Pin the card"))
            view.fill(row, source, pin, at == 0)
            view.fold(self._compact and row.id != self._open)
            self._rules[row.id].setVisible(at > 0)
        self._head.setVisible(not self._compact or not rows)
        self._count.setVisible(len(rows) > 1)
        self._count.show_state(str(len(rows)), "plain", tip=self.tr("%n card(s)", "", len(rows)))
        self._empty.setVisible(not rows)
        self.setAccessibleName(f"{self._title.text()}: {', '.join(row.title for row in rows) or self._empty.text()}")

    def _add(self, card: str) -> CardView:
        view = self._views[card] = CardView(self.theme, card)
        rule = self._rules[card] = QFrame()
        rule.setProperty("rule", "true")
        view.pin_pressed.connect(self.state.agent.pin_card)
        view.unfolded.connect(self._unfold)
        view.painted.connect(lambda item: self.painted.emit("card", item))
        return view
