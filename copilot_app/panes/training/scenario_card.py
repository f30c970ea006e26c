"""`ScenarioCard`: one scenario in the list a trainee chooses from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from protocol.training import ScenarioEntry

from ...i18n.training_table import KINDS, LINES, MOODS, words_for
from ...theme import Theme
from ..pane import set_tone
from ..parts import Chip, FlowLayout, Words
from .page import day_words, score_words


class ScenarioCard(QFrame):
    """Chosen by a click, by space or by coming to it with the tab key; started by Enter or a double click."""

    chosen = Signal(str)
    started = Signal(str)

    def __init__(self, theme: Theme, entry: ScenarioEntry, days_left: int | None) -> None:
        super().__init__()
        self.theme, self.entry = theme, entry
        self.setProperty("pane", "card")
        self.setProperty("choice", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        title = Words(theme, "strong", "ink", max_lines=2)
        title.set_words(entry.title or entry.id)
        kind = Chip(theme)
        kind.show_state(words_for(KINDS, entry.kind), "neutral")
        head.addWidget(title, 1)
        head.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        goal = Words(theme, "body", "ink_soft", max_lines=3)
        goal.set_words(entry.goal)
        goal.setVisible(bool(entry.goal))
        column.addWidget(goal)
        facts = Words(theme, "caption", "ink_faint")
        facts.set_words(self._facts())
        column.addWidget(facts)
        self._marks(column, days_left)
        self.setAccessibleName(". ".join(part for part in (
            entry.title, words_for(KINDS, entry.kind), entry.goal, facts.text(), *self._marked) if part))

    def _facts(self) -> str:
        entry = self.entry
        tried = self.tr("not tried yet")
        if entry.attempts:
            tried = self.tr("%n attempt(s)", "", entry.attempts) + self.tr(", best %1").replace("%1", score_words(entry.best))
        parts = (entry.persona, self.tr("starts %1").replace("%1", words_for(MOODS, entry.mood)),
                 self.tr("%n min", "", entry.minutes), tried)
        return " · ".join(part for part in parts if part)

    def _marks(self, column: QVBoxLayout, days_left: int | None) -> None:
        entry = self.entry
        box = QWidget()
        flow = FlowLayout(box, gap=8, row_gap=4)
        self._marked: list[str] = []

        def mark(words: str, tone: str, icon: str, tip: str = "") -> None:
            chip = Chip(self.theme, icon)
            chip.show_state(words, tone, tip=tip)  # type: ignore[arg-type]
            flow.addWidget(chip)
            self._marked.append(words)

        if days_left is not None:
            by = self.tr("Assigned by %1").replace("%1", entry.assigned_by) if entry.assigned_by else ""
            if days_left < 0:
                mark(self.tr("Overdue by %n day(s)", "", -days_left), "stop", "clock", by)
            elif days_left == 0:
                mark(self.tr("Due today"), "remind", "clock", by)
            else:
                mark(self.tr("Due %1, in %n day(s)", "", days_left).replace("%1", day_words(entry.due)), "neutral", "clock", by)
        if entry.recommended:
            why = words_for(LINES, entry.why) if entry.why else ""
            words = self.tr("Recommended: practises “%1”").replace("%1", why) if why else self.tr("Recommended")
            mark(words, "accent", "flag")
        if entry.passed:
            mark(self.tr("Passed"), "accent", "done")
        if entry.draft:
            mark(self.tr("Draft, only trainers see it"), "remind", "words")
        box.setVisible(bool(self._marked))
        column.addWidget(box)

    def show_chosen(self, chosen: bool) -> None:
        """Marked by its border and its ground."""
        set_tone(self, "chosen" if chosen else "")
        self.setAccessibleDescription(self.tr("chosen") if chosen else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.chosen.emit(self.entry.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Start it."""
        self.started.emit(self.entry.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came here: choose it."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.chosen.emit(self.entry.id)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter starts."""
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self.entry.id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.started.emit(self.entry.id)
        else:
            super().keyPressEvent(event)
