"""`Page`: what the pages of the training window share: cards, headings, scrolling, retranslation, two columns or one."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QDateTime, QEvent, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ...theme import FontRole, Theme
from ..parts import Words


class Page(QWidget):
    """A subclass builds its widgets once, fills them in `refresh`, words them in `retranslate`."""

    columns_from_px = 820
    """From this width on, at font scale 1, `columns` stand side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.columns: QBoxLayout | None = None
        """Laid out beside each other in a wide window, below each other in a narrow one."""

    def retranslate(self) -> None:
        """Set every word in the language of the screen."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Retranslate when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or several."""
        if self.columns is not None:
            wide = self.width() >= self.theme.px(self.columns_from_px)
            wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
            if self.columns.direction() != wanted:
                self.columns.setDirection(wanted)
                self.turned(wide)
        super().resizeEvent(event)

    def turned(self, wide: bool) -> None:
        """The columns stand side by side now, or no more."""

    def words(self, role: FontRole = "body", colour: str = "ink", max_lines: int = 0) -> Words:
        """A block of text in the theme."""
        return Words(self.theme, role, colour, max_lines)


def whole_page(page: QWidget, columns: QBoxLayout) -> None:
    """Let the columns of a page scroll together where they do not fit below each other."""
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    scroll, inner = scrolling()
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addLayout(columns)
    outer.addWidget(scroll)


def card(tone: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A framed part of a page and its column."""
    frame = QFrame()
    frame.setProperty("pane", "card")
    if tone:
        frame.setProperty("tone", tone)
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    return frame, column


def scrolling(inner: QWidget | None = None) -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls up and down, never sideways."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content = inner or QWidget()
    content.setObjectName("content")
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(8)
    scroll.setWidget(content)
    return scroll, column


def day_words(at: str) -> str:
    """An ISO date or time as the language writes the day."""
    try:
        day = datetime.date.fromisoformat(at[:10])
    except ValueError:
        return at
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def time_words(at: str) -> str:
    """An ISO time as the language writes day and time; empty if it is none."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    return QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat) if moment.isValid() else ""


def score_words(score: float) -> str:
    """A score as a whole number; a dash where there is none."""
    return "–" if score < 0 else str(round(score))
