"""The practice call that runs, if one does: plan and customer's messages in, what the panes show out.

`CallState` owns one `Practice`; `practice_call` prepares it before the call begins and hands it the messages.  Without a
plan the call is a real one, and nothing here is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal, Slot

from protocol.message import Message
from protocol.training import Assistance, CustomerLeft, CustomerSilence, CustomerVoice, Difficulty, TypedLine
from protocol.transcript import Final

from .lists import TranscriptRow

if TYPE_CHECKING:
    from .call_state import CallState

LONGEST_LINE = 500
"""Characters of a typed line."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the trainee chose."""

    scenario: str
    title: str = ""
    goal: str = ""
    difficulty: Difficulty = "normal"
    assistance: Assistance = "shown"
    voice: bool = True
    """False: the customer writes."""
    typing: bool = False
    """True: the trainee types instead of speaking."""
    line: Literal["plain", "telephone"] = "plain"
    background: Literal["", "office", "street"] = ""
    computer_voice: bool = False
    """True: a voice of this computer reads out what the customer writes."""

    def start_fields(self) -> dict[str, Any]:
        """The fields of `CallStart` that make the call a practice call."""
        return {"training": True, "scenario": self.scenario, "difficulty": self.difficulty, "assistance": self.assistance,
                "voice": self.voice, "line": self.line, "background": self.background}


class Practice(QObject):
    """Child of a `CallState`."""

    changed = Signal()
    said = Signal(object)
    """A `TypedLine` for the server."""
    stop_wanted = Signal()
    """The trainee wants the customer's voice to stop now."""
    left = Signal(object)
    """`CustomerLeft`: the call is to be ended."""

    def __init__(self, call: CallState) -> None:
        super().__init__(call)
        self._call = call
        self.plan: Plan | None = None
        self._next: Plan | None = None
        self.speaking = False
        """True while the customer's voice is heard."""
        self.end: CustomerLeft | None = None
        self._typed = 0
        call.phase_changed.connect(self._phase_changed)
        call.applied.connect(self._applied)

    @property
    def exam(self) -> bool:
        """True if help is off in the call that runs, or has just ended."""
        return self.plan is not None and self.plan.assistance == "exam"

    @property
    def live(self) -> bool:
        """True while a practice call runs."""
        return self.plan is not None and self._call.phase in ("starting", "live")

    def prepare(self, plan: Plan | None) -> None:
        """The next call that begins is this practice call; None: it is a real one."""
        self._next = plan

    @Slot()
    def _phase_changed(self) -> None:
        if self._call.phase == "starting":
            self.plan, self._next = self._next, None
            self.end, self._typed = None, 0
        if self._call.phase != "live":
            self.speaking = False
        self.changed.emit()

    def set_speaking(self, speaking: bool) -> None:
        """The voice has begun, or is silent."""
        if speaking != self.speaking:
            self.speaking = speaking
            self.changed.emit()

    def type_line(self, text: str) -> bool:
        """Say this by typing; it waits in the transcript until the server has it.  False: there was nothing to say."""
        words = " ".join(text.split())[:LONGEST_LINE]
        if not words or not self.live:
            return False
        self._typed += 1
        now_ms = self._call.call_clock()
        self._call.transcript.put(TranscriptRow(f"waiting-{self._typed}", "agent", now_ms, now_ms, words,
                                                stable_chars=len(words)))
        self.said.emit(TypedLine(call=self._call.call, text=words))
        return True

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in the customer's messages of this call."""
        if self.plan is None or getattr(message, "call", "") != self._call.call:
            return
        if isinstance(message, CustomerVoice) and message.text:
            now_ms = self._call.call_clock()
            self._call.transcript.put(TranscriptRow(f"turn-{message.turn}", "customer", now_ms, now_ms, message.text,
                                                    stable_chars=len(message.text)))
        elif isinstance(message, CustomerSilence):
            self.set_speaking(False)
        elif isinstance(message, CustomerLeft) and self.end is None:
            self.end = message
            self.changed.emit()
            self.left.emit(message)

    @Slot(object)
    def _applied(self, message: Message) -> None:
        """The server's own line replaces the oldest one that waits on that side."""
        if self.plan is None or not isinstance(message, Final):
            return
        sign = {"agent": "waiting-", "customer": "turn-"}[message.channel]
        waiting = next((row.id for row in self._call.transcript if not row.final and row.id.startswith(sign)), "")
        if waiting:
            self._call.transcript.take(waiting)


__all__ = ["LONGEST_LINE", "Plan", "Practice"]
