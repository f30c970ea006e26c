"""The wall-board's table: rows of `lists.board` in, the call that the supervisor opens out.

Arrow keys choose a row, Enter opens it.  While the pointer is over the rows or one is selected nothing moves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QVBoxLayout

from protocol.wallboard import BoardRow

from ...board_state import BoardState
from ...i18n.board_table import topic_words
from ...i18n.codes import notice_words
from ...lists import ROW_ROLE
from ...notices import Notice
from ...theme import Theme
from ..parts import KeyedButton, Picture, Words
from .columns import BoardHead
from .rows import BoardDelegate, row_words


class BoardTable(QListView):
    """The rows."""

    open_pressed = Signal(str)

    def __init__(self, board: BoardState, theme: Theme) -> None:
        super().__init__()
        self._board = board
        self.setObjectName("board")
        self.setModel(board.rows)
        self.delegate = BoardDelegate(theme, board, self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self.viewport().update)
        self._clock.start()
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        self.selectionModel().selectionChanged.connect(self._selection)
        self.clicked.connect(lambda index: self.open_pressed.emit(index.data(ROW_ROLE).call))

    @property
    def chosen(self) -> str:
        """The selected call; empty if none is."""
        index = self.currentIndex()
        return index.data(ROW_ROLE).call if index.isValid() and self.selectionModel().isSelected(index) else ""

    def choose(self, call: str) -> None:
        """Select this call and bring it into sight; empty: none."""
        at = self._board.rows.place(call) if call else -1
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self._board.rows.index(at)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _selection(self) -> None:
        self._board.rows.hold("selected", bool(self.selectionModel().hasSelection()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Down from nothing chooses the first; letters are the window's shortcuts, not a search."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen:
                self.open_pressed.emit(self.chosen)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.chosen and len(self._board.rows):
            self.choose(self._board.rows.index(0).data(ROW_ROLE).call)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the empty ground selects nothing."""
        if not self.indexAt(event.pos()).isValid():
            self.choose("")
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer over the rows holds them; the tool tip says a row in words."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._board.rows.hold("pointer", event.type() == QEvent.Type.Enter)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.indexAt(event.pos()).data(ROW_ROLE)
            words = row_words(row, self._board) if row is not None else ""
            if row is not None and row.alert_text:
                words += f"\n{row.alert_text}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)


class BoardPane(QFrame):
    """Head, rows, and in their place what to do when there are none."""

    open_pressed = Signal(str)
    show_all_pressed = Signal()
    sign_in_pressed = Signal()

    def __init__(self, board: BoardState, theme: Theme) -> None:
        super().__init__()
        self.board, self._theme = board, theme
        self.setProperty("pane", "card")
        self.head = BoardHead(theme)
        self.table = BoardTable(board, theme)
        self._empty = self._build_empty(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        self.table.open_pressed.connect(self.open_pressed)
        board.rows.topic_words = topic_words
        board.rows.words = lambda row: row_words(row, board)  # type: ignore[method-assign]
        board.rows.arranged.connect(self.refresh)
        board.stand_changed.connect(self.refresh)
        board.hand_raised.connect(self._say_hand)
        board.stop_alert.connect(self._say_stop)
        self.retranslate()

    def _build_empty(self, theme: Theme) -> QFrame:
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setSpacing(8)
        column.addStretch(2)
        self._picture = Picture(theme, "board", "ink_faint", 32)
        self._title = Words(theme, "title", "ink", max_lines=2)
        self._next = Words(theme, "body", "ink_soft")
        self._button = KeyedButton(theme, "plain")
        self._button.clicked.connect(self._pressed)
        for part in (self._picture, self._title, self._next, self._button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return frame

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names and the empty state; the rows paint their own words."""
        self.setAccessibleName(self.tr("Wall-board"))
        self.head.setAccessibleName(self.tr("Titles of the columns"))
        self.table.setAccessibleName(self.tr("Live calls, the most urgent first"))
        self.table.delegate.forget()
        self.table.viewport().update()
        self.head.update()
        self.refresh()

    def refresh(self) -> None:
        """Rows, or why there are none and what to do."""
        empty = not len(self.board.rows)
        self.table.setHidden(empty)
        self.head.setHidden(empty)
        self._empty.setVisible(empty)
        if empty:
            self._show_empty()

    def _show_empty(self) -> None:
        board = self.board
        icon, button = "board", ""
        if board.stand == "refused":
            icon = "lock"
            title = self.tr("The server does not show the board")
            words = notice_words(Notice(board.code or "supervision.right"))
            button = self.tr("Sign in as somebody else")
        elif board.stand == "offline":
            icon, title = "unlink", self.tr("The server is not reachable")
            words = self.tr("The board comes back by itself. Check the network, or tell the administrator.")
        elif board.stand == "asking":
            icon, title, words = "clock", self.tr("Asking for the live calls…"), self.tr("They appear in a moment.")
        elif board.rows.filter.any and board.rows.calls:
            icon, title = "search", self.tr("No call fits these filters")
            words = self.tr("%n call(s) run in your teams.", "", len(board.rows.calls))
            button = self.tr("Show all")
        else:
            title = self.tr("No call is running in your teams")
            words = self.tr("A call appears here within a second of its beginning. The figures of the day stand above.")
        self._picture.show_icon(icon, "ink_faint")
        self._title.set_words(title)
        self._next.set_words(words)
        self._button.setVisible(bool(button))
        self._button.show_words(button)
        self.setAccessibleDescription(f"{title}. {words}")

    def _pressed(self) -> None:
        (self.sign_in_pressed if self.board.stand == "refused" else self.show_all_pressed).emit()

    # --- what is said aloud ---

    def _say_hand(self, row: BoardRow) -> None:
        words = self.tr("%1 raises the hand: %2") if row.hand_reason else self.tr("%1 raises the hand")
        self._announce(words.replace("%1", row.agent_name or row.agent).replace("%2", row.hand_reason))

    def _say_stop(self, row: BoardRow) -> None:
        words = self.tr("Stop alert at %1: %2") if row.alert_text else self.tr("Stop alert at %1")
        self._announce(words.replace("%1", row.agent_name or row.agent).replace("%2", row.alert_text))

    def _announce(self, words: str) -> None:
        event = QAccessibleAnnouncementEvent(self, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
