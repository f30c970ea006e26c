"""Between calls: what supervisors wrote about the agent's calls; the number of unread ones first, the notes on a press."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from protocol.supervision import Coaching

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Pane, clock, set_tone
from .parts import KeyedButton, Picture, Words
from .parts.clearing import clear

_SHOWN = 5


class CoachingPane(Pane):
    """Not there in a call, and while nobody wrote anything."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Words(theme, "strong", "ink", max_lines=2)
        self._toggle = KeyedButton(theme, "plain")
        self._picture = Picture(theme, "book", "ink_soft", 16)
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        head.addWidget(self._toggle)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        self._toggle.clicked.connect(state.coaching.toggle)
        state.coaching.changed.connect(self.refresh)
        state.phase_changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """All words are made in `refresh`."""
        self.refresh()

    def refresh(self) -> None:
        """The count, and the notes while the list is open."""
        coaching = self.state.coaching
        self.setVisible(bool(coaching.notes) and self.state.phase in ("rest", "ended"))
        unread = coaching.unread
        set_tone(self, "inform" if unread and not coaching.shown else "")
        self._picture.show_icon("book", "inform" if unread else "ink_soft")
        self._title.set_words(self.tr("%n coaching note(s) you have not read", "", unread) if unread else
                              self.tr("Coaching notes"))
        self._toggle.show_words(self.tr("Close") if coaching.shown else self.tr("Read"), title("coaching"), KEYS["coaching"])
        self.setAccessibleName(self._title.text())
        clear(self._rows)
        for note in coaching.notes[:_SHOWN] if coaching.shown else ():
            self._rows.addWidget(self._row(note))

    def _row(self, note: Coaching) -> QFrame:
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        about = [note.by, note.made_at[:10], clock(note.at_ms) if note.at_ms >= 0 else "",
                 self.tr("new") if not note.read_at else ""]
        caption = Words(self.theme, "caption", "inform" if not note.read_at else "ink_faint", max_lines=1)
        caption.set_words(" · ".join(part for part in about if part))
        column.addWidget(caption)
        if note.quote:
            quote = Words(self.theme, "caption", "ink_soft", max_lines=2)
            quote.set_words(self.tr("“%1”").replace("%1", note.quote))
            column.addWidget(quote)
        text = Words(self.theme, "body", "ink")
        text.set_words(note.text)
        column.addWidget(text)
        return frame
