"""The sound of a supervisor's window: what is heard of a call, and what is said into it.

In: `LiveSound` and `Observing` from the link (`apply`), keys and choices of the window.  Out: `TalkSound` and
signals; devices are opened on a thread of its own.  Next: the window shows levels, talk key and problems.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from protocol.message import Message
from protocol.relay import LiveSound
from protocol.supervision import Observe, Observing

from ..capture.devices import choose, list_devices
from ..capture.levels import FLOOR_DBFS
from ..capture.outputs import choose_output, list_outputs
from ..errors import CaptureError
from ..link_state import LinkState
from ..settings import Settings
from .background import logged
from .listening import CallListening
from .microphone import MicrophoneTap, OwnMicrophone
from .playback import Playback
from .talking import SPEAKING_MODES, Talker

log = logging.getLogger(__name__)

METER_MS = 100


class SupervisorSound(QObject):
    """Listening to one call at a time, and speaking into it.

    Args:
        send: gives a message to the server; callable from any thread.

    `apply` and `set_link` may be called on any thread; connect them to the link's signals with `DirectConnection`, so
    that a busy window does not hold the sound up.  Everything else belongs to the window's thread.
    """

    listening_changed = Signal(str)
    """The call whose sound is played; empty: none."""
    mode_changed = Signal(str)
    """`""`, `listen`, `whisper`, `barge` or `takeover`: what the server grants in this call now."""
    talking_changed = Signal(bool)
    """The voice is being sent."""
    levels_changed = Signal(float, float, float)
    """Customer, agent and own microphone, dBFS; ten times a second while something is open."""
    problem = Signal(str, str)
    """Code and English sentence: `output.none`, `output.lost`, `mic.none`, `talk.mic_lost`, `device.refused`, …"""
    settled = Signal(str)
    """This problem is over."""
    _microphone = Signal(bool)
    _heard_mode = Signal(object)

    def __init__(self, send: Callable[[Message], None], settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._settings = settings
        self.call = ""
        self.mode = ""
        self.open_microphone = False
        """Speak without holding the key; see `set_open_microphone`."""
        self._listening: CallListening | None = None
        self._playback: Playback | None = None
        self._own: OwnMicrophone | None = None
        self._talker: Talker | None = None
        self._online = True
        self._works = ThreadPoolExecutor(1, thread_name_prefix="supervisor-sound")
        self._closed = False
        self._microphone.connect(self._microphone_changed)
        self._heard_mode.connect(self._observing)
        self._meter = QTimer(self)
        self._meter.setInterval(METER_MS)
        self._meter.timeout.connect(self._show_levels)

    # --- what the window does ---

    def use(self, settings: Settings) -> None:
        """Other devices; they are opened at once if a call is listened to."""
        before, self._settings = self._settings, settings
        if self._listening is not None:
            self._listening.mono = settings.listen_mono
            if before.supervisor_output != settings.supervisor_output:
                self._later(self._open_output, self._listening)
        if self._talker is not None and before.supervisor_microphone != settings.supervisor_microphone:
            self._later(self._open_microphone, self._talker)

    def start_listening(self, call: str) -> None:
        """Play this call's sound; the server sends it once it has granted `Observe(mode="listen")` or more."""
        if call == self.call:
            return
        self.stop()
        self.call = call
        self._listening = CallListening(call, mono=self._settings.listen_mono)
        self._later(self._open_output, self._listening)
        self._meter.start()
        self.listening_changed.emit(call)

    def stop(self) -> None:
        """Hear and say nothing any more."""
        self._end_talking()
        if self.call:
            self.call, self._listening = "", None
            self._later(self._close_output)
            self._meter.stop()
            self.listening_changed.emit("")
            self.levels_changed.emit(FLOOR_DBFS, FLOOR_DBFS, FLOOR_DBFS)
        self._mode_is("")

    def start_talking(self) -> None:
        """The talk key goes down."""
        self._press(True)

    def stop_talking(self) -> None:
        """The talk key comes up; an open microphone stays open."""
        self._press(self.open_microphone)

    def set_open_microphone(self, is_open: bool) -> None:
        """Speak without a key, or with it."""
        self.open_microphone = is_open
        self._press(is_open)

    @property
    def talking(self) -> bool:
        """True while the voice is sent."""
        return self._talker is not None and self._talker.pressed

    @property
    def silenced(self) -> bool:
        """True while the server takes sound away (a private number, a pause)."""
        return self._listening is not None and self._listening.silenced

    def close(self) -> None:
        """End everything; the object is not used again."""
        self.stop()
        self._closed = True
        self._works.shutdown(wait=True)

    # --- what the server says ---

    @Slot(object)
    def apply(self, message: Message) -> None:
        """`LiveSound` and `Observing` of the call that is listened to; everything else is passed over."""
        listening = self._listening
        if isinstance(message, LiveSound):
            if listening is not None:
                listening.hear(message)
        elif isinstance(message, Observing):
            talker = self._talker
            if talker is not None and message.call == talker.call and message.mode not in SPEAKING_MODES:
                # before the window gets round to it: nothing is said any more
                talker.pressed, talker.online = False, False
            self._heard_mode.emit(message)

    @Slot(object)
    def set_link(self, link: LinkState) -> None:
        """Without a server nothing is sent, and nothing is kept for later."""
        self._online = link.phase == "online"
        if self._talker is not None:
            self._talker.online = self._online

    # --- inside ---

    @Slot(object)
    def _observing(self, message: Observing) -> None:
        if not self.call or message.call != self.call:
            return
        if message.mode in SPEAKING_MODES:
            talker = self._talker
            if talker is None or (talker.mode, talker.epoch) != (message.mode, message.epoch):
                self._begin_talking(message.mode, message.epoch)
        else:
            self._end_talking()
        self._mode_is(message.mode)
        if not message.mode:
            self.stop()

    def _mode_is(self, mode: str) -> None:
        if mode != self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    def _begin_talking(self, mode: str, epoch: int) -> None:
        pressed = self._talker.pressed if self._talker is not None else self.open_microphone
        if self._talker is not None:
            self._talker.stop()
        tap = MicrophoneTap()
        talker = Talker(self.call, mode, epoch, tap, self._send, self._microphone.emit)
        talker.pressed, talker.online = pressed, self._online
        self._talker = talker
        talker.start()
        self._later(self._open_microphone, talker)
        self.talking_changed.emit(talker.pressed)

    def _end_talking(self) -> None:
        talker, self._talker = self._talker, None
        if talker is not None:
            talker.stop()
            self._later(self._close_microphone)
            self.talking_changed.emit(False)

    def _press(self, pressed: bool) -> None:
        if self._talker is not None and self._talker.pressed != pressed:
            self._talker.pressed = pressed
            self.talking_changed.emit(pressed)

    @Slot(bool)
    def _microphone_changed(self, there: bool) -> None:
        if self._talker is None:
            return
        if there:
            self.settled.emit("talk.mic_lost")
            return
        self._press(False)
        self.problem.emit("talk.mic_lost", "The microphone was unplugged, so you are not heard any more.")
        # the customer must not wait for a voice that can not come
        self._send(Observe(call=self.call, mode="listen", reason=self.tr("The microphone was unplugged")))

    @Slot()
    def _show_levels(self) -> None:
        listening, talker = self._listening, self._talker
        if listening is not None:
            heard = listening.heard
            self.levels_changed.emit(heard.customer_dbfs, heard.agent_dbfs,
                                     talker.level_dbfs if talker is not None else FLOOR_DBFS)

    def _later(self, work: Callable[..., None], *arguments: object) -> None:
        if not self._closed:
            self._works.submit(logged, work, *arguments)

    # --- on the thread of the devices ---

    def _open_output(self, listening: CallListening) -> None:
        self._close_output()
        if listening is not self._listening:
            return
        try:
            output = choose_output(list_outputs(), self._settings.supervisor_output)
            playback = Playback(output, listening.piece, 2, self._output_changed)
            playback.start()
        except CaptureError as error:
            self.problem.emit(error.code, str(error))
        else:
            self._playback = playback
            self.settled.emit("output.none")

    def _close_output(self) -> None:
        playback, self._playback = self._playback, None
        if playback is not None:
            playback.stop()

    def _output_changed(self, playing: bool) -> None:
        if playing:
            self.settled.emit("output.lost")
        else:
            self.problem.emit("output.lost", "The output was unplugged, so the call is not heard. Plug it in again.")

    def _open_microphone(self, talker: Talker) -> None:
        self._close_microphone()
        if talker is not self._talker:
            return
        try:
            self._own = OwnMicrophone(choose(list_devices(), "agent", self._settings.supervisor_microphone), talker.tap)
        except CaptureError as error:
            self.problem.emit(error.code, str(error))
        else:
            self.settled.emit("mic.none")
            self.settled.emit("talk.mic_lost")

    def _close_microphone(self) -> None:
        own, self._own = self._own, None
        if own is not None:
            own.stop()
