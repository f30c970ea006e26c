"""The four commands of `bootstrap.py`: which extras each needs, and what runs once they are there.

In come a command and its options, out goes an exit status.  Next: `system_packages` and `environment` for the
set-up, then the program itself or `checks`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from installer import checks, system_packages
from installer.environment import Environment, SetupError

ROOT = Path(__file__).resolve().parent.parent

EXTRAS: dict[str, tuple[str, ...]] = {
    "demo": ("client", "server", "voices"),
    "test": ("client", "server", "voices", "dev"),
    "client": ("client",),
    "server": ("server",),
}
"""Command -> extras of pyproject.toml that it needs."""


def run(command: str, options: Sequence[str]) -> int:
    """Set up what `command` needs and run it; returns its exit status: 2 for a wrong command, 1 for a failed set-up."""
    if command not in EXTRAS:
        say(f"There is no command {command!r}; there are: {', '.join(EXTRAS)}.", error=True)
        return 2
    extras = EXTRAS[command]
    if command == "server" and "--gpu" in options:
        extras = (*extras, "gpu")
    started = time.monotonic()
    try:
        system_packages.provide(system_packages.groups_for(command), say)
        environment = Environment(ROOT)
        if environment.provide(extras, say):
            say(f"Set-up took {time.monotonic() - started:.0f} s.")
    except SetupError as error:
        say(f"\nThe set-up stopped: {error}", error=True)
        return 1
    return AFTER[command](environment, options)


def _demo(environment: Environment, options: Sequence[str]) -> int:
    return subprocess.call([str(environment.python), "-m", "copilot_app", "demo", *options], cwd=ROOT)


def _test(environment: Environment, options: Sequence[str]) -> int:
    return checks.run(environment.python, ROOT, options, say)


def _client(environment: Environment, _options: Sequence[str]) -> int:
    say(f"The client is installed. Start it:        {environment.program('seatmate')}")
    say(f"List this machine's sound devices:        {environment.program('seatmate')} devices")
    say(f"Enrol it with the administrator's code:   {environment.program('seatmate')} enroll CODE")
    return 0


def _server(environment: Environment, _options: Sequence[str]) -> int:
    program = environment.program("seatmate-server")
    say(f"The server is installed. First-time set-up:  {program} init")
    say(f"Fetch a recogniser:                          {program} models pull small")
    say(f"Start it:                                    {program} run")
    return 0


AFTER: dict[str, Callable[[Environment, Sequence[str]], int]] = {
    "demo": _demo, "test": _test, "client": _client, "server": _server,
}


def say(text: str, error: bool = False) -> None:
    """One line for the person at the terminal, at once even when the output goes to a file."""
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()
