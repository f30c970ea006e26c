"""The live client around the window: settings, devices and the server key in; a running companion out.

Made by `app.run_live`.  What can not be had (no microphone, no keyring, no enrolment) becomes a notice in the window with
what to do next; the rest goes on.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from protocol.call import Hello, Welcome
from protocol.message import CHANNELS, Channel, Language

from . import __version__
from .authoring_state import AuthoringState
from .authoring_window import AuthoringWindow
from .bridge_state import AgentBridge, BridgeState
from .capture.capturing import Capture
from .capture.devices import SoundDevice, choose, list_devices
from .capture.soundcard import SoundCardCapture
from .client import Client
from .credentials import load_secret_key
from .dial_guard import BLOCKED, DialGuard
from .errors import ClientError, NotEnrolled, SettingsUnreadable
from .handover import PENDING, Handover
from .i18n import Translator
from .i18n.screen_language import screen_language
from .line_settings import LineSettings, line_section
from .link_state import LinkState
from .panes.ready import ReadyPane
from .screen_report import ScreenReport
from .settings import Settings, save_settings
from .settings_dialog import SettingsDialog
from .sign_in_state import SIGNED_OUT
from .supervising import Supervising
from .theme import Theme
from .training_room import TrainingRoom
from .window import CompanionWindow

log = logging.getLogger(__name__)


class Companion(QObject):
    """Window, client and settings of one person."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        # the companion decides, not the last dialog that is closed
        application.setQuitOnLastWindowClosed(False)
        self.settings = settings
        self._devices: dict[Channel, SoundDevice] = {}
        self._listed: list[SoundDevice] = []
        self._dialog: SettingsDialog | None = None
        self._line: LineSettings | None = None
        self._authoring: AuthoringWindow | None = None
        self._notices: set[str] = set()
        self._user, self._password = settings.user, ""
        self.theme = Theme(application)
        self.translator = Translator(application)
        self.client = Client(self)
        self.bridge = AgentBridge(self.client.link.send, self)
        self._follow_bridge()
        self.training = TrainingRoom(self.client, self.theme, lambda: self.settings, self._find_microphone, self._notify)
        self._show_look()
        self.window = CompanionWindow(self.client.state, self.theme)
        self.window.call_pressed.connect(self.toggle_call)
        self.window.settings_pressed.connect(self.show_settings)
        self.window.authoring_pressed.connect(self.show_authoring)
        self.window.practise_pressed.connect(self.training.open)
        self.training.call_wanted.connect(self.window.raise_)
        self.window.sign_in_pressed.connect(self.sign_in)
        self.window.sign_in.remember(settings.user)
        self.client.link.welcome.connect(self._welcomed)
        self.client.state.strip_changed.connect(self._show_person)
        self.window.on_top_changed.connect(self._on_top_changed)
        self.window.closed.connect(self._closed)
        self.supervising = Supervising(self.client, self.window, self.theme, lambda: self.settings, self.keep_settings, self)
        self.supervising.quit_wanted.connect(self._closed)
        self.supervising.settings_pressed.connect(self.show_settings)
        self.supervising.sign_in_wanted.connect(self.sign_out)
        self.report = ScreenReport(self.client.state, self.window, lambda: self.client.warnings, self)
        self.handover = Handover(self.take_number, self)
        self.dial = DialGuard(self.client.state, self._call_lang)
        ready = cast(ReadyPane, self.window.panes["ready"])
        ready.dial.release_pressed.connect(self.dial.release)
        ready.dial.check_pressed.connect(self.dial.ask)

    def open(self) -> None:
        """Show the window, look for devices, connect."""
        if self.settings.geometry:
            self.window.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        else:
            self.window.dock_right()
        self.window.set_on_top(self.settings.always_on_top)
        self.window.show()
        self.find_devices()
        self.connect_server()
        self.handover.listen()

    def close(self) -> None:
        """End the call and the connection."""
        self.supervising.close()
        self.bridge.close()
        self.handover.close()
        self.client.close()

    def find_devices(self) -> None:
        """Choose the devices anew; what is missing becomes a notice."""
        wishes: dict[Channel, str] = {"agent": self.settings.agent_device, "customer": self.settings.customer_device}
        self._settle(("mic.none", "line.none", "sound.library"))
        self._devices, self._listed = {}, []
        try:
            self._listed = list_devices()
        except ClientError as error:
            self._notify(error)
        else:
            for channel in CHANNELS:
                try:
                    self._devices[channel] = choose(self._listed, channel, wishes[channel])
                except ClientError as error:
                    self._notify(error)
        for channel in CHANNELS:
            device = self._devices.get(channel)
            self.client.state.set_device(channel, device.name if device is not None else "")
        self.bridge.use(self.settings, self._devices.get("agent"), self._devices.get("customer"))

    def _follow_bridge(self) -> None:
        """Sound goes straight from the network's thread to the devices: a busy window must not hold it up."""
        self.client.link.message.connect(self.bridge.apply, Qt.ConnectionType.DirectConnection)
        self.client.link.state_changed.connect(self.bridge.set_link, Qt.ConnectionType.DirectConnection)
        self.client.sound_stopped.connect(self.bridge.call_over)
        self.bridge.changed.connect(self._show_bridge)

    @Slot(object)
    def _show_bridge(self, state: BridgeState) -> None:
        wrong = {"bridge.lost": state.problem == "bridge.lost", "bridge.unchecked": state.problem == "bridge.unchecked",
                 "headset.captured": state.captured and state.mode in ("whisper", "barge", "takeover")}
        for code, holds in wrong.items():
            if holds and code not in self._notices:
                self._notices.add(code)
                self.client.state.notify(code)
            elif not holds:
                self._settle((code,))

    def _find_microphone(self) -> SoundDevice | None:
        """The microphone now; the customer's line is not looked for, because in practice there is none."""
        if not self.client.in_call:
            self.find_devices()
            self._settle(("line.none", "mic.none"))
        return self._devices.get("agent")

    def connect_server(self) -> None:
        """Connect with this workstation's key; without one, say what to do."""
        try:
            if not self.settings.enrolled:
                raise NotEnrolled("This workstation is not enrolled with a server; ask the administrator for a code and run: "
                                  "seatmate enroll CODE")
            secret = load_secret_key(self.settings.server_public_key)
        except ClientError as error:
            self.client.state.set_link(LinkState(phase="refused", code=error.code, text=str(error)))
            return
        hello = Hello(client_version=__version__, user=self._user, password=self._password,
                      lang=screen_language(self.settings.lang))
        self.client.link.start(self.settings.endpoint, self.settings.server_public_key, secret, hello)

    @Slot(str, str)
    def sign_in(self, name: str, password: str) -> None:
        """Say hello again as this person.  The password lives in this object, for reconnects, and nowhere else."""
        self._user, self._password = name, password
        self.client.state.sign_in_pressed()
        self.connect_server()

    @Slot()
    def sign_out(self) -> None:
        """Forget the password and stay away until somebody signs in."""
        if self.client.in_call:
            return
        self._password = ""
        self.client.link.stop()
        # Behind what the connection said last.
        QTimer.singleShot(0, self, lambda: self.client.state.set_link(LinkState(phase="refused", code=SIGNED_OUT)))

    @Slot(object)
    def _welcomed(self, welcome: Welcome) -> None:
        """A name that was accepted is the one to be proposed the next time; what supervisors wrote meanwhile is asked for."""
        self.client.state.coaching.refresh()
        if self._password and self._user != self.settings.user:
            self.settings = replace(self.settings, user=self._user)
            self._keep_settings()

    @Slot()
    def _show_person(self) -> None:
        state = self.client.state
        if self._dialog is not None:
            known = state.link.phase != "refused"
            self._dialog.show_person(state.welcome.display_name if known else "",
                                     can_leave=known and bool(self._password) and not self.client.in_call)
        if self._line is not None:
            self._line.show_use(supervises=state.welcome.role != "agent", in_call=self.client.in_call)

    @Slot()
    def toggle_call(self) -> None:
        """Start a call, or end the one that runs."""
        if self.client.in_call:
            self.client.end_call()
            return
        state = self.client.state
        if self.dial.blocked:
            state.notify(BLOCKED)
            return
        if self.dial.needed:
            self.dial.ask(self._checked)
            return
        self.find_devices()
        self._settle(("device.refused",))
        lang = self._call_lang()
        try:
            direction = {"direction": "outbound"} | ({"matter": state.matter} if state.matter else {}) if state.outgoing else {}
            self.client.start_call(self._make_capture, lang, phone=state.offered_number, **direction)  # type: ignore[arg-type]
        except ClientError as error:
            self.bridge.call_over()
            self._notify(error)
        else:
            state.offer_number("")

    def take_number(self, number: str, start: bool, outgoing: bool = False, matter: str = "") -> str:
        """A softphone says who is calling, or is called; returns a code of `handover`, empty if all is well."""
        state = self.client.state
        if self.client.in_call or state.phase in ("starting", "live"):
            return "call.running"
        state.offer_number(number, outgoing=outgoing, matter=matter)
        if outgoing and state.link.phase == "online":
            # a softphone learns by the answer whether it may dial
            self.dial.ask(self._started if start else self.handover.settle)
            return PENDING
        if start:
            if state.link.phase != "online":
                return "call.not_ready"
            self.toggle_call()
            return "" if self.client.in_call else "call.not_ready"
        return ""

    def _call_lang(self) -> Language:
        return "en" if self.settings.call_lang == "en" else "zh"

    def _checked(self, code: str) -> None:
        """The number is known now: what the agent wanted begins, unless it is blocked."""
        if not code:
            self.toggle_call()
        elif code == BLOCKED:
            self.client.state.notify(BLOCKED)

    def _started(self, code: str) -> None:
        """As `_checked`, and the softphone is told."""
        self._checked(code)
        self.handover.settle(code or ("" if self.client.in_call else "call.not_ready"))

    def change_settings(self, settings: Settings) -> None:
        """Take over changed settings at once, and keep them."""
        before, self.settings = self.settings, settings
        if self._dialog is not None:
            self._dialog.set_settings(settings)
        if self._line is not None:
            self._line.set_settings(settings)
        self._keep_settings()
        self._show_look()
        self.window.set_on_top(settings.always_on_top)
        sound = ("agent_device", "customer_device", "headset_output", "bridge_output", "bridge_checked", "duck_db")
        if any(getattr(before, name) != getattr(settings, name) for name in sound):
            self.find_devices()
        connection = ("endpoint", "server_public_key", "lang")
        changed = any(getattr(before, name) != getattr(settings, name) for name in connection)
        if changed and not self.client.in_call and not self.client.state.sign_in.wanted:
            self.connect_server()

    def _keep_settings(self) -> None:
        try:
            save_settings(self.settings)
        except OSError as error:
            self._notify(SettingsUnreadable(f"The settings could not be kept ({error}); they hold until the program ends."))

    def keep_settings(self, settings: Settings) -> None:
        """Keep what changes nothing that is seen."""
        self.settings = settings
        self._keep_settings()

    def _make_capture(self, call: str) -> Capture:
        self.bridge.call_begins(call)
        return SoundCardCapture(call, self._devices, tap=self.bridge.tap)

    def _show_look(self) -> None:
        self.translator.use(screen_language(self.settings.lang))
        self.theme.use(self.settings.theme, self.settings.font_scale)  # type: ignore[arg-type]

    @Slot()
    def show_settings(self) -> None:
        """The settings page."""
        if not self.client.in_call:
            self.find_devices()
        fitting = {channel: [(device.id, device.name) for device in self._listed if device.good_for == channel]
                   for channel in CHANNELS}
        if self._dialog is None:
            self._dialog = SettingsDialog(self.settings, self.theme, fitting["agent"], fitting["customer"], self.window)
            self._dialog.changed.connect(self.change_settings)
            self._dialog.sign_out_pressed.connect(self.sign_out)
            self._line = line_section(self._dialog, self.bridge)
        else:
            self._dialog.set_devices(fitting["agent"], fitting["customer"])
        if self._line is not None:
            self._line.set_devices(self.bridge.outputs(), fitting["agent"])
        self._show_person()
        if self._dialog.isVisible():
            self._dialog.raise_()
        else:
            self._dialog.show()

    @Slot()
    def show_authoring(self) -> None:
        """The author's window, for who writes playbooks."""
        if self._authoring is None:
            state = AuthoringState(self)
            state.ask.connect(self.client.link.send)
            self.client.link.message.connect(state.apply)
            self._authoring = AuthoringWindow(state, self.theme)
        self._authoring.pane.state.refresh()
        self._authoring.show()
        self._authoring.raise_()

    @Slot(bool)
    def _on_top_changed(self, on_top: bool) -> None:
        self.change_settings(replace(self.settings, always_on_top=on_top))

    @Slot()
    def _closed(self) -> None:
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        self.settings = replace(self.settings, geometry=geometry)
        try:
            save_settings(self.settings)
        except OSError as error:
            log.warning("the settings could not be kept: %s", error)
        board = self.supervising.window
        if board is None or not board.isVisible():
            self._application.quit()

    def _notify(self, error: ClientError) -> None:
        self._notices.add(error.code)
        self.client.state.notify(error.code, str(error))

    def _settle(self, codes: tuple[str, ...]) -> None:
        for code in codes:
            if code in self._notices:
                self._notices.discard(code)
                self.client.state.settle(code)
