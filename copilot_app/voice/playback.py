"""Pieces of 20 ms out of a feed and into an output device, watched, and opened again when the device comes back.

The device pulls: its own clock says when the next piece is due, so nothing else has to keep time.  Next: the person's
ears, or whatever records a virtual cable's other end.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from protocol.message import SAMPLE_RATE_HZ

from ..capture import pulse
from ..capture.outputs import SoundOutput
from ..capture.portaudio import open_outputs, refresh, sounddevice
from ..errors import CaptureError, DeviceRefused
from .pieces import Piece

log = logging.getLogger(__name__)

BUFFER_S = 0.03
"""What the device holds: how long a busy computer may keep it waiting."""
WATCH_S = 1.0
STARVED_S = 1.5
"""An output that asks for nothing for so long is gone."""

Feed = Callable[[], Piece]
"""The next 20 ms, (320, columns); called on the device's own thread."""


class OutputStream:
    """One open output.

    Args:
        columns: of the pieces; one column goes to all of the device's channels.

    Raises:
        DeviceRefused: the system does not hand it out.
    """

    def __init__(self, output: SoundOutput, feed: Feed, columns: int = 1) -> None:
        self.output = output
        self._feed = feed
        self._columns = columns
        self._channels = max(1, min(2, output.channels))
        self._waiting: NDArray[np.float32] = np.zeros((0, columns), dtype=np.float32)
        self._resampler = (None if output.rate_hz == SAMPLE_RATE_HZ else
                           soxr.ResampleStream(SAMPLE_RATE_HZ, output.rate_hz, columns, "float32", quality="LQ"))
        self._asked_s = time.monotonic()
        self._failed = False
        self._stream = self._open()
        open_outputs.add(id(self))

    def alive(self) -> bool:
        """False if the device is gone; asks the sound server, so not for the device's own thread."""
        if not self._stream.active or self._failed or time.monotonic() - self._asked_s > STARVED_S:
            return False
        return self.output.backend != "pulse" or pulse.sink_exists(self.output.sink)

    def close(self) -> None:
        """Let the device go; what it holds is not played out."""
        open_outputs.discard(id(self))
        try:
            self._stream.abort()
            self._stream.close()
        except Exception as error:  # noqa: BLE001 - a device that is gone may fail to close in any way
            log.info("closing %s: %s", self.output.name, error)

    def _open(self) -> Any:
        module = sounddevice()
        output = self.output
        around: AbstractContextManager[None] = nullcontext()
        if output.backend == "pulse":
            around = pulse.playing_into(output.sink)
        try:
            with around:
                stream = module.OutputStream(device=output.index, channels=self._channels, samplerate=output.rate_hz,
                                             dtype="float32", latency=BUFFER_S, callback=self._callback)
                stream.start()
        except (module.PortAudioError, ValueError) as error:
            raise DeviceRefused(f"{output.name!r} can not be opened: another program may hold it. Close that program "
                                f"or choose another output. ({error})") from error
        return stream

    def _callback(self, block: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
        self._asked_s = time.monotonic()
        try:
            while len(self._waiting) < frames:
                self._waiting = np.concatenate([self._waiting, self._next()])
        except Exception:
            # an error here would end the stream without a word
            self._failed = True
            log.exception("playing failed")
            block.fill(0.0)
            return
        taken, self._waiting = self._waiting[:frames], self._waiting[frames:]
        if self._channels == 1:
            block[:, 0] = taken.mean(axis=1)
        else:
            block[:] = taken

    def _next(self) -> NDArray[np.float32]:
        piece = self._feed()
        if self._resampler is None:
            return piece
        return np.asarray(self._resampler.resample_chunk(piece), dtype=np.float32).reshape(-1, self._columns)


class Playback:
    """An output for as long as it is wanted, whatever happens to the device.

    Args:
        on_change: told on another thread: True, it plays (again); False, the device is gone.
    """

    def __init__(self, output: SoundOutput, feed: Feed, columns: int = 1,
                 on_change: Callable[[bool], None] = lambda playing: None) -> None:
        self.output = output
        self._feed = feed
        self._columns = columns
        self._on_change = on_change
        self._stopping = threading.Event()
        self._stream: OutputStream | None = None
        self._watcher: threading.Thread | None = None

    @property
    def playing(self) -> bool:
        """True while a device is open."""
        return self._stream is not None

    def start(self) -> None:
        """Open the device.

        Raises:
            DeviceRefused: it can not be opened now.
        """
        self._stream = OutputStream(self.output, self._feed, self._columns)
        self._watcher = threading.Thread(target=self._watch, name="playback-watch", daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Close the device."""
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join(5.0)
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _watch(self) -> None:
        while not self._stopping.wait(WATCH_S):
            stream = self._stream
            if stream is None:
                self._reopen()
            elif not stream.alive():
                log.warning("the output is gone: %s", self.output.name)
                self._stream = None
                stream.close()
                self._on_change(False)

    def _reopen(self) -> None:
        if self.output.backend == "pulse" and not pulse.sink_exists(self.output.sink):
            return
        try:
            if self.output.backend == "portaudio":
                refresh()
            self._stream = OutputStream(self.output, self._feed, self._columns)
        except CaptureError as error:
            log.info("still gone: %s", error)
            return
        self._on_change(True)
