"""`Theme`: chooses light or dark, scales the fonts, fills the style sheet, colours the icons.  One per application."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from .tokens import DARK, LIGHT, Tokens

Choice = Literal["system", "light", "dark"]
FontRole = Literal["caption", "body", "strong", "text", "reply", "title", "timer"]

_SYSTEM = ("Segoe UI", "Microsoft YaHei UI", "Microsoft YaHei", ".AppleSystemUIFont", "PingFang SC", "Noto Sans")
_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif")
FAMILIES = {
    "zh": (*_SYSTEM, *_CHINESE),
    # The Korean cut of the same face sets quotes and dots as narrow as English wants them.
    "en": (*_SYSTEM, "Noto Sans CJK KR", *_CHINESE),
}
"""The system's own face first, then its CJK face; missing ones are passed over."""

_SIZES_PX: dict[FontRole, int] = {"caption": 12, "body": 13, "strong": 13, "text": 14, "reply": 17, "title": 18, "timer": 18}
_SEMIBOLD: tuple[FontRole, ...] = ("strong", "title", "timer")
_STYLE = Path(__file__).with_name("style.qss")
_ICONS = Path(__file__).parent.parent / "icons"


class Theme(QObject):
    """The look of the application."""

    changed = Signal()
    """Colours or sizes are others now; whoever paints by itself repaints."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.choice: Choice = "system"
        self.font_scale = 1.0
        self.language = "zh"
        self.tokens: Tokens = LIGHT
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.use("system")

    def use(self, choice: Choice, font_scale: float | None = None) -> None:
        """Apply a theme (`system` follows the operating system) and, if given, a scale of all fonts (0.8..2.0)."""
        self.choice = choice
        if font_scale is not None:
            self.font_scale = min(2.0, max(0.8, font_scale))
        dark = choice == "dark" or (
            choice == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark)
        self.tokens = DARK if dark else LIGHT
        self._pixmaps.clear()
        self._app.setPalette(self._palette())
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def speak(self, language: str) -> None:
        """Choose the faces for a language of the screen, `zh` or `en`."""
        if language != self.language:
            self.language = language
            self.use(self.choice)

    def _system_changed(self) -> None:
        if self.choice == "system":
            self.use("system")

    def px(self, size: float) -> int:
        """A length of the design, at font scale 1, in pixels at the present scale."""
        return round(size * self.font_scale)

    def font(self, role: FontRole) -> QFont:
        """The font of a role."""
        font = QFont()
        font.setFamilies(list(FAMILIES[self.language]))
        font.setPixelSize(self.px(_SIZES_PX[role]))
        font.setWeight(QFont.Weight.DemiBold if role in _SEMIBOLD else QFont.Weight.Normal)
        if role == "timer":
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name."""
        return QColor(getattr(self.tokens, token))

    def pixmap(self, icon: str, token: str, size_px: int = 20, ratio: float = 1.0) -> QPixmap:
        """An icon in a token's colour, square, for a screen with this device pixel ratio."""
        key = (icon, token, size_px, ratio)
        if key not in self._pixmaps:
            svg = (_ICONS / f"{icon}.svg").read_text("utf-8").replace("currentColor", self.colour(token).name())
            pixmap = QPixmap(QSize(size_px, size_px) * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def icon(self, icon: str, token: str, size_px: int = 20) -> QIcon:
        """An icon for a button, sharp at every usual device pixel ratio; faint while disabled."""
        result = QIcon()
        for ratio in (1.0, 2.0, 3.0):
            result.addPixmap(self.pixmap(icon, token, size_px, ratio))
            result.addPixmap(self.pixmap(icon, "line_strong", size_px, ratio), QIcon.Mode.Disabled)
        return result

    def style_sheet(self) -> str:
        """The style sheet with all tokens and sizes filled in."""
        values = {f.name: str(getattr(self.tokens, f.name)) for f in fields(self.tokens)}
        values |= {f"font_{role}": f"{self.px(size)}px" for role, size in _SIZES_PX.items()}
        values |= {f"px{size}": f"{self.px(size)}px" for size in (14, 20, 24, 28, 32, 40)}
        values["tick"] = (_STYLE.parent / f"tick-{'dark' if self.tokens.dark else 'light'}.svg").as_posix()
        return Template(_STYLE.read_text("utf-8")).substitute(values)

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in ((QPalette.ColorRole.Window, "canvas"), (QPalette.ColorRole.Base, "surface"),
                            (QPalette.ColorRole.AlternateBase, "sunken"), (QPalette.ColorRole.Button, "surface"),
                            (QPalette.ColorRole.Text, "ink"), (QPalette.ColorRole.WindowText, "ink"),
                            (QPalette.ColorRole.ButtonText, "ink"), (QPalette.ColorRole.Highlight, "accent"),
                            (QPalette.ColorRole.HighlightedText, "on_accent"),
                            (QPalette.ColorRole.ToolTipBase, "surface"), (QPalette.ColorRole.ToolTipText, "ink"),
                            (QPalette.ColorRole.PlaceholderText, "ink_faint"), (QPalette.ColorRole.Link, "accent")):
            palette.setColor(role, self.colour(token))
        return palette
