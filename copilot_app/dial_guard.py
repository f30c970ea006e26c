"""Before an outgoing call begins: the server is asked about the number, and a call that it blocks is not begun.

In: numbers from a softphone or the agent, the server's `DialAnswer`.  Out: the question, and word when it is answered.  An answer
that does not come within `WAIT_MS` leaves the choice to the agent: pressing start again begins the call.  Next: `companion`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from protocol.dialling import DialCheck, DialRelease
from protocol.message import Language

if TYPE_CHECKING:
    from .call_state import CallState

WAIT_MS = 1_500
"""A softphone that waits for the answer waits 2 s."""
BLOCKED, NOT_CHECKED = "dial.blocked", "dial.not_checked"


class DialGuard(QObject):
    """The part of a `CallState`, its parent, that asks before it dials."""

    def __init__(self, state: CallState, lang: Callable[[], Language]) -> None:
        """`lang` is the language of the next call."""
        super().__init__(state)
        self._state = state
        self._lang = lang
        self._then: Callable[[str], None] | None = None
        self._unanswered = ""
        """The number that the server did not answer about."""
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._late)
        state.strip_changed.connect(self._look)

    @property
    def needed(self) -> bool:
        """True if the next call is one to a number that nothing is known of yet."""
        state = self._state
        return bool(state.outgoing and state.offered_number and state.dial_answer.phone != state.offered_number
                    and self._unanswered != state.offered_number)

    @property
    def blocked(self) -> bool:
        """True if the server says that the next call must not be started."""
        return self._state.dial_blocked

    def ask(self, then: Callable[[str], None] | None = None) -> None:
        """Ask about the offered number; `then` is told once: nothing, `dial.blocked`, or `dial.not_checked`."""
        state = self._state
        self._finish("call.not_ready")
        self._then = then
        self._wait.start()
        state.intent.emit(DialCheck(phone=state.offered_number, matter=state.matter, lang=self._lang()))

    def release(self, supervisor: str, password: str, reason: str) -> None:
        """A supervisor lets the offered number through; the server's answer shows whether it counts."""
        state = self._state
        for code in ("dial.password", "dial.reason", "gate.role", "gate.self", "gate.team", "auth.too_many"):
            state.settle(code)
        state.intent.emit(DialRelease(phone=state.offered_number, matter=state.matter, lang=self._lang(), supervisor=supervisor,
                                      password=password, reason=reason))

    @Slot()
    def _look(self) -> None:
        state = self._state
        if not state.dial_blocked:
            state.settle(BLOCKED)
        if self._wait.isActive() and state.dial_answer.phone == state.offered_number:
            self._finish(BLOCKED if state.dial_blocked else "")

    @Slot()
    def _late(self) -> None:
        self._unanswered = self._state.offered_number
        self._state.notify(NOT_CHECKED)
        self._finish(NOT_CHECKED)

    def _finish(self, code: str) -> None:
        self._wait.stop()
        then, self._then = self._then, None
        if not code:
            self._state.settle(NOT_CHECKED)
        if then is not None:
            then(code)
