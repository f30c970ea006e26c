"""Cards: product, knowledge, procedure, calculator; pinned ones stay, the newest stands above the others."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ..call_state import CallState
from ..shortcuts import title
from ..theme import Theme
from .card_view import CardView
from .pane import Mode, Pane
from .parts import Chip, Words


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
        state.phase_changed.connect(self.refresh)
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

    def take_keyboard(self) -> None:
        """Put the cursor into the first input of the first card that has one, and open that card."""
        for row in self.state.cards:
            if any(line.input is not None for line in row.rows):
                self.window().activateWindow()
                self._unfold(row.id)
                self._views[row.id].take_keyboard()
                return

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
            view.fill(row, source, pin, at == 0, self.state.phase in ("starting", "live"))
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
        view.close_pressed.connect(self.state.agent.dismiss_card)
        view.entered.connect(self.state.agent.enter_card)
        view.unfolded.connect(self._unfold)
        view.painted.connect(lambda item: self.painted.emit("card", item))
        return view
