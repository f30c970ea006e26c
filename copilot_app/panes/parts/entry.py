"""`Entry`: one typed input of a card: a line or a list, its unit behind it, what is wrong beneath it.

It sends what is entered after a short rest (or at once on Enter, on leaving, and from a list) and shows what the server
made of it; while the two differ it is `changed`, and what was worked out before is not true of it any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...theme import Theme
from .buttons import ChoiceBox
from .words import Words

REST_MS = 300
"""So long after the last key a value is sent."""
LONGEST = 40


class _Line(QLineEdit):
    """A line whose Escape gives back what stood there, and whose arrow keys count where that makes sense."""

    escaped = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Up and Down; the rest as in every line."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class _List(ChoiceBox):
    """A list that the wheel scrolls past: no value changes because the pane was scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the pane."""
        event.ignore()


class Entry(QWidget):
    """One input.

    Args:
        kind: `amount`, `percent`, `whole`, `date` or `choice`.
    """

    entered = Signal(str)
    """A value to be sent."""
    edited = Signal()
    """What stands in it has changed."""

    def __init__(self, theme: Theme, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._known = ""
        self._sent = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._line = _Line()
        self._list = _List(theme)
        self._line.setMaxLength(LONGEST)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._unit = Words(theme, "caption", "ink_faint", max_lines=1)
        row.addWidget(self._line, 1)
        row.addWidget(self._list, 1)
        row.addWidget(self._unit)
        column.addLayout(row)
        self._problem = Words(theme, "caption", "stop", max_lines=2)
        self._problem.hide()
        column.addWidget(self._problem)
        self._line.setVisible(kind != "choice")
        self._list.setVisible(kind == "choice")
        self.setFocusProxy(self.editor)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.send)
        self._line.textEdited.connect(self._typed)
        self._line.editingFinished.connect(self.send)
        self._line.escaped.connect(self._take_back)
        self._line.stepped.connect(self._count)
        self._list.activated.connect(self._chosen)

    def _chosen(self) -> None:
        self.edited.emit()
        self.send()

    @property
    def editor(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self._list if self.kind == "choice" else self._line

    def text(self) -> str:
        """What stands in it; of a list the value of the choice."""
        return str(self._list.currentData() or "") if self.kind == "choice" else self._line.text()

    @property
    def changed(self) -> bool:
        """True while the server has not answered to what stands in it."""
        return self.text() != self._known

    def fill(self, label: str, value: str, unit: str, problem: str, choices: Sequence[tuple[str, str]] = (),
             hint: str = "") -> None:
        """Show what the server knows; what the agent is just entering stays.

        Args:
            choices: value and label of each.
            hint: shown in an empty line or list.
        """
        keep = self.changed and self.text() != value and (self._rest.isActive() or self.editor.hasFocus())
        kept = self.text()
        self._known = value
        if self.kind == "choice":
            self._offer(choices, kept if keep else value, hint)
        else:
            self._line.setPlaceholderText(hint)
            if not keep and self._line.text() != value:
                self._line.setText(value)
        self._unit.set_words(unit)
        self._unit.setVisible(bool(unit))
        self._problem.set_words(problem)
        self._problem.setVisible(bool(problem))
        self.editor.setAccessibleName(f"{label} {unit}".strip())
        self.editor.setAccessibleDescription(problem)

    def send(self) -> None:
        """Send what stands in it, unless that is known or under way."""
        self._rest.stop()
        if self.changed and self.text() != self._sent:
            self._sent = self.text()
            self.entered.emit(self._sent)

    def _offer(self, choices: Sequence[tuple[str, str]], value: str, hint: str) -> None:
        with QSignalBlocker(self._list):
            if [(self._list.itemData(at), self._list.itemText(at)) for at in range(self._list.count())] != list(choices):
                self._list.clear()
                for one, words in choices:
                    self._list.addItem(words, one)
            self._list.setPlaceholderText(hint)
            self._list.setCurrentIndex(self._list.findData(value))

    def _typed(self) -> None:
        self._sent = self._known
        self._rest.start()
        self.edited.emit()

    def _take_back(self) -> None:
        self._line.setText(self._known)
        self._typed()

    def _count(self, step: int) -> None:
        text = self._line.text().strip()
        if self.kind == "whole" and text.isdecimal() and int(text) + step >= 0:
            self._line.setText(str(int(text) + step))
            self._typed()
