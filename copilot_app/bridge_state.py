"""How a supervisor's voice reaches this agent's headset and customer: what the screen knows of the line bridge.

In: settings and devices from `companion`, `SpeakerOwner` and `SupervisorVoice` from the link.  Out: sound
(`voice.line_bridge`), `LineBridge` and `SpeakerTaken` for the server, and a `BridgeState` for window and settings.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from protocol.call import CallReady
from protocol.message import Message
from protocol.relay import SupervisorVoice
from protocol.supervision import LineBridge, SpeakerOwner, SpeakerTaken

from .capture.devices import SoundDevice
from .capture.outputs import SoundOutput, choose_output, list_outputs
from .capture.soundcard import Tap
from .errors import CaptureError
from .link_state import LinkState
from .settings import Settings, settings_path
from .voice.background import logged
from .voice.bridge_check import CheckResult, check_bridge, made_here, set_up
from .voice.ducking import Ducker, recover
from .voice.line_bridge import BridgedLine
from .voice.microphone import OwnMicrophone

log = logging.getLogger(__name__)

OWNER_LOOK_MS = 200
"""How often the screen looks whether the agent has got the line back."""


@dataclass(frozen=True)
class BridgeState:
    """What can be reached, and who is on the line now."""

    bridge: bool = False
    """True if a supervisor can be heard by the customer."""
    headset: bool = False
    """True if a supervisor can be heard by the agent."""
    problem: str = "bridge.none"
    """Why there is no bridge: `bridge.none`, `bridge.unchecked`, `bridge.lost`; empty if there is one."""
    ducking: bool = False
    """True if the customer is made quieter meanwhile; only a sound server can do that."""
    captured: bool = False
    """True if the headset's output is recorded as the customer's line, which would then hold the supervisor's voice."""
    owner: str = "agent"
    """Who is heard by the customer now: `agent`, `both` or `supervisor`."""
    mode: str = ""
    """The strongest mode that a supervisor has in this call."""
    by: str = ""
    """Display name of the supervisor."""


