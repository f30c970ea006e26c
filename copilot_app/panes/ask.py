"""The question field: what the agent types goes to the knowledge base; the answer stands above it, with the articles
it is from.

Cards that belong to the answer come into the cards' pane.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Pane
from .parts import IconButton, KeyedButton, Picture, Words
from .parts.buttons import with_key

_MAX_CHARACTERS = 200
_ANSWER_LINES = 5


class AskPane(Pane):
    """Takes the keyboard only when the agent asks for it."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._answer_box(theme))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        column.addLayout(row)
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
        self._close.clicked.connect(state.close_answer)
        state.answer_changed.connect(self.refresh)
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _answer_box(self, theme: Theme) -> QFrame:
        self._question = Words(theme, "caption", "ink_faint", max_lines=1)
        self._text = Words(theme, "body", "ink", max_lines=_ANSWER_LINES)
        self._sources = Words(theme, "caption", "ink_faint", max_lines=2)
        self._close = IconButton(theme, "close", "ink_faint")
        self._box = QFrame()
        self._box.setProperty("pane", "card")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(12, 6, 12, 8)
        inner.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Picture(theme, "ask", "ink_faint", 14, "caption"))
        head.addWidget(self._question, 1)
        head.addWidget(self._close)
        inner.addLayout(head)
        inner.addWidget(self._text)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(Picture(theme, "book", "ink_faint", 14, "caption"), 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._sources, 1)
        inner.addLayout(foot)
        return self._box

    def _dress(self) -> None:
        self._icon.setIcon(self.theme.icon("ask", "ink_faint", 16))

    def retranslate(self) -> None:
        """Placeholder and names."""
        self.setAccessibleName(title("ask"))
        self._field.setPlaceholderText(self.tr("Products, fees, procedures…"))
        self._field.setAccessibleName(title("ask"))
        for button in self._field.findChildren(QToolButton):
            button.setAccessibleName(title("ask"))
        self._field.setToolTip(with_key(title("ask"), KEYS["ask"]))
        self._send.show_words(self.tr("Ask"), title("ask"))
        self._close.show_words(title("close_answer"), KEYS["close_answer"])
        self.refresh()

    def refresh(self) -> None:
        """Show the answer, if there is one."""
        answer = self.state.answer
        self._box.setVisible(answer is not None)
        if answer is None:
            return
        self._question.set_words(answer.question)
        self._text.set_words(answer.text)
        self._sources.set_words(self.tr("; ").join(answer.source_titles))
        self._sources.set_tip(", ".join(answer.source))
        self._box.setAccessibleName(f"{answer.question}: {answer.text}")

    def allow(self, asking: bool) -> None:
        """Questions are for a call; an answer can be read and closed after it."""
        self._field.setEnabled(asking)
        self._send.setEnabled(asking and bool(self._field.text().strip()))

    def take_keyboard(self) -> None:
        """Put the cursor into the field."""
        self.window().activateWindow()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        self.state.agent.ask(self._field.text())
        self._field.clear()
