"""`CompanionWindow`: the panes in their fixed slots; one tall column beside the CRM, three columns from 900 px on.

`app` makes it with a `CallState` and a `Theme`, connects `call_pressed` and `settings_pressed`, and shows it.
"""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QLocale, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QScreen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from .call_state import CallState
from .panes import (
    PANES,
    AskPane,
    CardsPane,
    CustomerPane,
    Pane,
    ReadyPane,
    ReplyPane,
    SignInPane,
    StripPane,
    TranscriptPane,
    TypedPane,
)
from .panes.pane import Mode, settle_layouts
from .shortcuts import ACTIONS
from .theme import Theme

WIDE_PX = 900
"""From this width on the window has three columns."""
ROOMY_PX = 1300
COMPANION = QSize(420, 1040)
"""Size of the window when it is first opened; a smaller screen makes it lower."""

BESIDE = ("speaker", "note_shown", "hand", "transfer")
"""Panes of supervision; of no height most of the time."""
ABOVE_AND_BELOW = ("notice", "sign_in", "practice", "banner", "typed", "ask", *BESIDE)
"""Panes of the narrow window that are as high as their words, whatever is left for the others."""
HELP = ("banner", "reply", "mood", "checklist", "cards", "ask")
"""Panes that an exam does without."""
_UNLIMITED = 16_777_215
"""Qt's own largest size of a widget."""
_LEAST = QSize(360, 480)
_NARROWEST = 275
"""Width at font scale 1 that timer, name and buttons of the strip need."""
_LEAST_HELP, _LEAST_TALK = 96, 72
"""Heights, in pixels, below which help and transcript are of no use."""


