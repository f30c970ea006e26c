"""The option `--state DIR` that most commands share, and what it opens."""

from __future__ import annotations

import argparse
import getpass
import os
from pathlib import Path

from server.errors import NotReady
from server.storage.database import Database, open_database
from server.storage.state import StateDirectory, default_state_directory


def add_state_option(parser: argparse.ArgumentParser) -> None:
    """Add the option."""
    parser.add_argument("--state", type=Path, metavar="DIR",
                        help="state directory (default: $SEATMATE_STATE, $STATE_DIRECTORY or "
                             "~/.local/state/seatmate-server)")


def state_of(args: argparse.Namespace) -> StateDirectory:
    """The state directory that was asked for; it need not exist."""
    return StateDirectory(args.state or default_state_directory())


def ready_state(args: argparse.Namespace) -> StateDirectory:
    """The state directory, set up.

    Raises:
        NotReady: `init` was not run there.
    """
    state = state_of(args)
    if not state.initialised:
        raise NotReady(f"{state.path} is not set up; run `seatmate-server init` first, or name another directory "
                       "with --state")
    return state


def opened(args: argparse.Namespace) -> Database:
    """The database of the state directory; raises `NotReady` or `StorageError`."""
    return open_database(ready_state(args))


def administrator() -> str:
    """Who runs this command, for the audit trail."""
    try:
        return f"{getpass.getuser()}@console"
    except (KeyError, OSError):
        return f"uid{os.getuid() if hasattr(os, 'getuid') else ''}@console"
