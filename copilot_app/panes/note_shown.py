"""A supervisor's note on the agent's screen: the text, up to three answers by one key each; it never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Pane, set_tone
from .parts import Chip, FlowLayout, IconButton, KeyedButton, Picture, Words


class NoteShownPane(Pane):
    """Empty, and of no height, while there is no note that waits."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        set_tone(self, "inform")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._by = Words(theme, "strong", "inform", max_lines=1)
        self._more = Chip(theme)
        self._close = IconButton(theme, "close")
        head.addWidget(Picture(theme, "note", "inform", 16))
        head.addWidget(self._by, 1)
        head.addWidget(self._more)
        head.addWidget(self._close)
        column.addLayout(head)
        self._text = Words(theme, "text", "ink")
        column.addWidget(self._text)
        self._keys = QWidget()
        flow = FlowLayout(self._keys, gap=8, row_gap=6)
        self.answers = [KeyedButton(theme, "plain") for _ in range(3)]
        for number, button in enumerate(self.answers, 1):
            # a press with the mouse leaves the focus where the agent is typing
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, number=number: state.supervised.answer_note(number))
            flow.addWidget(button)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._keys)
        self._told = ""
        self._close.clicked.connect(state.supervised.put_note_away)
        state.supervised.notes_changed.connect(self.refresh)
        state.supervised.queues_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Buttons and head."""
        self._close.show_words(title("put_note_away"), KEYS["put_note_away"])
        self.refresh()

    def refresh(self) -> None:
        """Show the newest note that is not answered."""
        note = self.state.supervised.note
        self.setVisible(note is not None)
        if note is None:
            self.setAccessibleName(self.tr("No note from a supervisor"))
            return
        shown = note.shown
        self._by.set_words(self.tr("Note from %1").replace("%1", shown.by or self.tr("a supervisor")))
        self._text.set_words(shown.text)
        answers = self.state.supervised.answers
        self._keys.setVisible(bool(answers))
        for number, button in enumerate(self.answers, 1):
            button.setVisible(number <= len(answers))
            if number <= len(answers):
                words = answers[number - 1]
                button.show_words(f"{number}  {words}", self.tr("Answer “%1”").replace("%1", words), str(number))
        waiting = sum(one.answer is None for one in self.state.supervised.notes.values()) - 1
        self._more.setVisible(waiting > 0)
        self._more.show_state(self.tr("%n more", "", waiting), "neutral")
        self.setAccessibleName(f"{self._by.text()}: {shown.text}")
        if shown.id != self._told:
            self._told = shown.id
            keys = self.tr("; ").join(f"{number} {words}" for number, words in enumerate(answers, 1))
            event = QAccessibleAnnouncementEvent(self, f"{self.accessibleName()} {keys}")
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
