"""Windows loopback through the optional `soundcard` package, for builds of PortAudio that have no loopback devices.

`soundcard` hands sound over from a blocking call, so a thread of its own reads it.
"""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import DeviceRefused

RATE_HZ = 48_000
_BLOCK_FRAMES = RATE_HZ // 50


@dataclass(frozen=True)
class LoopbackOutput:
    """An output that can be listened to."""

    id: str
    name: str


def outputs() -> list[LoopbackOutput]:
    """Outputs that `soundcard` can listen to; empty if the package is not installed."""
    package = _package()
    if package is None:
        return []
    return [LoopbackOutput(id=str(one.id), name=str(one.name))
            for one in package.all_microphones(include_loopback=True) if one.isloopback]


class LoopbackStream:
    """Reads one output until `close`.

    Args:
        output: `LoopbackOutput.id`.
        on_block: called on this stream's thread with (frames, channels) and `time.monotonic()` of the block's end.

    Raises:
        DeviceRefused: the output is gone, or Windows does not hand it out.
    """

    def __init__(self, output: str, on_block: Callable[[NDArray[np.float32], float], None]) -> None:
        package = _package()
        if package is None:
            raise DeviceRefused("The package 'soundcard' is not installed; install it to record this output.")
        try:
            self._microphone = package.get_microphone(output, include_loopback=True)
        except (RuntimeError, IndexError, OSError) as error:
            raise DeviceRefused(f"The output {output!r} can not be recorded; choose another one.") from error
        self._on_block = on_block
        self._closing = threading.Event()
        self._failed = False
        self._thread = threading.Thread(target=self._read, name="loopback", daemon=True)
        self._thread.start()

    @property
    def active(self) -> bool:
        """False once the device is gone."""
        return self._thread.is_alive() and not self._failed

    def close(self) -> None:
        """Stop reading."""
        self._closing.set()
        self._thread.join(2.0)

    def _read(self) -> None:
        try:
            with self._microphone.recorder(samplerate=RATE_HZ, blocksize=_BLOCK_FRAMES) as recorder:
                while not self._closing.is_set():
                    block = recorder.record(numframes=_BLOCK_FRAMES)
                    self._on_block(np.asarray(block, dtype=np.float32), time.monotonic())
        except (RuntimeError, OSError):
            self._failed = True


def _package() -> Any:
    try:
        return importlib.import_module("soundcard")
    except (ImportError, OSError, RuntimeError, AssertionError):
        return None
