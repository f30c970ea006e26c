"""A recorded call played through the capture path in real time: the same packets as from a sound card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from protocol.message import CHANNELS, SAMPLES_PER_MS, Channel

from .audio_file import FileSound, read_call, read_side
from .capturing import Capture
from .pacing import Stretch
from .resampling import Samples


class RecordingCapture(Capture):
    """Plays two arrays of sound, the shorter one followed by silence.

    Args:
        call: id that the packets carry.
        customer, agent: 16 kHz mono sound of the two channels.
        speed: 2.0 plays twice as fast as it was recorded.
        sources: the files' properties, for the warning about telephone sound.
        tail_ms: silence after the end, so that the last utterance finds its end.
    """

    def __init__(self, call: str, customer: Samples, agent: Samples, *, speed: float = 1.0,
                 sources: Sequence[FileSound] = (), tail_ms: int = 1_500) -> None:
        super().__init__(call, speed=speed)
        length = max(len(customer), len(agent)) + tail_ms * SAMPLES_PER_MS
        self._sound: dict[Channel, Samples] = {"customer": _padded(customer, length), "agent": _padded(agent, length)}
        self._length = length
        self._position = 0
        for channel in CHANNELS:
            self.meters[channel].narrowband = any(source.narrowband for source in sources)

    @property
    def duration_ms(self) -> int:
        """Length of the call, the tail included."""
        return self._length // SAMPLES_PER_MS

    @property
    def warnings(self) -> set[str]:
        """As of every capture, without `mic.silent` and `line.silent`: in a file nobody is muted, it has pauses and an end."""
        return {code for code in super().warnings if not code.endswith(".silent")}

    def _open(self) -> None:
        """Everything is in memory already."""

    def _pump(self) -> bool:
        until = min(self._length, self.clock.now_sample())
        for channel in CHANNELS:
            self.emit(channel, [Stretch(self._sound[channel][self._position:until], False)])
        self._position = until
        return until < self._length

    def _close(self) -> None:
        """Nothing is open."""


def play_call(call: str, path: Path, *, speed: float = 1.0) -> RecordingCapture:
    """A two-channel file as a call: left the customer, right the agent.

    Raises:
        AudioUnreadable, NotTwoChannels: see `audio_file.read_call`.
    """
    source, customer, agent = read_call(path)
    return RecordingCapture(call, customer, agent, speed=speed, sources=(source,))


def play_sides(call: str, customer_path: Path, agent_path: Path, *, speed: float = 1.0) -> RecordingCapture:
    """Two files, one for each side.

    Raises:
        AudioUnreadable: see `audio_file.read_audio`.
    """
    customer_source, customer = read_side(customer_path)
    agent_source, agent = read_side(agent_path)
    return RecordingCapture(call, customer, agent, speed=speed, sources=(customer_source, agent_source))


def _padded(samples: Samples, length: int) -> Samples:
    return np.concatenate([samples, np.zeros(length - len(samples), dtype=np.float32)])
