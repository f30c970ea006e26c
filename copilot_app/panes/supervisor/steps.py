"""Stepping into a call: listen, whisper, barge in, take over, leave; one row of buttons, the reason asked in place.

The mode that holds is said in words, with an icon and a ground of its own.  A button that can not be pressed says why.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from protocol.relay import Mode

from ...board_state import server_time_s
from ...i18n.board_table import MODES, mode_looks
from ...i18n.codes import notice_words
from ...notices import Notice
from ...theme import Theme
from ...watch_state import STEPS, WatchState
from ..pane import set_tone
from ..parts import FlowLayout, KeyedButton, Picture, Words

KEYS: dict[str, str] = {"listen": "L", "whisper": "W", "barge": "I", "takeover": "T", "leave": "X"}
"""Keys of the steps; each still asks for the reason."""
_TONES = {"": "quiet", "listen": "inform", "whisper": "accent", "barge": "remind", "takeover": "stop"}
LONGEST_REASON = 80
_LATE_MS = 1_000
"""Less is as good as live."""
_GAP = " · "


class ReasonLine(QLineEdit):
    """Escape gives up."""

    def __init__(self, steps: BoardSteps) -> None:
        super().__init__()
        self._steps = steps
        self.setMaxLength(LONGEST_REASON)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the question, not the call."""
        if event.key() == Qt.Key.Key_Escape:
            self._steps.give_up()
        else:
            super().keyPressEvent(event)


