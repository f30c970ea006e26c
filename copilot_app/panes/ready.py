"""Between calls: is everything ready, what to do, and what the window will show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from protocol.dialling import DialAnswer

from ..authoring_state import WRITERS
from ..board_state import WATCHERS
from ..call_state import CallState
from ..numbers import shown_number
from ..shortcuts import KEYS, title
from ..theme import Theme
from .dial_block import DialBlock
from .pane import Pane, clock
from .parts import FlowLayout, KeyedButton, Picture, Words
from .strip import engine_words


class _Check(QWidget):
    """Icon, what is checked, how it stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._picture = Picture(theme, "done", "accent", 16, "body")
        self.ready = False
        self._label = Words(theme, "body", "ink_faint", max_lines=2)
        self._value = Words(theme, "body", "ink", max_lines=3)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._value, 3, Qt.AlignmentFlag.AlignTop)

    def show_check(self, label: str, value: str, state: str) -> None:
        """`state` is `ok`, `wait` or `bad`."""
        icon, token = {"ok": ("done", "accent"), "wait": ("clock", "ink_faint"), "bad": ("remind", "remind")}[state]
        self._picture.show_icon(icon, token)
        self._label.set_words(label)
        self._value.set_words(value)
        self._value.set_colour("remind" if state == "bad" else "ink")
        self.ready = state == "ok"
        self.setAccessibleName(f"{label}: {value}")


