"""Supervision as one call shows it: who speaks to the customer, notes, raised hand, transfer; events in, intents out.

Part of a `CallState`, which gives it its events; the agent's panes act through it, a supervisor's only read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from protocol.message import Message
from protocol.supervision import (
    HandState,
    NoteAnswer,
    NoteAnswered,
    NoteShown,
    Queues,
    RaiseHand,
    SpeakerOwner,
    Transfer,
    TransferState,
)

if TYPE_CHECKING:
    from .call_state import CallState

RUNNING = ("asked", "accepted")
"""States of a transfer that is not over."""


@dataclass(frozen=True, slots=True)
class Note:
    """A supervisor's note and what became of it."""

    shown: NoteShown
    answer: str | None = None
    """None: not answered yet; empty: read and put away."""


class Supervised(QObject):
    """The supervisor's part of one call."""

    speaker_changed = Signal()
    notes_changed = Signal()
    hand_changed = Signal()
    transfer_changed = Signal()
    queues_changed = Signal()

    def __init__(self, state: CallState) -> None:
        super().__init__(state)
        self._state = state
        self.queues = Queues()
        """The house's queues, reasons and answers; of the session."""
        self.reset("")

    def reset(self, call: str) -> None:
        """Another call: everything of the last one is gone."""
        self.speaker: SpeakerOwner | None = None
        """Who speaks to the customer; None until the server says that somebody else may."""
        self.hand = HandState(call=call, raised=False)
        self.hand_since_ms = 0
        """Call time at which it was raised."""
        self.notes: dict[str, Note] = {}
        self.transfer: TransferState | None = None
        self.transfer_since_ms = 0
        self.asking_transfer = False
        """True while the agent fills in whom to ask."""
        self.hand_put_away = False
        """True once the agent has closed what stands beside a raised hand."""

    def table(self) -> dict[type[Message], Callable[..., None]]:
        """Message -> what takes it in."""
        return {HandState: self._hand, SpeakerOwner: self._speaker, NoteShown: self._note, NoteAnswered: self._note_answered,
                TransferState: self._transfer, Queues: self._queues}

    def over(self) -> None:
        """The call has ended: nobody speaks into it, nothing waits for an answer."""
        self.speaker = None
        self.hand = HandState(call=self._state.call, raised=False)
        self.notes = {}
        self.asking_transfer = False
        self.tell()

    def tell(self) -> None:
        """Everything may have changed."""
        for changed in (self.speaker_changed, self.notes_changed, self.hand_changed, self.transfer_changed):
            changed.emit()

    # --- what is read ---

    @property
    def note(self) -> Note | None:
        """The note to be shown: the newest that is not answered."""
        return next((note for note in reversed(self.notes.values()) if note.answer is None), None)

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be answered to `note` by one key: its own answers, else the house's."""
        note = self.note
        return () if note is None else (note.shown.answers or self.queues.answers)[:3]

    @property
    def speaks(self) -> Literal["agent", "both", "supervisor"]:
        """Who is heard by the customer."""
        return "agent" if self.speaker is None else self.speaker.owner

    # --- what the agent does ---

    def answer_note(self, number: int) -> None:
        """Answer the note on the screen with its 1st, 2nd or 3rd answer."""
        if 0 < number <= len(self.answers):
            self._answer(self.answers[number - 1])

    def put_note_away(self) -> None:
        """Read, no answer."""
        self._answer("")

    def _answer(self, answer: str) -> None:
        note = self.note
        if note is not None:
            self._say(NoteAnswer(call=self._state.call, note=note.shown.id, answer=answer))
            self.notes[note.shown.id] = replace(note, answer=answer)
            self.notes_changed.emit()

    def raise_hand(self, reason: str = "", queue: str = "") -> None:
        """Ask for help, or say more exactly why and whom; the server confirms."""
        self._say(RaiseHand(call=self._state.call, raised=True, reason=reason, queue=queue))

    def lower_hand(self) -> None:
        """Take the hand down."""
        self._say(RaiseHand(call=self._state.call, raised=False))

    def put_hand_away(self) -> None:
        """The reasons have been read; the hand stays up, the strip shows it."""
        self.hand_put_away = True
        self.hand_changed.emit()

    def toggle_transfer(self) -> None:
        """Show or hide the question whom to ask."""
        if self._state.phase == "live" and not (self.transfer is not None and self.transfer.state in RUNNING):
            self.asking_transfer = not self.asking_transfer
            self.transfer_changed.emit()

    def act_transfer(self, act: Literal["ask", "accept", "decline", "withdraw", "done"], queue: str = "", note: str = "") -> None:
        """Ask an expert queue to take the call, answer such a request, or take it back."""
        self.asking_transfer = False
        self._say(Transfer(call=self._state.call, act=act, queue=queue, note=note))
        self.transfer_changed.emit()

    def close_transfer(self) -> None:
        """What became of a transfer has been read."""
        if self.transfer is not None and self.transfer.state not in RUNNING:
            self.transfer = None
            self.transfer_changed.emit()

    def _say(self, message: Message) -> None:
        if self._state.phase == "live":
            self._state.intent.emit(message)

    # --- what the server says ---

    def _speaker(self, message: SpeakerOwner) -> None:
        if self.speaker is None or message.epoch >= self.speaker.epoch:
            self.speaker = message
            self.speaker_changed.emit()

    def _hand(self, message: HandState) -> None:
        if message.raised and not self.hand.raised:
            self.hand_since_ms, self.hand_put_away = message.at_ms or self._state.call_clock(), False
        self.hand = message
        self._state.hand_raised = message.raised
        self.hand_changed.emit()
        self._state.strip_changed.emit()

    def _note(self, message: NoteShown) -> None:
        known = self.notes.get(message.id)
        self.notes[message.id] = replace(known, shown=message) if known else Note(message)
        self.notes_changed.emit()

    def _note_answered(self, message: NoteAnswered) -> None:
        known = self.notes.get(message.id)
        if known is not None:
            self.notes[message.id] = replace(known, answer=message.answer)
            self.notes_changed.emit()

    def _transfer(self, message: TransferState) -> None:
        if message.state == "asked":
            self.transfer_since_ms = message.at_ms or self._state.call_clock()
        self.transfer, self.asking_transfer = message, False
        self.transfer_changed.emit()

    def _queues(self, message: Queues) -> None:
        self.queues = message
        self.queues_changed.emit()
        self.tell()


def queue_title(queues: Queues, queue: str) -> str:
    """The title of a queue of the house; its id if it is not known."""
    found: Any = next((entry for entry in queues.queues if entry.id == queue), None)
    return found.title if found is not None else queue
