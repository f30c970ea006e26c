"""`Pane`: what every pane shares: the state it reads, the theme, retranslation, and the report of what was painted."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ..call_state import CallState
from ..theme import Theme
from .parts import Picture, Words

_LEVELS = 6
"""Layouts that stand in each other in a window."""
Mode = Literal["narrow", "wide", "roomy"]
"""One column, three columns, three columns with room to spare."""


class Pane(QFrame):
    """A part of the window.  A subclass builds its widgets once, fills them in `refresh`, words them in `retranslate`."""

    painted = Signal(str, str)
    """Kind and id of an item, after the paint event that first showed it."""

    def __init__(self, state: CallState, theme: Theme, look: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.theme = theme
        self.setProperty("pane", look)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.painted.connect(state.painted)
        self._barred, self._wanted = False, True

    def retranslate(self) -> None:
        """Set every word in the language of the screen."""
        raise NotImplementedError

    def arrange(self, mode: Mode) -> None:
        """Fit to the window's width: the essential only in the narrow one.  Many panes look the same in all."""

    def bar(self, barred: bool) -> None:
        """Keep it off the screen whatever it has to show, as in an exam; or let it be seen again."""
        if barred != self._barred:
            self._barred = barred
            super().setVisible(self._wanted and not barred)

    def setVisible(self, visible: bool) -> None:
        """Seen if it has something to show and is not barred."""
        self._wanted = visible
        super().setVisible(visible and not self._barred)

    def changeEvent(self, event: QEvent) -> None:
        """Retranslate when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def heading(self, icon: str) -> tuple[QHBoxLayout, Words]:
        """A row with icon and title; the pane adds what stands at its right end."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = Words(self.theme, "strong", "ink", max_lines=1)
        row.addWidget(Picture(self.theme, icon, "ink_soft", 16))
        row.addWidget(words, 1)
        return row, words


def settle_layouts() -> None:
    """Lay out now what was filled: Qt does it a level a turn of the loop, and a busy machine paints it squeezed meanwhile."""
    for _ in range(_LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # type: ignore[call-overload]


def set_tone(frame: QFrame, tone: str) -> None:
    """Dress a frame in a tone of the style sheet."""
    if frame.property("tone") != tone:
        frame.setProperty("tone", tone)
        frame.style().unpolish(frame)
        frame.style().polish(frame)


def clock(at_ms: int) -> str:
    """Call time as `03:24`, or `1:03:24` from an hour on."""
    seconds = max(0, at_ms) // 1000
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes:02d}:{seconds % 60:02d}"
