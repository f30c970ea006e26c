"""What the agent's client tells of itself in a call: what stands on the screen, and how the sound devices do.

In: the `CallState` and the window.  Out: `ScreenState` when something has changed, at most once a second; `QualityReport` every
few seconds.  Next: the server, which passes the screen on to who watches and takes the line's quality for the wall-board.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from protocol.message import CHANNELS, Channel
from protocol.wallboard import QualityReport, ScreenState

from .call_state import CallState
from .connection import SILENT_DBFS

SCREEN_MS = 1_000
QUALITY_MS = 5_000


class ScreenReport(QObject):
    """Tells while a call runs and the server is there.

    Args:
        warnings: codes of what is wrong with the sound devices now.
    """

    def __init__(self, state: CallState, window: QWidget, warnings: Callable[[], set[str]],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._window, self._warnings = state, window, warnings
        self._told: ScreenState | None = None
        self._power: dict[Channel, list[float]] = {}
        self._screen = QTimer(self, interval=SCREEN_MS)
        self._screen.timeout.connect(self.tell_screen)
        self._quality = QTimer(self, interval=QUALITY_MS)
        self._quality.timeout.connect(self.tell_quality)
        state.phase_changed.connect(self._phase)
        state.levels_changed.connect(self._level)

    @Slot()
    def _phase(self) -> None:
        live = self._state.phase == "live"
        if live and not self._screen.isActive():
            self._told, self._power = None, {}
            self._screen.start()
            self._quality.start()
        elif not live:
            self._screen.stop()
            self._quality.stop()

    def screen(self) -> ScreenState:
        """What stands on the screen now."""
        state = self._state
        banner, reply, due = state.alerts.first(), state.suggestions.first(), state.checklist.next_due()
        note = state.supervised.note
        muted = state.assist_muted
        cards = [] if muted else list(state.cards)
        return ScreenState(
            call=state.call, at_ms=state.call_clock(), banner=banner.id if banner is not None else "",
            waiting_alerts=max(0, len(state.alerts) - 1), suggestion=reply.id if reply is not None and not muted else "",
            chosen=reply.chosen if reply is not None and not muted else 0, cards=tuple(card.id for card in cards),
            pinned=tuple(card.id for card in cards if card.pinned), due=due.id if due is not None else "", assist_muted=muted,
            minimised=self._window.isMinimized() or not self._window.isVisible(), note=note.shown.id if note is not None else "")

    @Slot()
    def tell_screen(self) -> None:
        """Tell if something but the time is another than told last."""
        if self._state.link.phase != "online":
            # a server that comes back knows nothing of this screen
            self._told = None
            return
        now = self.screen()
        if self._told is None or msgspec.structs.replace(now, at_ms=0) != msgspec.structs.replace(self._told, at_ms=0):
            self._told = now
            self._state.intent.emit(now)

    @Slot()
    def tell_quality(self) -> None:
        """Tell the mean levels since the last report and what is wrong."""
        levels = {channel: round(10 * math.log10(sum(powers) / len(powers)), 1)
                  for channel, powers in self._power.items() if sum(powers) > 0}
        self._power = {}
        if self._state.link.phase == "online":
            self._state.intent.emit(QualityReport(call=self._state.call, warnings=tuple(sorted(self._warnings())),
                                                  channel_levels=levels))

    @Slot()
    def _level(self) -> None:
        if self._quality.isActive():
            for channel in CHANNELS:
                dbfs = self._state.levels_dbfs[channel]
                # digital silence has no level
                if dbfs > SILENT_DBFS:
                    self._power.setdefault(channel, []).append(10 ** (dbfs / 10))
