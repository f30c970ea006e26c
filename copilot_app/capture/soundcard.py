"""Both channels from the sound card: one device each, watched, and opened again when it comes back.

The device's callback only appends to a bounded deque; capture's thread empties it.  A device that goes away in mid-call
leaves `mic.lost` or `line.lost` among the warnings and silence in its packets until it is back.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
from numpy.typing import NDArray

from protocol.message import CHANNELS, SAMPLE_RATE_HZ, Channel

from ..errors import CaptureError, DeviceRefused, NoDevice
from . import pulse
from .capturing import Capture
from .devices import SoundDevice
from .levels import DEVICE_OF
from .loopback import LoopbackStream
from .portaudio import refresh, sounddevice
from .resampling import Samples, StreamResampler

log = logging.getLogger(__name__)

BACKLOG_BLOCKS = 2_000
"""Blocks that wait for capture's thread at most: over ten seconds of the smallest that devices use."""
BUFFER_S = 0.25
"""How long a busy computer may keep the device waiting before sound is lost; blocks come about four times as often."""
RETRY_S = 2.0
"""How often a device is looked after, and sought when it is gone."""
STARVED_S = 1.5
"""A device that never pauses and delivers nothing for so long is gone."""
FIRST_BLOCK_S = 5.0
"""The monitor of an output that was idle may take so long to deliver for the first time."""
TAPPED_BUFFER_S = 0.04
"""The same as `BUFFER_S` for a microphone that is also heard live: blocks of 10 to 20 ms instead of 60."""

Tap = Callable[[NDArray[Any], int], None]
"""Given each block of (frames, channels) and its rate on the device's own thread; it only keeps it."""


class DeviceStream:
    """One open device.

    Args:
        tap: receives every block too, as soon as the device delivers it.

    Raises:
        DeviceRefused: the system does not hand it out.
    """

    def __init__(self, device: SoundDevice, tap: Tap | None = None) -> None:
        self.device = device
        self._tap = tap
        self.resampler = StreamResampler(device.rate_hz)
        self._blocks: deque[tuple[NDArray[Any], float]] = deque(maxlen=BACKLOG_BLOCKS)
        self._last_s = time.monotonic()
        self._started = False
        self._stream: Any
        if device.backend == "soundcard":
            self._stream = LoopbackStream(device.source, self._append)
        else:
            self._stream = self._open_portaudio()

    def drain(self) -> tuple[Samples, float] | None:
        """Everything delivered since the last time, 16 kHz mono, and `time.monotonic()` of its end; None if nothing."""
        taken: list[NDArray[Any]] = []
        end_s = 0.0
        while self._blocks:
            block, end_s = self._blocks.popleft()
            taken.append(block)
        if not taken:
            return None
        samples = self.resampler.push(np.concatenate(taken))
        return samples, end_s - self.resampler.held_samples / SAMPLE_RATE_HZ

    def alive(self) -> bool:
        """False if the device is gone; asks the sound server, so not for capture's own thread."""
        if not self._stream.active:
            return False
        if self.device.backend == "pulse" and not pulse.exists(self.device.source):
            return False
        patience_s = STARVED_S if self._started else FIRST_BLOCK_S
        return self.device.can_pause or time.monotonic() - self._last_s < patience_s

    def close(self) -> None:
        """Let the device go."""
        try:
            self._stream.close()
        except Exception as error:  # noqa: BLE001 - a device that is gone may fail to close in any way
            log.info("closing %s: %s", self.device.name, error)

    def _append(self, block: NDArray[Any], end_s: float) -> None:
        self._last_s = time.monotonic()
        self._started = True
        self._blocks.append((block, end_s))
        if self._tap is not None:
            self._tap(block, self.device.rate_hz)

    def _callback(self, block: NDArray[Any], frames: int, times: Any, status: Any) -> None:
        # the age tells how long the sound has waited inside the driver before this call
        age_s = times.currentTime - times.inputBufferAdcTime
        length_s = frames / self.device.rate_hz
        if not (times.inputBufferAdcTime > 0 and 0 <= age_s < 5.0):
            age_s = length_s
        self._append(block.copy(), time.monotonic() - max(0.0, age_s - length_s))

    def _open_portaudio(self) -> Any:
        module = sounddevice()
        device = self.device
        around: AbstractContextManager[None] = nullcontext()
        if device.backend == "pulse":
            around = pulse.opening(device.source, live=self._tap is not None)
        try:
            with around:
                stream = module.InputStream(device=device.index, channels=device.channels, samplerate=device.rate_hz,
                                            dtype="int16", latency=TAPPED_BUFFER_S if self._tap else BUFFER_S,
                                            callback=self._callback)
                stream.start()
        except (module.PortAudioError, ValueError) as error:
            raise DeviceRefused(f"{device.name!r} can not be opened: another program may hold it, or its permission is "
                                f"missing. Close that program or choose another device. ({error})") from error
        return stream


