"""`seatmate-server run`: loads the models, binds, serves until it is told to stop (SIGTERM, SIGINT)."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from server.app import Server, serve, write_ready
from server.auth import is_public_key
from server.errors import SettingsError
from server.logs import start_logging
from server.settings import Settings, describe, load_settings
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory

from .init import set_up
from .state_option import add_state_option, ready_state

DEMO_USER = "demo"
_OPEN_FILES = 16_384


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    add_state_option(parser)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--bind", metavar="ADDRESS", help="tcp://ADDRESS:PORT to listen on; port 0 takes a free one")
    parser.add_argument("--playbook", action="append", metavar="NAME|DIR",
                        help="playbook in force; repeat for further languages (default: all that are shipped)")
    parser.add_argument("--drafts", action="store_true", help="a --playbook DIR that nobody published may be used")
    parser.add_argument("--model", metavar="NAME|DIR", help="recogniser (default: the bundled one, else the largest stored)")
    parser.add_argument("--device", metavar="auto|cpu|cuda|cuda:N", help="where the recogniser runs")
    parser.add_argument("--ready-file", type=Path, metavar="FILE",
                        help="write {endpoint, public_key} here as JSON when ready")
    parser.add_argument("--log-level", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    parser.add_argument("--demo", action="store_true",
                        help="throw-away keys and state (kept if --state names a directory), one workstation listed")
    parser.add_argument("--demo-client-key", metavar="Z85", help="public key of the demo's workstation")
    parser.epilog = "settings of server.toml in the state directory:\n" + "\n".join(
        f"  {name} = {default!r} ({unit}): {text}" for name, default, unit, text in describe())


def run(args: argparse.Namespace) -> int:
    """Serve; 0 after an orderly stop."""
    if args.ready_file is not None:
        # of an earlier run that was killed
        args.ready_file.unlink(missing_ok=True)
    if not args.demo:
        state = ready_state(args)
        return _run(settings_of(args, state), state, args)
    if not args.demo_client_key or not is_public_key(args.demo_client_key):
        raise SettingsError("--demo needs --demo-client-key with the workstation's public key (Z85, 40 characters)")
    with tempfile.TemporaryDirectory(prefix="seatmate-demo-") as temporary:
        state = StateDirectory(args.state or Path(temporary))
        set_up_demo(state, args.demo_client_key)
        settings = replace(settings_of(args, state), drafts=True)
        if not args.bind:
            settings = replace(settings, gateway=replace(settings.gateway, bind="tcp://127.0.0.1:0"))
        return _run(settings, state, args)


def settings_of(args: argparse.Namespace, state: StateDirectory) -> Settings:
    """Settings of the state directory's file, under those of the command line.

    Raises:
        SettingsError: names the file and the key.
    """
    settings = load_settings(state.settings)
    if args.bind:
        settings = replace(settings, gateway=replace(settings.gateway, bind=args.bind))
    if args.playbook:
        settings = replace(settings, playbooks=tuple(args.playbook))
    if args.drafts:
        settings = replace(settings, drafts=True)
    speech = settings.speech
    if args.model:
        speech = replace(speech, model=args.model)
    if args.device:
        speech = replace(speech, device=args.device)
    return replace(settings, speech=speech)


def set_up_demo(state: StateDirectory, client_key: str) -> None:
    """Keys, database, one person and one workstation; a second start with the same directory changes nothing."""
    set_up(state)
    database = open_database(state)
    try:
        people = People(database)
        if people.user(DEMO_USER) is None:
            people.add_user(User(DEMO_USER, DEMO_USER, "agent", ""), actor="demo")
        if client_key not in people.key_table().workstations:
            people.add_workstation("demo", client_key, DEMO_USER, actor="demo")
    finally:
        database.close()


def _allow_connections() -> None:
    """A connection is an open file, and many systems start a process with room for a thousand."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(most, _OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _run(settings: Settings, state: StateDirectory, args: argparse.Namespace) -> int:
    start_logging(args.log_level)
    _allow_connections()
    # ZeroMQ's sockets need a loop that watches file descriptors, which the standard one of Windows does not
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(_serve(settings, state, args.ready_file))


async def _serve(settings: Settings, state: StateDirectory, ready_file: Path | None) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    # models take seconds to load; the loop has nothing else to do yet
    server = Server(settings, state)

    def say_ready(ready: dict[str, Any]) -> None:
        if ready_file is not None:
            write_ready(ready_file, ready)
        print(json.dumps(ready), flush=True)
    await serve(server, stop, say_ready)
    return 0
