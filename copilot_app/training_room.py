"""Training mode of one client: its states, its sound and its window, joined to the companion by a few callables.

`companion` makes one and calls `open` when somebody wants to practise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from protocol.message import Language

from .capture.devices import SoundDevice
from .capture.outputs import SoundOutput, choose_output, list_outputs
from .class_state import ClassState
from .client import Client
from .errors import ClientError
from .practice import Plan
from .practice_call import PracticeCall
from .practice_sound import PracticeSound
from .settings import Settings
from .theme import Theme
from .training_state import TrainingState
from .training_window import TrainingWindow

log = logging.getLogger(__name__)


class TrainingRoom(QObject):
    """Owned by the companion.

    Args:
        settings: the settings that hold now.
        find_microphone: looks for the devices anew and gives the microphone, or None.
    """

    call_wanted = Signal()
    """A practice call begins: the companion is to be seen."""

    def __init__(self, client: Client, theme: Theme, settings: Callable[[], Settings],
                 find_microphone: Callable[[], SoundDevice | None], notify: Callable[[ClientError], None]) -> None:
        super().__init__(client)
        self._client, self._theme, self._settings, self._find_microphone = client, theme, settings, find_microphone
        self.state, self.trainer = TrainingState(client.state, self), ClassState(self)
        self.sound = PracticeSound(client, self)
        self.window: TrainingWindow | None = None
        self._call = PracticeCall(client, self.state, self.sound, self._prepare, notify, lambda: self.lang)
        for part in (self.state, self.trainer):
            part.ask.connect(client.link.send)
            client.link.message.connect(part.apply)
        client.link.welcome.connect(self._connected)
        client.state.practice.changed.connect(self._show_phase)
        self.state.report_asked.connect(self._show_report)
        self.state.refused.connect(lambda: self._window().show_again("choice"))

    @property
    def lang(self) -> Language:
        """Scenarios are in the language of the calls."""
        return "en" if self._settings().call_lang == "en" else "zh"

    @Slot()
    def open(self) -> None:
        """Show the window; made when it is first wanted."""
        self._take_language()
        self.state.computer_voice = self.sound.system_voice.available()
        self._find_microphone()
        self._window().open()

    def _window(self) -> TrainingWindow:
        if self.window is None:
            self.window = TrainingWindow(self.state, self.trainer, self._theme)
        return self.window

    def _take_language(self) -> None:
        if self.lang != self.state.lang:
            self.state.lang = self.trainer.lang = self.lang
            self.state.catalogue = None

    @Slot(object)
    def _connected(self, welcome: object) -> None:
        """After a reconnect, what is on the screen is asked for again."""
        window = self.window
        if window is not None and window.isVisible():
            self._take_language()
            self.state.refresh()
            if window.page == "class":
                self.trainer.watch(True)

    def _prepare(self, plan: Plan) -> None:
        microphone = None if plan.typing else self._find_microphone()
        output: SoundOutput | None = None
        if plan.voice:
            try:
                output = choose_output(list_outputs(), self._settings().headset_output)
            except ClientError as error:
                log.info("the customer can not be heard here: %s", error)
        self.sound.use(microphone, output)
        self.sound.system_voice.switch(plan.computer_voice)

    @Slot()
    def _show_phase(self) -> None:
        practice = self._client.state.practice
        if practice.live and self._client.state.phase == "starting" and self.window is not None:
            self.window.hide()
            self.call_wanted.emit()

    @Slot()
    def _show_report(self) -> None:
        self._window().show_again("report")
