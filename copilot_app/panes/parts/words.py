"""`Words`: text that wraps at any width and says when it was painted; `Picture`: one icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...theme import FontRole, Theme
from .shaping import Shaped, Span


class Words(QWidget):
    """A block of text of one role and colour.

    Args:
        colour: name of a token.
        max_lines: longer text is elided and shown whole in the tool tip; 0: never elided.
    """

    shown = Signal(str)
    """The key given to `set_words`, after the paint event that first showed it."""

    def __init__(self, theme: Theme, role: FontRole = "body", colour: str = "ink", max_lines: int = 0,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role: FontRole = role
        self._colour = colour
        self._max_lines = max_lines
        self._text = ""
        self._spans: tuple[Span, ...] = ()
        self._key = ""
        self._tip = ""
        self._shaped: Shaped | None = None
        self._shaped_width = -1
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._reshape)

    def set_words(self, text: str, spans: tuple[Span, ...] = (), key: str = "") -> None:
        """Show this text; `shown` reports `key` once it has been painted."""
        if (text, spans) != (self._text, self._spans):
            self._text, self._spans = text, spans
            self._key = ""
            self.setAccessibleName(text)
            self._reshape()
            self._show_tip()
        if key:
            # A key that waits for its paint event stays when the same words are set again without one.
            self._key = key
            self.update()

    def set_tip(self, tip: str) -> None:
        """What the tool tip says while the words are not elided; elided, it holds the whole text."""
        self._tip = tip
        self._show_tip()

    def _show_tip(self) -> None:
        wanted = self._text if self._text and self.width() > 0 and self._set(self.width()).elided else self._tip
        if wanted != self.toolTip():
            self.setToolTip(wanted)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_role(self, role: FontRole) -> None:
        """Set in another role's font."""
        if role != self._role:
            self._role = role
            self._reshape()

    def set_colour(self, token: str) -> None:
        """Paint in another token's colour."""
        if token != self._colour:
            self._colour = token
            self.update()

    def set_max_lines(self, lines: int) -> None:
        """Elide after so many lines; 0: never."""
        if lines != self._max_lines:
            self._max_lines = lines
            self._reshape()

    def _reshape(self) -> None:
        self._shaped = None
        self.updateGeometry()
        self.update()

    def _set(self, width: int) -> Shaped:
        if self._shaped is None or self._shaped_width != width:
            self._shaped = Shaped(self._text, self._theme.font(self._role), width, self._spans, self._max_lines)
            self._shaped_width = width
        return self._shaped

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the text set to this width."""
        if not self._text:
            return 0
        return int(Shaped(self._text, self._theme.font(self._role), width, self._spans, self._max_lines).height + 0.99)

    def sizeHint(self) -> QSize:
        """One line if it is short, else a comfortable measure."""
        metrics = QFontMetricsF(self._theme.font(self._role))
        wide = min(int(metrics.horizontalAdvance(self._text) * (1.08 if self._spans else 1.0)) + 2, 560)
        return QSize(wide, self.heightForWidth(max(1, wide)))

    def minimumSizeHint(self) -> QSize:
        """A few characters wide, one line high."""
        metrics = QFontMetricsF(self._theme.font(self._role))
        return QSize(min(self.sizeHint().width(), int(metrics.height() * 2)),
                     int(metrics.height() + 0.99) if self._text else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip holds the whole text exactly while it is elided."""
        self._show_tip()

    def changeEvent(self, event: QEvent) -> None:
        """A new application font changes the lines."""
        if event.type() == QEvent.Type.FontChange:
            self._reshape()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, then report the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shaped = self._set(self.width())
        shaped.draw(painter, QPointF(0, max(0.0, (self.height() - shaped.height) / 2)), self._theme.colour(self._colour))
        painter.end()
        self._show_tip()
        if self._key:
            key, self._key = self._key, ""
            self.shown.emit(key)


class PressableWords(Words):
    """Words that also are a button for the mouse; the keyboard has the action's own key."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressed."""
        self.pressed.emit()


class Picture(QWidget):
    """One icon in a token's colour, sharp at any device pixel ratio.

    Args:
        size: side of the icon, in pixels at font scale 1.
        line: stand as high as a line of this role, so that the icon sits in the middle of the first line beside it.
    """

    def __init__(self, theme: Theme, icon: str, colour: str = "ink_soft", size: int = 18,
                 line: FontRole | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._colour, self._size, self._line = theme, icon, colour, size, line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_icon(self, icon: str, colour: str) -> None:
        """Another icon, another colour."""
        if (icon, colour) != (self._icon, self._colour):
            self._icon, self._colour = icon, colour
            self.update()

    def sizeHint(self) -> QSize:
        """A square, or as high as a line."""
        side = self._theme.px(self._size)
        high = QFontMetricsF(self._theme.font(self._line)).height() if self._line else 0.0
        return QSize(side, max(side, int(high + 0.99)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        side = self._theme.px(self._size)
        QPainter(self).drawPixmap(0, (self.height() - side) // 2,
                                  self._theme.pixmap(self._icon, self._colour, side, self.devicePixelRatioF()))
