"""Where the columns of the wall-board stand: a width in, rectangles out; used by the rows and by the head above them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...i18n.board_table import board_words
from ...theme import Theme

EDGE = 16
GAP = 16
BAR = 10
"""Kept free for the scroll bar."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: least width in pixels at font scale 1, and its share of what is left."""

    id: str
    title: str
    width: int
    share: float = 0.0


WIDE: tuple[Column, ...] = (
    Column("agent", QT_TRANSLATE_NOOP("Board", "Agent"), 112, 1.0),
    Column("time", QT_TRANSLATE_NOOP("Board", "Time"), 48),
    Column("topic", QT_TRANSLATE_NOOP("Board", "Topic"), 96, 0.8),
    Column("mood", QT_TRANSLATE_NOOP("Board", "Customer's mood"), 148, 0.2),
    Column("alerts", QT_TRANSLATE_NOOP("Board", "Open alerts"), 176, 2.4),
    Column("needs", QT_TRANSLATE_NOOP("Board", "Waits for you"), 148, 1.4),
    Column("checklist", QT_TRANSLATE_NOOP("Board", "Checklist"), 76, 0.2),
    Column("use", QT_TRANSLATE_NOOP("Board", "Replies used"), 76, 0.2),
    Column("line", QT_TRANSLATE_NOOP("Board", "Line"), 88, 0.2),
    Column("who", QT_TRANSLATE_NOOP("Board", "Who listens"), 92, 0.8),
)
MIDDLE: tuple[Column, ...] = tuple(column for column in WIDE if column.id not in ("use", "who"))
"""In a smaller window; what is left out stands in the tool tip and in the opened call."""
COMPACT: tuple[Column, ...] = (
    Column("agent", QT_TRANSLATE_NOOP("Board", "Agent"), 96, 1.0),
    Column("time", QT_TRANSLATE_NOOP("Board", "Time"), 46),
    Column("mood", QT_TRANSLATE_NOOP("Board", "Mood"), 76, 0.2),
    Column("alerts", QT_TRANSLATE_NOOP("Board", "Alerts and requests"), 120, 1.6),
)
"""Beside an opened call: two lines a row."""


def columns_for(width: float, scale: float) -> tuple[Column, ...]:
    """The columns that fit this width."""
    for columns in (WIDE, MIDDLE):
        if width >= least_width(columns) * scale:
            return columns
    return COMPACT


def least_width(columns: tuple[Column, ...]) -> float:
    """The width at font scale 1 from which on they fit."""
    return 2 * EDGE + BAR + sum(column.width for column in columns) + GAP * (len(columns) - 1)


def places(columns: tuple[Column, ...], rect: QRectF, scale: float) -> dict[str, QRectF]:
    """Column id -> its part of a row."""
    shares = sum(column.share for column in columns) or 1.0
    fixed = sum(column.width * scale for column in columns) + GAP * (len(columns) - 1)
    spare = max(0.0, rect.width() - 2 * EDGE - BAR - fixed)
    x, found = rect.x() + EDGE, {}
    for column in columns:
        wide = column.width * scale + spare * column.share / shares
        found[column.id] = QRectF(x, rect.y(), wide, rect.height())
        x += wide + GAP
    return found


class BoardHead(QWidget):
    """The titles above the rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line of captions."""
        return QSize(400, self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles and a hairline."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("ink_faint"))
        rect = QRectF(self.rect())
        columns = columns_for(rect.width(), self._theme.font_scale)
        spots = places(columns, rect, self._theme.font_scale)
        for column in columns:
            spot = spots[column.id]
            words = painter.fontMetrics().elidedText(board_words(column.title), Qt.TextElideMode.ElideRight,
                                                     int(spot.width()) + 1)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
