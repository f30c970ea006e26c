"""Speaking into a call: push-to-talk, the level of the microphone, the devices; shown while a mode with sound holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ...board_sound import StepSound
from ...i18n.codes import notice_words
from ...notices import Notice
from ...theme import Theme
from ...watch_state import TALKING, WatchState
from ..parts import Chip, ChoiceBox, KeyedButton, LevelMeter, Words


class BoardTalk(QFrame):
    """Hold the key, speak, let go."""

    devices_chosen = Signal(str, str)
    """Ids of the output and the microphone; empty: the system's."""

    def __init__(self, watch: WatchState, theme: Theme) -> None:
        super().__init__()
        self._watch = watch
        self._sound: StepSound | None = None
        self._down = False
        self.talk = KeyedButton(theme, "step", "mic")
        self.talk.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._meter = LevelMeter(theme, "mic")
        self._on_air = Chip(theme, "mic")
        self._silenced = Chip(theme, "lock")
        self.output, self.microphone = ChoiceBox(theme), ChoiceBox(theme)
        self._problem = Words(theme, "caption", "stop")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.talk, self._meter, self._on_air, self._silenced):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.output, 2)
        row.addWidget(self.microphone, 2)
        outer.addLayout(row)
        outer.addWidget(self._problem)
        for box in (self.output, self.microphone):
            box.setMinimumWidth(theme.px(96))
            box.activated.connect(self._choose)
        self.talk.pressed.connect(lambda: self.press(True))
        self.talk.released.connect(lambda: self.press(False))
        self._problems: dict[str, str] = {}
        self._devices: tuple[list[tuple[str, str]], list[tuple[str, str]], str, str] = ([], [], "", "")
        watch.mode_changed.connect(self.refresh)
        self.retranslate()

    def use(self, sound: StepSound) -> None:
        """The workstation's sound; without it nothing is shown here."""
        self._sound = sound
        sound.talking_changed.connect(self.refresh)
        sound.levels_changed.connect(self._levels)
        sound.problem.connect(self._has_problem)
        sound.settled.connect(self._has_settled)
        self.refresh()

    def show_devices(self, outputs: list[tuple[str, str]], inputs: list[tuple[str, str]], output: str, microphone: str) -> None:
        """Id and name of each device, and the chosen ones; empty: the system's."""
        self._devices = (outputs, inputs, output, microphone)
        self._list()

    def _levels(self, customer: float, agent: float, own: float) -> None:
        self._meter.show_level(own)
        # a call that falls silent must not be taken for a broken one
        self._silenced.setVisible(self._sound is not None and self._sound.silenced)

    def _has_problem(self, code: str, text: str) -> None:
        self._problems[code] = text
        self.refresh()

    def _has_settled(self, code: str) -> None:
        self._problems.pop(code, None)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Names and buttons."""
        self.setAccessibleName(self.tr("Sound of the call"))
        self.talk.show_words(self.tr("Hold to speak"), key="Space")
        for box, words in ((self.output, self.tr("Listen on")), (self.microphone, self.tr("Speak into"))):
            box.setAccessibleName(words)
            box.setToolTip(words)
        self._meter.setAccessibleName(self.tr("Level of your microphone"))
        self._silenced.show_state(self.tr("Silenced"), "inform", "lock",
                                  self.tr("A private number may be said now, or the recording is paused: both sides are silent."))
        self._list()
        self.refresh()

    def _list(self) -> None:
        outputs, inputs, output, microphone = self._devices
        for box, devices, chosen, words in (
                (self.output, outputs, output, self.tr("Listen on: the system's device")),
                (self.microphone, inputs, microphone, self.tr("Speak into: the system's device"))):
            with QSignalBlocker(box):
                box.clear()
                box.addItem(words, "")
                for name, title in devices:
                    box.addItem(title, name)
                box.setCurrentIndex(max(0, box.findData(chosen)))

    def _choose(self) -> None:
        self.devices_chosen.emit(self.output.currentData() or "", self.microphone.currentData() or "")

    @property
    def can_talk(self) -> bool:
        """True while somebody would hear the supervisor."""
        return self._sound is not None and self._watch.observing.mode in TALKING

    def press(self, down: bool) -> None:
        """The key or the button goes down or up."""
        if self._sound is None or down == self._down or (down and not self.can_talk):
            return
        self._down = down
        (self._sound.start_talking if down else self._sound.stop_talking)()
        self.refresh()

    def refresh(self) -> None:
        """Show who hears the supervisor now."""
        mode = self._watch.observing.mode
        self.setVisible(self._sound is not None and bool(mode))
        if self._sound is None:
            return
        self._silenced.setVisible(bool(mode) and self._sound.silenced)
        if self._down and not self.can_talk:
            self._down = False
            self._sound.stop_talking()
        for part in (self.talk, self._meter, self._on_air, self.microphone):
            part.setVisible(self.can_talk)
        if self._sound.talking:
            heard = {"whisper": self.tr("The agent hears you"), "barge": self.tr("Both hear you"),
                     "takeover": self.tr("The customer hears you")}
            self._on_air.show_state(heard.get(mode, ""), "alarm" if mode == "takeover" else "remind", "mic")
        else:
            self._on_air.show_state(self.tr("Your microphone is off"), "neutral", "mute")
        self._problem.setVisible(bool(self._problems))
        self._problem.set_words("\u2028".join(notice_words(Notice(code, text)) for code, text in self._problems.items()))
