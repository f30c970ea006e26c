"""Two cards of the settings: how a supervisor is heard here, and how a supervisor hears and speaks.

In: devices, settings, `BridgeState`, `CheckResult`.  Out: `chosen` for the dialog, `check_pressed` and
`set_up_pressed` for `companion`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from .bridge_state import AgentBridge, BridgeState
from .i18n.codes import notice_words
from .notices import Notice
from .panes.parts import ChoiceBox, KeyedButton, Words
from .settings import Settings
from .settings_card import settings_card
from .settings_dialog import SettingsDialog
from .theme import Theme
from .voice.bridge_check import CheckResult, can_set_up

_DUCKS_DB = (0.0, -6.0, -12.0, -18.0, -24.0)
_AGENT = ("headset_output", "bridge_output", "duck_db")
_SUPERVISOR = ("supervisor_output", "supervisor_microphone")

Devices = Sequence[tuple[str, str]]
"""Id and name of each device."""


class LineSettings(QWidget):
    """Both cards."""

    chosen = Signal(str, object)
    """Name of a setting and its new value."""
    check_pressed = Signal(str)
    """Check the bridge of this output."""
    set_up_pressed = Signal()

    def __init__(self, theme: Theme, settings: Settings, *, can_set_up: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.settings = settings
        self._can_set_up = can_set_up
        self._state = BridgeState()
        self._result: CheckResult | None = None
        self._checking = False
        self._idle = True
        self._outputs: Devices = ()
        self.microphones: Devices = ()
        self._titles: dict[str, Words] = {}
        self._boxes: dict[str, ChoiceBox] = {}
        self._check = KeyedButton(theme, "plain")
        self._check.clicked.connect(self.check)
        self._set_up = KeyedButton(theme, "plain")
        self._set_up.clicked.connect(self.set_up_pressed)
        self._mono = QCheckBox()
        self._mono.toggled.connect(lambda on: self.chosen.emit("listen_mono", on))
        self._verdict = Words(theme, "body", "ink")
        self._notes = [Words(theme, "caption", "ink_faint") for _ in range(3)]
        self._build()
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        line = self._card(column, "line", _AGENT)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._check)
        buttons.addWidget(self._set_up)
        buttons.addStretch(1)
        line.addLayout(buttons, 4, 0, 1, 2)
        for at, words in enumerate((self._verdict, *self._notes[:2])):
            line.addWidget(words, 5 + at, 0, 1, 2)
        self._listening = self._card(column, "listening", _SUPERVISOR)
        self._listening.addWidget(self._mono, 3, 0, 1, 2)
        self._listening.addWidget(self._notes[2], 4, 0, 1, 2)

    def _card(self, column: QVBoxLayout, name: str, rows: tuple[str, ...]) -> QGridLayout:
        title = self._titles[name] = Words(self.theme, "strong", "ink")
        frame, grid = settings_card(title)
        for at, row in enumerate(rows, 1):
            self._titles[row] = Words(self.theme, "body", "ink_soft")
            box = self._boxes[row] = ChoiceBox(self.theme)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.activated.connect(lambda _index, key=row: self._choose(key, self._boxes[key].currentData()))
            grid.addWidget(self._titles[row], at, 0)
            grid.addWidget(box, at, 1)
        column.addWidget(frame)
        return grid

    # --- what the companion says ---

    def set_devices(self, outputs: Devices, microphones: Devices) -> None:
        """Devices came or went."""
        self._outputs, self.microphones = outputs, microphones
        self.retranslate()

    def set_settings(self, settings: Settings) -> None:
        """Show settings as they are now."""
        if settings.bridge_output != self.settings.bridge_output:
            self._result = None
        self.settings = settings
        self.retranslate()

    def show_state(self, state: BridgeState) -> None:
        """How the bridge stands."""
        self._state = state
        self.retranslate()

    def show_result(self, result: CheckResult) -> None:
        """The check has ended."""
        self._result, self._checking = result, False
        self.retranslate()

    def show_use(self, *, supervises: bool, in_call: bool) -> None:
        """Whether this person steps into calls, and whether a call runs, whose customer would hear the test tone."""
        card = self._listening.parentWidget()
        assert card is not None
        card.setVisible(supervises)
        self._idle = not in_call
        self._allow()

    # --- inside ---

    def _choose(self, name: str, value: object) -> None:
        if getattr(self.settings, name) != value:
            self.chosen.emit(name, value)

    def check(self) -> None:
        """Ask for the check of the chosen bridge."""
        self._checking = True
        self._allow()
        self._show_verdict()
        self.check_pressed.emit(self.settings.bridge_output)

    def _allow(self) -> None:
        self._check.setEnabled(bool(self.settings.bridge_output) and self._idle and not self._checking)
        self._set_up.setVisible(self._can_set_up and not self.settings.bridge_output)

    def changeEvent(self, event: QEvent) -> None:
        """Retranslate when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Every word and choice."""
        titles = {
            "line": self.tr("When a supervisor steps in"), "listening": self.tr("Listening and speaking"),
            "headset_output": self.tr("Headset"), "bridge_output": self.tr("Line bridge"),
            "duck_db": self.tr("Customer meanwhile"), "supervisor_output": self.tr("Play calls through"),
            "supervisor_microphone": self.tr("Speak through")}
        for name, words in titles.items():
            self._titles[name].set_words(words)
        automatic = (self.tr("Best one found"), "")
        choices: dict[str, list[tuple[str, object]]] = {
            "headset_output": [automatic, *((words, key) for key, words in self._outputs)],
            "bridge_output": [(self.tr("None"), ""), *((words, key) for key, words in self._outputs)],
            "duck_db": [(self._quieter(db), db) for db in sorted({*_DUCKS_DB, self.settings.duck_db}, reverse=True)],
            "supervisor_output": [automatic, *((words, key) for key, words in self._outputs)],
            "supervisor_microphone": [automatic, *((words, key) for key, words in self.microphones)]}
        for name, rows in choices.items():
            self._fill(self._boxes[name], rows, getattr(self.settings, name))
            self._boxes[name].setAccessibleName(titles[name])
        self._mono.setText(self.tr("Both sides in both ears"))
        self._mono.setAccessibleName(self._mono.text())
        self._mono.blockSignals(True)
        self._mono.setChecked(self.settings.listen_mono)
        self._mono.blockSignals(False)
        self._check.show_words(self.tr("Check the bridge"))
        self._set_up.show_words(self.tr("Set up a bridge"))
        self._notes[0].set_words(self._how_to())
        self._notes[1].set_words(self._headset_note())
        self._notes[2].set_words(self.tr("Left ear customer, right ear agent. Use a headset: with loudspeakers the "
                                         "microphone hears the call, and the echo is not removed."))
        self._show_verdict()
        self._allow()

    def _quieter(self, db: float) -> str:
        return self.tr("%1 dB quieter").replace("%1", f"{-db:.0f}") if db else self.tr("as loud as before")

    def _fill(self, box: ChoiceBox, rows: list[tuple[str, object]], wanted: object) -> None:
        box.blockSignals(True)
        box.clear()
        for words, value in rows:
            box.addItem(words, value)
        at = box.findData(wanted)
        if at < 0:
            box.addItem(self.tr("%1 (not plugged in)").replace("%1", str(wanted)), wanted)
            at = box.count() - 1
        box.setCurrentIndex(at)
        box.blockSignals(False)

    def _show_verdict(self) -> None:
        result = self._result
        if self._checking:
            words, token = self.tr("A test tone is played into the bridge …"), "ink_soft"
        elif result is not None and result.passed:
            words = self.tr("The tone arrives after %1 ms. In the softphone, choose “%2” as the microphone.")
            words, token = words.replace("%1", str(result.delay_ms)).replace("%2", result.far), "ink"
        elif result is not None:
            words, token = notice_words(Notice(result.code)), "ink"
        elif self._state.problem:
            words, token = notice_words(Notice(self._state.problem)), "ink_soft"
        else:
            words, token = self.tr("The bridge is ready: a supervisor can be heard by the customer."), "ink"
        self._verdict.set_words(words)
        self._verdict.set_colour(token)

    def _how_to(self) -> str:
        if sys.platform == "win32":
            first = self.tr("Install a virtual cable such as VB-CABLE. Choose its input here, and its output as the "
                            "microphone in the softphone.")
        elif sys.platform == "darwin":
            first = self.tr("Install a virtual device such as BlackHole. Choose it here, and as the microphone in the "
                            "softphone.")
        elif not self._can_set_up:
            first = self.tr("Here no bridge can be made: the command pactl is missing (package pulseaudio-utils).")
        elif self.settings.bridge_output:
            first = self.tr("In the softphone, choose the other side of this bridge as the microphone.")
        else:
            first = self.tr("“Set up a bridge” makes a device for it. Then choose “Seatmate line bridge microphone” as "
                            "the microphone in the softphone.")
        return first + " " + self.tr("While Seatmate is closed the customer hears nothing over it: choose your own "
                                     "microphone then.")

    def _headset_note(self) -> str:
        if self._state.captured:
            return notice_words(Notice("headset.captured"))
        if self._state.headset and not self._state.ducking and self.settings.duck_db < 0:
            return self.tr("This system does not let Seatmate make the softphone quieter: the supervisor's voice is only "
                           "added.")
        return ""


def line_section(dialog: SettingsDialog, bridge: AgentBridge) -> LineSettings:
    """The cards in this dialog, connected with the bridge that they are about."""
    section = LineSettings(dialog.theme, dialog.settings, can_set_up=can_set_up())

    def set_up() -> None:
        if made := bridge.set_up():
            section.set_devices(bridge.outputs(), section.microphones)
            dialog.choose("bridge_output", made)
            section.set_settings(dialog.settings)
            section.check()

    def checked(result: CheckResult) -> None:
        section.show_result(result)
        dialog.choose("bridge_checked", result.output if result.passed else "")

    section.chosen.connect(dialog.choose)
    section.set_up_pressed.connect(set_up)
    section.check_pressed.connect(bridge.check)
    bridge.checked.connect(checked)
    bridge.changed.connect(section.show_state)
    section.show_state(bridge.state)
    dialog.add_section(section)
    return section
