"""`LevelMeter`: the level of one channel as bars, with its icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...theme import Theme

_BARS_DBFS = (-54, -48, -42, -36, -30, -24, -18, -12, -6)
"""Level from which each bar is lit; the last one says that the sound is close to clipping."""


class LevelMeter(QWidget):
    """Nine bars behind an icon; a fall is slowed so that the eye can follow."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._dbfs = -90.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_level(self, dbfs: float) -> None:
        """Level of the last 100 ms, dB re full scale."""
        level = max(dbfs, self._dbfs - 8.0)
        if self._lit(level) != self._lit(self._dbfs):
            self.update()
        self._dbfs = level

    @staticmethod
    def _lit(dbfs: float) -> int:
        return sum(dbfs >= bar for bar in _BARS_DBFS)

    def sizeHint(self) -> QSize:
        """Icon and bars."""
        return QSize(self._theme.px(20) + 5 * len(_BARS_DBFS), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, then lit and unlit bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(16)
        lit = self._lit(self._dbfs)
        painter.drawPixmap(0, (self.height() - side) // 2, self._theme.pixmap(
            self._icon, "ink_soft" if lit else "ink_faint", side, self.devicePixelRatioF()))
        high = self._theme.px(12)
        top = (self.height() - high) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(len(_BARS_DBFS)):
            token = "line_strong"
            if number < lit:
                token = "remind" if number == len(_BARS_DBFS) - 1 else "accent"
            painter.setBrush(self._theme.colour(token))
            painter.drawRoundedRect(QRectF(self._theme.px(20) + number * 5, top, 3, high), 1.5, 1.5)