class SoundCardCapture(Capture):
    """A live call.

    Args:
        call: id that the packets carry.
        devices: what to record for each channel; a channel without a device is silent and warned of.
        tap: hears the agent's device live, beside the recording of it.
    """

    def __init__(self, call: str, devices: Mapping[Channel, SoundDevice], tap: Tap | None = None) -> None:
        super().__init__(call)
        self._devices = dict(devices)
        self._taps: dict[Channel, Tap] = {"agent": tap} if tap is not None else {}
        self._streams: dict[Channel, DeviceStream] = {}
        self._lock = threading.Lock()
        self._watcher: threading.Thread | None = None

    @property
    def warnings(self) -> set[str]:
        """Codes of what is wrong now; `mic.none` or `line.none` for a channel that has no device at all."""
        missing = {f"{DEVICE_OF[channel]}.none" for channel in CHANNELS if channel not in self._devices}
        silent = {f"{DEVICE_OF[channel]}.silent" for channel in CHANNELS if channel not in self._devices}
        return (super().warnings - silent) | missing

    def _open(self) -> None:
        if not self._devices:
            raise NoDevice("Nothing can be recorded: plug in a microphone and choose the line in the settings.")
        errors: list[CaptureError] = []
        for channel, device in self._devices.items():
            try:
                self._streams[channel] = DeviceStream(device, self._taps.get(channel))
                self.meters[channel].narrowband = self._streams[channel].resampler.narrowband
            except CaptureError as error:
                errors.append(error)
                self._lost.add(channel)
        if errors and not self._streams:
            raise errors[0]
        self._watcher = threading.Thread(target=self._watch, name="capture-watch", daemon=True)
        self._watcher.start()

    def _pump(self) -> bool:
        for channel in CHANNELS:
            with self._lock:
                stream = self._streams.get(channel)
                delivered = stream.drain() if stream is not None else None
            now = self.clock.now_sample()
            if delivered is not None:
                samples, end_s = delivered
                self.emit(channel, self.pacing[channel].place(samples, self.clock.sample_at(end_s), now))
            self.emit(channel, self.pacing[channel].fill(now))
        return True

    def _close(self) -> None:
        if self._watcher is not None:
            self._watcher.join(RETRY_S)
        with self._lock:
            streams, self._streams = dict(self._streams), {}
        for stream in streams.values():
            stream.close()
        end = max(pacing.written for pacing in self.pacing.values())
        for channel in CHANNELS:
            self.emit(channel, self.pacing[channel].fill_to(end))

    def _watch(self) -> None:
        """Notice devices that are gone, and try to open them again every two seconds."""
        while not self._stopping.wait(RETRY_S):
            for channel in list(self._devices):
                with self._lock:
                    stream = self._streams.get(channel)
                if stream is not None and not stream.alive():
                    log.warning("%s is gone: %s", channel, stream.device.name)
                    with self._lock:
                        del self._streams[channel]
                    self._lost.add(channel)
                    stream.close()
                elif stream is None:
                    self._reopen(channel)

    def _reopen(self, channel: Channel) -> None:
        device = self._devices[channel]
        if device.backend == "pulse" and not pulse.exists(device.source):
            return
        try:
            if not self._streams and device.backend == "portaudio":
                refresh()
            stream = DeviceStream(device, self._taps.get(channel))
        except CaptureError as error:
            log.info("still gone: %s", error)
            return
        with self._lock:
            self._streams[channel] = stream
        self._lost.discard(channel)
