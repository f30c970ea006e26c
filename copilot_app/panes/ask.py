"""The question field: what the agent types goes to the knowledge base; the answer comes as a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Pane
from .parts import KeyedButton
from .parts.buttons import with_key

_MAX_CHARACTERS = 200


class AskPane(Pane):
    """Takes the keyboard only when the agent asks for it."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._field = QLineEdit()
        self._icon = QAction(self._field)
        self._field.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._field.setMaxLength(_MAX_CHARACTERS)
        self._field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._send = KeyedButton(theme, "plain")
        row.addWidget(self._field, 1)
        row.addWidget(self._send)
        self._field.returnPressed.connect(self._ask)
        self._send.clicked.connect(self._ask)
        self._field.textChanged.connect(lambda words: self._send.setEnabled(bool(words.strip())))
        self._send.setEnabled(False)
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _dress(self) -> None:
        self._icon.setIcon(self.theme.icon("ask", "ink_faint", 16))

    def retranslate(self) -> None:
        """Placeholder and names."""
        self.setAccessibleName(title("ask"))
        self._field.setPlaceholderText(self.tr("Ask about products, fees, procedures…"))
        self._field.setAccessibleName(title("ask"))
        for button in self._field.findChildren(QToolButton):
            button.setAccessibleName(title("ask"))
        self._field.setToolTip(with_key(title("ask"), KEYS["ask"]))
        self._send.show_words(self.tr("Ask"), title("ask"))

    def take_keyboard(self) -> None:
        """Put the cursor into the field."""
        self.window().activateWindow()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        self.state.agent.ask(self._field.text())
        self._field.clear()
