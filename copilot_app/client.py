"""One person's connection, call and screen state, without a window.

capture -> link -> call_state, and the agent's intents back to the link.  `app.run_live` adds the window, settings and devices;
the demo, the supervisor's board and practice calls build on it too.
"""

from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from protocol.call import CallEnded, CallPlaced, CallStart
from protocol.message import CHANNELS, Language, Message

from .call_state import CallState
from .capture.capturing import Capture
from .capture.ring import PacketRing
from .link import Link

METER_MS = 100
LAST_PAINT_MS = 400


class Client(QObject):
    """One person's connection, call and screen state.

    Signals:
        message: a server message, just before it is applied to the screen.
        call_finished: the server has everything of the call, or the call is given up.
        sound_stopped: the call's devices are closed.
    """

    message = Signal(object)
    call_finished = Signal()
    sound_stopped = Signal()
    _sound_ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.link = Link(self)
        self.state = CallState(self.call_ms, self)
        self.capture: Capture | None = None
        self._warned: set[str] = set()
        self._ending = False
        self.link.state_changed.connect(self.state.set_link)
        self.link.message.connect(self._take)
        self.state.intent.connect(self.link.send)
        self.state.coaching.ask.connect(self.link.send)
        self.message.connect(self.state.coaching.apply)
        self._sound_ended.connect(self._say_ended)
        self._meter = QTimer(self)
        self._meter.setInterval(METER_MS)
        self._meter.timeout.connect(self._watch_sound)

    def call_ms(self) -> int:
        """Call time now; 0 without a call."""
        return self.capture.position_ms if self.capture is not None else 0

    @property
    def warnings(self) -> set[str]:
        """Codes of what is wrong with the sound devices now."""
        return set(self._warned)

    @property
    def in_call(self) -> bool:
        """True from the start of a call until its end was asked for."""
        return self.capture is not None and not self._ending

    def start_call(self, make_capture: Callable[[str], Capture], lang: Language, *, customer_id: str = "",
                   phone: str = "", **practice: Any) -> str:
        """Begin a call.

        Args:
            make_capture: makes the source of sound for a call id.
            phone: the other side's number, if the telephone system gave it.
            practice: of an outgoing call `direction` and `matter`; of a training call, the fields of `CallStart` that say so:
                `training`, `scenario`, `difficulty`, `assistance`, `voice`, `line`, `background`.

        Returns:
            The call's id.

        Raises:
            CaptureError: no sound can be captured; no call has begun then.
        """
        call = uuid.uuid4().hex
        capture = make_capture(call)
        capture.open()
        started_at = datetime.datetime.now().astimezone().isoformat(timespec="milliseconds")
        self.state.local.outbound = practice.get("direction") == "outbound"
        self.state.begin(call, lang, started_at)
        kind = CallPlaced if practice.get("matter") else CallStart
        self.link.start_call(kind(call=call, lang=lang, customer_id=customer_id, started_at=started_at,
                                  phone=phone, **practice), PacketRing())
        self.capture = capture
        self._ending = False
        capture.start(self.link.offer_packet)
        self._meter.start()
        return call

    def end_call(self) -> None:
        """Stop capturing; the server is told once the last packet is in the ring."""
        capture = self.capture
        if capture is None or self._ending:
            return
        self._ending = True

        def finish() -> None:
            capture.stop()
            self._sound_ended.emit()

        # closing a device may take a moment, which the window should not feel
        threading.Thread(target=finish, name="capture-stop", daemon=True).start()

    def give_up_call(self) -> None:
        """The server refused a call that was to begin: nothing is captured or sent any more, the window rests again."""
        self.link.drop_call()
        self.end_call()
        self._meter.stop()
        self.state.rest()

    def close(self) -> None:
        """End everything; a call that runs is ended first, as far as the server can still be told."""
        self._meter.stop()
        if self.capture is not None:
            self.capture.stop()
            self.link.end_call()
        self.link.stop()

    @Slot()
    def _say_ended(self) -> None:
        self.link.end_call()
        self.sound_stopped.emit()

    @Slot(object)
    def _take(self, message: Message) -> None:
        self.message.emit(message)
        if isinstance(message, CallEnded) and message.call == self.state.call:
            # the last words come together with the end; they are painted before the window rests
            QTimer.singleShot(LAST_PAINT_MS, self, lambda: self._ended(message))
        else:
            self.state.apply(message)

    def _ended(self, message: CallEnded) -> None:
        self.state.apply(message)
        if message.call != self.state.call:
            return
        self._meter.stop()
        for code in self._warned:
            self.state.settle(code)
        self._warned = set()
        # the server may have closed a call that was long away: nobody listens any more, so nothing is recorded
        self.end_call()
        self.call_finished.emit()

    @Slot()
    def _watch_sound(self) -> None:
        capture = self.capture
        if capture is None:
            return
        for channel in CHANNELS:
            self.state.set_level(channel, capture.levels[channel].rms_dbfs)
        warnings = set() if self._ending else capture.warnings
        for code in warnings - self._warned:
            self.state.notify(code)
        for code in self._warned - warnings:
            self.state.settle(code)
        self._warned = warnings
        if capture.finished and not self._ending:
            self.end_call()
