"""One measurement from beginning to end: what to run in, the result out; leaves no process and no file behind.

The server is a fresh one with a state directory of its own, or one that runs already on this machine: then workstations
are listed in its state directory for the run and revoked after it.
"""

from __future__ import annotations

import shutil
import tempfile
import time
import tomllib
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models import store
from protocol.enrolment import EnrolmentCode
from protocol.message import Language
from server.auth import new_key_pair, server_keys
from server.commands.init import set_up
from server.commands.invite import endpoint_of
from server.content.loading import find_playbook, load_playbook
from server.storage.database import open_database
from server.storage.people import Invitation, People
from server.storage.state import StateDirectory

from .accounting import account
from .conversation import Conversation
from .driving import Drive, Driver, Plan
from .errors import ServerUnusable
from .process import Address, ServerProcess, Usage, usage
from .report import Conditions, result
from .voices import Lines, VoiceSource, speak, synthesiser_installed
from .wire import Wire

USER = "bench"
_INVITED_S = 600


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure."""

    calls: int
    plan: Plan
    model: str = ""
    """Name or directory; empty for the server's choice."""
    device: str = "auto"
    langs: tuple[Language, ...] = ("zh",)
    """The calls take turns."""
    running: StateDirectory | None = None
    """Of a server that runs already on this machine; None starts one."""
    keep_log: Path | None = None
    """Where the started server's log is copied to."""


def all_lines(langs: Sequence[Language], source: Literal["auto", "espeak", "vowels"]) -> tuple[Lines, ...]:
    """The lines of each language, spoken; once for any number of runs.

    Raises:
        VoicesMissing: the synthesiser was asked for and does not work here.
    """
    chosen: VoiceSource = ("espeak" if synthesiser_installed() else "vowels") if source == "auto" else source
    return tuple(speak(load_playbook(find_playbook(f"{lang}_finance")), chosen) for lang in langs)


def measure(request: Request, lines: Sequence[Lines], progress: Callable[[float], None] = lambda _: None) -> dict[str, Any]:
    """Run, and return the result.

    Raises:
        ServerUnusable: it did not start, or lets nobody in.
        ModelError: there is no such model.
    """
    conversations = [Conversation(lines[number % len(lines)], request.plan.sound_s, request.plan.seed * 10_000 + number)
                     for number in range(request.calls)]
    if request.running is not None:
        drive = _drive(request, request.running, _running_address(request.running), conversations, progress)
        return _result(request, drive, {}, lines, None)
    # said before anything is started
    model = store.locate(request.model) if request.model else None
    with tempfile.TemporaryDirectory(prefix="seatmate-bench-") as folder:
        state = StateDirectory(Path(folder) / "state")
        set_up(state)
        server = ServerProcess(Path(folder), state.path, str(model or ""), request.device, request.calls)
        try:
            address = server.start()
            drive = _drive(request, state, address, conversations, progress, server)
            died = drive.server_died
            figures = server.stop()
        finally:
            server.kill()
            if request.keep_log is not None:
                shutil.copyfile(server.log_path, request.keep_log)
        return _result(request, drive, figures, lines, server.exit_code if died or server.exit_code else None)


def _drive(request: Request, state: StateDirectory, address: Address, conversations: Sequence[Conversation],
           progress: Callable[[float], None], server: ServerProcess | None = None) -> Drive:
    def look() -> Usage | None:
        return usage(server.pid) if server is not None else None

    def alive() -> bool:
        return server is None or server.alive
    wire = Wire()
    try:
        with _workstations(wire, state, address, request.calls):
            driver = Driver(wire, conversations, request.plan, alive, look, progress)
            return driver.run()
    finally:
        wire.close()


@contextmanager
def _workstations(wire: Wire, state: StateDirectory, address: Address, calls: int) -> Iterator[None]:
    """Invite, enrol and connect one workstation a call; on a server that stays, they are revoked after the run."""
    database = open_database(state)
    names = [f"bench-{uuid.uuid4().hex[:12]}" for _ in range(calls)]
    try:
        people = People(database)
        had_user = people.user(USER) is not None
        try:
            for name in names:
                one_time = new_key_pair()
                people.invite(Invitation(one_time.public, name, USER, time.time() + _INVITED_S), "agent", "bench")
                keys = wire.enrol(EnrolmentCode(address.endpoint, address.public_key, one_time.secret), name)
                wire.connect(address.endpoint, address.public_key, keys)
            yield
        finally:
            for station in people.workstations():
                if station.name in names:
                    people.revoke(station.id, "bench")
            if not had_user and people.user(USER) is not None:
                people.remove_user(USER, "bench")
    finally:
        database.close()


def _running_address(state: StateDirectory) -> Address:
    if not state.initialised or not state.endpoint.exists():
        raise ServerUnusable(f"No server has run with the state directory {state.path}; start it, or leave out --state.")
    return Address(endpoint_of(state), server_keys(state).public)


def _result(request: Request, drive: Drive, figures: dict[str, Any], lines: Sequence[Lines],
            exit_code: int | None) -> dict[str, Any]:
    directory = store.locate(request.model) if request.model else store.default_model()
    conditions = Conditions(directory.name, lines[0].source, request.running is None and _scripted(directory), exit_code)
    return result(drive, account(drive, figures), figures, conditions)


def _scripted(directory: Path) -> bool:
    """Whether the model's card says that it writes a fixed text."""
    try:
        return bool(tomllib.loads((directory / "card.toml").read_text(encoding="utf-8")).get("scripted", False))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False