class BoardSteps(QFrame):
    """The mode that holds, the steps, and the question for a reason."""

    asking_changed = Signal(bool)
    """A reason is asked for, or no longer."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch, self._theme = watch, theme
        self._wanted: Mode | None = None
        self._told = ""
        self._state = QFrame()
        self._state.setProperty("pane", "card")
        self._picture = Picture(theme, "eye", "ink_soft", 20)
        self._mode = Words(theme, "strong", "ink", max_lines=1)
        self._detail = Words(theme, "caption", "ink_soft")
        self.buttons: dict[str, KeyedButton] = {mode: KeyedButton(theme, "step", MODES[mode][1]) for mode in STEPS}
        self.leave = KeyedButton(theme, "step", "close")
        self._why = Words(theme, "caption", "ink_soft")
        self._ask = QWidget()
        self._question = Words(theme, "body", "ink")
        self.reason = ReasonLine(self)
        self.confirm = KeyedButton(theme, "primary", "check")
        self.cancel = KeyedButton(theme, "quiet")
        self._recent = QWidget()
        self._recent_flow = FlowLayout(self._recent, gap=8, row_gap=4)
        self.recents = [KeyedButton(theme, "plain") for _ in range(4)]
        self._problem = Words(theme, "body", "stop")
        self._build()
        for mode, button in self.buttons.items():
            button.clicked.connect(lambda _=False, mode=mode: self.press(mode))
        self.leave.clicked.connect(watch.leave)
        self.confirm.clicked.connect(self._enter)
        self.reason.returnPressed.connect(self._enter)
        self.reason.textChanged.connect(lambda words: self.confirm.setEnabled(bool(words.strip())))
        self.cancel.clicked.connect(self.give_up)
        for button in self.recents:
            button.clicked.connect(lambda _=False, button=button: self._take(button.text()))
        for changed in (watch.mode_changed, watch.opened_changed, watch.problem_changed, watch.reasons_changed):
            changed.connect(self.refresh)
        watch.opened_changed.connect(self._other_call)
        theme.changed.connect(self.refresh)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout(self._state)
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._mode)
        words.addWidget(self._detail)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (*self.buttons.values(), self.leave):
            row.addWidget(button, 1)
        column.addLayout(row)
        column.addWidget(self._why)
        ask = QVBoxLayout(self._ask)
        ask.setContentsMargins(0, 0, 0, 0)
        ask.setSpacing(6)
        ask.addWidget(self._question)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.reason, 1)
        line.addWidget(self.confirm)
        line.addWidget(self.cancel)
        ask.addLayout(line)
        for button in self.recents:
            self._recent_flow.addWidget(button)
        ask.addWidget(self._recent)
        column.addWidget(self._ask)
        column.addWidget(self._problem)

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names and buttons."""
        self.setAccessibleName(self.tr("Stepping into the call"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why? The agent sees it, and it is kept"))
        self.cancel.show_words(self.tr("Cancel"), key="Esc")
        self.refresh()

    # --- what is pressed ---

    def press(self, mode: Mode) -> None:
        """A step was asked for: ask for the reason, with the one that holds already there."""
        if self._watch.why_not(mode) or self._watch.observing.mode == mode:
            return
        self._wanted = mode
        self.reason.setText(self._watch.reason)
        self.reason.selectAll()
        self.confirm.setEnabled(bool(self._watch.reason))
        self.refresh()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, reason: str) -> None:
        self.reason.setText(reason)
        self._enter()

    def _enter(self) -> None:
        reason = self.reason.text().strip()
        if self._wanted is not None and reason:
            wanted, self._wanted = self._wanted, None
            self._watch.enter(wanted, reason)
            self.refresh()

    def give_up(self) -> None:
        """No step after all."""
        self._wanted = None
        self.refresh()

    @property
    def asks(self) -> bool:
        """True while a reason is asked for."""
        return self._wanted is not None

    def _other_call(self) -> None:
        self._wanted = None
        self._told = ""
        self.refresh()

    # --- what is shown ---

    def _mode_words(self) -> tuple[str, str]:
        """What holds, and who hears whom."""
        who = {
            "": self.tr("Only the transcript. Nobody hears you, and you hear nobody."),
            "listen": self.tr("You hear both sides. Nobody hears you. The agent sees your name."),
            "whisper": self.tr("Only the agent hears you. The customer does not."),
            "barge": self.tr("Agent AND customer hear you."),
            "takeover": self.tr("You speak to the customer. The agent is muted."),
        }
        titles = {
            "": self.tr("You are reading"), "listen": self.tr("You are listening"),
            "whisper": self.tr("You are whispering to the agent"),
            "barge": self.tr("You are in the call"), "takeover": self.tr("You have taken the call over"),
        }
        mode = self._watch.observing.mode
        return titles[mode], who[mode]

    def refresh(self) -> None:
        """Show the mode, the steps and why some are not there."""
        watch = self._watch
        mode = watch.observing.mode
        title, detail = self._mode_words()
        if mode and watch.reason:
            detail += _GAP + self.tr("Reason: %1").replace("%1", watch.reason)
        if mode and watch.observing.delay_ms >= _LATE_MS:
            detail += _GAP + self.tr("The sound is %1 s behind, so that private numbers can be silent.").replace(
                "%1", f"{watch.observing.delay_ms / 1000:g}")
        until = watch.observing.until
        if mode and server_time_s(until):
            detail += _GAP + self.tr("Your right ends at %1.").replace("%1", _local(until))
        if not mode and watch.ended_by:
            detail = self.why_words(watch.ended_by)
        set_tone(self._state, _TONES[mode])
        _, icon, token = mode_looks(mode)
        solid = mode == "takeover"
        self._picture.show_icon(icon if mode or not watch.ended_by else "remind",
                                "on_stop" if solid else token if mode or not watch.ended_by else "remind")
        self._mode.set_words(title)
        self._mode.set_colour("on_stop" if solid else "ink")
        self._detail.set_words(detail)
        self._detail.set_colour("on_stop" if solid else "ink_soft")
        self._state.setAccessibleName(f"{title}. {detail}")
        if mode != self._told:
            self._told = mode
            self._announce(self._state.accessibleName())
        self._show_buttons(mode)
        self._show_question()
        self._problem.setVisible(watch.problem is not None)
        if watch.problem is not None:
            problem = watch.problem
            self._problem.set_words(notice_words(Notice(problem.code, problem.text, tuple(problem.params.items()))))

    def _show_buttons(self, mode: str) -> None:
        reasons: dict[str, list[str]] = {}
        for step, button in self.buttons.items():
            words, why = mode_looks(step)[0], self._watch.why_not(step)
            holds = step == mode
            button.setEnabled(not why)
            button.show_words(words, self.why_words(why) if why else words, "" if why else KEYS[step])
            button.setAccessibleName(f"{words}: {self.why_words(why)}" if why else words)
            _dress(button, "held" if holds else "step")
            if why:
                reasons.setdefault(why, []).append(words)
        self.leave.setEnabled(bool(mode))
        self.leave.show_words(self.tr("Leave"), self.tr("Leave the call; reading goes on"), KEYS["leave"])
        self._why.setVisible(bool(reasons))
        self._why.set_words("\u2028".join(
            self.tr("%1: %2").replace("%1", self.tr(", ").join(steps)).replace("%2", self.why_words(code))
            for code, steps in reasons.items()))

    def _show_question(self) -> None:
        if self._ask.isHidden() == self.asks:
            self._ask.setVisible(self.asks)
            self.asking_changed.emit(self.asks)
        if self._wanted is None:
            return
        words = mode_looks(self._wanted)[0]
        self._question.set_words(self.tr("Reason for “%1”").replace("%1", words))
        self.confirm.show_words(words, key="Return")
        reasons = self._watch.reasons
        self._recent.setVisible(bool(reasons))
        for at, button in enumerate(self.recents):
            button.setVisible(at < len(reasons))
            if at < len(reasons):
                button.show_words(reasons[at], self.tr("The same reason as before: %1").replace("%1", reasons[at]))

    def why_words(self, code: str) -> str:
        """Why something can not be done, in a sentence with what to do."""
        own = {"supervision.opening": self.tr("The call is being opened."),
               "supervision.offline": self.tr("The server is not reachable. Reading goes on as soon as it is back.")}
        return own.get(code) or notice_words(Notice(code, params=(("name", self.tr("Somebody else")),)))

    def _announce(self, words: str) -> None:
        event = QAccessibleAnnouncementEvent(self, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


def _local(until: str) -> str:
    """A moment of the server's clock as this computer's: the time, with its day if that is not today."""
    at = datetime.fromisoformat(until).astimezone()
    return f"{at:%H:%M}" if at.date() == datetime.now().astimezone().date() else f"{at:%Y-%m-%d %H:%M}"


def _dress(button: KeyedButton, kind: str) -> None:
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
