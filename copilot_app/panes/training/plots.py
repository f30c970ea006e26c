"""The plots of a report, as painting: numbers and a rectangle in, lines on any painter out (screen or paper).

`curves` shows them in widgets, `report_pdf` puts them on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ..pane import clock

Ink = Callable[[str], QColor]
"""Name of a colour token -> colour."""
_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600)
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class MoodWords:
    """The words of the mood plot, in the language of the reader."""

    top: str
    middle: str
    bottom: str
    end: str


def time_ticks(duration_ms: int, most: int = _MOST_TICKS) -> list[int]:
    """Call times for the axis, in ms: round steps from 0 on, at most `most` + 1 of them."""
    step = next((step for step in _STEPS_S if duration_ms / 1000 / step <= most), _STEPS_S[-1])
    return [second * 1000 for second in range(0, duration_ms // 1000 + 1, step)]


def paint_mood(painter: QPainter, rect: QRectF, points: Sequence[tuple[int, float]], duration_ms: int,
               missed_ms: Sequence[int], ink: Ink, font: QFont, words: MoodWords, marked_ms: int = -1) -> None:
    """The customer's mood over the call: axis, times, the curve, what was missed, the end.

    Args:
        points: call time in ms, mood -1..1.
        marked_ms: a place to show; negative: none.
    """
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    line = metrics.height()
    left = max(metrics.horizontalAdvance(word) for word in (words.top, words.middle, words.bottom)) + line * 0.6
    area = QRectF(rect.left() + left, rect.top() + line * 1.3, rect.width() - left - line * 0.8, rect.height() - line * 3.1)
    last_ms = max(duration_ms, points[-1][0] if points else 0, 1000)

    def x(at_ms: float) -> float:
        return area.left() + area.width() * min(1.0, at_ms / last_ms)

    def y(score: float) -> float:
        return area.center().y() - max(-1.0, min(1.0, score)) * area.height() / 2

    thin = max(1.0, line / 16)
    for score, word in ((1.0, words.top), (0.0, words.middle), (-1.0, words.bottom)):
        style = Qt.PenStyle.SolidLine if score else Qt.PenStyle.DashLine
        painter.setPen(QPen(ink("line" if score else "line_strong"), thin, style))
        painter.drawLine(QPointF(area.left(), y(score)), QPointF(area.right(), y(score)))
        painter.setPen(ink("ink_faint"))
        painter.drawText(QRectF(rect.left(), y(score) - line / 2, left - line * 0.4, line),
                         Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
    most = max(2, int(area.width() / (metrics.horizontalAdvance("00:00") * 1.8)))
    for at_ms in time_ticks(last_ms, most):
        painter.setPen(QPen(ink("line_strong"), thin))
        painter.drawLine(QPointF(x(at_ms), area.bottom()), QPointF(x(at_ms), area.bottom() + line * 0.3))
        painter.setPen(ink("ink_faint"))
        painter.drawText(QRectF(x(at_ms) - line * 2, area.bottom() + line * 0.4, line * 4, line),
                         Qt.AlignmentFlag.AlignHCenter, clock(at_ms))
    _missed(painter, [QPointF(x(at_ms), area.bottom()) for at_ms in missed_ms], line, ink)
    painter.setPen(QPen(ink("ink_faint"), thin * 1.4))
    painter.drawLine(QPointF(x(duration_ms), area.top() - line * 0.2), QPointF(x(duration_ms), area.bottom()))
    painter.setPen(ink("ink_soft"))
    painter.drawText(QRectF(area.left(), rect.top(), area.width() + line * 0.6, line), Qt.AlignmentFlag.AlignRight, words.end)
    if marked_ms >= 0:
        painter.setPen(QPen(ink("inform"), thin * 2))
        painter.drawLine(QPointF(x(marked_ms), area.top()), QPointF(x(marked_ms), area.bottom()))
    _curve(painter, [QPointF(x(at_ms), y(score)) for at_ms, score in points], line, ink)


def _missed(painter: QPainter, places: list[QPointF], line: float, ink: Ink) -> None:
    """A small cross on the axis for each."""
    painter.setPen(QPen(ink("stop"), max(1.0, line / 9)))
    arm = line * 0.22
    for place in places:
        painter.drawLine(place - QPointF(arm, arm), place + QPointF(arm, arm))
        painter.drawLine(place - QPointF(arm, -arm), place + QPointF(arm, -arm))


def _curve(painter: QPainter, places: list[QPointF], line: float, ink: Ink) -> None:
    if not places:
        return
    painter.setPen(QPen(ink("accent"), max(1.5, line / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink("accent"))
    for place in places:
        painter.drawEllipse(place, line * 0.14, line * 0.14)
    painter.drawEllipse(places[-1], line * 0.26, line * 0.26)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_attempts(painter: QPainter, rect: QRectF, totals: Sequence[float], days: tuple[str, str], pass_mark: float,
                   ink: Ink, font: QFont, pass_words: str) -> None:
    """Totals 0..100 in order of time, the pass mark as a dashed line; the first and the last day stand below."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    line = metrics.height()
    left = metrics.horizontalAdvance("100") + line * 0.6
    area = QRectF(rect.left() + left, rect.top() + line * 2.0, rect.width() - left - line, rect.height() - line * 3.5)
    thin = max(1.0, line / 16)

    def y(total: float) -> float:
        return area.bottom() - max(0.0, min(100.0, total)) / 100 * area.height()

    for total in (0.0, 50.0, 100.0):
        painter.setPen(QPen(ink("line"), thin))
        painter.drawLine(QPointF(area.left(), y(total)), QPointF(area.right(), y(total)))
        painter.setPen(ink("ink_faint"))
        painter.drawText(QRectF(rect.left(), y(total) - line / 2, left - line * 0.4, line),
                         Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{total:.0f}")
    painter.setPen(QPen(ink("ink_faint"), thin, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(area.left(), y(pass_mark)), QPointF(area.right(), y(pass_mark)))
    above = QRectF(area.left(), rect.top(), area.width() + line * 0.6, line)
    painter.drawText(above, Qt.AlignmentFlag.AlignRight, f"- - {pass_words}")
    first = area.left() + line if len(totals) > 1 else area.center().x()
    step = (area.width() - 2 * line) / max(1, len(totals) - 1) if len(totals) > 1 else 0.0
    places = [QPointF(first + step * at, y(total)) for at, total in enumerate(totals)]
    _curve(painter, places, line, ink)
    painter.setPen(ink("ink_soft"))
    crowded = step and step < metrics.horizontalAdvance("100") * 1.3
    for at, (place, total) in enumerate(zip(places, totals, strict=True)):
        if not crowded or at in (0, len(places) - 1):
            painter.drawText(QRectF(place.x() - line * 2, place.y() - line * 1.35, line * 4, line),
                             Qt.AlignmentFlag.AlignHCenter, str(round(total)))
    painter.setPen(ink("ink_faint"))
    below = QRectF(area.left(), area.bottom() + line * 0.4, area.width(), line)
    if len(totals) > 1:
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, days[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, days[1])
    else:
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, days[1])
