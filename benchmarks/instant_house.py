"""A server whose models answer at once, with an agent's and a supervisor's workstation for each call: what several measurements run on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from protocol.message import Message
from server.auth import KeyPair, new_key_pair
from server.benchmarking.wire import Wire
from server.commands.init import set_up
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class InstantHouse:
    """A running server and the way to it."""

    wire: Wire
    ready: dict[str, Any]
    """Address and public key."""
    keys: list[tuple[KeyPair, KeyPair]]
    """Agent's and supervisor's, of each call."""
    pid: int


@contextmanager
def instant_house(calls: int) -> Iterator[InstantHouse]:
    """A fresh server in a directory of its own; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="seatmate-house-") as directory:
        state, ready_file = StateDirectory(Path(directory) / "state"), Path(directory) / "ready.json"
        set_up(state)
        keys = list_people(state, calls)
        server = subprocess.Popen([sys.executable, "-m", "benchmarks.instant_server", str(state.path), str(ready_file)],
                                  stdout=subprocess.DEVNULL)
        wire = Wire()
        try:
            while not ready_file.exists():
                if server.poll() is not None:
                    raise SystemExit("the server did not start")
                time.sleep(0.1)
            yield InstantHouse(wire, json.loads(ready_file.read_text()), keys, server.pid)
        finally:
            wire.close()
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def list_people(state: StateDirectory, calls: int) -> list[tuple[KeyPair, KeyPair]]:
    """An agent's and a supervisor's workstation for each call."""
    database = open_database(state)
    people, keys = People(database), []
    for index in range(calls):
        pair = (new_key_pair(), new_key_pair())
        for role, one in zip(("agent", "supervisor"), pair, strict=True):
            people.add_user(User(f"{role}{index}", role, role, ""), "benchmark")  # type: ignore[arg-type]
            people.add_workstation(f"{role}{index}", one.public, f"{role}{index}", "benchmark")
        keys.append(pair)
    database.close()
    return keys


def until(wire: Wire, kind: type[M], count: int) -> list[tuple[int, M]]:
    """The next so many messages of a kind, one of each client; gives up after half a minute."""
    found: dict[int, M] = {}
    end_s = time.monotonic() + 30
    while len(found) < count and time.monotonic() < end_s:
        found |= {number: message for number, message, _ in wire.receive(0.1) if isinstance(message, kind)}
    if len(found) < count:
        raise SystemExit(f"{len(found)} of {count} {kind.__name__} came")
    return list(found.items())


def processor_s(pid: int) -> float:
    """Processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100
