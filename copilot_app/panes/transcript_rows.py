"""How one row of the transcript is painted: bubbles, partials, masked numbers, words that caused an alert, gaps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from protocol.call import RecordingState

from ..i18n.codes import category_words
from ..lists import ROW_ROLE, Mark, TranscriptRow
from ..theme import Theme
from .pane import clock
from .parts import Shaped, Span

_Index = QModelIndex | QPersistentModelIndex
_SIDE = 15.0
_PAD_X, _PAD_Y = 10.0, 6.0
_SHARE = 0.84
"""Share of the width that a bubble may take."""
_BAR = 10
"""Kept free for the scroll bar at the right."""
_RUN_MS = 30_000
"""After so long a pause the speaker and the time are written again."""


class TranscriptDelegate(QStyledItemDelegate):
    """Paints rows and remembers which ones were painted in this pass."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shaped: dict[str, tuple[TranscriptRow, int, Shaped]] = {}
        self.painted: list[TranscriptRow] = []
        self.agent_name = ""
        """Of the agent, where somebody else reads; empty on the agent's own screen."""

    def forget(self) -> None:
        """Colours, sizes or language changed: set all rows anew."""
        self._shaped.clear()

    def keep_only(self, ids: set[str]) -> None:
        """Only these rows are still on the list."""
        self._shaped = {name: shaped for name, shaped in self._shaped.items() if name in ids}

    def _spans(self, row: TranscriptRow) -> tuple[Span, ...]:
        tokens = self._theme.tokens
        spans = []
        for mark in row.marks:
            if mark.kind == "redacted":
                spans.append(Span(mark.start, mark.end, ink=tokens.ink_soft, ground=tokens.line))
            else:
                spans.append(Span(mark.start, mark.end, ink=getattr(tokens, mark.kind), bold=True,
                                  ground=getattr(tokens, f"{mark.kind}_soft"), underline=getattr(tokens, mark.kind)))
        if not row.final and 0 < row.stable_chars <= len(row.text):
            spans.append(Span(0, row.stable_chars, ink=tokens.ink_soft))
        return tuple(spans)

    def _shape(self, row: TranscriptRow, width: int) -> Shaped:
        known = self._shaped.get(row.id)
        if known is not None and known[0] == row and known[1] == width:
            return known[2]
        room = (width - 2 * _SIDE) * _SHARE - 2 * _PAD_X
        text = row.text if row.final else row.text + "\u00a0…"
        for mark in row.marks:
            if mark.kind == "redacted":
                text = text[:mark.start] + text[mark.start:mark.end].replace(" ", "\u00a0") + text[mark.end:]
        shaped = Shaped(text, self._theme.font("text"), room, self._spans(row))
        self._shaped[row.id] = (row, width, shaped)
        return shaped

    @staticmethod
    def _width(option: QStyleOptionViewItem) -> int:
        # Without the scroll bar's width, so that rows keep their height when it comes or goes; else it would come and
        # go for ever at the height where it just fits.
        view = option.widget  # type: ignore[attr-defined]
        return max(120, int(view.width()) - _BAR) if isinstance(view, QAbstractItemView) else 360

    @staticmethod
    def _starts_run(index: _Index, row: TranscriptRow) -> bool:
        if index.row() == 0:
            return True
        before = index.model().index(index.row() - 1, 0).data(ROW_ROLE)
        return bool(before.channel != row.channel or before.gap or row.start_ms - before.end_ms > _RUN_MS)

    def _caption_height(self) -> float:
        return QFontMetricsF(self._theme.font("caption")).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Full width; height of head, bubble and foot."""
        row: TranscriptRow = index.data(ROW_ROLE)
        width = self._width(option)
        if row.gap:
            return QSize(width, int(self._gap_words(row, width).height) + self._theme.px(16))
        high = self._shape(row, width).height + 2 * _PAD_Y + 4
        if self._starts_run(index, row):
            high += self._caption_height() + 6
        if row.translation:
            high += self._translated(row, width).height + 2
        if _alerts(row):
            high += self._caption_height() + 2
        return QSize(width, int(high + 0.99))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: TranscriptRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        rect.setWidth(self._width(option))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.gap:
            self._paint_gap(painter, rect, row)
        else:
            self._paint_speech(painter, rect, row, self._starts_run(index, row), self._width(option))
        painter.restore()
        self.painted.append(row)

    def _paint_speech(self, painter: QPainter, rect: QRectF, row: TranscriptRow, starts: bool, width: int) -> None:
        shaped = self._shape(row, width)
        agent = row.channel == "agent"
        wide = shaped.width + 2 * _PAD_X
        left = rect.right() - _SIDE - wide if agent else rect.left() + _SIDE
        top = rect.top() + 2
        caption = self._theme.font("caption")
        if starts:
            who = (self.agent_name or QCoreApplication.translate("Transcript", "You") if agent
                   else QCoreApplication.translate("Transcript", "Customer"))
            painter.setFont(caption)
            painter.setPen(self._theme.colour("ink_faint"))
            line = QRectF(rect.left() + _SIDE + 2, top + 4, rect.width() - 2 * _SIDE - 4, self._caption_height())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight if agent else Qt.AlignmentFlag.AlignLeft,
                             f"{who}  {clock(row.start_ms)}")
            top += self._caption_height() + 6
        box = QRectF(left, top, wide, shaped.height + 2 * _PAD_Y)
        ground = self._theme.colour("accent_soft" if agent else "sunken")
        if row.final:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
        else:
            painter.setPen(QPen(self._theme.colour("line_strong"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)
        shaped.draw(painter, QPointF(left + _PAD_X, top + _PAD_Y),
                    self._theme.colour("ink" if row.final else "ink_faint"))
        below = box.bottom() + 2
        if row.translation:
            translated = self._translated(row, width)
            translated.draw(painter, QPointF(rect.left() + _SIDE + 2, below), self._theme.colour("ink_soft"))
            below += translated.height + 2
        alerts = _alerts(row)
        if alerts:
            self._paint_alert(painter, rect, below, alerts[0], agent, len(alerts))

    def _paint_alert(self, painter: QPainter, rect: QRectF, top: float, mark: Mark, agent: bool, count: int) -> None:
        words = category_words(mark.category) + (f" +{count - 1}" if count > 1 else "")
        font = self._theme.font("caption")
        metrics = QFontMetricsF(font)
        side = self._theme.px(14)
        room = rect.width() - 2 * _SIDE - side - 8
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(words) + side + 4
        left = rect.right() - _SIDE - wide - 2 if agent else rect.left() + _SIDE + 2
        high = self._caption_height()
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(QPointF(left, top + (high - side) / 2), self._theme.pixmap(mark.kind, mark.kind, side, ratio))
        painter.setFont(font)
        painter.setPen(self._theme.colour(mark.kind))
        painter.drawText(QRectF(left + side + 4, top, wide, high), Qt.AlignmentFlag.AlignVCenter, words)

    def _translated(self, row: TranscriptRow, width: int) -> Shaped:
        """The line in the agent's language, marked as a machine's."""
        words = QCoreApplication.translate("Transcript", "Machine translation: %1").replace("%1", row.translation)
        return Shaped(words, self._theme.font("caption"), (width - 2 * _SIDE) * _SHARE)

    def _gap_words(self, row: TranscriptRow, width: int) -> Shaped:
        return Shaped(gap_sentence(row), self._theme.font("caption"), width - 4 * _SIDE)

    def _paint_gap(self, painter: QPainter, rect: QRectF, row: TranscriptRow) -> None:
        shaped = self._gap_words(row, int(rect.width()))
        left = rect.left() + (rect.width() - shaped.width) / 2
        pen = QPen(self._theme.colour("line_strong"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = rect.center().y()
        painter.drawLine(QPointF(rect.left() + _SIDE, middle), QPointF(left - 8, middle))
        painter.drawLine(QPointF(left + shaped.width + 8, middle), QPointF(rect.right() - _SIDE, middle))
        shaped.draw(painter, QPointF(left, middle - shaped.height / 2), self._theme.colour("ink_faint"))

    def explain(self, row: TranscriptRow) -> str:
        """What the marks of a row mean, one line each."""
        if row.gap:
            return gap_sentence(row)
        lines = [f"“{row.text[mark.start:mark.end]}”: {category_words(mark.category)}" for mark in _alerts(row)]
        if any(mark.kind == "redacted" for mark in row.marks):
            lines.append(QCoreApplication.translate(
                "Transcript", "Private numbers are masked and never stored."))
        return "\n".join(lines)


def _alerts(row: TranscriptRow) -> list[Mark]:
    return [mark for mark in row.marks if mark.kind != "redacted"]


def gap_sentence(row: TranscriptRow) -> str:
    """Why there are no words for a stretch of the call."""
    reasons = {
        "network": QCoreApplication.translate("Transcript", "sound lost on the network"),
        "paused": QCoreApplication.translate("Transcript", "recording was paused"),
        "card": QCoreApplication.translate("Transcript", "card data, not recorded"),
        "no_recogniser": QCoreApplication.translate("Transcript", "no recogniser"),
        "audio": QCoreApplication.translate("Transcript", "sound could not be used"),
    }
    why = reasons.get(row.gap, QCoreApplication.translate("Transcript", "no transcript"))
    return f"{clock(row.start_ms)}–{clock(row.end_ms)} · {why}"


def pause_sentence(recording: RecordingState, now_ms: int) -> str:
    """That recording is paused, why, and how long at most: minutes and seconds left."""
    words = (QCoreApplication.translate("Transcript", "Card data: paused, %1") if recording.reason == "card" else
             QCoreApplication.translate("Transcript", "Paused, %1"))
    return words.replace("%1", clock(max(0, recording.until_ms - now_ms)))
