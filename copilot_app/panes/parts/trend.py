"""`Trend`: the mood of the last minutes as one line; `Progress`: how much of a list is done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...theme import Theme

_POINTS = 12
"""So many of the customer's utterances are drawn."""


class Trend(QWidget):
    """Scores from -1 (below) to 1 (above) around a faint middle line; the newest is a dot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scores: tuple[float, ...] = ()
        self._colour = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_scores(self, scores: list[float], colour: str) -> None:
        """The scores in order of time, and the token of the newest."""
        self._scores = tuple(scores[-_POINTS:])
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Small enough to stand beside words."""
        return QSize(self._theme.px(96), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Middle line, trend, dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 4.0
        middle = self.height() / 2
        pen = QPen(self._theme.colour("line_strong"), 1, Qt.PenStyle.DashLine)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(edge, middle), QPointF(self.width() - edge, middle))
        if not self._scores:
            return
        step = (self.width() - 2 * edge) / (_POINTS - 1)
        left = self.width() - edge - step * (len(self._scores) - 1)
        points = [QPointF(left + step * at, middle - score * (middle - edge)) for at, score in enumerate(self._scores)]
        painter.setPen(QPen(self._theme.colour("ink_faint"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                            Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._colour))
        painter.drawEllipse(points[-1], 3.5, 3.5)


class Progress(QWidget):
    """A thin bar of as many segments as there are items."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tokens: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_segments(self, tokens: tuple[str, ...]) -> None:
        """The token of each segment, from the left."""
        self._tokens = tokens
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text high."""
        return QSize(self._theme.px(96), self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The segments."""
        if not self._tokens:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 2.0
        wide = (self.width() - gap * (len(self._tokens) - 1)) / len(self._tokens)
        for number, token in enumerate(self._tokens):
            painter.setBrush(self._theme.colour(token))
            painter.drawRoundedRect(QRectF(number * (wide + gap), self.height() / 2 - 2, wide, 4), 2, 2)
