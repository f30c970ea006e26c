"""One call opened from the board: its events, its summary, the agent's screen, and the supervisor's steps into it.

In: messages from the link (`companion` connects it).  Out: `ask` with what the supervisor does.  `panes.supervisor` and the
panes around it read it; the sound itself is the business of `voice`, which follows the same `Observing`.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from protocol.call import CallReady, Welcome, WireError
from protocol.message import Message
from protocol.relay import Mode
from protocol.supervision import (
    Bookmark,
    Coaching,
    CoachingList,
    CoachingNote,
    CoachingQuery,
    MakeScenario,
    Observe,
    Observing,
    ScenarioMade,
    TextNote,
    Transfer,
)
from protocol.wallboard import BoardRow, CallOpened, CatchUp, ScreenState, WatchCall

from .board_state import BoardState
from .board_views import with_reason
from .watched_call import AgentScreen, WatchedCall

NOTE_CHARACTERS = 200
LABEL_CHARACTERS = 120
Held = Literal["", "listen", "whisper", "barge", "takeover"]
STEPS: tuple[Mode, ...] = ("listen", "whisper", "barge", "takeover")
TALKING = ("whisper", "barge", "takeover")
"""Modes in which the supervisor is heard by somebody."""


class WatchState(QObject):
    """The opened call; empty (`id` is "") while none is open."""

    ask = Signal(object)
    """A `protocol` message for the server."""
    opened_changed = Signal()
    mode_changed = Signal()
    catch_up_changed = Signal()
    screen_changed = Signal()
    coaching_changed = Signal()
    problem_changed = Signal()
    reasons_changed = Signal()
    entering = Signal(str)
    """A mode is asked for in this call; its sound follows if the server agrees."""

    def __init__(self, board: BoardState) -> None:
        super().__init__(board)
        self.board = board
        self.call = WatchedCall(self)
        self.screen = AgentScreen(self)
        self.id = ""
        self.opened: CallOpened | None = None
        """The server's answer; None until it came."""
        self.reasons: tuple[str, ...] = ()
        """Given last, the newest first."""
        self._forget()
        self.call.screen_rows_changed.connect(self._show_screen)
        self.call.phase_changed.connect(self._phase)
        board.rows.dataChanged.connect(self.mode_changed)
        board.stand_changed.connect(self._stand)

    def _forget(self) -> None:
        self.observing = Observing(call=self.id, mode="")
        self._marked: Bookmark | None = None
        self.reason = ""
        """Of the mode that holds."""
        self.ended_by = ""
        """Code why a mode ended that the supervisor had not left; shown until the next step."""
        self.catch_up: CatchUp | None = None
        self.screen_state: ScreenState | None = None
        """What the agent's client told last; None: nothing yet."""
        self.coaching: tuple[Coaching, ...] = ()
        self.scenario: ScenarioMade | None = None
        self.problem: WireError | None = None
        """The last refusal of this call."""

    # --- what the supervisor does ---

    def open(self, call: str) -> None:
        """Read this call from its beginning; the one before is closed, and whoever was in it has left it."""
        if call == self.id:
            return
        self.close()
        self.id = call
        self._forget()
        self.opened = None
        self.ask.emit(WatchCall(call=call))
        self.ask.emit(CoachingQuery(call=call))
        self._all_changed()

    def close(self) -> None:
        """Leave the call and stop reading it."""
        if not self.id:
            return
        self.leave()
        self.ask.emit(WatchCall(call=self.id, on=False))
        self.id, self.opened = "", None
        self._forget()
        self.screen.clear()
        self._all_changed()

    def enter(self, mode: Mode, reason: str) -> None:
        """Listen, whisper, barge in or take over; the server answers with `Observing`."""
        reason = reason.strip()
        if not self.id or not reason or self.why_not(mode):
            return
        self.reasons = with_reason(self.reasons, reason)
        self.reason, self.ended_by = reason, ""
        self._clear_problem()
        self.reasons_changed.emit()
        self.entering.emit(self.id)
        self.ask.emit(Observe(call=self.id, mode=mode, reason=reason))

    def leave(self) -> None:
        """Leave the mode that holds; reading goes on."""
        if self.observing.mode:
            self.ask.emit(Observe(call=self.id, mode=""))

    def note(self, text: str, answers: Sequence[str] = ()) -> bool:
        """A line for the agent's screen; False if there is nothing to send."""
        text = " ".join(text.split())[:NOTE_CHARACTERS]
        if not text or self.why_not("note"):
            return False
        self._clear_problem()
        chosen = tuple(answer.strip() for answer in answers if answer.strip())[:3]
        self.ask.emit(TextNote(call=self.id, note=uuid.uuid4().hex, text=text, answers=chosen))
        return True

    def bookmark(self) -> str:
        """Remember this moment; its id, by which it can be labelled, or empty."""
        if self.why_not("bookmark"):
            return ""
        self._marked = Bookmark(call=self.id, at_ms=self.call.time_ms, id=uuid.uuid4().hex)
        self.ask.emit(self._marked)
        return self._marked.id

    def label(self, bookmark: str, label: str) -> bool:
        """Say what the newest bookmark shows; False if this is not it."""
        label = " ".join(label.split())[:LABEL_CHARACTERS]
        marked = self._marked
        if marked is None or marked.id != bookmark or marked.call != self.id or not label or self.why_not("bookmark"):
            return False
        self.ask.emit(replace(marked, label=label))
        return True

    def coach(self, text: str, at_ms: int = -1) -> bool:
        """A note that the agent sees after the call, about a moment or (-1) about all of it."""
        text = text.strip()
        if not text or self.why_not("coach"):
            return False
        self.ask.emit(CoachingNote(call=self.id, text=text, at_ms=at_ms))
        return True

    def transfer(self, act: Literal["ask", "accept", "decline", "withdraw", "done"], queue: str = "", note: str = "") -> None:
        """Hand the call over to an expert, or answer such a request."""
        if self.id:
            self.ask.emit(Transfer(call=self.id, act=act, queue=queue, note=note))

    def make_scenario(self, coaching: str = "") -> None:
        """Draft a training scenario of the call, or of one of its moments."""
        if self.id:
            self.scenario = None
            self.ask.emit(MakeScenario(call=self.id, coaching=coaching))

    # --- what is read ---

    @property
    def row(self) -> BoardRow | None:
        """Its row on the board; None once it has left."""
        return self.board.rows.get(self.id)

    @property
    def over(self) -> bool:
        """True once the call has ended."""
        return self.call.phase == "ended"

    def why_not(self, what: str) -> str:
        """Code why `listen`, `whisper`, `barge`, `takeover`, `note`, `bookmark` or `coach` can not be had; empty if it can."""
        if self.board.stand == "offline":
            return "supervision.offline"
        if self.opened is None:
            return "supervision.opening"
        if self.over and what not in ("bookmark", "coach"):
            return "supervision.call_over"
        if what in self.opened.refused:
            return self.opened.refused[what]
        if what not in self.opened.modes:
            return "supervision.right"
        row = self.row
        if what in ("barge", "takeover") and row is not None and not row.bridge and not row.over:
            return "supervision.no_bridge"
        if what in STEPS and row is not None and row.away:
            return "supervision.agent_gone"
        return ""

    # --- what the server says ---

    @Slot(object)
    def apply(self, message: Message) -> None:
        """Take in what concerns the opened call."""
        if isinstance(message, Welcome):
            self._again()
            return
        if not self.id or getattr(message, "call", "") != self.id:
            return
        if isinstance(message, CallOpened):
            self._opened(message)
        elif isinstance(message, CatchUp):
            self.catch_up = message
            self.catch_up_changed.emit()
        elif isinstance(message, ScreenState):
            self.screen_state = message
            self._show_screen()
        elif isinstance(message, Observing):
            self._observing(message)
        elif isinstance(message, CoachingList):
            self.coaching = message.entries
            self.coaching_changed.emit()
        elif isinstance(message, ScenarioMade):
            self.scenario = message
            self.coaching_changed.emit()
        elif isinstance(message, WireError):
            self.problem = message
            self.problem_changed.emit()
        elif self.opened is not None and not isinstance(message, BoardRow):
            # events, and what passes by without being one (partials, the beginning of a reply)
            self.call.apply(message)

    def _again(self) -> None:
        """A new connection: nobody is in the call any more; reading goes on behind what was read."""
        if self.observing.mode or self.ended_by == "supervision.offline":
            self._cut("" if self.over else "supervision.cut")
        if self.id:
            self.ask.emit(WatchCall(call=self.id, seen_seq=self.call.seen_seq if self.opened is not None else 0))
            self.ask.emit(CoachingQuery(call=self.id))

    @Slot()
    def _stand(self) -> None:
        """Without a server nobody hears anything, whatever was agreed."""
        if self.board.stand == "offline" and self.observing.mode:
            self._cut("supervision.offline")

    def _cut(self, code: str) -> None:
        self.observing, self.ended_by = Observing(call=self.id, mode=""), code
        self.mode_changed.emit()

    def _opened(self, message: CallOpened) -> None:
        again = self.opened is not None
        self.opened = message
        if not again:
            self.call.begin(message.call, message.lang, message.started_at)
            self.call.set_age(max(0.0, self.board.age_s(message.started_at)))
            self.call.apply(CallReady(call=message.call, next_number={}))
        self._show_screen()
        self.opened_changed.emit()
        self.mode_changed.emit()

    def _observing(self, message: Observing) -> None:
        if 0 < message.epoch < self.observing.epoch:
            return
        self.ended_by = message.code
        if not message.mode:
            self.reason = ""
        self.observing = message
        self._clear_problem()
        self.mode_changed.emit()

    def _show_screen(self) -> None:
        if self.screen_state is not None and self.opened is not None:
            self.screen.show(self.call, self.screen_state)
        self.screen_changed.emit()

    def _phase(self) -> None:
        if self.over and self.observing.mode:
            self.observing, self.ended_by = Observing(call=self.id, mode=""), "supervision.call_over"
        elif self.over and self.ended_by == "supervision.cut":
            # nobody can enter it again
            self.ended_by = ""
        self.mode_changed.emit()

    def _clear_problem(self) -> None:
        if self.problem is not None:
            self.problem = None
            self.problem_changed.emit()

    def _all_changed(self) -> None:
        for changed in (self.opened_changed, self.mode_changed, self.catch_up_changed, self.screen_changed,
                        self.coaching_changed, self.problem_changed):
            changed.emit()
