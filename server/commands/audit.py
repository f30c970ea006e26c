"""`seatmate-server audit verify`: is the audit trail whole?"""

from __future__ import annotations

import argparse
import sys

from server.storage.audit import verify

from .state_option import add_state_option, opened


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_state_option(actions.add_parser("verify", help="find rows that were changed, removed or put in"))


def run(args: argparse.Namespace) -> int:
    """0 if it is whole, 2 if not."""
    database = opened(args)
    try:
        report = verify(database)
    finally:
        database.close()
    for problem in report.problems:
        print(f"audit trail: {problem}", file=sys.stderr)
    if report.problems:
        print("The audit trail was tampered with; secure this machine's disk and compare with a backup.", file=sys.stderr)
        return 2
    print(f"The audit trail is whole: {report.rows} rows.")
    return 0
