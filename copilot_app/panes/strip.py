"""The strip: timer, levels, recording, connection, recogniser, who listens, and the buttons of the call."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from protocol.call import EngineInfo

from ..call_state import CallState
from ..shortcuts import KEYS, title
from ..theme import Theme
from .consent_chip import ConsentChip
from .pane import Mode, Pane, clock
from .parts import Chip, FlowLayout, IconButton, LevelMeter, Picture, PressableWords
from .parts.buttons import with_key
from .transcript_rows import pause_sentence


class StripPane(Pane):
    """State of the call, the connection and the recogniser.  The badge of who listens has no way to be hidden."""

    call_pressed = Signal()
    settings_pressed = Signal()
    customer_pressed = Signal()

    def __init__(self, state: CallState, theme: Theme) -> None:
        super().__init__(state, theme, "bar")
        self._told = ""
        self._compact = True
        self._timer = QLabel()
        self._timer.setProperty("ink", "timer")
        self._timer.setFont(theme.font("timer"))
        self._mark = Picture(theme, "mark", "accent", 22)
        self._name = PressableWords(theme, "strong", "ink_soft", max_lines=1)
        self._name.pressed.connect(self.customer_pressed)
        self._build_buttons()
        self._build_chips()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 8, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._lead = QWidget()
        lead = QHBoxLayout(self._lead)
        lead.setContentsMargins(0, 0, 0, 0)
        lead.setSpacing(12)
        lead.addWidget(self._mark)
        lead.addWidget(self._timer)
        lead.addWidget(self._name, 1)
        self.arrange("narrow")
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._show_time)
        state.strip_changed.connect(self.refresh)
        state.customer_changed.connect(self.refresh)
        state.practice.changed.connect(self.refresh)
        state.assist_muted_changed.connect(self.refresh)
        state.levels_changed.connect(self._show_levels)
        theme.changed.connect(self._restyle)
        self.retranslate()

    def _restyle(self) -> None:
        self._timer.setFont(self.theme.font("timer"))
        self._chips.setMinimumHeight(0)
        self._keep_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._chips.setMinimumHeight(0)
            self._keep_rows()

    def _keep_rows(self) -> None:
        """In a call a chip that goes leaves its row: what stands below must not jump while it is read."""
        layout = self._chips.layout()
        in_call = self._compact and self.state.phase in ("starting", "live")
        if layout is None or not in_call:
            self._chips.setMinimumHeight(0)
            return
        high = layout.heightForWidth(self._chips.width())
        if high > self._chips.minimumHeight():
            self._chips.setMinimumHeight(high)

    def _build_buttons(self) -> None:
        theme, agent = self.theme, self.state.agent
        self._hand_button = IconButton(theme, "hand")
        self._recording_button = IconButton(theme, "pause")
        self._mute_button = IconButton(theme, "assist")
        self._settings_button = IconButton(theme, "settings")
        self._call_button = IconButton(theme, "hangup", "stop")
        self._hand_button.clicked.connect(agent.toggle_hand)
        self._recording_button.clicked.connect(agent.toggle_recording)
        self._mute_button.clicked.connect(self.state.toggle_assist)
        self._settings_button.clicked.connect(self.settings_pressed)
        self._call_button.clicked.connect(self.call_pressed)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self._hand_button, self._recording_button, self._mute_button, self._settings_button,
                       self._call_button):
            row.addWidget(button)

    def _build_chips(self) -> None:
        theme = self.theme
        self._microphone = LevelMeter(theme, "mic")
        self._line = LevelMeter(theme, "line")
        self._observers = Chip(theme, "eye")
        self._practice = Chip(theme, "book")
        self._hand = Chip(theme, "hand")
        self._recording = Chip(theme, "record")
        self._consent = ConsentChip(self.state, theme)
        self._link = Chip(theme, "link")
        self._lag = Chip(theme, "words")
        self._engine = Chip(theme, "chip")
        self._chips = QWidget()
        flow = FlowLayout(self._chips, gap=10, row_gap=4)
        for chip in (self._practice, self._microphone, self._line, self._recording, self._observers, self._hand, self._consent,
                     self._link, self._lag, self._engine):
            flow.addWidget(chip)

    def arrange(self, mode: Mode) -> None:
        """Two rows in the narrow window, one in the wide."""
        compact = self._compact = mode == "narrow"
        for part in (self._lead, self._buttons, self._chips):
            self._grid.removeWidget(part)
        for column in range(3):
            self._grid.setColumnStretch(column, 0)
        if compact:
            self._grid.addWidget(self._lead, 0, 0)
            self._grid.addWidget(self._buttons, 0, 1)
            self._grid.addWidget(self._chips, 1, 0, 1, 2)
            self._grid.setColumnStretch(0, 1)
        else:
            self._grid.addWidget(self._lead, 0, 0)
            self._grid.addWidget(self._chips, 0, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._buttons, 0, 2)
            self._grid.setColumnStretch(1, 1)
        self._lead.setMinimumWidth(0 if compact else self.theme.px(176))
        self._keep_rows()

    def show_one_call(self) -> None:
        """There are no settings to open."""
        self._settings_button.hide()

    def retranslate(self) -> None:
        """Buttons, meters and chips."""
        self.setAccessibleName(self.tr("Call status"))
        self._timer.setAccessibleName(self.tr("Call time"))
        for meter, words in ((self._microphone, self.tr("Level of your microphone")),
                             (self._line, self.tr("Level of the customer line"))):
            meter.setAccessibleName(words)
            meter.setToolTip(words)
        self._settings_button.show_words(title("settings"), KEYS["settings"])
        self._call_button.show_words(self.tr("End the call"), KEYS["call"])
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the call."""
        live = self.state.phase == "live"
        if live != self._tick.isActive():
            self._tick.start() if live else self._tick.stop()
        in_call = self.state.phase in ("starting", "live")
        for part in (self._hand_button, self._recording_button, self._mute_button, self._call_button,
                     self._microphone, self._line):
            part.setVisible(in_call)
        self._show_time()
        self._show_name()
        self._show_people()
        self._show_practice()
        self._show_recording(in_call)
        self._show_link(in_call)
        self._show_engine()
        self._keep_rows()

    def _show_time(self) -> None:
        self._timer.setVisible(self.state.phase in ("live", "ended"))
        self._timer.setText(clock(self.state.time_ms))
        if self.state.recording.paused:
            self._recording.show_state(pause_sentence(self.state.recording, self.state.time_ms), "remind", "pause",
                                       self.tr("Nothing is recorded or transcribed now"))
        lag_ms = self.state.final_lag_ms
        self._lag.setVisible(self.state.phase == "live" and lag_ms >= 0)
        if lag_ms >= 0:
            self._lag.show_state(self.tr("%1 s").replace("%1", f"{lag_ms / 1000:.1f}"), "plain",
                                 tip=self.tr("From the end of speech to the words on this screen"))
        self._keep_rows()

    def _show_name(self) -> None:
        customer = self.state.customer
        names = {"rest": self.tr("Seatmate"), "starting": self.tr("Starting the call…"),
                 "live": customer.name if customer and customer.name else self.tr("Customer not known"),
                 "ended": self.tr("Call ended")}
        self._mark.setVisible(self.state.phase in ("rest", "starting"))
        self._name.set_words(names[self.state.phase])
        self._name.set_tip(with_key(title("customer"), KEYS["customer"]) if self.state.phase == "live" else "")
        self._name.set_colour("ink" if self.state.phase == "rest" or customer else "ink_soft")

    def _show_practice(self) -> None:
        practice = self.state.practice
        self._practice.setVisible(practice.plan is not None and self.state.phase != "rest")
        self._practice.show_state(self.tr("PRACTICE"), "inform", tip=self.tr("A practice call: the customer is simulated"))

    def _show_people(self) -> None:
        observers = self.state.observers
        modes = {"listen": self.tr("listening"), "whisper": self.tr("whispering to you"),
                 "barge": self.tr("in the call"), "takeover": self.tr("has taken over")}
        listed = [f"{name} {modes.get(mode, mode)}" for name, mode in zip(observers.names, observers.modes, strict=False)]
        self._observers.setVisible(bool(listed))
        self._tell("; ".join(listed))
        if listed:
            self._observers.show_state(self.tr("; ").join(listed), "inform")
        raised = self.state.hand_raised
        self._hand.setVisible(raised)
        if raised:
            self._hand.show_state(self.tr("Hand raised"), "remind")
        self._hand_button.show_icon("hand", "remind" if raised else "ink_soft")
        self._hand_button.show_words(self.tr("Lower the hand") if raised else self.tr("Raise the hand for help"),
                                     KEYS["hand"])
        muted = self.state.assist_muted
        self._mute_button.show_icon("mute" if muted else "assist", "remind" if muted else "ink_soft")
        self._mute_button.show_words(self.tr("Show the prompts again") if muted else
                                     self.tr("Mute the prompts; compliance stays"), KEYS["mute"])

    def _tell(self, listeners: str) -> None:
        """Who comes, goes or changes is said aloud too."""
        if listeners != self._told:
            self._told = listeners
            words = listeners or self.tr("Nobody listens to you any more")
            event = QAccessibleAnnouncementEvent(self, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    def _show_recording(self, in_call: bool) -> None:
        recording = self.state.recording
        self._recording.setVisible(in_call)
        if recording.paused:
            self._recording.show_state(pause_sentence(recording, self.state.time_ms), "remind", "pause",
                                       self.tr("Nothing is recorded or transcribed now"))
        elif self.state.consents.refused("recording") is not None:
            self._recording.show_state(self.tr("No sound kept"), "plain", "words",
                                       self.tr("The customer refuses the recording: "
                                               "the words are written down, no sound is kept"))
        else:
            self._recording.show_state(self.tr("Recording"), "plain", "record")
        self._recording_button.show_icon("resume" if recording.paused else "pause",
                                         "remind" if recording.paused else "ink_soft")
        self._recording_button.show_words(self.tr("Resume recording") if recording.paused else
                                          self.tr("Pause recording"), KEYS["recording"])
        self._consent.refresh(in_call)

    def _show_link(self, in_call: bool) -> None:
        link = self.state.link
        if link.phase == "online":
            words = f"{link.lag_ms:.0f} ms" if link.lag_ms >= 0 else self.tr("Connected")
            self._link.show_state(words, "plain", "link", self.tr("Connected; round trip to the server"))
        elif link.phase == "connecting":
            self._link.show_state(self.tr("Connecting…"), "neutral", "link")
        elif self.state.sign_in.wanted:
            self._link.show_state(self.tr("Not signed in"), "neutral", "unlink")
        elif link.phase == "offline":
            self._link.show_state(self.tr("Reconnecting"), "remind", "unlink",
                                  self.tr("The sound is kept and sent when the server is back"))
        elif link.code == "enrol.none":
            self._link.show_state(self.tr("Not enrolled"), "neutral", "unlink")
        else:
            self._link.show_state(self.tr("Refused by the server"), "stop", "unlink")

    def _show_engine(self) -> None:
        engine = self.state.recogniser
        known = bool(engine.engine)
        self._engine.setVisible(known or bool(engine.problem))
        if not known:
            self._engine.show_state(self.tr("No recogniser"), "stop", "chip", engine.problem)
            return
        words, tip = engine_words(engine), f"{engine.engine} {engine.model} · {engine.device} {engine.compute_type}"
        if engine.synthetic_only:
            tip = self.tr("The bundled model understands synthetic voices only") + "\n" + tip
            self._engine.show_state(self.tr("%1 · synthetic voices only").replace("%1", words), "plain", "chip", tip)
        else:
            self._engine.show_state(words, "plain", "chip", tip)

    def _show_levels(self) -> None:
        self._microphone.show_level(self.state.levels_dbfs["agent"])
        self._line.show_level(self.state.levels_dbfs["customer"])


def engine_words(engine: EngineInfo) -> str:
    """Model and device in a few words: `large-v3-turbo · GPU`."""
    device = "GPU" if engine.device.startswith("cuda") else engine.device.partition(":")[0].upper()
    return " · ".join(part for part in (engine.model or engine.engine, device) if part)
