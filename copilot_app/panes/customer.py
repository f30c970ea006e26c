"""The customer and fact pane: what the record says, from when it is, and what was promised in this call."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Mode, Pane
from .parts import IconButton, Picture, Words


class CustomerPane(Pane):
    """Out of sight in the narrow window until the agent asks for it: by its key, or by the name on the strip."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        self._folded = False
        self._compact = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._name = Words(theme, "strong", "ink", max_lines=1)
        self._dated = Words(theme, "caption", "ink_faint", max_lines=1)
        self._fold = IconButton(theme, "unfold")
        head.addWidget(Picture(theme, "person", "ink_soft", 16))
        head.addWidget(self._name, 1)
        head.addWidget(self._fold)
        column.addLayout(head)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 4)
        inner.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        inner.addLayout(self._grid)
        inner.addWidget(self._dated)
        self._promises = QVBoxLayout()
        self._promises.setSpacing(4)
        inner.addLayout(self._promises)
        self._empty = Words(theme, "body", "ink_faint")
        inner.addWidget(self._empty)
        column.addWidget(self._inner)
        column.addStretch(1)
        self._fold.clicked.connect(self.toggle)
        state.customer_changed.connect(self.refresh)
        self.retranslate()

    def arrange(self, mode: Mode) -> None:
        """Start folded in the narrow window, open in the wide one."""
        self._compact = self._folded = mode == "narrow"
        self._show_fold()

    def toggle(self) -> None:
        """Fold or unfold."""
        self._folded = not self._folded
        self._show_fold()

    def _show_fold(self) -> None:
        self._inner.setVisible(not self._folded)
        # The strip names the customer already: folded in the narrow window the pane takes no room.
        self.setHidden(self._folded and self._compact)
        self._fold.show_icon("fold" if self._folded else "unfold", "ink_soft")

    def retranslate(self) -> None:
        """Every word is made anew."""
        self._fold.show_words(title("customer"), KEYS["customer"])
        self._empty.set_words(self.tr("The record of the customer appears here when the call is matched to one."))
        self.refresh()

    def refresh(self) -> None:
        """Show the record and the promises."""
        record = self.state.customer
        known = record is not None and bool(record.name or record.fields)
        self._name.set_words(record.name if record is not None and record.name else self.tr("Customer"))
        self.setAccessibleName(self._name.text())
        for layout in (self._grid, self._promises):
            while (item := layout.takeAt(0)) is not None:
                _discard(item)
        fields = record.fields if record is not None else ()
        dates = {field.verified for field in fields if field.verified}
        common = dates.pop() if len(dates) == 1 else ""
        self._dated.set_words(self._verified(common) if common else "")
        self._dated.setVisible(bool(common))
        for at, field in enumerate(fields):
            label = Words(self.theme, "body", "ink_faint")
            label.set_words(field.label)
            value = Words(self.theme, "body", "ink")
            value.set_words(field.value)
            value.set_tip(" · ".join(part for part in (self._verified(field.verified), field.source) if part))
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1)
            if field.verified and not common:
                dated = Words(self.theme, "caption", "ink_faint", max_lines=1)
                dated.set_words(self._verified(field.verified))
                self._grid.addWidget(dated, at, 2)
        for promise in self.state.promises:
            who = self.tr("You promised: %1") if promise.by == "agent" else self.tr("Customer will: %1")
            words = who.replace("%1", promise.text)
            if promise.due:
                words = self.tr("%1 (by %2)").replace("%1", words).replace("%2", promise.due)
            self._promises.addWidget(self._promise(words))
        self._empty.setVisible(not known and not self.state.promises)
        self._show_fold()

    def _promise(self, words: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        text = Words(self.theme, "body", "ink")
        text.set_words(words)
        row.addWidget(Picture(self.theme, "promise", "accent", 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return box

    def _verified(self, when: str) -> str:
        if not when:
            return ""
        if when == "now" or when == date.today().isoformat():
            return self.tr("verified today")
        return self.tr("record of %1").replace("%1", when)


def _discard(item: QLayoutItem) -> None:
    widget = item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
