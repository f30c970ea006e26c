"""What can be recorded on this computer, what each device is good for, and what it can not do.

In: PortAudio's devices, PulseAudio's sources, the optional `soundcard` package on Windows.  Out: `SoundDevice`s that
`soundcard.SoundCardCapture` opens.  The agent's channel wants a microphone; the customer's wants whatever plays the
customer's voice: the monitor of an output, a loopback, a virtual cable.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, Literal

from protocol.message import CHANNELS, Channel

from ..errors import CaptureError, NoDevice
from . import loopback, pulse
from .portaudio import sounddevice

Role = Literal["microphone", "monitor", "loopback", "virtual"]
Backend = Literal["portaudio", "pulse", "soundcard"]

_VIRTUAL = ("cable output", "vb-audio", "blackhole", "loopback audio", "soundflower", "stereo mix", "立体声混音",
            "virtual")
_NOT_DEVICES = ("default", "sysdefault", "pulse", "pipewire", "dmix", "samplerate", "speexrate", "upmix", "vdownmix",
                "lavrate", "jack", "oss", "null")
"""ALSA plug-ins that PortAudio lists as devices."""

ROLE_WORDS: dict[Role, str] = {
    "microphone": "the agent's voice",
    "monitor": "the customer's voice: hears what this output plays",
    "loopback": "the customer's voice: hears what this output plays",
    "virtual": "the customer's voice, if the softphone plays into this virtual device",
}


@dataclass(frozen=True)
class SoundDevice:
    """One thing that can be recorded."""

    id: str
    """Stays the same between starts; kept in the settings."""
    name: str
    """For people."""
    role: Role
    backend: Backend
    rate_hz: int
    channels: int
    index: int = -1
    """PortAudio's index; -1 for the others."""
    source: str = ""
    """Name of the PulseAudio source, or id of the `soundcard` loopback."""
    is_default: bool = False

    @property
    def good_for(self) -> Channel:
        """The channel it suits."""
        return "agent" if self.role == "microphone" else "customer"

    @property
    def can_pause(self) -> bool:
        """True if it delivers nothing while nothing plays, which then is no fault."""
        return self.role == "loopback"


def list_devices() -> list[SoundDevice]:
    """All devices that can be recorded, microphones first.

    Raises:
        SoundSystemMissing: PortAudio is not installed.
    """
    module = sounddevice()
    found: list[SoundDevice] = []
    portaudio_devices = [dict(device) for device in module.query_devices()]
    has_pulse = any(device["name"] == "pulse" for device in portaudio_devices)
    sources = pulse.sources() if has_pulse else []
    for source in sources:
        index = next(at for at, device in enumerate(portaudio_devices) if device["name"] == "pulse")
        found.append(SoundDevice(id=f"pulse:{source.name}", name=source.description, backend="pulse", index=index,
                                 role="monitor" if source.monitor_of else "microphone", rate_hz=source.rate_hz,
                                 channels=min(source.channels, 2), source=source.name))
    apis = [str(api["name"]) for api in module.query_hostapis()]
    default_input = module.default.device[0]
    for index, device in enumerate(portaudio_devices):
        if _is_worth_listing(device, apis[device["hostapi"]], bool(sources)):
            found.append(_from_portaudio(index, device, apis[device["hostapi"]], index == default_input))
    if sys.platform == "win32" and not any(device.role == "loopback" for device in found):
        found.extend(SoundDevice(id=f"soundcard:{one.id}", name=one.name, role="loopback", backend="soundcard",
                                 rate_hz=48_000, channels=2, source=one.id) for one in loopback.outputs())
    order: dict[Role, int] = {"microphone": 0, "monitor": 1, "loopback": 1, "virtual": 2}
    return sorted(found, key=lambda device: (order[device.role], not device.is_default))


def choose(devices: list[SoundDevice], channel: Channel, wanted: str = "") -> SoundDevice:
    """The wanted device, or the best one for this channel.

    Args:
        wanted: id from the settings; empty for the best.

    Raises:
        NoDevice: nothing here can record this channel, or the wanted device is not there; says what to do.
    """
    for device in devices:
        if wanted and device.id == wanted:
            return device
    fitting = [device for device in devices if device.good_for == channel]
    if wanted:
        raise _none(channel, f"The chosen device {wanted.split(':', 1)[-1]!r} is not connected. ")
    if not fitting:
        raise _none(channel, "")
    return fitting[0]


def limitations(devices: list[SoundDevice]) -> list[str]:
    """What can not be recorded here, one sentence each with what to do."""
    found = []
    for channel in CHANNELS:
        try:
            choose(devices, channel)
        except CaptureError as error:
            found.append(str(error))
    if any(device.role == "loopback" for device in devices):
        found.append("A Windows loopback delivers nothing while nothing plays; those stretches are recorded as silence.")
    return found


def _none(channel: Channel, reason: str) -> NoDevice:
    if channel == "agent":
        return NoDevice(reason + "There is no microphone: plug one in, or allow this program to use it in the system's "
                        "privacy settings.", code="mic.none")
    if sys.platform == "darwin":
        advice = "macOS can not record an output: install a virtual device such as BlackHole and let the softphone play into it."
    elif sys.platform == "win32":
        advice = ("This PortAudio has no loopback devices: install the package 'soundcard', or a virtual cable that the "
                  "softphone plays into.")
    else:
        advice = ("No output can be recorded: PulseAudio or PipeWire is not running, or pulseaudio-utils and "
                  "libasound2-plugins are not installed.")
    return NoDevice(f"{reason}The customer's voice can not be recorded. {advice}", code="line.none")


def _is_worth_listing(device: dict[str, Any], api: str, has_sources: bool) -> bool:
    if device["max_input_channels"] < 1:
        return False
    if sys.platform == "win32":
        return api == "Windows WASAPI"
    name = str(device["name"]).lower()
    if sys.platform.startswith("linux"):
        # with a sound server running, the hardware behind it is busy and its sources are listed already
        return not has_sources and (name.split(":")[0] not in _NOT_DEVICES or name == "default")
    return True


def _from_portaudio(index: int, device: dict[str, Any], api: str, is_default: bool) -> SoundDevice:
    name = str(device["name"])
    role: Role = "microphone"
    if "[loopback]" in name.lower():
        role = "loopback"
    elif name.lower().startswith("monitor of") or name.lower().endswith(".monitor"):
        role = "monitor"
    elif any(word in name.lower() for word in _VIRTUAL):
        role = "virtual"
    return SoundDevice(id=f"{api}:{name}", name=name, role=role, backend="portaudio", index=index,
                       rate_hz=int(device["default_samplerate"]), channels=min(int(device["max_input_channels"]), 2),
                       is_default=is_default)
