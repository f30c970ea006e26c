"""The supervisor's bookmarks and coaching notes of all calls: found again, opened, made a training scenario."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from protocol.supervision import Coaching

from ...board_marks import BoardMarks
from ...theme import Theme
from ..pane import clock
from ..parts import IconButton, KeyedButton, Picture, Words
from ..parts.clearing import clear

_SHOWN = 60
"""Rows made at once; what is older is found in the list of its call."""


class MarksPane(QFrame):
    """Stands in the board's place while it is open."""

    open_pressed = Signal(str, int)
    """A call, and the moment of it (ms of call time; -1: none)."""
    close_pressed = Signal()

    def __init__(self, marks: BoardMarks, theme: Theme) -> None:
        super().__init__()
        self._marks, self._theme = marks, theme
        self.setProperty("pane", "card")
        self._title = Words(theme, "strong", "ink", max_lines=1)
        self._close = IconButton(theme, "close")
        self._empty = Words(theme, "body", "ink_faint")
        self.opens: list[KeyedButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        column.addWidget(self._empty)
        holder = QWidget()
        holder.setObjectName("content")
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(12)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        column.addWidget(area, 1)
        self._close.clicked.connect(self.close_pressed)
        marks.changed.connect(self.refresh)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title and rows."""
        self._title.set_words(self.tr("Your bookmarks and coaching notes of the last 30 days"))
        self.setAccessibleName(self._title.text())
        self._close.show_words(self.tr("Back to the live calls"))
        self.refresh()

    def refresh(self) -> None:
        """Fill the list anew."""
        self.setVisible(self._marks.open)
        if not self._marks.open:
            return
        clear(self._rows)
        self.opens.clear()
        entries = self._marks.entries[:_SHOWN]
        self._empty.setVisible(not entries)
        self._empty.set_words(self.tr("Nothing yet. In an opened call, B bookmarks a moment and C writes a coaching note.")
                              if self._marks.known else self.tr("Asking for them…"))
        for entry in entries:
            self._rows.addWidget(self._row(entry))

    def _row(self, entry: Coaching) -> QFrame:
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(self._theme, "bookmark" if entry.kind == "bookmark" else "book", "ink_soft", 16), 0,
                      Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        head = [entry.agent_name or entry.agent, _day(entry.made_at), clock(entry.at_ms) if entry.at_ms >= 0 else "",
                "" if entry.kind == "bookmark" else self.tr("read") if entry.read_at else self.tr("not read yet")]
        first = Words(self._theme, "caption", "ink_soft", max_lines=1)
        first.set_words(" · ".join(part for part in head if part))
        words.addWidget(first)
        quote = self.tr("“%1”").replace("%1", entry.quote.replace("\n", " ")) if entry.quote else ""
        for text, colour in ((entry.text, "ink"), (quote, "ink_soft")):
            if text:
                line = Words(self._theme, "body", colour, max_lines=2)
                line.set_words(text)
                words.addWidget(line)
        row.addLayout(words, 1)
        show = KeyedButton(self._theme, "plain", "eye")
        show.show_words(self.tr("Open"), self.tr("Open the call of this moment"))
        show.clicked.connect(lambda _=False, entry=entry: self.open_pressed.emit(entry.call, entry.at_ms))
        self.opens.append(show)
        make = IconButton(self._theme, "check" if entry.scenario else "procedure", "accent" if entry.scenario else "ink_soft")
        make.show_words(self.tr("A training scenario was made of it") if entry.scenario else
                        self.tr("Make a training scenario of this"))
        make.setEnabled(not entry.scenario)
        make.clicked.connect(lambda _=False, entry=entry: self._marks.make_scenario(entry))
        for button in (show, make):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return frame


def _day(stamp: str) -> str:
    """Day and time of a stamp (ISO 8601) on this computer's clock."""
    try:
        return f"{datetime.fromisoformat(stamp).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return ""
