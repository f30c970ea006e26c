"""One opened call beside the board: steps; summary and transcript; the agent's screen, mood, checklist; what is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...i18n.board_table import topic_words
from ...theme import Theme
from ...watch_state import WatchState
from ..checklist import ChecklistPane
from ..mood import MoodPane
from ..pane import clock, settle_layouts
from ..parts import Chip, FlowLayout, IconButton, Picture, Words
from ..transcript import TranscriptPane
from ..transfer import TransferLine
from .coaching import BoardCoaching
from .notes import BoardNotes
from .screen import BoardScreen, ReadOnly
from .steps import BoardSteps
from .talk import BoardTalk

LINE_BREAK = "\u2028"
"""Between two lines of one `Words`."""
_MOST_LINES = 8
"""Lines of the summary; the others follow in the tool tip."""
SUMMARY_SHARE = 0.24
"""Part of the height that the summary may take."""
LOW_PX = 720
"""Below this height (at font scale 1) the summary stands above the agent's screen, so that the talk keeps its room."""


class CatchUpBox(QFrame):
    """The call so far in a few lines."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Words(theme, "strong", "ink", max_lines=1)
        self._upto = Words(theme, "caption", "ink_faint", max_lines=1)
        head.addWidget(Picture(theme, "list", "ink_soft", 16))
        head.addWidget(self._title, 1)
        head.addWidget(self._upto)
        column.addLayout(head)
        self._lines = Words(theme, "body", "ink")
        self._rest = Words(theme, "caption", "ink_soft")
        column.addWidget(self._lines)
        column.addWidget(self._rest)
        watch.catch_up_changed.connect(self.refresh)
        watch.opened_changed.connect(self.refresh)

    def retranslate(self) -> None:
        """Title and lines."""
        self._title.set_words(self.tr("The call so far"))
        self.refresh()

    def refresh(self) -> None:
        """The newest summary."""
        catch_up = self._watch.catch_up
        self._upto.setVisible(catch_up is not None)
        self._rest.setVisible(catch_up is not None)
        if catch_up is None:
            self._lines.set_words(self.tr("The summary comes with the first sentences of the call."))
            self._lines.set_colour("ink_faint")
            return
        self._lines.set_colour("ink")
        self._lines.set_words(LINE_BREAK.join(catch_up.lines[:_MOST_LINES]))
        self._lines.set_tip("\n".join(catch_up.lines))
        self._upto.set_words(self.tr("up to %1").replace("%1", clock(catch_up.upto_ms)))
        parts = [(self.tr("Topics: %1"), [topic_words(topic) for topic in catch_up.topics]),
                 (self.tr("Promised: %1"), list(catch_up.promises)), (self.tr("Open: %1"), list(catch_up.open_questions))]
        self._rest.set_words(LINE_BREAK.join(words.replace("%1", self.tr("; ").join(found)) for words, found in parts if found))
        self._rest.setVisible(bool(self._rest.text()))
        self.setAccessibleName(f"{self._title.text()}: {self._lines.text()}")


def _area(inner: QWidget) -> QScrollArea:
    """A part that scrolls when it does not fit."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    holder.setObjectName("content")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inner)
    area.setWidget(holder)
    return area