class ReadyPane(Pane):
    """At rest and after a call."""

    call_pressed = Signal()
    settings_pressed = Signal()
    authoring_pressed = Signal()
    practise_pressed = Signal()
    board_pressed = Signal()

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "plain")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        column = self._card(outer)[1]
        self._title = Words(theme, "title", "ink")
        self._hint = Words(theme, "body", "ink_soft")
        column.addWidget(self._title)
        column.addWidget(self._hint)
        self._missed = Words(theme, "body", "remind")
        column.addWidget(self._missed)
        column.addSpacing(8)
        self._checks = [_Check(theme) for _ in range(6)]
        for check in self._checks:
            column.addWidget(check)
        self.dial = DialBlock(theme)
        column.addWidget(self.dial)
        column.addSpacing(8)
        column.addWidget(self._build_honest())
        self._start = KeyedButton(theme, "primary", "call")
        self._outgoing = KeyedButton(theme, "plain", "transfer")
        self._outgoing.setCheckable(True)
        self._outgoing.clicked.connect(state.set_outgoing)
        self._settings = KeyedButton(theme, "plain", "settings")
        self._buttons = QWidget()
        buttons = FlowLayout(self._buttons, gap=8, row_gap=8)
        buttons.addWidget(self._start)
        buttons.addWidget(self._outgoing)
        buttons.addWidget(self._settings)
        self._authoring = KeyedButton(theme, "plain", "book")
        buttons.addWidget(self._authoring)
        self._practise = KeyedButton(theme, "plain", "book")
        buttons.addWidget(self._practise)
        self._practise.clicked.connect(self.practise_pressed)
        self._board = KeyedButton(theme, "plain", "board")
        buttons.addWidget(self._board)
        self._board.clicked.connect(self.board_pressed)
        column.addSpacing(8)
        column.addWidget(self._buttons)
        self._over = Words(theme, "body", "ink_soft")
        column.addWidget(self._over)
        self._add_tour(outer)
        outer.addStretch(1)
        self._start.clicked.connect(self.call_pressed)
        self._settings.clicked.connect(self.settings_pressed)
        self._authoring.clicked.connect(self.authoring_pressed)
        state.strip_changed.connect(self.refresh)
        state.phase_changed.connect(self.refresh)
        # What was not said may be settled with the last words.
        for changed in (state.checklist.rowsInserted, state.checklist.dataChanged):
            changed.connect(self._checklist_changed)
        self.retranslate()

    def _add_tour(self, outer: QVBoxLayout) -> None:
        self._tour_frame, tour = self._card(outer)
        self._tour_title = Words(self.theme, "caption", "ink_faint")
        tour.addWidget(self._tour_title)
        self._tour: list[tuple[str, Words]] = []
        for icon in ("shield", "reply", "mood", "list", "cards", "words"):
            row = QHBoxLayout()
            row.setSpacing(8)
            words = Words(self.theme, "body", "ink_soft")
            row.addWidget(Picture(self.theme, icon, "ink_faint", 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            tour.addLayout(row)
            self._tour.append((icon, words))

    def _card(self, outer: QVBoxLayout) -> tuple[QFrame, QVBoxLayout]:
        frame = QFrame()
        frame.setProperty("pane", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        outer.addWidget(frame)
        return frame, column

    def _build_honest(self) -> QFrame:
        self._honest = QFrame()
        self._honest.setProperty("pane", "card")
        self._honest.setProperty("tone", "inform")
        row = QHBoxLayout(self._honest)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._honest_words = Words(self.theme, "body", "ink")
        row.addWidget(Picture(self.theme, "inform", "inform", 16, "body"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._honest_words, 1)
        return self._honest

    def retranslate(self) -> None:
        """Every word."""
        self._outgoing.show_words(self.tr("I am calling"), self.tr(
            "Mark the next call as one that you make: calling hours and numbers of calls are checked"))
        self._settings.show_words(self.tr("Devices and settings"), title("settings"), KEYS["settings"])
        self._authoring.show_words(self.tr("Playbooks"))
        self._board.show_words(self.tr("Wall-board"), title("board"), KEYS["board"])
        self._practise.show_words(self.tr("Practise"), title("practise"), KEYS["practise"])
        self.dial.retranslate()
        self._tour_title.set_words(self.tr("During the call, from top to bottom"))
        tour = {
            "shield": self.tr("One compliance alert, with what to say instead"),
            "reply": self.tr("One suggested reply, with verified figures"),
            "mood": self.tr("How the customer feels, and what helps"),
            "list": self.tr("What must still be said, and by when"),
            "cards": self.tr("Product and knowledge cards"),
            "words": self.tr("The words of both sides, as they are spoken"),
        }
        for icon, words in self._tour:
            words.set_words(tour[icon])
        self.refresh()

    def _show_number(self) -> None:
        """Who calls, or is to be called and what speaks against it."""
        state = self.state
        self._outgoing.setChecked(state.outgoing)
        self._outgoing.setEnabled(state.link.phase == "online" and state.phase in ("rest", "ended"))
        number, answer = shown_number(state.offered_number), state.dial_answer
        words = self.tr("%1, taken by the next call").replace("%1", number)
        against = answer.refused_since or answer.warnings
        self._checks[5].show_check(self.tr("To call") if state.outgoing else self.tr("Caller"), words, "bad" if against else "ok")
        self.dial.show_answer(answer if state.outgoing and state.offered_number == answer.phone else DialAnswer(phone=""))

    def show_one_call(self, over: str) -> None:
        """Offer nothing; say `over` once the call has ended."""
        self._buttons.hide()
        self._over.set_words(over)
        self.refresh()

    def _checklist_changed(self) -> None:
        if self.state.phase == "ended":
            self.refresh()

    def refresh(self) -> None:
        """How everything stands."""
        state = self.state
        self._tour_frame.setHidden(state.phase == "ended")
        self._over.setVisible(state.phase == "ended" and bool(self._over.text()))
        online = state.link.phase == "online"
        self._practise.setVisible(online)
        self._board.setVisible(online and state.welcome.role in WATCHERS)
        self._authoring.setVisible(online and state.welcome.role in WRITERS)
        engine = state.recogniser
        if state.phase == "ended":
            self._title.set_words(self.tr("The call has ended"))
            spoken = sum(1 for row in state.transcript if row.final and not row.gap)
            self._hint.set_words(self.tr("Length %1, %n line(s) transcribed.", "", spoken)
                                 .replace("%1", clock(state.ended_ms)))
            self._start.show_words(self.tr("Start the next call"), title("call"), KEYS["call"])
        else:
            refused = state.link.phase == "refused" and not state.sign_in.wanted
            self._title.set_words(self.tr("Ready for the next call") if online and engine.engine else
                                  self.tr("Not ready") if refused else self.tr("Getting ready"))
            self._hint.set_words(self.tr("Start when the line rings. The window never takes the keyboard by itself."))
            self._start.show_words(self.tr("Start the call"), title("call"), KEYS["call"])
        self._hint.setHidden(state.phase == "rest" and state.link.phase == "refused" and not state.sign_in.wanted)
        missed = [row.title for row in state.checklist if row.state == "missed"] if state.phase == "ended" else []
        self._missed.setVisible(bool(missed))
        self._missed.set_words(self.tr("Not said in this call: %1").replace("%1", self.tr("; ").join(missed)))
        self._start.setEnabled(online and state.phase in ("rest", "ended") and not state.dial_blocked)
        links = {"online": self.tr("connected"), "connecting": self.tr("connecting…"),
                 "offline": self.tr("not reachable, trying again"), "refused": self.tr("refuses this workstation")}
        if state.link.code == "enrol.none":
            links["refused"] = self.tr("not enrolled yet")
        asks = state.sign_in.wanted
        self._checks[0].show_check(self.tr("Server"), self.tr("waits for you to sign in") if asks else
                                   links[state.link.phase], "wait" if asks else
                                   {"online": "ok", "connecting": "wait"}.get(state.link.phase, "bad"))
        for place, channel, label in ((1, "agent", self.tr("Microphone")), (2, "customer", self.tr("Customer line"))):
            device = state.devices[channel]  # type: ignore[index]
            self._checks[place].show_check(label, device or self.tr("none chosen"), "ok" if device else "bad")
        self._checks[3].show_check(self.tr("Recogniser"), engine_words(engine) if engine.engine else
                                   (self.tr("none") if online else self.tr("waiting for the server")),
                                   "ok" if engine.engine else ("bad" if online else "wait"))
        welcome = state.welcome
        playbook = " ".join(part for part in (welcome.playbook_title or welcome.playbook, welcome.playbook_version) if part)
        self._checks[4].show_check(self.tr("Playbook"), playbook or self.tr("waiting for the server"),
                                   "ok" if playbook else "wait")
        self._show_number()
        for check in self._checks[:5]:
            # After a call its outcome is read, not what has been right all along.
            check.setHidden(state.phase == "ended" and check.ready)
        self._checks[5].setVisible(bool(state.offered_number))
        self._honest.setVisible(engine.synthetic_only and state.phase != "ended")
        self._honest_words.set_words(self.tr(
            "The bundled model shows how Seatmate works, but understands synthetic voices only. "
            "For real calls, ask the administrator to load a larger model."))
        self.setAccessibleName(self._title.text())
