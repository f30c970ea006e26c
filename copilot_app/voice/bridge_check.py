"""Does the softphone hear what is played into the bridge?  A chirp goes in at the output and is sought at its far side.

In: the chosen output.  Out: a `CheckResult` with a code (`bridge.none`, `bridge.silent`, `bridge.wrong_device`,
`bridge.lost`; empty if all is well), loudness and delay.  Takes about two seconds; not during a call, whose customer
would hear it.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from protocol.message import SAMPLE_RATE_HZ

from ..capture import pulse
from ..capture.devices import SoundDevice, list_devices
from ..capture.levels import FLOOR_DBFS, SILENCE_DBFS, dbfs
from ..capture.outputs import SoundOutput, far_side, list_outputs
from ..capture.resampling import Samples
from ..errors import CaptureError
from .microphone import MicrophoneTap, OwnMicrophone
from .pieces import PIECE_SAMPLES, Piece, silence
from .playback import Playback

NULL_SINK = "seatmate_bridge"
CHIRP_S = 0.4
_CHIRP_HZ = (400.0, 3_000.0)
_AMPLITUDE = 0.25
_LIKENESS = 0.3
"""Correlation from which on it is our chirp: noise reaches 0.1, a chirp through a codec 0.6."""
_DEVICE_START_S = 4.0
_LISTEN_S = 1.6


@dataclass(frozen=True)
class CheckResult:
    """What the check found."""

    code: str
    """Empty: the softphone's side hears the bridge."""
    output: str = ""
    """Id of the output that was checked."""
    far: str = ""
    """Name of the device that the softphone has to use as its microphone; empty if none was found."""
    level_dbfs: float = FLOOR_DBFS
    delay_ms: int = -1
    """From the program to the softphone's side; -1: not heard."""

    @property
    def passed(self) -> bool:
        """True if a supervisor can be heard by the customer."""
        return not self.code


def chirp() -> Samples:
    """A tone that rises from 400 to 3,000 Hz in 0.4 s, 16 kHz."""
    seconds = np.arange(int(CHIRP_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    low, high = _CHIRP_HZ
    phase = 2 * np.pi * (low * seconds + (high - low) / (2 * CHIRP_S) * seconds ** 2)
    edges = np.minimum(1.0, np.minimum(seconds, CHIRP_S - seconds) / 0.01)
    return (_AMPLITUDE * np.sin(phase) * edges).astype(np.float32)


def find_chirp(sound: NDArray[np.float32], wanted: Samples | None = None) -> tuple[int, float]:
    """Where the chirp (or `wanted`) begins in this sound (16 kHz samples), and how alike it is, 0..1."""
    wanted = chirp() if wanted is None else wanted
    if len(sound) < len(wanted):
        return 0, 0.0
    size = len(sound) + len(wanted)
    product = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(wanted, size)), size)
    product = product[:len(sound) - len(wanted) + 1]
    energy = np.concatenate([[0.0], np.cumsum(np.square(sound, dtype=np.float64))])
    under = np.sqrt(np.maximum(energy[len(wanted):] - energy[:-len(wanted)], 1e-9) * float(wanted @ wanted))
    likeness = np.abs(product) / under
    at = int(np.argmax(likeness))
    return at, float(likeness[at])


def check_bridge(wanted: str) -> CheckResult:
    """Check the output with this id (settings: `bridge_output`).

    Raises:
        SoundSystemMissing: PortAudio is not installed.
    """
    output = next((one for one in list_outputs() if one.id == wanted), None)
    if output is None:
        return CheckResult("bridge.lost" if wanted else "bridge.none", wanted)
    far = far_side(output, list_devices())
    if far is None:
        return CheckResult("bridge.wrong_device", wanted)
    try:
        return _listen(output, far)
    except CaptureError:
        return CheckResult("bridge.lost", wanted, far.name)


def _listen(output: SoundOutput, far: SoundDevice) -> CheckResult:
    player = _Player()
    tap = MicrophoneTap()
    heard: list[Samples] = []
    microphone = OwnMicrophone(far, tap)
    playback = Playback(output, player.piece)
    pause = threading.Event()
    try:
        playback.start()
        start_by_s = time.monotonic() + _DEVICE_START_S
        while not tap.pieces() and time.monotonic() < start_by_s:
            pause.wait(0.02)
        player.armed = True
        end_s = time.monotonic() + _LISTEN_S
        ended_s = end_s
        while time.monotonic() < end_s:
            pause.wait(0.005)
            if pieces := tap.pieces():
                heard += pieces
                ended_s = time.monotonic()
    finally:
        playback.stop()
        microphone.stop()
    if not heard:
        return CheckResult("bridge.lost", output.id, far.name)
    return _verdict(np.concatenate(heard), ended_s, player.began_s, output, far)


def _verdict(sound: Samples, ended_s: float, began_s: float, output: SoundOutput, far: SoundDevice) -> CheckResult:
    at, likeness = find_chirp(sound)
    level = dbfs(float(np.abs(sound).max()))
    if level < SILENCE_DBFS:
        return CheckResult("bridge.silent", output.id, far.name, level)
    if likeness < _LIKENESS:
        return CheckResult("bridge.wrong_device", output.id, far.name, level)
    heard_s = ended_s - (len(sound) - at) / SAMPLE_RATE_HZ
    level = dbfs(float(np.abs(sound[at:at + int(CHIRP_S * SAMPLE_RATE_HZ)]).max()))
    return CheckResult("", output.id, far.name, level, max(0, round((heard_s - began_s) * 1000)))


class _Player:
    """Silence, then the chirp once it is armed."""

    def __init__(self) -> None:
        self.armed = False
        self.began_s = 0.0
        self._sound = chirp()
        self._at = 0

    def piece(self) -> Piece:
        if not self.armed or self._at >= len(self._sound):
            return silence()
        if not self._at:
            self.began_s = time.monotonic()
        part = self._sound[self._at:self._at + PIECE_SAMPLES]
        self._at += PIECE_SAMPLES
        return np.pad(part, (0, PIECE_SAMPLES - len(part)))[:, None]


def set_up() -> str:
    """Make a bridge on PulseAudio or PipeWire; returns its id for the settings, empty where it can not be made."""
    return f"pulse:{NULL_SINK}" if pulse.add_null_sink(NULL_SINK, "Seatmate line bridge") else ""


def can_set_up() -> bool:
    """True where `set_up` can make a bridge by itself."""
    return pulse.available()


def made_here(output: str) -> bool:
    """True for the bridge that `set_up` makes: it goes with the sound server, and the next start makes it again."""
    return output == f"pulse:{NULL_SINK}"
