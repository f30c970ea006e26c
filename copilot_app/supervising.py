"""The supervisor's side of the client: board, opened call, their window and their sound, made when somebody needs them.

`companion` makes one and gives it the link; it opens by itself when a supervisor signs in, and by a button or a key for every
other role that may watch.  The companion stays for who takes calls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from protocol.call import Welcome
from protocol.message import Message

from .board_sound import HeardCall
from .board_state import OPENS_BOARD, WATCHERS, BoardState
from .board_views import read_reasons, read_views, write_reasons, write_views
from .board_window import BoardWindow
from .capture.devices import list_devices
from .capture.outputs import list_outputs
from .client import Client
from .errors import ClientError
from .settings import Settings
from .theme import Theme
from .voice.supervision import SupervisorSound
from .watch_state import WatchState
from .window import CompanionWindow


def _bring(window: QWidget) -> None:
    """Show a window, or put it above the others if it is shown already."""
    if window.isVisible():
        window.raise_()
    else:
        window.show()
    window.activateWindow()


class Supervising(QObject):
    """Everything of the wall-board.

    Args:
        settings: the person's settings as they stand.
        change: takes over changed settings and keeps them.
    """

    quit_wanted = Signal()
    """The board was closed and no other window is open."""
    settings_pressed = Signal()
    sign_in_wanted = Signal()

    def __init__(self, client: Client, window: CompanionWindow, theme: Theme, settings: Callable[[], Settings],
                 change: Callable[[Settings], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client, self._companion, self._theme = client, window, theme
        self._settings, self._change = settings, change
        self.board = BoardState(self)
        self.watch = WatchState(self.board)
        self.window: BoardWindow | None = None
        self.sound: SupervisorSound | None = None
        self._person = ""
        link = client.link
        for asks in (self.board.ask, self.watch.ask):
            asks.connect(self._send)
        link.message.connect(self.board.apply)
        link.message.connect(self.watch.apply)
        # behind the two: a board that is opened now asks for itself
        link.message.connect(self._take)
        link.state_changed.connect(self.board.set_link)
        window.board_pressed.connect(self.show)

    @Slot()
    def show(self) -> None:
        """Open the board; only for who may watch."""
        if self._client.state.welcome.role not in WATCHERS:
            return
        window = self._made()
        if not self.board.open:
            self.board.begin()
        _bring(window)

    def close(self) -> None:
        """The program ends."""
        if self.sound is not None:
            self.sound.close()
        window, self.window = self.window, None
        if window is not None:
            window.hide()
            window.deleteLater()

    def _send(self, message: Message) -> None:
        # What was wished while nobody listened is not what is wished when somebody does again.
        if self._client.link.state.phase == "online":
            self._client.link.send(message)

    @Slot(object)
    def _take(self, welcome: Message) -> None:
        """A supervisor sees the board in the companion's place, once for each sign-in."""
        if not isinstance(welcome, Welcome) or welcome.user == self._person:
            return
        self._person = welcome.user
        if welcome.role in OPENS_BOARD and not self._client.in_call:
            self.show()
            self._companion.hide()
        elif welcome.role not in WATCHERS and self.window is not None:
            self.window.hide()
            self.board.end()
            self._companion.show()

    def _made(self) -> BoardWindow:
        if self.window is not None:
            return self.window
        settings = self._settings()
        window = self.window = BoardWindow(self.board, self.watch, self._theme)
        window.filters.set_views(read_views(settings.board_views))
        window.filters.views_changed.connect(self._keep_views)
        window.marks.ask.connect(self._send)
        self._client.link.message.connect(window.marks.apply)
        self.watch.reasons = read_reasons(settings.observe_reasons)
        self.watch.reasons_changed.connect(self._keep_reasons)
        window.closed.connect(self._closed)
        window.companion_pressed.connect(self._show_companion)
        window.settings_pressed.connect(self.settings_pressed)
        window.sign_in_pressed.connect(self._sign_in)
        self._make_sound(window)
        return window

    def _make_sound(self, window: BoardWindow) -> None:
        sound = self.sound = SupervisorSound(self._client.link.send, self._settings(), self)
        # straight from the network's thread: a busy window must not hold the sound up
        self._client.link.message.connect(sound.apply, Qt.ConnectionType.DirectConnection)
        self._client.link.state_changed.connect(sound.set_link, Qt.ConnectionType.DirectConnection)
        HeardCall(self.watch, sound)
        window.call.talk.use(sound)
        window.call.talk.devices_chosen.connect(self._choose_devices)
        self.watch.entering.connect(self._list_devices)

    @Slot()
    def _list_devices(self) -> None:
        """The devices of this moment; what can not be listed is left to the system's choice."""
        try:
            outputs = [(device.id, device.name) for device in list_outputs()]
            inputs = [(device.id, device.name) for device in list_devices() if device.good_for == "agent"]
        except ClientError:
            outputs, inputs = [], []
        settings = self._settings()
        if self.window is not None:
            self.window.call.talk.show_devices(outputs, inputs, settings.supervisor_output, settings.supervisor_microphone)

    @Slot(str, str)
    def _choose_devices(self, output: str, microphone: str) -> None:
        self._change(replace(self._settings(), supervisor_output=output, supervisor_microphone=microphone))
        if self.sound is not None:
            self.sound.use(self._settings())

    @Slot()
    def _keep_views(self) -> None:
        if self.window is not None:
            self._change(replace(self._settings(), board_views=write_views(self.window.filters.views)))

    @Slot()
    def _keep_reasons(self) -> None:
        self._change(replace(self._settings(), observe_reasons=write_reasons(self.watch.reasons)))

    @Slot()
    def _show_companion(self) -> None:
        _bring(self._companion)

    @Slot()
    def _sign_in(self) -> None:
        self._show_companion()
        self.sign_in_wanted.emit()

    @Slot()
    def _closed(self) -> None:
        self.board.end()
        # once the window is gone
        QTimer.singleShot(0, self, lambda: None if self._companion.isVisible() else self.quit_wanted.emit())
