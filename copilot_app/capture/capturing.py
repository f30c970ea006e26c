"""What every source of sound has in common: two channels on one clock, cut into packets by one thread.

In: a source (`soundcard`, `recording`) that implements `_open`, `_pump` and `_close`.  Out: packets to the callable given
to `start`, which is `link.Link.offer_packet`, called on capture's own thread.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable

from protocol.audio import Packet
from protocol.message import CHANNELS, SAMPLES_PER_MS, Channel

from .levels import DEVICE_OF, Level, LevelMeter
from .pacing import CallClock, ChannelPacing, Stretch
from .packets import Packetiser

log = logging.getLogger(__name__)

PUMP_S = 0.02
OnPacket = Callable[[Packet], None]


class Capture(ABC):
    """Both channels of one call; started once, stopped once.

    Args:
        call: id that the packets carry.
        speed: how fast call time runs; 1.0 for anything live.
    """

    def __init__(self, call: str, *, speed: float = 1.0) -> None:
        self.call = call
        self.clock = CallClock(speed)
        self.pacing: dict[Channel, ChannelPacing] = {channel: ChannelPacing() for channel in CHANNELS}
        self.meters: dict[Channel, LevelMeter] = {channel: LevelMeter(channel) for channel in CHANNELS}
        self._packetisers = {channel: Packetiser(call, channel) for channel in CHANNELS}
        self._lost: set[Channel] = set()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._opened = self._failed = False
        self._on_packet: OnPacket = lambda packet: None

    def open(self) -> None:
        """Open the devices or files now, so that `start` can not fail.

        Raises:
            CaptureError: nothing could be opened; see `copilot_app.errors`.
        """
        if not self._opened:
            self._open()
            self._opened = True

    def start(self, on_packet: OnPacket) -> None:
        """Hand every packet to `on_packet` (on capture's thread) until `stop`; opens first what is not open.

        Raises:
            CaptureError: see `open`.
        """
        self.open()
        self._on_packet = on_packet
        self.clock.start()
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the devices; the last packets are handed over before this returns."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(5.0)
        elif self._opened:
            self._close()

    @property
    def finished(self) -> bool:
        """True once no more packets will come: stopped, or the recording is over."""
        return self._thread is not None and not self._thread.is_alive()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the end of a recording; True if it is over."""
        if self._thread is not None:
            self._thread.join(timeout_s)
        return self.finished

    @property
    def position_ms(self) -> int:
        """Call time now."""
        return self.clock.now_sample() // SAMPLES_PER_MS

    @property
    def levels(self) -> dict[Channel, Level]:
        """Loudness of both channels now."""
        return {channel: self.meters[channel].level for channel in CHANNELS}

    @property
    def warnings(self) -> set[str]:
        """Codes of what is wrong with the sound now, such as `mic.lost` or `line.silent`; empty if all is well."""
        found = {f"{DEVICE_OF[channel]}.lost" for channel in self._lost}
        if self._failed:
            found.add("capture.failed")
        for channel in CHANNELS:
            if channel not in self._lost:
                found |= self.meters[channel].warnings()
        return found

    @property
    def last_number(self) -> dict[str, int]:
        """Number of each channel's last packet so far; -1 if it has none."""
        return {channel: self._packetisers[channel].next_number - 1 for channel in CHANNELS}

    def call_ms_to_monotonic(self, call_ms: float) -> float:
        """`time.monotonic()` at which this call time was spoken, in seconds; the lag of what is painted starts there."""
        return self.clock.monotonic_s(call_ms)

    def emit(self, channel: Channel, stretches: list[Stretch]) -> None:
        """Measure, cut and hand on what `pacing` returned."""
        for stretch in stretches:
            self.meters[channel].push(stretch.samples)
            for packet in self._packetisers[channel].add(stretch):
                self._on_packet(packet)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set() and self._pump():
                self._stopping.wait(PUMP_S)
        except Exception:
            self._failed = True
            log.exception("capture failed")
        finally:
            self._close()
            for channel in CHANNELS:
                for packet in self._packetisers[channel].finish():
                    self._on_packet(packet)

    @abstractmethod
    def _open(self) -> None:
        """Open whatever delivers sound, on the caller's thread, so that errors reach the user."""

    @abstractmethod
    def _pump(self) -> bool:
        """Move what was delivered since the last time; False at the end.  Runs on capture's thread."""

    @abstractmethod
    def _close(self) -> None:
        """Close it, on capture's thread."""
