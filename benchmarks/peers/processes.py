"""Processes of a comparison: started in a peer's environment, measured, always ended, also when this program fails."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from server.benchmarking.process import Usage, child_environment, usage

from .errors import PeerFailed

READY_S = 240.0
_STOP_S = 5.0
_TAIL_LINES = 8


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(threads: int, folder: Path) -> dict[str, str]:
    """What a peer's processes find set: no look-ups of models elsewhere, this many threads, a home of their own."""
    return {**child_environment(), "OMP_NUM_THREADS": str(threads), "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hub"),
            "PYTHONUNBUFFERED": "1"}


class Child:
    """A process and all that it starts."""

    def __init__(self, command: Sequence[str], log: Path, set_variables: dict[str, str], folder: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            # A group of its own, so that an interrupt of the terminal reaches it through this program only, in order.
            grouping = {"process_group": 0} if os.name == "posix" else {}
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=output, env=set_variables,
                                            cwd=folder, **grouping)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def usage(self) -> Usage | None:
        """What it has used so far."""
        return usage(self.process.pid)

    def wait_for_port(self, port: int) -> None:
        """Return when it listens.

        Raises:
            PeerFailed: it ended, or did not listen in time; quotes the end of its log.
        """
        until_s = time.monotonic() + READY_S
        while time.monotonic() < until_s:
            if not self.alive:
                raise PeerFailed(f"The server ended at its start:\n{self.log_tail()}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1.0):
                return
            time.sleep(0.2)
        raise PeerFailed(f"The server did not listen within {READY_S:.0f} s:\n{self.log_tail()}")

    def log_tail(self) -> str:
        """The last lines that it wrote."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in lines[-_TAIL_LINES:])

    def end(self) -> None:
        """End it and its own children, with force if it does not go."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        for force in (False, True):
            self._signal(force)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_STOP_S)
                break
        # what it started may outlive it
        self._signal(force=True)

    def _signal(self, force: bool) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL if force else signal.SIGTERM)
            elif self.alive:
                self.process.kill()


@contextlib.contextmanager
def child(command: Sequence[str], log: Path, set_variables: dict[str, str], folder: Path) -> Iterator[Child]:
    """A process for the length of a block."""
    started = Child(command, log, set_variables, folder)
    try:
        yield started
    finally:
        started.end()
