"""`CardView`: one card with all its blocks; folded it is its title alone.

In comes a `CardRow` of the list; out go what the agent enters, ticks, presses, pins and closes.  Inputs keep the
keyboard while the server changes the card around them.  Next: `cards`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from protocol.assist import CardBlocks, CardField

from ..lists import CardRow
from ..shortcuts import KEYS
from ..theme import Theme
from .parts import Actions, Caution, Entry, IconButton, Picture, SmallTable, Steps, Words

_ICONS = {"product": "product", "knowledge": "book", "calculator": "calculator", "procedure": "procedure"}
LINES = 6
"""A card has at most so many lines beside its title, its inputs and its source."""
_LABEL_SHARE = 0.42
"""Of the card's width, at most, for the labels."""


class CardView(QFrame):
    """One card."""

    pin_pressed = Signal(str)
    close_pressed = Signal(str)
    unfolded = Signal(str)
    painted = Signal(str)
    entered = Signal(str, str, str)
    """Card, field, value."""

    def __init__(self, theme: Theme, card: str) -> None:
        super().__init__()
        self._theme, self._card = theme, card
        self._folded = False
        self._entries: dict[str, Entry] = {}
        self._results: list[Words] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(4)
        self._picture = Picture(theme, "book", "ink_soft", 16)
        self._title = Words(theme, "strong", "ink", max_lines=2)
        self._pin = IconButton(theme, "pin", "ink_faint")
        self._close = IconButton(theme, "close", "ink_faint")
        head.addWidget(self._picture)
        head.addSpacing(4)
        for part, stretch in ((self._title, 1), (self._pin, 0), (self._close, 0)):
            head.addWidget(part, stretch)
        column.addLayout(head)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.setSpacing(6)
        self._steps, self._table = Steps(theme), SmallTable(theme)
        self._caution, self._actions = Caution(theme), Actions(theme)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[Words] = []
        self._values: list[Words] = []
        self._body = Words(theme, "body", "ink_soft", max_lines=LINES)
        self._source = Words(theme, "caption", "ink_faint", max_lines=1)
        inner.addWidget(self._steps)
        inner.addLayout(self._grid)
        for block in (self._table, self._body, self._caution, self._actions, self._source):
            inner.addWidget(block)
        column.addWidget(self._inner)
        self._pin.clicked.connect(lambda: self.pin_pressed.emit(self._card))
        self._close.clicked.connect(lambda: self.close_pressed.emit(self._card))
        self._steps.ticked.connect(lambda name, on: self.entered.emit(self._card, name, "1" if on else ""))
        self._actions.pressed.connect(lambda name: self.entered.emit(self._card, name, ""))
        self._title.shown.connect(self.painted)

    def fill(self, row: CardRow, source: str, pin_words: str, first: bool, live: bool) -> None:
        """Show a row; `source` is its source and date in words, `live` says whether something can be entered."""
        blocks = row.blocks or CardBlocks()
        self._fill_rows(row)
        self._steps.fill([(step.name, step.text, step.done, step.tick) for step in blocks.steps],
                         self.tr("done"), self.tr("to do"))
        self._table.fill(blocks.table.heads if blocks.table else (), blocks.table.rows if blocks.table else ())
        plain = sum(line.input is None for line in row.rows)
        self._body.set_max_lines(max(1, LINES - plain))
        self._body.set_words(row.body if plain < LINES else "")
        self._body.setVisible(bool(self._body.text()))
        self._caution.fill(blocks.warning)
        self._actions.fill([(action.name, action.label, action.primary) for action in blocks.actions])
        self._source.set_words(source)
        self._source.setVisible(bool(source))
        for block in (*self._entries.values(), self._steps, self._actions):
            block.setEnabled(live)
        self._picture.show_icon(_ICONS[row.kind], "ink_soft")
        fresh = self.property("seq") != row.seq
        self.setProperty("seq", row.seq)
        self._title.set_words(row.title, key=row.id if fresh else "")
        self._pin.show_icon("pinned" if row.pinned else "pin", "accent" if row.pinned else "ink_faint")
        self._pin.show_words(pin_words, KEYS["pin"] if first else "")
        self._close.show_words(self.tr("Close the card"), KEYS["close_card"] if first else "")
        self.setAccessibleName(row.title)
        self._show_age()

    def fold(self, folded: bool) -> None:
        """Show the title alone, or everything."""
        self._folded = folded
        self._inner.setVisible(not folded)
        self.setCursor(Qt.CursorShape.PointingHandCursor if folded else Qt.CursorShape.ArrowCursor)

    def take_keyboard(self) -> bool:
        """Put the cursor into the first input; False if there is none."""
        entry = next(iter(self._entries.values()), None)
        if entry is None:
            return False
        entry.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A folded card unfolds."""
        if self._folded:
            self.unfolded.emit(self._card)
        super().mousePressEvent(event)

    def _fill_rows(self, row: CardRow) -> None:
        lines = [line for line in row.rows if line.input is not None]
        plain = [line for line in row.rows if line.input is None][:LINES]
        lines = [line for line in row.rows if line.input is not None or line in plain]
        self._keep({line.input.name: line.input for line in lines if line.input is not None})
        while self._grid.takeAt(0) is not None:
            pass
        while len(self._labels) < len(lines):
            self._labels.append(Words(self._theme, "body", "ink_faint"))
            self._values.append(Words(self._theme, "body", "ink"))
        self._results = []
        editors: list[QWidget] = []
        for at, line in enumerate(lines):
            label, value = self._labels[at], self._values[at]
            label.set_words(line.label)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop if line.input is None else Qt.AlignmentFlag.AlignVCenter)
            label.show()
            value.setVisible(line.input is None)
            if line.input is None:
                value.set_words(line.value)
                value.set_role("strong" if line.strong else "body")
                self._grid.addWidget(value, at, 1)
                self._results.append(value)
            else:
                entry = self._entries[line.input.name]
                self._fill_entry(entry, line.label, line.input)
                self._grid.addWidget(entry, at, 1)
                entry.show()
                editors.append(entry.editor)
        for unused in (*self._labels[len(lines):], *self._values[len(lines):]):
            unused.hide()
        for before, after in zip(editors, editors[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _keep(self, wanted: dict[str, CardField]) -> None:
        """Inputs that stay keep their widget, and with it the keyboard."""
        for name in [name for name, entry in self._entries.items()
                     if name not in wanted or entry.kind != wanted[name].kind]:
            entry = self._entries.pop(name)
            entry.hide()
            entry.deleteLater()
        for name, field in wanted.items():
            if name not in self._entries:
                entry = self._entries[name] = Entry(self._theme, field.kind, self._inner)
                entry.entered.connect(lambda value, name=name: self.entered.emit(self._card, name, value))
                entry.edited.connect(self._show_age)

    def _fill_entry(self, entry: Entry, label: str, field: CardField) -> None:
        hint = {"date": "2026-03-15", "choice": self.tr("Choose…")}.get(field.kind, "")
        entry.fill(label, field.value, field.unit, field.problem,
                   [(choice.value, choice.label) for choice in field.choices], hint)
        limits = " – ".join(part for part in (field.lowest, field.highest) if part)
        entry.editor.setToolTip(f"{label} {limits} {field.unit}".strip() if limits else label)

    def _show_age(self) -> None:
        """What was worked out from other inputs stands in pale ink until the server has answered."""
        old = any(entry.changed for entry in self._entries.values())
        for value in self._results:
            value.set_colour("ink_faint" if old else "ink")
            value.set_tip(self.tr("being worked out again") if old else "")
        self._body.set_colour("ink_faint" if old else "ink_soft")
