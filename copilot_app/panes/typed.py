"""The typing line of a practice call: what the trainee would say, under the transcript; Enter says it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ..call_state import CallState
from ..practice import LONGEST_LINE
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Pane
from .parts import KeyedButton
from .parts.buttons import with_key


class TypedPane(Pane):
    """There while the trainee types."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line, self.say = QLineEdit(), KeyedButton(theme, "primary")
        self.line.setMaxLength(LONGEST_LINE)
        row.addWidget(self.line, 1)
        row.addWidget(self.say)
        self.line.returnPressed.connect(self._say)
        self.say.clicked.connect(self._say)
        self.line.textChanged.connect(lambda words: self.say.setEnabled(bool(words.strip())))
        self.say.setEnabled(False)
        state.practice.changed.connect(self.refresh)
        state.phase_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Placeholder, names."""
        self.setAccessibleName(title("type"))
        self.line.setAccessibleName(title("type"))
        self.line.setPlaceholderText(self.tr("Type what you say to the customer…"))
        self.line.setToolTip(with_key(title("type"), KEYS["type"]))
        self.say.show_words(self.tr("Say"), title("type"))
        self.refresh()

    def refresh(self) -> None:
        """Seen while a practice call is typed."""
        practice = self.state.practice
        there = practice.live and practice.plan is not None and practice.plan.typing and practice.end is None
        self.setVisible(there)
        if not there:
            self.line.clear()

    def take_keyboard(self) -> None:
        """Put the cursor into the line."""
        if self.isVisible():
            self.window().activateWindow()
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self) -> None:
        if self.state.practice.type_line(self.line.text()):
            self.line.clear()
