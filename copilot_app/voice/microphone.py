"""A microphone heard live: blocks as its device delivers them in, numbered pieces of 20 ms out.

During a call the device is capture's; its tap feeds `MicrophoneTap`, so nothing is opened twice.  At rest
`OwnMicrophone` opens it.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from numpy.typing import NDArray

from protocol.audio import Packet

from ..capture.devices import SoundDevice
from ..capture.resampling import Samples, StreamResampler
from ..capture.soundcard import SoundCardCapture
from .pieces import Cutter

_BACKLOG_BLOCKS = 200


class MicrophoneTap:
    """Keeps what the device's thread gives until somebody takes it."""

    def __init__(self) -> None:
        self._blocks: deque[tuple[NDArray[Any], int]] = deque(maxlen=_BACKLOG_BLOCKS)
        self._resampler: StreamResampler | None = None
        self._cutter = Cutter()

    def __call__(self, block: NDArray[Any], rate_hz: int) -> None:
        """A block of the device, on its thread."""
        self._blocks.append((block, rate_hz))

    def pieces(self) -> list[Samples]:
        """Whole pieces (320 samples of 16 kHz) since the last time; called by one thread or under one lock."""
        found: list[Samples] = []
        while self._blocks:
            block, rate_hz = self._blocks.popleft()
            if self._resampler is None or self._resampler.rate_hz != rate_hz:
                self._resampler, self._cutter = StreamResampler(rate_hz, live=True), Cutter()
            found += self._cutter.cut(self._resampler.push(block))
        return found


class OwnMicrophone:
    """A microphone outside of calls.

    Raises:
        CaptureError: it can not be opened.
    """

    def __init__(self, device: SoundDevice, tap: MicrophoneTap) -> None:
        self._capture = SoundCardCapture("", {"agent": device}, tap=tap)
        self._capture.start(_to_nobody)

    @property
    def lost(self) -> bool:
        """True while the device is gone; it is tried again every two seconds."""
        return "mic.lost" in self._capture.warnings

    @property
    def level_dbfs(self) -> float:
        """Loudness of the last 0.3 s, -90..0."""
        return self._capture.levels["agent"].rms_dbfs

    def stop(self) -> None:
        """Let it go."""
        self._capture.stop()


def _to_nobody(packet: Packet) -> None:
    """Nothing is recorded."""
