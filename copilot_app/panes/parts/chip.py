"""`Chip`: an icon and a few words on a rounded ground; a state that is never shown by colour alone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...theme import Theme

Tone = Literal["plain", "neutral", "accent", "stop", "remind", "inform", "alarm"]

_PAINT: dict[Tone, tuple[str, str]] = {
    "plain": ("", "ink_soft"), "neutral": ("sunken", "ink_soft"), "accent": ("accent_soft", "accent"),
    "stop": ("stop_soft", "stop"), "remind": ("remind_soft", "remind"), "inform": ("inform_soft", "inform"),
    "alarm": ("stop_solid", "on_stop"),
}


class Chip(QWidget):
    """Elides its words if it is narrower than they are; then the tool tip holds them."""

    def __init__(self, theme: Theme, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._text = ""
        self._tip = ""
        self._tone: Tone = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_state(self, text: str, tone: Tone = "neutral", icon: str = "", tip: str = "") -> None:
        """Words, tone, and if given another icon and a longer explanation."""
        wanted = (text, tone, icon or self._icon, tip)
        if wanted != (self._text, self._tone, self._icon, self._tip):
            self._text, self._tone, self._icon, self._tip = wanted
            self.setAccessibleName(text)
            self.setAccessibleDescription(tip)
            self.setToolTip(tip or text)
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """The words."""
        return self._text

    def _pad(self) -> int:
        return 0 if self._tone == "plain" else self._theme.px(8)

    def sizeHint(self) -> QSize:
        """Icon, words and padding."""
        metrics = QFontMetricsF(self._theme.font("caption"))
        icon = self._theme.px(20) if self._icon else 0
        return QSize(int(metrics.horizontalAdvance(self._text) + 1.99) + icon + 2 * self._pad(), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """The icon and three characters."""
        return QSize(min(self.sizeHint().width(), self._theme.px(64)), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, words."""
        ground, ink = _PAINT[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        x = self._pad()
        if self._icon:
            side = self._theme.px(16)
            painter.drawPixmap(x, (self.height() - side) // 2,
                               self._theme.pixmap(self._icon, ink, side, self.devicePixelRatioF()))
            x += self._theme.px(20)
        font = self._theme.font("caption")
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        room = self.width() - x - self._pad()
        text = QFontMetricsF(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room + 1.5)
        painter.drawText(QRectF(x, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
