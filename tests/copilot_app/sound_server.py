"""PulseAudio with two null outputs, started by the tests: real sound devices on any Linux machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000


class SoundServer:
    """PulseAudio of this test session only."""

    def __init__(self, directory: Path) -> None:
        program = shutil.which("pulseaudio")
        assert program, "this test needs PulseAudio: apt install pulseaudio pulseaudio-utils libasound2-plugins"
        self._directory = directory
        self._log = (directory / "pulse.log").open("wb")
        modules = ["module-native-protocol-unix", *(f"module-null-sink sink_name={name}" for name in ("customer", "agent"))]
        self._process = subprocess.Popen(
            [program, "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             *(part for module in modules for part in ("-L", module))], stdout=self._log, stderr=self._log)
        deadline_s = time.monotonic() + 60
        while self._pactl("info", check=False) is None:
            assert time.monotonic() < deadline_s, (directory / "pulse.log").read_text()
            time.sleep(0.05)

    def unplug(self, sink: str) -> None:
        """The output, and its monitor with it, goes away."""
        for line in str(self._pactl("list", "short", "modules")).splitlines():
            if f"sink_name={sink}" in line:
                self._pactl("unload-module", line.split("\t")[0])

    def plug(self, sink: str) -> None:
        """The output comes back."""
        self._pactl("load-module", "module-null-sink", f"sink_name={sink}")

    def play(self, sink: str, samples: NDArray[np.float32]) -> subprocess.Popen[bytes]:
        """Play mono sound of 48 kHz into an output; returns at once."""
        # from a file: a pipe holds a third of a second, and whoever fills it waits for the rest to be played
        with tempfile.TemporaryFile(dir=self._directory) as sound:
            sound.write(samples.astype("<f4").tobytes())
            sound.seek(0)
            return subprocess.Popen(["pacat", "--playback", f"--device={sink}", "--raw", "--format=float32le",
                                     f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=30"], stdin=sound)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._log.close()

    @staticmethod
    def _pactl(*arguments: str, check: bool = True) -> str | None:
        done = subprocess.run(["pactl", *arguments], capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout if done.returncode == 0 else None


@contextmanager
def own_sound_server(directory: Path) -> Iterator[SoundServer]:
    """PulseAudio with the null outputs `customer` and `agent`; ALSA's default device leads to it meanwhile."""
    (directory / "asound.conf").write_text(
        "</usr/share/alsa/alsa.conf>\npcm.!pulse { type pulse }\npcm.!default { type pulse }\nctl.!default { type pulse }\n")
    wanted = {"XDG_RUNTIME_DIR": str(directory), "PULSE_RUNTIME_PATH": str(directory / "run"),
              "PULSE_STATE_PATH": str(directory / "state"), "PULSE_COOKIE": str(directory / "cookie"),
              "ALSA_CONFIG_PATH": str(directory / "asound.conf")}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    server = SoundServer(directory)
    from copilot_app.capture.portaudio import refresh
    refresh()
    try:
        yield server
    finally:
        server.stop()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
