"""The live transcript: a list that follows the newest words until the agent scrolls away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QToolTip, QVBoxLayout, QWidget

from ..call_state import CallState
from ..lists import ROW_ROLE, RecentRows, TranscriptRow
from ..shortcuts import KEYS, title
from ..theme import Theme
from .pane import Mode, Pane
from .parts import KeyedButton, Words
from .transcript_rows import TranscriptDelegate, pause_sentence

_LEAST_PX = 48
"""Height of the list below which nothing of it can be read."""
_CLOSE_PX = 24
"""Closer to the end than this counts as being at the end."""
_MOST_REPORTED = 400
"""Rows known to be reported, more than ever fit the screen; who hears of another one twice has no lag for it."""


class TranscriptView(QListView):
    """Follows the newest row; `following` is false while the agent reads above."""

    def __init__(self, pane: TranscriptPane, delegate: TranscriptDelegate, rows: RecentRows) -> None:
        super().__init__(pane)
        self._pane, self._delegate, self._rows = pane, delegate, rows
        self.setModel(rows)
        self.following = True
        self._own_scrolling = False
        self.setItemDelegate(delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(_LEAST_PX)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._keep_at_end)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._settle.start())

    def sizeHint(self) -> QSize:
        """As low as may be: it takes what the others leave, and never more than there is."""
        return QSize(super().sizeHint().width(), _LEAST_PX)

    def follow(self) -> None:
        """Go to the newest words and stay there."""
        self.following = True
        self._keep_at_end()
        self._pane.show_pill()

    def show_moment(self, at_ms: int) -> bool:
        """Bring the line of this call time into sight and stay there; False if no line is so late yet."""
        while self._rows.has_older and self._start_ms(0) > at_ms:
            self._rows.show_older()
        count = self._rows.rowCount()
        if not count or self._start_ms(count - 1) < at_ms:
            return False
        line = max((at for at in range(count) if self._start_ms(at) <= at_ms), default=0)
        self.following, self._own_scrolling = False, True
        self.executeDelayedItemsLayout()
        self.scrollTo(self._rows.index(line, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self._own_scrolling = False
        self._pane.show_pill()
        return True

    def _start_ms(self, at: int) -> int:
        return int(self._rows.index(at, 0).data(ROW_ROLE).start_ms)

    def words_changed(self) -> None:
        """Rows came or changed."""
        self.scheduleDelayedItemsLayout()
        self._settle.start()
        self._pane.show_pill()

    def _keep_at_end(self) -> None:
        if self.following:
            self._own_scrolling = True
            if self._rows.tidy():
                self._delegate.keep_only({self._rows.index(at, 0).data(ROW_ROLE).id for at in range(self._rows.rowCount())})
            self.executeDelayedItemsLayout()
            self.scrollToBottom()
            self._own_scrolling = False

    def _scrolled(self, value: int) -> None:
        if self._own_scrolling:
            return
        at_end = value >= self.verticalScrollBar().maximum() - _CLOSE_PX
        if at_end != self.following and (at_end or self.verticalScrollBar().maximum() > 0):
            self.following = at_end
            self._pane.show_pill()
        if value <= _CLOSE_PX and self._rows.has_older:
            self._show_older()

    def _show_older(self) -> None:
        """More of the past above, while what is being read stays where it is."""
        top = QPersistentModelIndex(self.indexAt(QPoint(self.viewport().width() // 2, 1)))
        self._own_scrolling = True
        self._rows.show_older()
        self.executeDelayedItemsLayout()
        self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)  # type: ignore[arg-type]
        self._own_scrolling = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width, other heights of the rows; the end stays in sight."""
        self._own_scrolling = True
        super().resizeEvent(event)
        self._own_scrolling = False
        self.scheduleDelayedItemsLayout()
        self._settle.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then report the rows that were painted for the first time."""
        self._delegate.painted.clear()
        super().paintEvent(event)
        for row in tuple(self._delegate.painted):
            self._pane.row_painted(row)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tool tip of a row explains its marks."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.indexAt(event.pos()).data(ROW_ROLE)
            QToolTip.showText(event.globalPos(), self._delegate.explain(row) if row is not None else "", self)
            return True
        return super().viewportEvent(event)


class TranscriptPane(Pane):
    """Customer left, agent right."""

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(8)
        self._head = QWidget()
        head, self._title = self.heading("words")
        head.setContentsMargins(15, 0, 11, 0)
        self._head.setLayout(head)
        column.addWidget(self._head)
        self._delegate = TranscriptDelegate(theme, self)
        self._view = TranscriptView(self, self._delegate, RecentRows(state.transcript, self))
        self._reported: dict[str, str] = {}
        self._empty = Words(theme, "body", "ink_faint")
        self._empty_box = QWidget()
        box = QVBoxLayout(self._empty_box)
        box.setContentsMargins(15, 0, 15, 0)
        box.addWidget(self._empty)
        box.addStretch(1)
        self._pause = Words(theme, "caption", "remind")
        self._pause_box = QWidget()
        pause_row = QHBoxLayout(self._pause_box)
        pause_row.setContentsMargins(15, 0, 15, 0)
        pause_row.addWidget(self._pause)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self.show_pause)
        column.addWidget(self._view, 1)
        column.addWidget(self._empty_box, 1)
        column.addWidget(self._pause_box)
        self._pill = KeyedButton(theme, "pill", "down", self)
        self._pill.clicked.connect(self._view.follow)
        self._pill.hide()
        self._seen_rows = 0
        rows = state.transcript
        for changed in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged, rows.modelReset):
            changed.connect(self.refresh)
        rows.modelReset.connect(self._reported.clear)
        rows.modelReset.connect(self._view.follow)
        state.strip_changed.connect(self.show_pause)
        theme.changed.connect(self._restyle)
        self._view.installEventFilter(self)
        self.retranslate()

    def arrange(self, mode: Mode) -> None:
        """The narrow window spares the heading."""
        self._head.setHidden(mode == "narrow")

    @property
    def view(self) -> TranscriptView:
        """The list itself."""
        return self._view

    def view_agent(self, name: str) -> None:
        """Somebody else than the agent reads: the agent's words bear their name."""
        if name != self._delegate.agent_name:
            self._delegate.agent_name = name
            self._view.viewport().update()

    def retranslate(self) -> None:
        """Title, empty state, pill; the rows are painted anew."""
        self._title.set_words(self.tr("Transcript"))
        self._view.setAccessibleName(self._title.text())
        self.setAccessibleName(self._title.text())
        self._empty.set_words(self.tr(
            "Both sides appear here as they speak: the customer on the left, you on the right. "
            "Card and phone numbers are masked."))
        self._restyle()
        self.refresh()
        self.show_pause()
        self.show_pill()

    def _restyle(self) -> None:
        self._delegate.forget()
        self._view.scheduleDelayedItemsLayout()
        self._view.viewport().update()

    def refresh(self) -> None:
        """Rows came, changed or went."""
        some = len(self.state.transcript) > 0
        self._view.setVisible(some)
        self._empty_box.setVisible(not some)
        self._view.words_changed()

    def show_pause(self) -> None:
        """Below the words: that nothing is recorded now, and how long at most."""
        paused = self.state.recording.paused and self.state.phase == "live"
        self._pause_box.setVisible(paused)
        if paused:
            self._pause.set_words(pause_sentence(self.state.recording, self.state.time_ms))
        if paused != self._tick.isActive():
            self._tick.start() if paused else self._tick.stop()

    def row_painted(self, row: TranscriptRow) -> None:
        """Report a row's partial or final once for each new text."""
        kind = "final" if row.final else "partial"
        stamp = f"{kind}:{row.end_ms}"
        if self._reported.get(row.id) != stamp:
            self._reported.pop(row.id, None)
            self._reported[row.id] = stamp
            if len(self._reported) > _MOST_REPORTED:
                del self._reported[next(iter(self._reported))]
            self.painted.emit(kind, row.id)

    def show_pill(self) -> None:
        """The pill stands over the list while it does not follow."""
        if self._view.following:
            self._seen_rows = len(self.state.transcript)
            self._pill.hide()
            return
        unseen = max(0, len(self.state.transcript) - self._seen_rows)
        words = self.tr("%n new line(s)", "", unseen) if unseen else self.tr("Newest")
        self._pill.show_words(words, title("newest"), KEYS["newest"])
        self._pill.adjustSize()
        self._place_pill()
        self._pill.show()
        self._pill.raise_()

    def _place_pill(self) -> None:
        self._pill.move((self.width() - self._pill.width()) // 2, self.height() - self._pill.height() - 16)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pill keeps its place when the list changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place_pill()
        return super().eventFilter(watched, event)
