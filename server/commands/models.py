"""`seatmate-server models …`: hands its arguments to the model store, which has a command line of its own."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from models import store_cli


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments are those of the store."""
    parser.add_argument("arguments", nargs="*", help="list | pull NAME | import DIR | verify | remove NAME")


def run(args: argparse.Namespace) -> int:
    """As `run_arguments`."""
    return run_arguments(args.arguments)


def run_arguments(arguments: Sequence[str]) -> int:
    """Run a command of the store; its exit code."""
    return store_cli.run(list(arguments))
