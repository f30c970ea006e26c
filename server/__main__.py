"""Front door of `seatmate-server`: the command line in, one command's module run.  `commands` lists them.

Exit codes: 0 done, 2 an error that the message explains (anything else is a bug and keeps its traceback).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from .commands import COMMANDS
from .version import server_version

PROGRAM = "seatmate-server"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    chosen = given[0] if given and given[0] in COMMANDS else ""
    module = import_module(COMMANDS[chosen][0]) if chosen else None
    if module is not None and hasattr(module, "run_arguments"):
        # a command with a command line of its own
        return int(module.run_arguments(given[1:]))
    try:
        args = _parser(chosen, module).parse_args(given)
    except SystemExit as exit_request:
        return int(exit_request.code or 0)
    assert module is not None
    try:
        return int(module.run(args))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not isinstance(getattr(error, "code", None), str):
            raise
        print(f"{PROGRAM} {chosen}: {error} [{error.code}]", file=sys.stderr)  # type: ignore[attr-defined]
        return 2


def _parser(chosen: str, module: ModuleType | None) -> argparse.ArgumentParser:
    """Only the chosen command's module adds its arguments, so that `users list` need not load a recogniser."""
    parser = argparse.ArgumentParser(prog=PROGRAM, description="The inference server of Seatmate and its administration.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {server_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, text) in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        if name == chosen and module is not None:
            module.add_arguments(sub)
    return parser


if __name__ == "__main__":
    sys.exit(main())