class BoardCall(QFrame):
    """Empty until a call is opened."""

    close_pressed = Signal()

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self.watch, self._theme = watch, theme
        self._name = Words(theme, "title", "ink", max_lines=1)
        self._about = Words(theme, "caption", "ink_soft", max_lines=1)
        self._chips = QWidget()
        flow = FlowLayout(self._chips, gap=8, row_gap=4)
        self._over, self._hand, self._others = Chip(theme, "hangup"), Chip(theme, "hand"), Chip(theme, "eye")
        for chip in (self._over, self._hand, self._others):
            flow.addWidget(chip)
        self.back_button = IconButton(theme, "close")
        self._opening = Words(theme, "body", "ink_faint")
        self.steps = BoardSteps(watch, theme)
        self.talk = BoardTalk(watch, theme)
        self.notes = BoardNotes(watch, theme)
        self.catch_up = CatchUpBox(watch, theme)
        self.transfer = TransferLine(watch.call, theme, supervisor=watch)
        self.coaching = BoardCoaching(watch, theme)
        self.screen_now = BoardScreen(watch, theme)
        self.transcript = TranscriptPane(watch.call, theme)
        self.mood = MoodPane(watch.call, theme)
        self.checklist = ChecklistPane(watch.call, theme)
        self._build()
        self.back_button.clicked.connect(self.close_pressed)
        # one question at a time
        self.steps.asking_changed.connect(self.refresh)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        watch.catch_up_changed.connect(self._fit)
        theme.changed.connect(self._fit)
        for changed in (watch.opened_changed, watch.mode_changed, watch.call.supervised.hand_changed, watch.call.strip_changed):
            changed.connect(self.refresh)
        self.retranslate()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        head.addLayout(names, 2)
        head.addWidget(self._chips, 3)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        outer.addWidget(self._opening)
        outer.addWidget(self.steps)
        outer.addWidget(self.talk)
        outer.addWidget(self.transfer)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(8)
        self._summary = _area(self.catch_up)
        self._left = left
        left.addWidget(self._summary)
        left.addWidget(self.transcript, 1)
        columns.addLayout(left, 1)
        columns.addWidget(self._build_right(), 1)
        outer.addLayout(columns, 1)
        outer.addWidget(self.notes)
        self._guard = ReadOnly(self)
        for pane in (self.checklist, self.mood):
            pane.arrange("narrow")
            self._guard.guard(pane)
        self.transcript.arrange("narrow")

    def _build_right(self) -> QScrollArea:
        inner = QWidget()
        column = self._right = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.screen_now, self.mood, self.checklist, self.coaching):
            column.addWidget(part)
        column.addStretch(1)
        return _area(inner)

    def _fit(self) -> None:
        """The summary takes what it needs, but leaves the transcript its share; what does not fit is scrolled to."""
        layout = self.catch_up.layout()
        low = self.height() < self._theme.px(LOW_PX)
        column = self._right if low else self._left
        if column.indexOf(self._summary) < 0:
            column.insertWidget(0, self._summary)
            if self.isVisible():
                self._summary.show()
                settle_layouts()
        width = self._summary.viewport().width()
        if layout is not None:
            wanted = layout.heightForWidth(width) + 2
            self._summary.setFixedHeight(wanted if low else min(wanted, max(96, int(self.height() * SUMMARY_SHARE))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height, another share."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names and head."""
        self.setAccessibleName(self.tr("Opened call"))
        self.back_button.show_words(self.tr("Back to the board"), "Esc")
        self._opening.set_words(self.tr("Opening the call…"))
        self.catch_up.retranslate()
        self.refresh()

    def _show_time(self) -> None:
        watch = self.watch
        opened = watch.opened
        if opened is None:
            return
        row = watch.row
        parts = [clock(watch.call.time_ms), opened.team, topic_words(row.topic) if row is not None else "",
                 self.tr("Training") if opened.training else ""]
        self._about.set_words(" · ".join(part for part in parts if part))

    def refresh(self) -> None:
        """Head and chips; the parts look after themselves."""
        watch, opened = self.watch, self.watch.opened
        row = watch.row
        known = ""
        if opened is not None or row is not None:
            known = (opened or row).agent_name or (opened or row).agent  # type: ignore[union-attr]
        self._name.set_words(known)
        self.transcript.view_agent(known)
        self._opening.setVisible(opened is None)
        for part in (self.steps, self.transcript, self.catch_up, self.screen_now, self.mood, self.checklist, self.notes):
            part.setVisible(opened is not None)
        self._summary.setVisible(opened is not None)
        self._fit()
        self.notes.setVisible(opened is not None and not self.steps.asks)
        self._show_time()
        self._over.setVisible(watch.over)
        self._over.show_state(self.tr("The call has ended"), "neutral")
        hand = watch.call.supervised.hand
        self._hand.setVisible(hand.raised)
        if hand.raised:
            words = self.tr("Hand raised: %1").replace("%1", hand.reason) if hand.reason else self.tr("Hand raised")
            taken = self.tr("%1 answers").replace("%1", hand.taken_by) if hand.taken_by else ""
            self._hand.show_state(" · ".join(part for part in (words, taken) if part), "remind")
        others = watch.call.observers.names
        self._others.setVisible(bool(others))
        self._others.show_state(self.tr(", ").join(others), "inform", "eye", self.tr("Who is in this call beside the agent"))



