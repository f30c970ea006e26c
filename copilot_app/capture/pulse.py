"""Sources and outputs of PulseAudio or PipeWire (Linux): every microphone, every output, and its monitor.

PortAudio sees one ALSA device named `pulse`; which source it records and which output it plays into are the
environment variables PULSE_SOURCE and PULSE_SINK, read when a stream is opened.  `opening` and `playing_into` set
them for just that moment, so each channel gets a source of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Lock

_environment = Lock()
_TIMEOUT_S = 4.0
LATENCY_MS = "40"
"""Without it a monitor hands its sound over up to two seconds late, in one piece."""
LIVE_LATENCY_MS = "25"
"""The same where somebody waits for the sound."""


@dataclass(frozen=True)
class PulseSource:
    """One source."""

    name: str
    """What PULSE_SOURCE takes, such as `alsa_output.pci-0000_00_1f.3.analog-stereo.monitor`."""
    description: str
    rate_hz: int
    channels: int
    monitor_of: str
    """Name of the output that it listens to; empty for a microphone."""


@dataclass(frozen=True)
class PulseSink:
    """One output."""

    name: str
    """What PULSE_SINK takes."""
    description: str
    rate_hz: int
    channels: int
    is_default: bool


@dataclass(frozen=True)
class PulsePlayback:
    """What one program plays into one output."""

    index: int
    sink: str
    """Name of the output."""
    process: int
    """Its process id; 0 if it is none of a program (a loopback of the sound server)."""
    volume_db: float


def sources() -> list[PulseSource]:
    """All sources; empty if there is no PulseAudio, no PipeWire, or no `pactl` to ask them with."""
    found = []
    for _, fields, shape in _listed("sources", "Source"):
        if shape:
            monitor_of = fields.get("Monitor of Sink", "n/a")
            found.append(PulseSource(name=fields["Name"], description=fields.get("Description", fields["Name"]),
                                     rate_hz=shape[1], channels=shape[0],
                                     monitor_of="" if monitor_of == "n/a" else monitor_of))
    return found


def sinks() -> list[PulseSink]:
    """All outputs; empty as `sources`."""
    default = pactl("get-default-sink").strip()
    return [PulseSink(name=fields["Name"], description=fields.get("Description", fields["Name"]), rate_hz=shape[1],
                      channels=shape[0], is_default=fields["Name"] == default)
            for _, fields, shape in _listed("sinks", "Sink") if shape]


def playbacks() -> list[PulsePlayback]:
    """Everything that is played now, by any program."""
    rows = [line.split("\t") for line in pactl("list", "short", "sinks").splitlines()]
    names = {row[0]: row[1] for row in rows if len(row) > 1}
    found = []
    for part in re.split(r"^Sink Input #", pactl("list", "sink-inputs"), flags=re.MULTILINE)[1:]:
        sink = re.search(r"^\tSink: (\d+)$", part, flags=re.MULTILINE)
        volume = re.search(r"^\tVolume: .*?(-?[\d.]+|-inf) dB", part, flags=re.MULTILINE)
        process = re.search(r'application\.process\.id = "(\d+)"', part)
        if sink and volume:
            found.append(PulsePlayback(index=int(part.split("\n")[0]), sink=names.get(sink[1], ""),
                                       process=int(process[1]) if process else 0, volume_db=float(volume[1])))
    return found


def set_playback_volume(index: int, volume_db: float) -> None:
    """Make what one program plays this loud; nothing happens if it has ended."""
    # a linear factor: in decibels, a minus sign would mean "quieter by"
    pactl("set-sink-input-volume", str(index), f"{10 ** (volume_db / 20):.6f}")


def add_null_sink(name: str, title: str) -> bool:
    """Make an output that nobody hears, and `{name}_mic`, a microphone that gives what it plays; True if it is there."""
    if not sink_exists(name):
        # the sound server reads two pairs of quotation marks: those of the argument and those of the property
        pactl("load-module", "module-null-sink", f"sink_name={name}",
              f"sink_properties=\"device.description='{title}'\"")
        pactl("load-module", "module-remap-source", f"master={name}.monitor", f"source_name={name}_mic",
              f"source_properties=\"device.description='{title} microphone'\"")
    return sink_exists(name)


def available() -> bool:
    """True if there is a sound server that `pactl` can ask."""
    return bool(pactl("info"))


def sink_exists(name: str) -> bool:
    """True if the output is still there."""
    return _named("sinks", name)


def exists(name: str) -> bool:
    """True if the source is still there: a stream whose source goes away is silently moved to another one."""
    return _named("sources", name)


def _named(kind: str, name: str) -> bool:
    return any(line.split("\t")[1:2] == [name] for line in pactl("list", "short", kind).splitlines())


def _listed(kind: str, title: str) -> Iterator[tuple[str, dict[str, str], tuple[int, int] | None]]:
    """Index, fields, and (channels, rate in Hz) of each entry that has a name."""
    for part in re.split(rf"^{title} #", pactl("list", kind), flags=re.MULTILINE)[1:]:
        fields: dict[str, str] = dict(re.findall(r"^\t([A-Z][A-Za-z ]+): (.*)$", part, flags=re.MULTILINE))
        shape = re.search(r"(\d+)ch (\d+)Hz", fields.get("Sample Specification", ""))
        if "Name" in fields:
            yield part.split("\n")[0], fields, (int(shape[1]), int(shape[2])) if shape else None


def opening(name: str, *, live: bool = False) -> AbstractContextManager[None]:
    """Streams opened inside record this source; `live`: somebody hears it at once."""
    return _environment_of({"PULSE_SOURCE": name, "PULSE_LATENCY_MSEC": LIVE_LATENCY_MS if live else LATENCY_MS})


def playing_into(name: str) -> AbstractContextManager[None]:
    """Streams opened inside play into this output."""
    return _environment_of({"PULSE_SINK": name, "PULSE_LATENCY_MSEC": LIVE_LATENCY_MS})


@contextmanager
def _environment_of(wanted: dict[str, str]) -> Iterator[None]:
    with _environment:
        before = {variable: os.environ.get(variable) for variable in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for variable, value in before.items():
                if value is None:
                    os.environ.pop(variable, None)
                else:
                    os.environ[variable] = value


def pactl(*arguments: str) -> str:
    """What `pactl` answers; empty if it failed or is not there."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=_TIMEOUT_S, check=False,
                              env={**os.environ, "LC_ALL": "C"})
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
