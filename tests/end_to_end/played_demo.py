"""The demo in processes of its own, played beside the other tests: it lasts over a minute and hardly needs the machine.

In: a folder.  Out: what it printed and reported, once it is over.  Next: `test_demo`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILL_AFTER_UTTERANCES = 3


@dataclass
class PlayedDemo:
    """One demo whose server is killed with SIGKILL after a few utterances."""

    KEY: ClassVar[pytest.StashKey[PlayedDemo]] = pytest.StashKey()

    folder: Path
    printed: str = ""
    killed: int = 0
    return_code: int = -1
    _thread: threading.Thread | None = None
    _processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def report(self) -> Path:
        """What the demo wrote."""
        return self.folder / "report.json"

    def start(self) -> None:
        """Begin to play."""
        self._thread = threading.Thread(target=self._play, name="played-demo", daemon=True)
        self._thread.start()

    def wait(self) -> PlayedDemo:
        """This demo, when it is over."""
        assert self._thread is not None
        self._thread.join()
        return self

    def stop(self) -> None:
        """Nobody waits for it any more."""
        for process in self._processes:
            if process.poll() is None:
                process.terminate()

    def _play(self) -> None:
        command = [sys.executable, "-m", "copilot_app", "demo", "--headless", "--lang", "zh", "--speed", "1.5",
                   "--report", str(self.report), "--screenshot", str(self.folder / "call.png")]
        own = {variable: str(self.folder / variable) for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        environment = os.environ | own | {"PYTHONUNBUFFERED": "1", "QT_QPA_PLATFORM": "offscreen"}
        heard = 0
        with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as demo:
            self._processes.append(demo)
            assert demo.stdout is not None
            for line in demo.stdout:
                self.printed += line
                heard += "坐席  " in line or "客户  " in line
                if heard >= KILL_AFTER_UTTERANCES and not self.killed:
                    for pid in _server_processes(demo.pid):
                        os.kill(pid, signal.SIGKILL)
                        self.killed += 1
        self.return_code = demo.returncode


def _server_processes(parent: int) -> list[int]:
    return [pid for pid, parent_of_it, command in _processes() if parent_of_it == parent and "-m server run" in command]


def _processes() -> list[tuple[int, int, str]]:
    """Id, parent and command line of all; not every machine has `ps`."""
    if not Path("/proc/self/stat").exists():
        listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listing.splitlines()[1:]]
        return [(int(pid), int(parent), command) for pid, parent, command in rows]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            command = (folder / "cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        except OSError:
            # it has ended meanwhile
            continue
        found.append((int(folder.name), int(fields[1]), command))
    return found