class AgentBridge(QObject):
    """The agent's end of stepping in.

    `apply` and `set_link` may be called on any thread: connect them to the link's signals with `DirectConnection`, so
    that a busy window does not hold a voice up.  The rest belongs to the window's thread; devices are opened on a
    thread of this object.

    Args:
        send: gives a message to the server; callable from any thread.
    """

    changed = Signal(object)
    """The new `BridgeState`."""
    checked = Signal(object)
    """A `CheckResult`."""

    def __init__(self, send: Callable[[Message], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._settings = Settings()
        self._device: SoundDevice | None = None
        self._line_device = ""
        self._call = ""
        self._microphone: OwnMicrophone | None = None
        self._note: Path = settings_path().parent / "ducked.json"
        self._used: tuple[object, ...] = ()
        self._known = self._told = BridgeState()
        self._sound = BridgedLine(self._outputs_changed)
        self._works = ThreadPoolExecutor(1, thread_name_prefix="bridge")
        self._closed = False
        self._look = QTimer(self)
        self._look.setInterval(OWNER_LOOK_MS)
        self._look.timeout.connect(self._tell)
        self.changed.connect(self._keep_looking)

    @property
    def state(self) -> BridgeState:
        """How it stands now."""
        sound = self._sound
        return replace(self._known, owner=sound.owner, mode=sound.mode, by=sound.by)

    @property
    def tap(self) -> Tap | None:
        """What the call's capture feeds with the microphone; None without a bridge, for which nobody has to listen."""
        return self._sound.tap if self._wanted else None

    # --- what the companion does ---

    def use(self, settings: Settings, microphone: SoundDevice | None, line: SoundDevice | None) -> None:
        """Settings and devices of now; what they change is opened or closed soon after."""
        used = (settings.headset_output, settings.bridge_output, settings.bridge_checked, settings.duck_db, microphone,
                line)
        self._settings, self._device = settings, microphone
        self._line_device = line.source if line is not None else ""
        if not self._call and used != self._used:
            self._used = used
            self._later(self._rest)

    def call_begins(self, call: str) -> None:
        """A call begins; its capture owns the microphone from now on and feeds `tap`."""
        self._call = call
        self._sound.begin(call)
        self._works.submit(self._release_microphone).result()
        self._later(self._open_headset)

    def call_over(self) -> None:
        """The call's capture has let the microphone go."""
        if self._call:
            self._call = ""
            self._sound.begin("")
            self._later(self._rest)

    def check(self, output: str) -> None:
        """Play the test tone; `checked` follows.  Not during a call."""
        self._later(partial(self._check, output))

    def set_up(self) -> str:
        """Make a bridge where the sound server can; returns its id, empty if it could not."""
        return self._works.submit(set_up).result()

    def outputs(self) -> list[tuple[str, str]]:
        """Id and name of everything that sound can be played into; empty without a sound system."""
        try:
            return [(one.id, one.name) for one in list_outputs()]
        except CaptureError:
            return []

    def close(self) -> None:
        """End everything; volumes are put back."""
        if self._closed:
            return
        self._closed = True
        self._look.stop()
        self._works.submit(self._close).result()
        self._works.shutdown()

    def _later(self, work: Callable[[], None]) -> None:
        if not self._closed:
            self._works.submit(logged, work)

    # --- what the server says, on the link's thread ---

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Follow the owner, hear the voice, say what can be reached; everything else is passed over."""
        if isinstance(message, SupervisorVoice):
            self._sound.hear(message)
        elif isinstance(message, SpeakerOwner):
            if self._sound.own(message):
                self._send(SpeakerTaken(call=message.call, epoch=message.epoch))
                self._tell()
        elif isinstance(message, CallReady) and message.call == self._call:
            self._say_what_is_reached()

    @Slot(object)
    def set_link(self, link: LinkState) -> None:
        """Without a server the agent is on the line at once."""
        if link.phase != "online":
            self._sound.server_lost()
            self._tell()

    # --- on the thread of the devices ---

    @property
    def _wanted(self) -> bool:
        return bool(self._settings.bridge_output) and self._settings.bridge_output == self._settings.bridge_checked

    def _rest(self) -> None:
        """Between calls: the microphone goes to the bridge, the headset is left alone."""
        recover(self._note)
        self._sound.close_headset()
        self._open_line()
        self._release_microphone()
        if self._sound.line_open and self._device is not None:
            try:
                self._microphone = OwnMicrophone(self._device, self._sound.tap)
            except CaptureError as error:
                log.warning("no microphone for the bridge: %s", error)
        headset = self._headset()
        self._reached(headset)

    def _open_line(self) -> None:
        self._sound.close_line()
        if not self._wanted:
            return
        if made_here(self._settings.bridge_output):
            set_up()
        try:
            output = next((one for one in list_outputs() if one.id == self._settings.bridge_output), None)
            if output is not None:
                self._sound.open_line(output)
        except CaptureError as error:
            log.warning("no line bridge: %s", error)

    def _headset(self) -> SoundOutput | None:
        try:
            return choose_output([one for one in list_outputs() if one.id != self._settings.bridge_output],
                                 self._settings.headset_output)
        except CaptureError as error:
            log.info("no headset: %s", error)
            return None

    def _open_headset(self) -> None:
        headset = self._headset()
        if headset is not None:
            try:
                self._sound.open_headset(headset, Ducker(headset, self._settings.duck_db, self._note))
            except CaptureError as error:
                log.warning("no headset: %s", error)
                headset = None
        self._reached(headset)

    def _release_microphone(self) -> None:
        microphone, self._microphone = self._microphone, None
        if microphone is not None:
            microphone.stop()

    def _reached(self, headset: SoundOutput | None) -> None:
        settings = self._settings
        problem = ("" if self._sound.line_open else "bridge.none" if not settings.bridge_output else
                   "bridge.unchecked" if not self._wanted else "bridge.lost")
        sink = headset.sink if headset is not None else ""
        self._known = BridgeState(bridge=not problem, headset=headset is not None, problem=problem,
                                  ducking=bool(sink) and settings.duck_db < 0,
                                  captured=bool(sink) and self._line_device == f"{sink}.monitor")
        if self._call:
            self._say_what_is_reached()
        self._tell()

    def _outputs_changed(self) -> None:
        """An output went or came back; told by its own watcher."""
        bridge = self._sound.line_open
        if self._wanted:
            self._known = replace(self._known, bridge=bridge, problem="" if bridge else "bridge.lost")
        if self._call:
            self._known = replace(self._known, headset=self._sound.headset_open)
            self._say_what_is_reached()
        self._tell()

    def _check(self, output: str) -> None:
        self._release_microphone()
        self._sound.close_line()
        try:
            result = check_bridge(output)
        except CaptureError as error:
            result = CheckResult(error.code, output)
        self.checked.emit(result)
        if not self._call:
            self._rest()

    def _close(self) -> None:
        self._release_microphone()
        self._sound.close_headset()
        self._sound.close_line()

    # --- telling ---

    def _say_what_is_reached(self) -> None:
        known = self._known
        self._send(LineBridge(call=self._call, bridge=known.bridge, headset=known.headset, problem=known.problem))

    def _tell(self) -> None:
        state = self.state
        if state != self._told:
            self._told = state
            self.changed.emit(state)

    @Slot(object)
    def _keep_looking(self, state: BridgeState) -> None:
        # a voice that stays away changes the owner without any message
        if state.mode == "takeover" and not self._look.isActive():
            self._look.start()
        elif state.mode != "takeover":
            self._look.stop()
