"""The demo's server process: started with throw-away keys in a directory of its own, watched, started again if it dies."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ..errors import DemoFailed

READY_S = 180.0
"""Loading a large recogniser takes its time on a small machine."""
STOP_S = 15.0
RESTARTS = 10
_TAIL_LINES = 12


@dataclass(frozen=True)
class ServerAddress:
    """What the ready file of the server says."""

    endpoint: str
    public_key: str


class DemoServer:
    """One server process at a time, always with the same state, keys and port.

    Args:
        directory: where the server keeps its state, and its log.
        client_public_key: the one key it lets in.
        model: name or directory of the recogniser; empty for the server's choice.
    """

    def __init__(self, directory: Path, client_public_key: str, model: str = "") -> None:
        self._directory = directory
        self._ready_file = directory / "ready.json"
        self._log_path = directory / "server.log"
        # a key may begin with a dash, so it goes into the same word as its option
        self._arguments = ["run", "--demo", f"--demo-client-key={client_public_key}", "--ready-file", str(self._ready_file),
                           "--state", str(directory / "state"), "--bind", f"tcp://127.0.0.1:{_free_port()}"]
        if model:
            self._arguments += ["--model", model]
        self._process: subprocess.Popen[bytes] | None = None
        self.restarts = 0
        """How often it died and was started again."""

    @property
    def pid(self) -> int:
        """Process id; 0 before the start."""
        return self._process.pid if self._process is not None else 0

    def start(self) -> None:
        """Start the process; `wait_ready` tells when it listens."""
        self._ready_file.unlink(missing_ok=True)
        with self._log_path.open("ab") as log:
            self._process = subprocess.Popen([sys.executable, "-m", "server", *self._arguments], stdout=log, stderr=log,
                                             stdin=subprocess.DEVNULL, env=child_environment())

    def wait_ready(self, timeout_s: float = READY_S) -> ServerAddress:
        """Where it listens.

        Raises:
            DemoFailed: it ended, or was not ready in time; quotes the end of its log.
        """
        until_s = time.monotonic() + timeout_s
        while time.monotonic() < until_s:
            if self._process is not None and self._process.poll() is not None:
                raise DemoFailed(f"The server ended at its start (code {self._process.returncode}):\n{self._tail()}")
            if address := self._address():
                return address
            time.sleep(0.05)
        raise DemoFailed(f"The server was not ready within {timeout_s:.0f} s:\n{self._tail()}")

    def revive(self) -> str:
        """Start it again if it has died; returns how it ended, empty if it lives.

        Raises:
            DemoFailed: it dies again and again.
        """
        process = self._process
        if process is None or process.poll() is None:
            return ""
        if self.restarts >= RESTARTS:
            raise DemoFailed(f"The server ended again and again (code {process.returncode}):\n{self._tail()}")
        self.restarts += 1
        self.start()
        code = process.returncode
        return f"signal {-code}" if code < 0 else f"code {code}"

    def stop(self) -> None:
        """End it; what it still has to write it writes first."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _address(self) -> ServerAddress | None:
        try:
            said = json.loads(self._ready_file.read_text(encoding="utf-8"))
            return ServerAddress(endpoint=str(said["endpoint"]), public_key=str(said["public_key"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _tail(self) -> str:
        try:
            lines = self._log_path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in lines[-_TAIL_LINES:])


def child_environment() -> dict[str, str]:
    """This process's environment, with the packages beside this one importable from any directory."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in (root, path) if part), "PYTHONUTF8": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
