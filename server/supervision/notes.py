"""A supervisor's line to the agent's screen, and the agent's answer by one key.

In: `TextNote`, `NoteAnswer`.  Out: `NoteShown`, `NoteAnswered`, committed: an agent who is away receives them at the reconnect.
The text is masked like a final; a repeat of the same id is one note.  Next: the call commits them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from protocol.message import Language
from protocol.supervision import NoteAnswer, NoteAnswered, NoteShown, TextNote
from server.calls.feed import CallListener, LiveCall
from server.clients import Client, TokenBucket

from .board import Board
from .errors import CALL_OVER, SupervisionRefused
from .grants import Rights, Wish
from .house import LONGEST, MOST_ANSWERS
from .refusals import NOTE_LENGTH, NOTE_RATE, WishRefused

LONGEST_NOTE = 200
_ID_LETTERS = 64
_BURST = 5
_EARLY_ANSWERS = 100
"""Answers kept of calls that are being opened: an agent's client sends them right behind the start of the call."""


class Notes(CallListener):
    """The notes of all calls.  Used on the loop's thread."""

    def __init__(self, board: Board, rights: Rights, call_of: Callable[[str], LiveCall | None],
                 answers: Callable[[Language], tuple[str, ...]], per_minute: float,
                 clock: Callable[[], float] = time.monotonic) -> None:
        """`answers` are the house's ready ones in a language."""
        self._board = board
        self._rights = rights
        self._call_of = call_of
        self._answers = answers
        self._per_s = per_minute / 60
        self._clock = clock
        self._rates: dict[tuple[str, str], TokenBucket] = {}
        self._under_way: set[tuple[str, str]] = set()
        self._early: list[tuple[Client, NoteAnswer]] = []

    async def send(self, client: Client, message: TextNote) -> None:
        """Show a note.

        Raises:
            SupervisionRefused, WishRefused, StorageError: nothing was shown.
        """
        text = message.text.strip()
        if not 0 < len(text) <= LONGEST_NOTE or not 0 < len(message.note) <= _ID_LETTERS:
            raise WishRefused(NOTE_LENGTH)
        # notes to calls that are none share a rate, or their names would fill the memory
        known = message.call if self._call_of(message.call) is not None else ""
        rate = self._rates.setdefault((client.user, known), TokenBucket(self._per_s, _BURST, self._clock()))
        if self._known(message):
            return
        if not rate.take(self._clock()):
            raise WishRefused(NOTE_RATE)
        self._under_way.add((message.call, message.note))
        try:
            decision = await self._rights.ask(Wish(client.user, "note", message.call))
            if not decision.allowed:
                raise SupervisionRefused(decision.code)
            picture = await self._board.known(message.call)
            call = self._call_of(message.call)
            if call is None or picture is None:
                raise SupervisionRefused(CALL_OVER)
            if message.note in picture.notes:
                return
            note = NoteShown(call=call.call, id=message.note, text=call.mask_typed(text), by=client.display_name,
                             answers=self._offered(message, call), at_ms=call.heard_ms)
            picture.notes[note.id] = note
            call.announce(note)
        finally:
            self._under_way.discard((message.call, message.note))

    async def answer(self, client: Client, message: NoteAnswer) -> None:
        """Take the agent's answer; of another client, to an unknown note or a second one it counts for nothing."""
        call = self._call_of(message.call)
        if call is None:
            if len(self._early) < _EARLY_ANSWERS:
                self._early.append((client, message))
            return
        picture = await self._board.known(message.call)
        if (picture is None or not client.owns(call.row.workstation, call.row.user) or message.note not in picture.notes
                or message.note in picture.answered):
            return
        picture.answered.add(message.note)
        call.announce(NoteAnswered(call=call.call, id=message.note, answer=call.mask_typed(message.answer[:LONGEST]),
                                   at_ms=call.heard_ms))

    def opened(self, call: LiveCall) -> None:
        """What came before the call was open is taken now."""
        early, self._early = self._early, [one for one in self._early if one[1].call != call.call and not one[0].gone]
        for client, message in early:
            if message.call == call.call:
                self._board.run(self.answer(client, message))

    def closed(self, call: LiveCall) -> None:
        """The call is over."""
        for key in [key for key in self._rates if key[1] == call.call]:
            del self._rates[key]

    def _known(self, message: TextNote) -> bool:
        """A repeat, because the client did not learn that it had arrived."""
        picture = self._board.picture(message.call)
        return (message.call, message.note) in self._under_way or (picture is not None and message.note in picture.notes)

    def _offered(self, message: TextNote, call: LiveCall) -> tuple[str, ...]:
        own = tuple(call.mask_typed(answer[:LONGEST]) for answer in message.answers[:MOST_ANSWERS] if answer.strip())
        return own or self._answers(call.client.lang if call.client is not None else call.row.lang)
