"""How one row of the wall-board is painted, and how it is worded for assistive technology: a `BoardRow` in, pixels out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from protocol.wallboard import BoardRow

from ...board_state import BoardState
from ...i18n.board_table import SEVERITIES, board_words, line_looks, mood_looks, topic_words
from ...i18n.codes import category_words
from ...lists import ROW_ROLE
from ...theme import FontRole, Theme
from ..pane import clock
from .columns import COMPACT, columns_for, places

_Index = QModelIndex | QPersistentModelIndex
_TREND_POINTS = 12
_MOST_TEXTS = 4_000
"""Elided texts that are kept; several screens full."""



def waiting_words(seconds: float) -> str:
    """How long somebody waits: `1:20`."""
    return clock(int(max(0.0, seconds) * 1000))


def row_words(row: BoardRow, board: BoardState) -> str:
    """A row in one sentence, the most pressing first."""
    parts = [row.agent_name or row.agent]
    if row.over:
        return f"{parts[0]}: {QCoreApplication.translate('BoardRows', 'Call ended')}"
    if row.hand:
        raised = QCoreApplication.translate("BoardRows", "Hand raised") + (f": {row.hand_reason}" if row.hand_reason else "")
        parts.append(f"{raised} {waiting_words(board.age_s(row.hand_at))}")
    for severity in ("stop", "remind", "inform"):
        if row.alerts.get(severity):
            parts.append(f"{board_words(SEVERITIES[severity])} {row.alerts[severity]}")
    if row.gates:
        parts.append(QCoreApplication.translate("BoardRows", "%1 to approve").replace("%1", str(row.gates)))
    parts += [topic_words(row.topic), mood_looks(row.mood)[0], waiting_words(board.age_s(row.started_at)),
              QCoreApplication.translate("BoardRows", "checklist %1 of %2").replace("%1", str(row.done)).replace(
                  "%2", str(row.required)), line_looks(row.quality, row.away, row.paused)[0]]
    if row.observers:
        parts.append(QCoreApplication.translate("BoardRows", "listened to by %1").replace("%1", ", ".join(row.observers)))
    return ", ".join(part for part in parts if part)


class BoardDelegate(QStyledItemDelegate):
    """Two lines a row; every state has an icon and words or a number."""

    def __init__(self, theme: Theme, board: BoardState, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._board = theme, board
        self._fonts: dict[FontRole, tuple[QFont, QFontMetricsF, float]] = {}
        self._colours: dict[str, QColor] = {}
        self._elided: dict[tuple[str, FontRole, int], tuple[str, float]] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Other sizes: measure anew."""
        self._fonts.clear()
        self._colours.clear()
        self._elided.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, self._theme.px(52))

    # --- pieces ---

    def _text(self, painter: QPainter, rect: QRectF, words: str, role: FontRole, token: str) -> float:
        """One elided line; its width."""
        known = self._fonts.get(role)
        if known is None:
            font = self._theme.font(role)
            metrics = QFontMetricsF(font)
            known = self._fonts[role] = (font, metrics, (metrics.ascent() - metrics.descent()) / 2)
        font, metrics, middle = known
        key = (words, role, int(rect.width()))
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _MOST_TEXTS:
                self._elided.clear()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 1)
            found = self._elided[key] = (shown, metrics.horizontalAdvance(shown))
        painter.setFont(font)
        painter.setPen(self._colour(token))
        painter.drawText(QPointF(rect.x(), rect.center().y() + middle), found[0])
        return found[1]

    def _colour(self, token: str) -> QColor:
        colour = self._colours.get(token)
        if colour is None:
            colour = self._colours[token] = self._theme.colour(token)
        return colour

    def _icon(self, painter: QPainter, x: float, middle: float, icon: str, token: str, size: int = 16) -> float:
        """An icon around a height; the x behind it."""
        side = self._theme.px(size)
        ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
        painter.drawPixmap(QPointF(x, middle - side / 2), self._theme.pixmap(icon, token, side, ratio))
        return x + side + 4

    def _mark(self, painter: QPainter, rect: QRectF, icon: str, words: str, token: str, role: FontRole = "body") -> None:
        """An icon and words in one line."""
        x = self._icon(painter, rect.x(), rect.center().y(), icon, token)
        self._text(painter, QRectF(x, rect.y(), rect.right() - x, rect.height()), words, role, token)

    @staticmethod
    def _lines(rect: QRectF) -> tuple[QRectF, QRectF]:
        half = (rect.height() - 12) / 2
        return (QRectF(rect.x(), rect.y() + 6, rect.width(), half), QRectF(rect.x(), rect.y() + 6 + half, rect.width(), half))

    # --- painting ---

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: BoardRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, row, option.state)  # type: ignore[attr-defined]
        scale = self._theme.font_scale
        columns = columns_for(rect.width(), scale)
        spots = places(columns, rect, scale)
        if row.over:
            self._paint_over(painter, spots, row)
        else:
            paint: dict[str, Callable[[QPainter, QRectF, BoardRow], None]] = {
                "agent": self._agent, "time": self._time, "topic": self._topic, "mood": self._mood, "alerts": self._alerts,
                "needs": self._needs, "checklist": self._checklist, "use": self._use, "line": self._line, "who": self._who}
            if columns is COMPACT:
                paint["agent"], paint["alerts"], paint["mood"] = self._agent_topic, self._pressing, self._mood_small
            for name, spot in spots.items():
                paint[name](painter, spot, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, row: BoardRow, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._colour("accent_soft" if selected else "sunken"))
        bar = "stop" if row.alerts.get("stop") else "remind" if row.hand or row.gates else ""
        if bar and not row.over:
            painter.fillRect(QRectF(rect.x(), rect.y() + 6, 3, rect.height() - 12), self._colour(bar))
        painter.setPen(QPen(self._colour("line"), 1))
        painter.drawLine(QPointF(rect.x() + 8, rect.bottom() - 0.5), QPointF(rect.right() - 8, rect.bottom() - 0.5))

    def _paint_over(self, painter: QPainter, spots: dict[str, QRectF], row: BoardRow) -> None:
        upper, lower = self._lines(spots["agent"])
        self._text(painter, upper, row.agent_name or row.agent, "body", "ink_faint")
        self._text(painter, lower, QCoreApplication.translate("BoardRows", "Call ended"), "caption", "ink_faint")

    def _agent(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        upper, lower = self._lines(rect)
        self._text(painter, upper, row.agent_name or row.agent, "strong", "ink")
        if row.training:
            self._mark(painter, lower, "book", QCoreApplication.translate("BoardRows", "Training"), "inform", "caption")
        else:
            self._text(painter, lower, row.team, "caption", "ink_faint")

    def _agent_topic(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        upper, lower = self._lines(rect)
        self._text(painter, upper, row.agent_name or row.agent, "strong", "ink")
        if row.training:
            self._mark(painter, lower, "book", QCoreApplication.translate("BoardRows", "Training"), "inform", "caption")
        elif row.quality != "good" or row.away or row.paused:
            words, icon, token = line_looks(row.quality, row.away, row.paused)
            self._mark(painter, lower, icon, words, token, "caption")
        else:
            words = topic_words(row.topic) or row.team
            self._text(painter, lower, words, "caption", "ink_soft")

    def _time(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        age_s = self._board.age_s(row.started_at)
        self._text(painter, rect, waiting_words(age_s) if age_s >= 0 else "–", "body", "ink_soft")

    def _topic(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        self._text(painter, rect, topic_words(row.topic) or "–", "body", "ink" if row.topic else "ink_faint")

    def _mood(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        words, icon, token = mood_looks(row.mood)
        x = self._icon(painter, rect.x(), rect.center().y(), icon, token, 18)
        trend = self._theme.px(60)
        self._text(painter, QRectF(x, rect.y(), rect.right() - x - trend - 6, rect.height()), words, "body",
                   "ink" if token == "accent" else token)
        self._trend(painter, QRectF(rect.right() - trend, rect.y() + 14, trend, rect.height() - 28), row.mood_trend, token)

    def _mood_small(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        words, icon, token = mood_looks(row.mood)
        upper, lower = self._lines(rect)
        self._mark(painter, upper, icon, words, "ink_soft" if token == "accent" else token, "caption")
        self._trend(painter, lower.adjusted(0, 2, 0, -2), row.mood_trend, token)

    def _trend(self, painter: QPainter, rect: QRectF, scores: tuple[float, ...], token: str) -> None:
        middle = rect.center().y()
        painter.setPen(QPen(self._colour("line_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(rect.x(), middle), QPointF(rect.right(), middle))
        scores = scores[-_TREND_POINTS:]
        if not scores:
            return
        step = (rect.width() - 4) / (_TREND_POINTS - 1)
        left = rect.right() - 3 - step * (len(scores) - 1)
        high = rect.height() / 2 - 2
        points = [QPointF(left + step * at, middle - max(-1.0, min(1.0, score)) * high) for at, score in enumerate(scores)]
        painter.setPen(QPen(self._colour("ink_faint"), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(token))
        painter.drawEllipse(points[-1], 2.5, 2.5)

    def _counts(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        x = rect.x()
        for severity in ("stop", "remind", "inform"):
            count = row.alerts.get(severity, 0)
            if count:
                x = self._icon(painter, x, rect.center().y(), severity, severity)
                room = QRectF(x, rect.y(), rect.right() - x, rect.height())
                x += self._text(painter, room, str(count), "strong", severity) + 10

    def _alerts(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        upper, lower = self._lines(rect)
        if not any(row.alerts.values()):
            self._mark(painter, rect, "shield", QCoreApplication.translate("BoardRows", "None open"), "ink_faint", "caption")
            return
        self._counts(painter, upper, row)
        category = category_words(row.alert_category) if row.alert_category else ""
        said = " · ".join(part for part in (category, row.alert_text) if part)
        self._text(painter, lower, said, "caption", "ink_soft")

    def _requests(self, row: BoardRow) -> list[tuple[str, str, str]]:
        """Icon, words and token of what waits for a supervisor, the most pressing first."""
        found = []
        if row.hand:
            waited = waiting_words(self._board.age_s(row.hand_at)) if row.hand_at else ""
            reason = row.hand_reason or QCoreApplication.translate("BoardRows", "Hand raised")
            found.append(("hand", " · ".join(part for part in (waited, reason) if part), "remind"))
        if row.gates:
            words = QCoreApplication.translate("BoardRows", "%1 to approve").replace("%1", str(row.gates))
            found.append(("gate", words, "remind"))
        if row.transfer:
            found.append(("transfer", QCoreApplication.translate("BoardRows", "Transfer asked"), "inform"))
        return found

    def _needs(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        requests = self._requests(row)
        if len(requests) == 1:
            self._mark(painter, rect, *requests[0], "body")
        for spot, request in zip(self._lines(rect), requests if len(requests) > 1 else (), strict=False):
            self._mark(painter, spot, *request, "caption")

    def _pressing(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        """Alerts and requests in two lines."""
        upper, lower = self._lines(rect)
        requests = self._requests(row)
        if any(row.alerts.values()):
            self._counts(painter, upper, row)
            if requests:
                self._mark(painter, lower, *requests[0], "caption")
            else:
                self._text(painter, lower, category_words(row.alert_category) if row.alert_category else row.alert_text,
                           "caption", "ink_soft")
        else:
            for spot, request in zip((upper, lower), requests, strict=False):
                self._mark(painter, spot, *request, "caption")

    def _checklist(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        upper, lower = self._lines(rect)
        if not row.required:
            self._text(painter, rect, "–", "body", "ink_faint")
            return
        icon, token = ("done", "accent") if row.done >= row.required else ("list", "ink_soft")
        x = self._icon(painter, upper.x(), upper.center().y(), icon, token)
        x += 10 + self._text(painter, QRectF(x, upper.y(), upper.right() - x, upper.height()),
                             f"{row.done}/{row.required}", "caption", token)
        if row.missed:
            self._mark(painter, QRectF(x, upper.y(), upper.right() - x, upper.height()), "missed", str(row.missed), "remind",
                       "caption")
        self._bar(painter, lower, row.done / row.required, "remind" if row.missed else "accent")

    def _use(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        upper, lower = self._lines(rect)
        if not row.suggestions:
            self._text(painter, rect, "–", "body", "ink_faint")
            return
        self._text(painter, upper, f"{row.accepted} / {row.suggestions}", "caption", "ink_soft")
        self._bar(painter, lower, row.accepted / row.suggestions, "ink_faint")

    def _bar(self, painter: QPainter, rect: QRectF, share: float, token: str) -> None:
        whole = QRectF(rect.x(), rect.center().y() - 2, min(rect.width(), self._theme.px(72)), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("line"))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setBrush(self._colour(token))
        whole.setWidth(max(0.0, min(1.0, share)) * whole.width())
        painter.drawRoundedRect(whole, 2, 2)

    def _line(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        words, icon, token = line_looks(row.quality, row.away, row.paused)
        self._mark(painter, rect, icon, words, token, "caption")

    def _who(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        if row.observers:
            self._mark(painter, rect, "eye", ", ".join(row.observers), "inform", "caption")
