"""Sources of PulseAudio or PipeWire (Linux): every microphone, and the monitor of every output.

PortAudio sees one ALSA device named `pulse`; which source it records is the environment variable PULSE_SOURCE, read
when a stream is opened.  `opening` sets it for just that moment, so each channel gets a source of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

_environment = Lock()
_TIMEOUT_S = 4.0
LATENCY_MS = "40"
"""Without it a monitor hands its sound over up to two seconds late, in one piece."""


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


def sources() -> list[PulseSource]:
    """All sources; empty if there is no PulseAudio, no PipeWire, or no `pactl` to ask them with."""
    text = _pactl("list", "sources")
    found = []
    for part in re.split(r"^Source #\d+$", text, flags=re.MULTILINE)[1:]:
        fields: dict[str, str] = dict(re.findall(r"^\t([A-Z][A-Za-z ]+): (.*)$", part, flags=re.MULTILINE))
        shape = re.search(r"(\d+)ch (\d+)Hz", fields.get("Sample Specification", ""))
        if "Name" in fields and shape:
            monitor_of = fields.get("Monitor of Sink", "n/a")
            found.append(PulseSource(name=fields["Name"], description=fields.get("Description", fields["Name"]),
                                     rate_hz=int(shape[2]), channels=int(shape[1]),
                                     monitor_of="" if monitor_of == "n/a" else monitor_of))
    return found


def exists(name: str) -> bool:
    """True if the source is still there: a stream whose source goes away is silently moved to another one."""
    lines = _pactl("list", "short", "sources").splitlines()
    return any(line.split("\t")[1:2] == [name] for line in lines)


@contextmanager
def opening(name: str) -> Iterator[None]:
    """Streams opened inside record this source."""
    wanted = {"PULSE_SOURCE": name, "PULSE_LATENCY_MSEC": LATENCY_MS}
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


def _pactl(*arguments: str) -> str:
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=_TIMEOUT_S, check=False,
                              env={**os.environ, "LC_ALL": "C"})
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
