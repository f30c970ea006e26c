"""`HeatLine`: a person's rubric as a row of cells, each with its name and its number; the ground only helps the eye."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from protocol.training import RUBRIC

from ...i18n.training_table import LINES, SHORT, words_for
from ...theme import Theme
from .page import score_words

_GOOD, _FAIR = 75.0, 50.0


def _tone(score: float) -> tuple[str, str]:
    """Ground and ink of a score."""
    if score < 0:
        return "sunken", "ink_faint"
    return ("accent_soft", "accent") if score >= _GOOD else ("remind_soft", "remind") if score >= _FAIR else ("stop_soft", "stop")


class HeatLine(QWidget):
    """All lines of the rubric in their order; as many rows of cells as the width needs."""

    def __init__(self, theme: Theme, lines: dict[str, float], weakest: str) -> None:
        super().__init__()
        self._theme, self._lines, self._weakest = theme, dict(lines), weakest
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = "; ".join(f"{words_for(LINES, line)} {score_words(self._lines.get(line, -1.0))}" for line in RUBRIC)
        self.setAccessibleName(self.tr("Mean of the last five by line: %1").replace("%1", said))
        self.setToolTip(self.accessibleName())
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def _cell(self) -> tuple[float, float]:
        """Least width and height of a cell."""
        metrics = QFontMetricsF(self._theme.font("caption"))
        widest = max(metrics.horizontalAdvance(words_for(SHORT, line)) for line in RUBRIC)
        return widest + self._theme.px(8), 2 * metrics.height() + self._theme.px(6)

    def _columns(self, width: int) -> int:
        rows = max(1, -(-len(RUBRIC) // max(1, int(width // self._cell()[0]))))
        return -(-len(RUBRIC) // rows)

    def hasHeightForWidth(self) -> bool:
        """Yes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """So many rows of cells."""
        rows = -(-len(RUBRIC) // self._columns(width))
        return int(rows * (self._cell()[1] + 2))

    def sizeHint(self) -> QSize:
        """One row."""
        wide = int(self._cell()[0] * len(RUBRIC))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """A few cells."""
        return QSize(int(self._cell()[0] * 4), int(self._cell()[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font("caption")
        painter.setFont(font)
        columns, high = self._columns(self.width()), self._cell()[1]
        wide = self.width() / columns
        for place, line in enumerate(RUBRIC):
            score = self._lines.get(line, -1.0)
            ground, ink = _tone(score)
            cell = QRectF((place % columns) * wide, (place // columns) * (high + 2), wide - 2, high)
            painter.setPen(self._theme.colour(ink) if line == self._weakest else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self._theme.colour("ink_soft"))
            painter.drawText(cell.adjusted(0, 2, 0, -high / 2), Qt.AlignmentFlag.AlignCenter, words_for(SHORT, line))
            painter.setPen(self._theme.colour(ink))
            painter.drawText(cell.adjusted(0, high / 2 - 1, 0, -3), Qt.AlignmentFlag.AlignCenter, score_words(score))
