"""`seatmate-server backup FILE`: a consistent copy of the database, also while the server runs."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from server.storage import audit
from server.storage.errors import StorageError

from .state_option import add_state_option, administrator, opened


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, help="where the copy goes; must not exist")
    add_state_option(parser)


def run(args: argparse.Namespace) -> int:
    """Copy, and say what else to keep."""
    if args.file.exists():
        raise StorageError(f"{args.file} exists already; choose another name")
    database = opened(args)
    try:
        database.work(lambda db: audit.append(db, database.master, administrator(), "backup", {"file": args.file.name}))
        previous = os.umask(0o077)
        try:
            size = database.backup(args.file)
        finally:
            os.umask(previous)
    finally:
        database.close()
    print(f"{args.file}: {size} bytes. It can be read only with data.key, which is kept apart.")
    return 0
