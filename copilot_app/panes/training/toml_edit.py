"""`TomlEdit`: the text of a scenario with line numbers; lines that have a problem are marked by sign and colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ...theme import Theme


class _Gutter(QWidget):
    def __init__(self, edit: TomlEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        return QSize(self._edit.gutter_px(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_gutter(self)


class TomlEdit(QPlainTextEdit):
    """A plain text field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._problems: set[int] = set()
        self._gutter = _Gutter(self)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(lambda rect, scrolled: self._gutter.scroll(0, scrolled) if scrolled else self._gutter.update())
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamilies([*font.families(), *self._theme.font("body").families()])
        font.setPixelSize(self._theme.px(12))
        self.document().setDefaultFont(font)
        self._make_room()

    def gutter_px(self) -> int:
        """Width of the line numbers."""
        return self.fontMetrics().horizontalAdvance("9") * max(3, len(str(self.blockCount()))) + self._theme.px(20)

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_px(), 0, 0, 0)
        self._gutter.update()

    def show_problems(self, lines: set[int]) -> None:
        """Mark these lines, counted from 1."""
        if lines != self._problems:
            self._problems = set(lines)
            self._gutter.update()

    def go_to(self, line: int) -> None:
        """Put the cursor at the beginning of this line, from 1."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers keep to the left edge."""
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._gutter.setGeometry(QRect(inner.left(), inner.top(), self.gutter_px(), inner.height()))

    def paint_gutter(self, gutter: QWidget) -> None:
        """The numbers of the lines that are seen."""
        painter = QPainter(gutter)
        painter.fillRect(gutter.rect(), self._theme.colour("sunken"))
        painter.setFont(self.document().defaultFont())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        high = self.fontMetrics().height()
        while block.isValid() and top <= gutter.height():
            number = block.blockNumber() + 1
            bad = number in self._problems
            painter.setPen(self._theme.colour("stop" if bad else "ink_faint"))
            painter.drawText(QRect(0, round(top), gutter.width() - self._theme.px(6), high), Qt.AlignmentFlag.AlignRight,
                             f"! {number}" if bad else str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()
