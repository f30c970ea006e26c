"""One timer for all calls: each call's beat, every so many seconds, spread evenly.

In: calls that are open.  Out: calls of their `beat`, on the loop.  A timer a call would wake the loop a thousand times in each
interval; this one wakes it `SLOTS` times, however many calls there are, and not at all without any.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from server.logs import trace

log = logging.getLogger(__name__)

SLOTS = 20
"""Parts of one interval; the calls of one part beat together."""


class CallClock:
    """A wheel with the calls on it."""

    def __init__(self, interval_s: float) -> None:
        self._pause_s = interval_s / SLOTS
        self._slots: list[dict[str, Callable[[], None]]] = [{} for _ in range(SLOTS)]
        self._at = 0
        self._timer: asyncio.TimerHandle | None = None
        self.turns = 0
        """How often the timer woke the loop."""

    def add(self, call: str, beat: Callable[[], None]) -> None:
        """Have a call beat from now on."""
        min(self._slots, key=len)[call] = beat
        if self._timer is None:
            self._wind()

    def remove(self, call: str) -> None:
        """The call is over; an unknown one is ignored."""
        for slot in self._slots:
            slot.pop(call, None)

    def stop(self) -> None:
        """Nobody beats any more."""
        for slot in self._slots:
            slot.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wind(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._pause_s, self._turn)

    def _turn(self) -> None:
        self.turns += 1
        self._at = (self._at + 1) % SLOTS
        for call, beat in list(self._slots[self._at].items()):
            try:
                beat()
            except Exception as error:  # noqa: BLE001 - a bug in one call must not stop the others' time
                log.error("call %s: its time stands still: %s", call, trace(error))
        self._timer = None
        if any(self._slots):
            self._wind()
