"""A server process of its own for a benchmark, and what it costs: started, watched, measured, always ended.

In: a state directory and what to load.  Out: its address, CPU seconds by thread, memory, and at its end the figures that
`serving` wrote.  It reads its standard input: when this program goes, however it goes, that closes and the server ends too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import ServerUnusable

READY_S = 240.0
STOP_S = 30.0
_TAIL_LINES = 8


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens."""

    endpoint: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used so far."""

    cpu_s: float
    rss_mb: float
    threads_cpu_s: dict[int, float] = field(default_factory=dict)
    """Thread id of the operating system -> CPU seconds."""
    thread_names: dict[int, str] = field(default_factory=dict)
    machine_cpu_s: float = 0.0
    """CPU seconds of everything that runs on this machine, since it was started."""


def usage(pid: int) -> Usage | None:
    """What the process has used; None where the system does not tell (no /proc) or the process is gone."""
    try:
        tick_s = 1.0 / os.sysconf("SC_CLK_TCK")
        cpu_s = _cpu_s(Path(f"/proc/{pid}/stat"), tick_s)[1]
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        threads, names = {}, {}
        for task in Path(f"/proc/{pid}/task").iterdir():
            names[int(task.name)], threads[int(task.name)] = _cpu_s(task / "stat", tick_s)
        machine = [int(field) * tick_s for field in Path("/proc/stat").read_text(encoding="ascii").split("\n")[0].split()[1:9]]
    except (OSError, ValueError, AttributeError, IndexError):
        return None
    # user, nice, system, idle, waiting for disks, interrupts, soft interrupts, stolen
    machine_cpu_s = sum(machine) - machine[3] - machine[4]
    return Usage(cpu_s, pages * os.sysconf("SC_PAGE_SIZE") / 1e6, threads, names, machine_cpu_s)


def _cpu_s(stat: Path, tick_s: float) -> tuple[str, float]:
    name, _, rest = stat.read_text(encoding="utf-8", errors="replace").partition("(")[2].rpartition(")")
    fields = rest.split()
    return name, (int(fields[11]) + int(fields[12])) * tick_s


class ServerProcess:
    """One server under test."""

    def __init__(self, directory: Path, state: Path, model: str, device: str, calls: int) -> None:
        self._ready_file = directory / "ready.json"
        self._figures_file = directory / "figures.json"
        self.log_path = directory / "server.log"
        self._arguments = ["bench", "serve", "--state", str(state), "--ready-file", str(self._ready_file), "--figures",
                           str(self._figures_file), "--device", device, "--calls", str(calls)]
        if model:
            self._arguments += ["--model", model]
        self._process: subprocess.Popen[bytes] | None = None
        self.exit_code: int | None = None
        """Once it has ended."""

    @property
    def pid(self) -> int:
        """0 before the start."""
        return self._process.pid if self._process is not None else 0

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> Address:
        """Start it and wait until it listens.

        Raises:
            ServerUnusable: it ended, or was not ready in time; quotes the end of its log.
        """
        with self.log_path.open("ab") as log:
            # Of a group of its own: an interrupt of the terminal reaches it through this program only, in order.
            self._process = subprocess.Popen([*program(), *self._arguments], stdin=subprocess.PIPE, stdout=log, stderr=log,
                                             env=child_environment(), start_new_session=os.name == "posix")
        until_s = time.monotonic() + READY_S
        while time.monotonic() < until_s:
            if not self.alive:
                raise ServerUnusable(f"The server ended at its start:\n{self.log_tail()}")
            if address := self._address():
                return address
            time.sleep(0.05)
        raise ServerUnusable(f"The server was not ready within {READY_S:.0f} s:\n{self.log_tail()}")

    def stop(self) -> dict[str, Any]:
        """End it; the figures that it wrote, empty if it could not."""
        process = self._process
        if process is None:
            return {}
        if process.stdin is not None:
            process.stdin.close()
        try:
            self.exit_code = process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            self.exit_code = process.wait()
        try:
            return dict(json.loads(self._figures_file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def kill(self) -> None:
        """End it at once, whatever it does."""
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def log_tail(self) -> str:
        """The last lines that it logged."""
        try:
            lines = self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in lines[-_TAIL_LINES:])

    def _address(self) -> Address | None:
        try:
            said = json.loads(self._ready_file.read_text(encoding="utf-8"))
            return Address(str(said["endpoint"]), str(said["public_key"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def program() -> list[str]:
    """How this very program is started once more."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "server"]


def child_environment() -> dict[str, str]:
    """This process's environment, with the packages beside this one importable from any directory."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in (root, path) if part), "PYTHONUTF8": "1"}
