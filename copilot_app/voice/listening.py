"""Both channels of a call as a supervisor hears them: `LiveSound` packets in, pieces for an output and levels out.

The packets come 100 ms at a time, so the buffer holds 120 ms at least; with the packet itself, the way and the device
that stays under half a second behind the voice.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from protocol.message import CHANNELS, PACKET_MS, Channel
from protocol.relay import TALK_MS, LiveSound

from ..capture.levels import FLOOR_DBFS, dbfs
from .jitter_buffer import JitterBuffer
from .mixing import limited
from .pieces import PIECE_SAMPLES, Piece, from_pcm

LEAST_MS = 120
MOST_MS = 300
_PIECES = PACKET_MS // TALK_MS
_COLUMNS: dict[Channel, int] = {"customer": 0, "agent": 1}
"""Left the customer, right the agent."""


@dataclass(frozen=True)
class Heard:
    """Loudness of what was just played, dBFS."""

    customer_dbfs: float = FLOOR_DBFS
    agent_dbfs: float = FLOOR_DBFS


class CallListening:
    """One call; `hear` on the network's thread, `piece` on the output's.

    Args:
        mono: both channels in both ears.
    """

    def __init__(self, call: str, *, mono: bool = False) -> None:
        self.call = call
        self.mono = mono
        self.silenced = False
        """True while the server takes the sound away: a private number is spoken, or recording is paused."""
        self._lock = threading.Lock()
        self._buffer = JitterBuffer(columns=len(CHANNELS), least_ms=LEAST_MS, most_ms=MOST_MS)
        self._heard = Heard()

    @property
    def heard(self) -> Heard:
        """Loudness of both channels now."""
        return self._heard

    @property
    def held_ms(self) -> int:
        """The delay that the buffer adds now."""
        with self._lock:
            return self._buffer.held_ms

    def hear(self, message: LiveSound) -> None:
        """Take a packet; another call's is passed over."""
        if message.call != self.call:
            return
        samples = from_pcm(message.pcm)
        with self._lock:
            self.silenced = message.silenced
            for at in range(_PIECES):
                self._buffer.put(message.number * _PIECES + at, samples[at * PIECE_SAMPLES:(at + 1) * PIECE_SAMPLES],
                                 _COLUMNS[message.channel])

    def piece(self) -> Piece:
        """The next 20 ms, two columns."""
        with self._lock:
            piece = limited(self._buffer.take())
        loud = [dbfs(float(np.sqrt(np.mean(np.square(piece[:, column]))))) for column in (0, 1)]
        self._heard = Heard(customer_dbfs=loud[0], agent_dbfs=loud[1])
        if self.mono:
            both = limited(piece.sum(axis=1))
            piece = np.stack([both, both], axis=1)
        return piece
