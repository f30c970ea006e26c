"""Buttons that follow the theme and show their key on hover."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QStyleOptionComboBox, QToolButton, QWidget

from ...theme import Theme


def with_key(words: str, key: str) -> str:
    """`words (Ctrl+D)`: the key as this operating system writes it."""
    return f"{words} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})" if key else words


class KeyedButton(QPushButton):
    """A button with words and, if wanted, an icon.

    Args:
        kind: `primary`, `plain`, `quiet`, `onstop`, `pill` or `header`, see `style.qss`.
    """

    def __init__(self, theme: Theme, kind: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._dress)
        self._dress()

    def show_words(self, words: str, tip: str = "", key: str = "") -> None:
        """The words on it; the tip, or the words, with the key on hover."""
        self.setText(words)
        self.setAccessibleName(tip or words)
        self.setToolTip(with_key(tip or words, key))

    def show_icon(self, icon: str) -> None:
        """Another icon; empty: none."""
        self._icon = icon
        self._dress()

    def _dress(self) -> None:
        if not self._icon:
            return
        kind = self.property("kind")
        token = {"primary": "on_accent", "onstop": "on_stop", "pill": "surface"}.get(kind, "ink_soft")
        side = self._theme.px(16)
        self.setIconSize(QSize(side, side))
        self.setIcon(self._theme.icon(self._icon, token, side))


class ChoiceBox(QComboBox):
    """A drop-down list with an arrow in the style of the other icons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Words that do not fit end in dots, and stand whole in the tool tip."""
        super().initStyleOption(option)
        whole = self.currentText()
        room = self.width() - self._theme.px(14) - 24
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, max(0, room))
        option.currentText = cut  # type: ignore[attr-defined]
        self._tell(whole if cut != whole else "")

    def _tell(self, whole: str) -> None:
        if whole != self._told and self.toolTip() in ("", self._told):
            self._told = whole
            self.setToolTip(whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then the arrow."""
        super().paintEvent(event)
        side = self._theme.px(14)
        arrow = self._theme.pixmap("unfold", "ink_soft", side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - side - 8, (self.height() - side) // 2, arrow)


class IconButton(QToolButton):
    """A square button with an icon alone; its words stand in the tool tip and in the accessible name."""

    def __init__(self, theme: Theme, icon: str, colour: str = "ink_soft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._colour = theme, icon, colour
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._dress)
        self._dress()

    def show_words(self, words: str, key: str = "") -> None:
        """What it does, and its key."""
        self.setAccessibleName(words)
        self.setToolTip(with_key(words, key))

    def show_icon(self, icon: str, colour: str) -> None:
        """Another icon or colour."""
        if (icon, colour) != (self._icon, self._colour):
            self._icon, self._colour = icon, colour
            self._dress()

    def _dress(self) -> None:
        side = self._theme.px(18)
        self.setIconSize(QSize(side, side))
        self.setIcon(self._theme.icon(self._icon, self._colour, side))
