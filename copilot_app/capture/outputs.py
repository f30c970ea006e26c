"""What sound can be played into on this computer, and where a softphone would find it again as a microphone.

In: PortAudio's devices, PulseAudio's outputs.  Out: `SoundOutput`s that `voice.playback` opens.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Literal

from ..errors import NoOutput
from . import pulse
from .devices import SoundDevice
from .portaudio import sounddevice

_CABLES = ("cable input", "vb-audio", "blackhole", "loopback audio", "soundflower", "virtual", "seatmate")
_SIDES = re.compile(r"\b(input|output)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SoundOutput:
    """One thing that sound can be played into."""

    id: str
    """Stays the same between starts; kept in the settings."""
    name: str
    """For people."""
    backend: Literal["portaudio", "pulse"]
    rate_hz: int
    channels: int
    index: int
    """PortAudio's index."""
    sink: str = ""
    """Name of the PulseAudio output."""
    is_default: bool = False
    is_cable: bool = False
    """True if it is a virtual cable or null output, by its name: what is played is not heard, but can be recorded."""


def list_outputs() -> list[SoundOutput]:
    """All outputs, the system's default first, cables last.

    Raises:
        SoundSystemMissing: PortAudio is not installed.
    """
    module = sounddevice()
    devices = [dict(device) for device in module.query_devices()]
    pulse_index = next((at for at, device in enumerate(devices) if device["name"] == "pulse"), -1)
    sinks = pulse.sinks() if pulse_index >= 0 else []
    if sinks:
        found = [SoundOutput(id=f"pulse:{sink.name}", name=sink.description, backend="pulse", rate_hz=sink.rate_hz,
                             channels=min(2, sink.channels), index=pulse_index, sink=sink.name,
                             is_default=sink.is_default,
                             is_cable="null" in sink.description.lower() or _is_cable(sink.name)) for sink in sinks]
    else:
        apis = [str(api["name"]) for api in module.query_hostapis()]
        default = module.default.device[1]
        found = [SoundOutput(id=f"{apis[device['hostapi']]}:{device['name']}", name=str(device["name"]),
                             backend="portaudio", rate_hz=int(device["default_samplerate"]),
                             channels=min(2, int(device["max_output_channels"])), index=index,
                             is_default=index == default, is_cable=_is_cable(str(device["name"])))
                 for index, device in enumerate(devices) if device["max_output_channels"] >= 1
                 and (sys.platform != "win32" or apis[device["hostapi"]] == "Windows WASAPI")]
    return sorted(found, key=lambda output: (output.is_cable, not output.is_default))


def choose_output(outputs: list[SoundOutput], wanted: str = "") -> SoundOutput:
    """The wanted output; without a wish the system's default, or the first that is no cable.

    Raises:
        NoOutput: there is none, or the wanted one is not connected; says what to do.
    """
    for output in outputs:
        if output.id == wanted or (not wanted and not output.is_cable):
            return output
    if wanted:
        raise NoOutput(f"The chosen output {wanted.split(':', 1)[-1]!r} is not connected. Plug it in or choose another.")
    raise NoOutput("There is no output for sound: plug in a headset or choose one in the settings.")


def far_side(output: SoundOutput, devices: list[SoundDevice]) -> SoundDevice | None:
    """The device at which a softphone would record what is played into this output; None if it has no such side.

    On PulseAudio a source made of the monitor, or the monitor; a cable's other end by its name; a device of the same
    name where both ends are one.
    """
    if output.backend == "pulse":
        wanted = (f"{output.sink}_mic", f"{output.sink}.monitor")
        return next((device for name in wanted for device in devices if device.source == name), None)
    plain = _SIDES.sub("", output.name)
    return next((device for device in devices
                 if device.role == "virtual" and _SIDES.sub("", device.name) == plain), None)


def _is_cable(name: str) -> bool:
    return any(word in name.lower() for word in _CABLES)
