"""A supervisor's voice on its way to the agent's client: piece by piece, never stored, never more than is spoken.

In: `TalkSound` of the one supervisor who speaks.  Out: `SupervisorVoice` under the epoch and the mode that hold, or a
code why not.  Next: `stepping_in` gives it to the agent's outbox."""

from __future__ import annotations

from protocol.message import SAMPLES_PER_MS
from protocol.relay import TALK_MS, Mode, SupervisorVoice, TalkSound
from server.clients import TokenBucket

from .errors import TALK

PIECE_BYTES = 2 * SAMPLES_PER_MS * TALK_MS
PIECES_PER_S = 1000 / TALK_MS
RATE = 1.2
"""Times real time in the long run: two clocks are never the same."""
BURST_S = 0.5
"""Pieces taken at once: more would be heard late."""
_EARLY_PIECES = 100
"""A number may be so far ahead of the time since the mode was taken: two seconds."""


class VoiceRelay:
    """The voice of one supervisor in one mode."""

    def __init__(self, call: str, mode: Mode, epoch: int, now_s: float) -> None:
        self._call = call
        self.mode: Mode = mode
        self.epoch = epoch
        self._last = -1
        self._since_s = now_s
        self._budget = TokenBucket(RATE * PIECES_PER_S, BURST_S * PIECES_PER_S, now_s)

    def take(self, piece: TalkSound, now_s: float) -> SupervisorVoice | str | None:
        """The voice to pass on, a code why the piece is refused, or None if it is only of no use any more."""
        if piece.epoch not in (0, self.epoch):
            return None
        # also what was said in the mode before, by a client that does not say its epoch, has too high a number
        highest = RATE * PIECES_PER_S * (now_s - self._since_s) + _EARLY_PIECES
        if len(piece.pcm) != PIECE_BYTES or not 0 <= piece.number <= highest:
            return TALK
        # what a network held back and delivers at once is too late to be heard
        if not self._budget.take(now_s) or piece.number <= self._last:
            return None
        self._last = piece.number
        return SupervisorVoice(call=self._call, number=piece.number, mode=self.mode, epoch=self.epoch, pcm=piece.pcm)
