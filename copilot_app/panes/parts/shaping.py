"""Text set into lines, with stretches on a coloured ground: for `Words` and for the rows of the transcript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with its own ink, ground and, if wanted, underline."""

    start: int
    end: int
    ink: str = ""
    """Colour of the letters; empty: as the rest."""
    ground: str = ""
    """Colour of the rounded ground; empty: none."""
    underline: str = ""
    """Colour of a line beneath; empty: none."""
    bold: bool = False


class Shaped:
    """A text set to a width.

    Args:
        width: of the lines, in pixels; words longer than it are broken, so nothing is ever cut at the side.
        max_lines: further lines are left out and the last one is elided; 0 sets all.
    """

    def __init__(self, text: str, font: QFont, width: float, spans: tuple[Span, ...] = (), max_lines: int = 0) -> None:
        self._spans = spans
        self.elided = False
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats([self._format(span) for span in spans if span.ink or span.bold])
        self._last: tuple[str, float] | None = None
        self.width = 0.0
        self.height = 0.0
        self._layout.beginLayout()
        count = 0
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0.0, self.height))
            self.height += line.height()
            self.width = max(self.width, line.naturalTextWidth())
            count += 1
            if count == max_lines and line.textStart() + line.textLength() < len(text):
                self.elided = True
                break
        self._layout.endLayout()
        self.lines = count
        self.text = text
        self._font = font
        self._line_width = width

    @staticmethod
    def _format(span: Span) -> QTextLayout.FormatRange:
        wanted = QTextLayout.FormatRange()
        wanted.start, wanted.length = span.start, span.end - span.start  # type: ignore[misc]
        style = QTextCharFormat()
        if span.ink:
            style.setForeground(QColor(span.ink))
        if span.bold:
            style.setFontWeight(QFont.Weight.DemiBold)
        wanted.format = style  # type: ignore[misc]
        return wanted

    def draw(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        """Paint the grounds, then the lines, with the top left corner at `at`."""
        for span in self._spans:
            self._ground(painter, at, span)
        painter.setPen(QPen(ink))
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            if self.elided and number == self.lines - 1:
                rest = QFontMetricsF(self._font).elidedText(
                    self.text[line.textStart():], Qt.TextElideMode.ElideRight, self._line_width)
                painter.setFont(self._font)
                painter.drawText(QPointF(at.x(), at.y() + line.y() + line.ascent()), rest)
            else:
                line.draw(painter, at)

    def _ground(self, painter: QPainter, at: QPointF, span: Span) -> None:
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            first = max(span.start, line.textStart())
            last = min(span.end, line.textStart() + line.textLength())
            if first >= last:
                continue
            left = _x_of(line, first)
            right = min(_x_of(line, last), line.naturalTextWidth())
            inset = line.height() * 0.12
            box = QRectF(at.x() + left - 2, at.y() + line.y() + inset, right - left + 4, line.height() - 2 * inset)
            if span.ground:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(span.ground))
                painter.drawRoundedRect(box, 4, 4)
            if span.underline:
                painter.setPen(QPen(QColor(span.underline), 1.5))
                y = box.bottom() - 0.5
                painter.drawLine(QPointF(box.left() + 2, y), QPointF(box.right() - 2, y))


def _x_of(line: QTextLine, character: int) -> float:
    # The binding returns the position and the character that it was taken for.
    found: Any = line.cursorToX(character)
    return float(found[0] if isinstance(found, tuple) else found)
