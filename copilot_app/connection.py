"""What the screen knows without a call: the server and how it stands, who is signed in, devices and levels, notices.

In: `LinkState`s from `link`, devices and levels from `app`, welcome, pong and errors from the server.  `call_state.CallState`
adds the call to it; the panes read both.
"""

from __future__ import annotations

import datetime
import time

from PySide6.QtCore import QObject, Signal, Slot

from protocol.call import EngineInfo, Pong, Welcome, WireError
from protocol.dialling import DialAnswer
from protocol.message import Channel

from .clock_check import TOLERATED_S, ahead_s
from .link_state import LinkState
from .notices import NoticeBoard
from .sign_in_state import SIGN_IN_CODES, SignInState

SILENT_DBFS = -90.0
"""Level of a meter that has heard nothing."""


class Connection(NoticeBoard):
    """Server, person and devices of one window."""

    strip_changed = Signal()
    """Phase, link, levels' devices, recording, observers, hand or recogniser."""
    sign_in_changed = Signal()
    levels_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.link = LinkState()
        self.sign_in = SignInState()
        self.pong = Pong(sent_ms=0.0)
        self.welcome = Welcome()
        self.devices: dict[Channel, str] = {"agent": "", "customer": ""}
        self.offered_number = ""
        """The number of who is calling, or is to be called, as a softphone handed it over; the next call takes it."""
        self.outgoing = False
        """True if the next call is one that the agent makes."""
        self.matter = ""
        """What the next outgoing call is about, as the dialler names it."""
        self.dial_answer = DialAnswer(phone="")
        """What the rules say against calling the offered number."""
        self.levels_dbfs: dict[Channel, float] = {"agent": SILENT_DBFS, "customer": SILENT_DBFS}

    @Slot(object)
    def set_link(self, link: LinkState) -> None:
        """The connection's state, as `link` reports it; what is wrong with it is shown until it changes."""
        if self.link.code != link.code:
            self.settle(self.link.code)
        self.link = link
        if link.welcome is not None and link.welcome != self.welcome:
            self._welcome(link.welcome)
        self._show_sign_in(self.sign_in.after(link))
        # What a sign-in can lift is said where it is asked for.
        if link.code and link.code not in SIGN_IN_CODES:
            self.notify(link.code, link.text)
        self.strip_changed.emit()

    def sign_in_pressed(self) -> None:
        """The person gave name and password."""
        self._show_sign_in(self.sign_in.pressed())

    def _show_sign_in(self, state: SignInState) -> None:
        if state != self.sign_in:
            self.sign_in = state
            self.sign_in_changed.emit()

    def set_device(self, channel: Channel, name: str) -> None:
        """The device that is captured; empty if there is none."""
        self.devices[channel] = name
        self.strip_changed.emit()

    def offer_number(self, number: str, *, outgoing: bool = False, matter: str = "") -> None:
        """The line rings, somebody is to be called, or nobody is expected any more (empty)."""
        self.offered_number, self.outgoing, self.matter = number, outgoing, matter
        self.dial_answer = DialAnswer(phone="")
        self.strip_changed.emit()

    def set_outgoing(self, outgoing: bool) -> None:
        """The agent says whose call the next one is."""
        self.outgoing = outgoing
        self.strip_changed.emit()

    def dial_answered(self, message: DialAnswer) -> None:
        """The server's word on the offered number; one on an earlier number is too late."""
        if message.phone == self.offered_number:
            self.dial_answer = message
            self.strip_changed.emit()

    @property
    def dial_blocked(self) -> bool:
        """True if the next call is to a number that the server says must not be called now."""
        return self.outgoing and bool(self.offered_number) and self.dial_answer.phone == self.offered_number \
            and self.dial_answer.blocked

    def set_level(self, channel: Channel, dbfs: float) -> None:
        """Level of the last 100 ms, dB re full scale."""
        self.levels_dbfs[channel] = dbfs
        self.levels_changed.emit()

    @property
    def recogniser(self) -> EngineInfo:
        """What transcribes, as the server named it."""
        return self.welcome.recogniser

    def _welcome(self, message: Welcome) -> None:
        self.welcome = message
        self.strip_changed.emit()
        if message.recogniser.problem:
            self.notify("asr.none", message.recogniser.problem)
        else:
            self.settle("asr.none")

    def _wire_error(self, message: WireError) -> None:
        self.notify(message.code, message.text, message.params)

    def _pong(self, message: Pong) -> None:
        gone = set(self.pong.degraded) - set(message.degraded)
        self.pong = message
        for code in gone:
            self.settle(code)
        for code in message.degraded:
            if code not in self.notices:
                self.notify(code)
        self._compare_clocks(message)
        self.strip_changed.emit()

    def _compare_clocks(self, message: Pong) -> None:
        now = datetime.datetime.now(datetime.UTC)
        ahead = ahead_s(message.at, max(0.0, time.monotonic() - message.sent_ms / 1000.0), now)
        if abs(ahead) > TOLERATED_S:
            self.notify("clock.differs", params={"minutes": f"{abs(ahead) / 60:.0f}"})
        else:
            self.settle("clock.differs")