class _Column(QScrollArea):
    """Panes one above the other; scrolls only when they do not fit."""

    def __init__(self, panes: list[Pane], stretch: Pane | None = None) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        self.inner.setObjectName("content")
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for pane in panes:
            column.addWidget(pane, 1 if pane is stretch else 0)
        if stretch is None:
            column.addStretch(1)
        self.setWidget(self.inner)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setObjectName("overlay")
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._show_bar)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)
        self._bar.hide()

    def _show_bar(self, low: int, high: int) -> None:
        """The bar lies over the panes' edge, so that they keep their width whether it is there or not."""
        self._bar.setRange(low, high)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setVisible(high > low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar keeps to the right edge."""
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - 7, 8, 6, max(0, self.height() - 16))
        self._bar.raise_()

    def minimumSizeHint(self) -> QSize:
        """None: what scrolls gives way to what must be read whole."""
        return QSize(0, 0)

    def wanted_height(self, width: int) -> int:
        """Height of the panes at this width."""
        layout = self.inner.layout()
        return 0 if layout is None else layout.heightForWidth(width)


class CompanionWindow(QWidget):
    """The agent's window."""

    call_pressed = Signal()
    """The agent wants to start a call, or to end the one that runs."""
    settings_pressed = Signal()
    authoring_pressed = Signal()
    practise_pressed = Signal()
    board_pressed = Signal()
    sign_in_pressed = Signal(str, str)
    """The person's name and password."""
    on_top_changed = Signal(bool)
    """The agent switched always-on-top by key."""
    closed = Signal()

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("companion")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.state = state
        self.theme = theme
        self.panes: dict[str, Pane] = {entry.id: entry.make(state, theme) for entry in PANES}
        self.sign_in = cast(SignInPane, self.panes["sign_in"])
        self._mode: Mode | None = None
        self._body: QWidget | None = None
        self._assist: _Column | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.panes["strip"])
        self._connect()
        self.resize(COMPANION)
        self._arrange("narrow")
        self._restyle()
        self.retranslate()
        self.setFocus()

    # --- construction ---

    def _connect(self) -> None:
        strip, ready = cast(StripPane, self.panes["strip"]), cast(ReadyPane, self.panes["ready"])
        for pane in (strip, ready):
            pane.call_pressed.connect(self.call_pressed)
            pane.settings_pressed.connect(self.settings_pressed)
        ready.authoring_pressed.connect(self.authoring_pressed)
        ready.practise_pressed.connect(self.practise_pressed)
        ready.board_pressed.connect(self.board_pressed)
        self.sign_in.sign_in_pressed.connect(self.sign_in_pressed)
        strip.customer_pressed.connect(cast(CustomerPane, self.panes["customer"]).toggle)
        self.state.phase_changed.connect(self._show_phase)
        self.state.sign_in_changed.connect(self._fit)
        self.state.practice.changed.connect(self._show_phase)
        self.theme.changed.connect(self._restyle)
        for changed in ("speaker", "notes", "hand", "transfer"):
            getattr(self.state.supervised, f"{changed}_changed").connect(self._fit)
        agent, supervised = self.state.agent, self.state.supervised
        reply = cast(ReplyPane, self.panes["reply"])
        does = {
            "accept": reply.accept, "copy": reply.copy, "next": agent.next_alternative,
            "previous": agent.previous_alternative, "close_answer": self.state.close_answer,
            "dismiss": agent.dismiss_suggestion, "pin": lambda: agent.pin_card(),
            "close_card": lambda: agent.dismiss_card(),
            "fill_card": cast(CardsPane, self.panes["cards"]).take_keyboard,
            "ask": cast(AskPane, self.panes["ask"]).take_keyboard, "acknowledge": agent.acknowledge_alert,
            "dispute": agent.dispute_alert, "hand": agent.toggle_hand, "recording": agent.toggle_recording,
            "refuse_recording": lambda: agent.toggle_consent("recording"), "refuse_mood": lambda: agent.toggle_consent("emotion"),
            "refuse_calls": lambda: agent.toggle_consent("calls"),
            "mute": self.state.toggle_assist, "customer": cast(CustomerPane, self.panes["customer"]).toggle,
            "newest": cast(TranscriptPane, self.panes["transcript"]).view.follow, "call": self.call_pressed.emit,
            "transfer": supervised.toggle_transfer, "put_note_away": supervised.put_note_away, "board": self.board_pressed.emit,
            "coaching": self.state.coaching.toggle, **{f"answer_{n}": partial(supervised.answer_note, n) for n in (1, 2, 3)},
            "practise": self.practise_pressed.emit, "type": cast(TypedPane, self.panes["typed"]).take_keyboard,
            "stop_voice": self.state.practice.stop_wanted.emit, "on_top": self._toggle_on_top,
            "settings": self.settings_pressed.emit,
        }
        self.shortcuts: dict[str, QShortcut] = {}
        for action in ACTIONS:
            shortcut = QShortcut(QKeySequence(action.key), self)
            shortcut.activated.connect(does[action.id])
            self.shortcuts[action.id] = shortcut

    def _arrange(self, mode: Mode) -> None:
        if mode == self._mode:
            return
        self._mode = mode
        old, self._assist = self._body, None
        self._body = QWidget()
        if mode == "narrow":
            self._arrange_narrow(self._body)
        else:
            self._arrange_wide(self._body, mode)
        for pane in self.panes.values():
            pane.arrange(mode)
        self._outer.addWidget(self._body, 1)
        if old is not None:
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._show_phase()
        if self.isVisible():
            # Heights follow widths from the inside out, one event each; between them the words would stand squeezed.
            self._body.show()
            settle_layouts()

    def _arrange_narrow(self, body: QWidget) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        panes = self.panes
        for name in ("notice", "sign_in", "practice", "speaker", "banner", "note_shown", "hand", "transfer"):
            column.addWidget(panes[name])
        self._ready = _Column([panes["coaching"], panes["ready"]], panes["ready"])
        column.addWidget(self._ready, 1)
        self._assist = _Column([panes[name] for name in ("customer", "reply", "mood", "checklist", "cards")])
        column.addWidget(self._assist)
        column.addWidget(panes["transcript"], 1)
        column.addWidget(panes["typed"])
        column.addWidget(panes["ask"])

    def _arrange_wide(self, body: QWidget, mode: Mode) -> None:
        outer = QVBoxLayout(body)
        edge = 16 if mode == "roomy" else 12
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.setSpacing(8)
        panes = self.panes
        outer.addWidget(panes["notice"])
        columns = QHBoxLayout()
        columns.setSpacing(edge)
        outer.addLayout(columns, 1)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        self._ready = _Column([panes["coaching"], panes["ready"]], panes["ready"])
        for name in ("sign_in", "practice", "speaker", "banner", "note_shown", "hand", "transfer"):
            middle.addWidget(panes[name])
        middle.addWidget(self._ready, 1)
        self._middle = _Column([panes[name] for name in ("reply", "mood", "checklist")])
        middle.addWidget(self._middle, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_Column([panes["customer"], panes["cards"]], panes["cards"]), 1)
        right.addWidget(panes["ask"])
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(panes["transcript"], 1)
        left.addWidget(panes["typed"])
        columns.addLayout(left, 9)
        columns.addLayout(middle, 11)
        columns.addLayout(right, 9)

    # --- what happens ---

    def _show_phase(self) -> None:
        """At rest the middle says what is ready; in a call it helps."""
        resting = self.state.phase in ("rest", "ended")
        panes = self.panes
        self._ready.setVisible(resting)
        panes["ready"].setVisible(resting)
        panes["banner"].setVisible(not resting)
        exam = self.state.practice.exam and self.state.practice.live
        for name in HELP:
            panes[name].bar(exam)
        cast(AskPane, panes["ask"]).allow(not resting)
        if self._assist is not None:
            self._assist.setVisible(not resting)
            panes["transcript"].setVisible(self.state.phase != "rest")
            panes["ask"].setVisible(not resting)
        else:
            self._middle.setVisible(not resting)
            panes["transcript"].show()
            panes["ask"].show()
        self._fit()

    def _restyle(self) -> None:
        self.setMinimumWidth(max(_LEAST.width(), self.theme.px(_NARROWEST)))
        self._fit()

    def _fit(self) -> None:
        """In the narrow window help takes what it needs, but leaves the transcript its share."""
        width = self.width() - 16
        if self._assist is not None and self.state.phase == "ended":
            self._ready.setMaximumHeight(min(self._ready.wanted_height(width), self.height() // 2))
        else:
            self._ready.setMaximumHeight(_UNLIMITED)
        around = 16 + 8 * 3
        for name in ABOVE_AND_BELOW:
            pane = self.panes[name]
            wanted = self._height(pane, width) if self._assist is not None and pane.isVisibleTo(self) else 0
            pane.setMinimumHeight(wanted)
            around += wanted + (8 if wanted and name in BESIDE else 0)
        if self._assist is None or not self._assist.isVisibleTo(self):
            return
        room = self.height() - self._height(self.panes["strip"], self.width()) - around
        # Rather no transcript than alerts and notes of a supervisor that lie on each other.
        self.panes["transcript"].setVisible(room >= _LEAST_HELP + _LEAST_TALK)
        transcript = max(_LEAST_TALK, min(max(150, int(self.height() * 0.2)), room - _LEAST_HELP))
        wanted = self._assist.wanted_height(width)
        least = max(0, min(_LEAST_HELP, room))
        self._assist.setFixedHeight(max(least, min(wanted, room - transcript)) if wanted > 0 else 0)

    @staticmethod
    def _height(pane: Pane, width: int) -> int:
        return pane.heightForWidth(width) if pane.hasHeightForWidth() else pane.sizeHint().height()

    def event(self, event: QEvent) -> bool:
        """The help's height follows its contents, and those of every pane beside it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or three."""
        width = self.width()
        self._arrange("narrow" if width < WIDE_PX else "wide" if width < ROOMY_PX else "roomy")
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Title and faces follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Faces, title and name."""
        self.theme.speak("zh" if QLocale().language() == QLocale.Language.Chinese else "en")
        self.setWindowTitle(self.tr("Seatmate"))
        self.setAccessibleName(self.tr("Seatmate companion"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The app decides what happens to a call that runs."""
        self.closed.emit()
        super().closeEvent(event)

    def show_one_call(self, over: str) -> None:
        """For a demonstration: nothing is offered that nobody answers; `over` is said once the call has ended."""
        cast(ReadyPane, self.panes["ready"]).show_one_call(over)
        cast(StripPane, self.panes["strip"]).show_one_call()
        for action in ("settings", "practise", "board"):
            self.shortcuts[action].setEnabled(False)

    # --- placing ---

    @property
    def mode(self) -> Mode:
        """`narrow`, `wide` or `roomy`."""
        return self._mode or "narrow"

    def dock_right(self, screen: QScreen | None = None) -> None:
        """Stand at the right edge of the screen, as high as it allows."""
        space: QRect = (screen or self.screen()).availableGeometry()
        size = QSize(min(COMPANION.width(), space.width()), min(space.height() - 32, 1040))
        self.resize(size)
        frame = max(0, self.frameGeometry().width() - self.width())
        self.move(space.right() - size.width() - frame + 1, space.top() + 16)

    def set_on_top(self, on_top: bool) -> None:
        """Stay above other windows, or not; never takes the focus for it."""
        if on_top != bool(self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint):
            visible = self.isVisible()
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on_top)
            if visible:
                self.show()

    def _toggle_on_top(self) -> None:
        on_top = not self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        self.set_on_top(bool(on_top))
        self.on_top_changed.emit(bool(on_top))
