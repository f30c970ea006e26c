"""Numbered pieces as the network delivers them in, one piece of 20 ms for every 20 ms that the output plays out.

Pure: what comes out depends on the order of `put` and `take` alone, so clocks are seen only through them.  The delay
follows the jitter: a piece that comes just too late lengthens it by a piece, eight seconds with pieces to spare
shorten it by one.  That also takes up two clocks that differ: at 200 ppm one piece in a hundred seconds is blended
away or stood in for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from protocol.relay import TALK_MS

from ..capture.resampling import Samples
from .concealment import Concealer
from .pieces import PIECE_SAMPLES, Piece

LEAST_MS = 40
MOST_MS = 120
GONE_PIECES = 10
"""After so many missing pieces in a row the stream has paused; the next piece begins it anew."""
SPARE_TAKES = 400
"""The delay is shortened after so many pieces (8 s) with `SPARE_PIECES` to spare throughout."""
SPARE_PIECES = 2
RESTART_PIECES = 50
"""A number so far from what is expected is no late or early piece, but a new count of the sender's."""
_RISE = np.linspace(0.0, 1.0, PIECE_SAMPLES, endpoint=False, dtype=np.float32)[:, None]


@dataclass
class JitterCounts:
    """What happened to the pieces."""

    played: int = 0
    late: int = 0
    """Came after their turn and were thrown away."""
    lost: int = 0
    """Stood in for although later ones were there."""
    starved: int = 0
    """Stood in for because nothing was there."""
    dropped: int = 0
    """Left out to shorten the delay."""


class JitterBuffer:
    """One stream.

    Args:
        columns: streams on one time line, such as the two channels of a call.
        least_ms: pieces held before the first is played.
        most_ms: what is held at most; of a burst that is longer, only the newest are played.
    """

    def __init__(self, *, columns: int = 1, least_ms: int = LEAST_MS, most_ms: int = MOST_MS) -> None:
        self.columns = columns
        self.counts = JitterCounts()
        self._least = least_ms // TALK_MS
        self._most = most_ms // TALK_MS
        self._target = self._least
        self._concealers = [Concealer() for _ in range(columns)]
        self.clear()

    def clear(self) -> None:
        """Forget what waits; what was played last fades out."""
        self._pieces: dict[int, list[Samples | None]] = {}
        self._next = -1
        self._missing = self._waited = 0
        self._spare, self._spare_takes = self._most, 0

    @property
    def held_ms(self) -> int:
        """How much waits: the delay that this buffer adds now."""
        return self._span() * TALK_MS

    @property
    def flowing(self) -> bool:
        """True while pieces are played, short holes included."""
        return self._next >= 0

    def put(self, number: int, samples: Samples, column: int = 0) -> None:
        """Take a piece.

        Args:
            number: its place in the stream.
            samples: 320 of them; a shorter piece is filled up with silence.
        """
        expected = self._next if self.flowing else min(self._pieces, default=number)
        if abs(number - expected) > RESTART_PIECES:
            self.clear()
        if self.flowing and number < self._next:
            self.counts.late += 1
            return
        if len(samples) != PIECE_SAMPLES:
            samples = np.pad(samples[:PIECE_SAMPLES], (0, max(0, PIECE_SAMPLES - len(samples))))
        self._pieces.setdefault(number, [None] * self.columns)[column] = samples
        if self._span() > self._most:
            self._skip_to(max(self._pieces) + 1 - self._target)

    def take(self) -> Piece:
        """The next 20 ms, shape (320, columns); silence while nothing is there."""
        if not self.flowing and not self._begins():
            return self._concealed()
        self._note_spare()
        if self._next in self._pieces:
            if self._missing:
                self._target = min(self._target + 1, self._most)
            self._missing = 0
            return self._played()
        if self._pieces:
            self.counts.lost += 1
            self._next += 1
            return self._concealed()
        self._missing += 1
        if self._missing >= GONE_PIECES:
            self.clear()
        else:
            self.counts.starved += 1
        return self._concealed()

    def _span(self) -> int:
        if not self._pieces:
            return 0
        return max(self._pieces) + 1 - (self._next if self.flowing else min(self._pieces))

    def _begins(self) -> bool:
        if not self._pieces:
            return False
        self._waited += 1
        if self._span() < self._target and self._waited <= self._target:
            return False
        self._next, self._waited = min(self._pieces), 0
        return True

    def _played(self) -> Piece:
        piece = self._column_pieces(self._pieces.pop(self._next))
        self._next += 1
        self.counts.played += 1
        if self._spare_takes >= SPARE_TAKES:
            if self._spare >= SPARE_PIECES and self._next in self._pieces:
                following = self._column_pieces(self._pieces.pop(self._next))
                piece = piece * (1 - _RISE) + following * _RISE
                self._next += 1
                self._target = max(self._least, self._target - 1)
                self.counts.dropped += 1
            self._spare, self._spare_takes = self._most, 0
        return piece

    def _column_pieces(self, columns: list[Samples | None]) -> Piece:
        return np.stack([concealer.conceal() if samples is None else concealer.good(samples)
                         for concealer, samples in zip(self._concealers, columns, strict=True)], axis=1)

    def _concealed(self) -> Piece:
        return np.stack([concealer.conceal() for concealer in self._concealers], axis=1)

    def _note_spare(self) -> None:
        self._spare = min(self._spare, self._span() - 1)
        self._spare_takes += 1

    def _skip_to(self, number: int) -> None:
        """A burst: only its newest pieces are played, so that the delay does not stay."""
        for old in [at for at in self._pieces if at < number]:
            del self._pieces[old]
            self.counts.dropped += 1
        if self.flowing:
            self._next = number
