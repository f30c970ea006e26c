"""Who is heard where: microphone and supervisor's voice in, a block for the headset and one for the line out.

Pure and exact; clocks come in as arguments.  The newest `SpeakerOwner.epoch` alone decides.  The line has a jitter
buffer of its own that a piece of `whisper` can not enter, so no order of messages brings a whisper to the customer.
Whatever goes wrong (no voice for `SILENT_S` in a take-over, no server, the end of the call), the agent is on the
line.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from protocol.message import SAMPLES_PER_MS
from protocol.relay import SupervisorVoice
from protocol.supervision import SpeakerOwner

from ..capture.resampling import Samples
from .jitter_buffer import JitterBuffer
from .pieces import PIECE_SAMPLES, from_pcm

Owner = Literal["agent", "both", "supervisor"]

SILENT_S = 1.5
"""A take-over without any piece for so long is over; a supervisor who says nothing sends silence."""
LINE_GAINS: dict[Owner, tuple[float, float]] = {"agent": (1.0, 0.0), "both": (1.0, 1.0), "supervisor": (0.0, 1.0)}
"""Owner -> gain of the agent's microphone and of the supervisor's voice on the line."""
LINE_MODES = ("barge", "takeover")
HEADSET_MODES = ("whisper", "barge", "takeover")
LIMIT_FROM = 0.8
"""Up to here the limiter changes nothing; beyond, it bends towards 1 and never reaches it."""
_RAMP = 5 * SAMPLES_PER_MS
_RISE = np.minimum(1.0, np.arange(1, PIECE_SAMPLES + 1, dtype=np.float32) / _RAMP)


def limited(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Within -1..1 without a corner; what is no number becomes silence."""
    finite = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
    size = np.abs(finite)
    if not np.any(size > LIMIT_FROM):
        return finite
    room = 1.0 - LIMIT_FROM
    bent = LIMIT_FROM + room * np.tanh((size - LIMIT_FROM) / room)
    return np.where(size > LIMIT_FROM, np.copysign(bent, finite), finite).astype(np.float32)


class LineMixer:
    """One call's sound on the agent's computer.  Not thread-safe: its owner holds a lock."""

    def __init__(self) -> None:
        self._headset = JitterBuffer()
        self._line = JitterBuffer()
        self._gains = LINE_GAINS["agent"]
        self.begin("")

    def begin(self, call: str) -> None:
        """A call begins, or (empty) there is none: the agent alone is on the line."""
        self.call = call
        self.owner: Owner = "agent"
        self.epoch = -1
        self.mode = ""
        self.by = ""
        self._voice_s = 0.0
        self._away = False
        self._of: tuple[int, str] = (-1, "")
        self._headset.clear()
        self._line.clear()

    def own(self, message: SpeakerOwner, now_s: float) -> bool:
        """Follow a newer epoch; an older one, or the same with another owner, changes nothing: False."""
        if message.call != self.call or message.epoch < self.epoch:
            return False
        if message.epoch == self.epoch and message.owner != self.owner:
            return False
        if message.epoch > self.epoch:
            self._voice_s = now_s
            self._away = False
        self.epoch, self.owner, self.mode, self.by = message.epoch, message.owner, message.mode, message.by
        if self.owner == "agent":
            self._line.clear()
        if self.mode not in HEADSET_MODES:
            self._headset.clear()
        return True

    def hear(self, message: SupervisorVoice, now_s: float) -> bool:
        """Take a piece of the voice; False if it is of another call, an older epoch, or no mode that speaks."""
        if message.call != self.call or message.epoch < self.epoch or message.mode not in HEADSET_MODES:
            return False
        if (message.epoch, message.mode) != self._of:
            # the sender counts from 0 in every mode
            self._of = (message.epoch, message.mode)
            self._headset.clear()
            self._line.clear()
        samples = from_pcm(message.pcm)
        self._headset.put(message.number, samples)
        if message.mode in LINE_MODES and self.owner != "agent" and message.epoch == self.epoch:
            self._voice_s, self._away = now_s, False
            self._line.put(message.number, samples)
        return True

    def server_lost(self) -> None:
        """Nobody can say any more who owns the line: the agent does."""
        self._away = True
        self._line.clear()
        self._headset.clear()

    def owner_at(self, now_s: float) -> Owner:
        """Who is heard by the customer at this moment."""
        if self.owner == "agent":
            return "agent"
        if self._away or (self.owner == "supervisor" and now_s - self._voice_s > SILENT_S):
            return "agent"
        return self.owner

    @property
    def voice_flows(self) -> bool:
        """True while the supervisor's voice is played in the headset."""
        return self._headset.flowing

    def headset_block(self) -> Samples:
        """20 ms for the headset: the supervisor's voice alone; the softphone itself plays the customer."""
        return limited(self._headset.take()[:, 0])

    def line_block(self, microphone: Samples, now_s: float) -> Samples:
        """20 ms for the line.

        Args:
            microphone: 320 samples of the agent's voice.
        """
        before, self._gains = self._gains, LINE_GAINS[self.owner_at(now_s)]
        agent, voice = (_ramp(old, new) for old, new in zip(before, self._gains, strict=True))
        mixed = np.nan_to_num(microphone, nan=0.0, posinf=1.0, neginf=-1.0) * agent
        if before[1] or self._gains[1]:
            mixed = mixed + self._line.take()[:, 0] * voice
        return limited(mixed.astype(np.float32))


def _ramp(old: float, new: float) -> NDArray[np.float32] | float:
    """A gain that changes within 5 ms, so that nothing clicks; exact otherwise."""
    return new if old == new else (old + (new - old) * _RISE).astype(np.float32)
