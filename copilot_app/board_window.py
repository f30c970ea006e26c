"""The supervisor's window: the wall-board, and one opened call beside it.  `supervising` makes and shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from .board_marks import BoardMarks
from .board_state import BoardState
from .board_views import MOST_VIEWS
from .i18n.codes import notice_words
from .lists.board import BoardFilter
from .notices import Notice
from .panes.pane import settle_layouts
from .panes.parts import Chip, IconButton, KeyedButton, Picture, Words
from .panes.supervisor.call import BoardCall
from .panes.supervisor.figures import BoardFigures
from .panes.supervisor.filters import BoardFilters
from .panes.supervisor.gates import BoardGates
from .panes.supervisor.marks import MarksPane
from .panes.supervisor.steps import KEYS
from .panes.supervisor.table import BoardPane
from .theme import Theme
from .watch_state import STEPS, WatchState

BOARD_SHARE, CALL_SHARE = 36, 64
"""Percent of the width that board and opened call take beside each other."""
ALONE_PX = 1080
"""Below this width (at font scale 1) an opened call takes the board's place."""


class BoardWindow(QWidget):
    """Board, figures, filters, gates, and the opened call."""

    closed = Signal()
    companion_pressed = Signal()
    settings_pressed = Signal()
    sign_in_pressed = Signal()

    def __init__(self, board: BoardState, watch: WatchState, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("wallboard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1480, 920)
        self.board, self.watch, self.theme = board, watch, theme
        self.rows = BoardPane(board, theme)
        self.figures = BoardFigures(board, theme)
        self.filters = BoardFilters(board, theme)
        self.gates = BoardGates(board, theme)
        self.call = BoardCall(watch, theme)
        self._moment_ms = -1
        """Of the opened call, to be shown once its words are there; -1: none."""
        self.marks = BoardMarks(self)
        self.kept = MarksPane(self.marks, theme)
        self._build()
        self._connect()
        self._shortcuts()
        self._restyle()
        self.retranslate()

    # --- construction ---

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_bar())
        body = QHBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(16)
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.figures, self.gates, self.filters):
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        column.addWidget(self.kept, 1)
        body.addWidget(self._left, BOARD_SHARE)
        body.addWidget(self.call, CALL_SHARE)
        outer.addLayout(body, 1)

    def _build_bar(self) -> QFrame:
        theme = self.theme
        bar = QFrame()
        bar.setProperty("pane", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        self._title = Words(theme, "title", "ink", max_lines=1)
        self._live, self._hands, self._stops, self._stand = (
            Chip(theme, "call"), Chip(theme, "hand"), Chip(theme, "stop"), Chip(theme, "link"))
        self._refused = Chip(theme, "remind")
        self._marks = KeyedButton(theme, "quiet", "bookmark")
        self._companion = KeyedButton(theme, "quiet", "person")
        self._settings = IconButton(theme, "settings")
        row.addWidget(Picture(theme, "mark", "accent", 22))
        policy = self._title.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Minimum)
        self._title.setSizePolicy(policy)
        row.addWidget(self._title)
        for chip in (self._live, self._stops, self._hands, self._refused):
            row.addWidget(chip)
        row.addStretch(1)
        for part in (self._stand, self._marks, self._companion, self._settings):
            row.addWidget(part)
        return bar

    def _connect(self) -> None:
        self.rows.open_pressed.connect(self.open_call)
        self.gates.open_pressed.connect(self.open_call)
        self.rows.show_all_pressed.connect(lambda: self.filters.show_filter(BoardFilter()))
        self.rows.sign_in_pressed.connect(self.sign_in_pressed)
        self.filters.sort_pressed.connect(lambda: self.board.rows.arrange(force=True))
        self.filters.team.currentIndexChanged.connect(lambda: self.figures.show_team(self.board.rows.filter.team))
        self.call.close_pressed.connect(self.back)
        self._marks.clicked.connect(self.show_marks)
        self.kept.close_pressed.connect(self.marks.end)
        self.kept.open_pressed.connect(self.open_moment)
        self.watch.call.transcript.rowsInserted.connect(self._look_for_moment)
        self.marks.changed.connect(self._arrange)
        self.watch.opened_changed.connect(self._arrange)
        self._companion.clicked.connect(self.companion_pressed)
        self._settings.clicked.connect(self.settings_pressed)
        self.board.rows.arranged.connect(self._show_counts)
        self.board.stand_changed.connect(self._show_counts)
        self.board.failed.connect(self._show_refusal)
        self.theme.changed.connect(self._restyle)

    def _shortcuts(self) -> None:
        steps = self.call.steps
        does: dict[str, Callable[[], object]] = {
            "F": self._filter, "/": self._search, "S": lambda: self.board.rows.arrange(force=True),
            "B": self.call.notes.mark, "N": lambda: self._form("note"), "C": lambda: self._form("coach"),
            "Esc": self.back, KEYS["leave"]: self.watch.leave,
            **{KEYS[mode]: partial(steps.press, mode) for mode in STEPS},
            **{f"Ctrl+{number}": partial(self.filters.use_view, number) for number in range(1, MOST_VIEWS + 1)},
            "Ctrl+0": lambda: self.filters.use_view(0), "M": self.show_marks,
        }
        self.shortcuts: dict[str, QShortcut] = {}
        for key, act in does.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
            self.shortcuts[key] = shortcut

    # --- what is pressed ---

    def open_call(self, call: str) -> None:
        """Open this call beside the board."""
        self._moment_ms = -1
        self.watch.open(call)
        self.rows.table.choose(call)

    def open_moment(self, call: str, at_ms: int) -> None:
        """Open this call, and show the moment as soon as its words are there."""
        self.open_call(call)
        self._moment_ms = at_ms
        self._look_for_moment()

    def _look_for_moment(self) -> None:
        if self._moment_ms >= 0 and self.call.transcript.view.show_moment(self._moment_ms):
            self._moment_ms = -1

    def show_marks(self) -> None:
        """The bookmarks and notes in the live calls' place, or the live calls again."""
        (self.marks.end if self.marks.open else self.marks.begin)()

    def back(self) -> None:
        """One step back: the question for a reason, the words that are being written, the call, the selected row."""
        focus = self.focusWidget()
        if self.call.steps.asks:
            self.call.steps.give_up()
        elif isinstance(focus, QLineEdit) and focus.isVisible():
            self.call.notes.put_back()
            self.setFocus()
        elif self.watch.id:
            self.watch.close()
            self.rows.table.choose("")
        elif self.marks.open:
            self.marks.end()
        else:
            self.rows.table.choose("")
        self.rows.table.setFocus()

    def _search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _filter(self) -> None:
        self.filters.team.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _form(self, name: str) -> None:
        if self.watch.opened is not None:
            self.call.notes.show_form(name, focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space held down speaks, where somebody may be spoken to; arrows go to the rows from everywhere."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows.table.setFocus()
            self.rows.table.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.call.talk.press(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space comes up."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.call.talk.press(False)
        else:
            super().keyReleaseEvent(event)

    # --- what is shown ---

    def _arrange(self) -> None:
        """The board alone, beside the call, or the call alone where both do not fit."""
        opened = bool(self.watch.id)
        narrow = self.width() < ALONE_PX * self.theme.font_scale
        self.call.setVisible(opened)
        self._left.setVisible(not (opened and narrow))
        # beside a call the figures would be too narrow to be read
        self.figures.setHidden(opened)
        for part in (self.filters, self.rows):
            part.setHidden(self.marks.open)

    def showEvent(self, event: QShowEvent) -> None:
        """No button has the focus at first, so that Space presses none."""
        super().showEvent(event)
        self.setFocus()

    def _restyle(self) -> None:
        """Larger letters need a larger window, but none larger than the screen."""
        room = self.screen().availableSize()
        self.setMinimumSize(min(self.theme.px(720), room.width()), min(self.theme.px(520), room.height()))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One or two halves."""
        self._arrange()
        super().resizeEvent(event)
        if self.isVisible():
            settle_layouts()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language; a window that is left holds no talk key."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.call.talk.press(False)
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Title, names, counts."""
        self.setWindowTitle(self.tr("Seatmate wall-board"))
        self.setAccessibleName(self.tr("Wall-board"))
        self._title.set_words(self.tr("Wall-board"))
        self._marks.show_words(self.tr("Bookmarks"), self.tr("Your bookmarks and coaching notes, of past calls too"), "M")
        self._companion.show_words(self.tr("Take calls"), self.tr("Open the companion and take calls yourself"))
        self._settings.show_words(self.tr("Settings"), "Ctrl+,")
        self._arrange()
        self._show_counts()

    def _show_counts(self) -> None:
        calls = self.board.rows.calls
        hands = sum(row.hand for row in calls)
        stops = sum(bool(row.alerts.get("stop")) for row in calls)
        shown = len(self.board.rows)
        live = self.tr("%n live", "", len(calls))
        if self.board.rows.filter.any:
            live += self.tr(", %1 shown").replace("%1", str(shown))
        self._live.show_state(live, "plain")
        self._hands.setVisible(hands > 0)
        self._hands.show_state(self.tr("%n hand(s) raised", "", hands), "remind")
        self._stops.setVisible(stops > 0)
        self._stops.show_state(self.tr("%n with a stop alert", "", stops), "stop")
        stands = {"live": (self.tr("Live"), "plain", "link"), "asking": (self.tr("Asking…"), "neutral", "clock"),
                  "offline": (self.tr("Offline: the board stands still"), "stop", "unlink"),
                  "refused": (self.tr("Refused by the server"), "stop", "unlink")}
        words, tone, icon = stands[self.board.stand]
        self._stand.show_state(words, tone, icon)  # type: ignore[arg-type]
        if self.board.stand == "live":
            self._refused.hide()

    def _show_refusal(self, code: str) -> None:
        self._refused.show_state(notice_words(Notice(code)), "remind")
        self._refused.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """`supervising` decides what is left."""
        self.watch.close()
        self.closed.emit()
        super().closeEvent(event)
