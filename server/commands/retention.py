"""`seatmate-server retention show | run [--dry-run] | hold CALL --reason WHY | release CALL`: how long records are kept."""

from __future__ import annotations

import argparse

from server.privacy.retention import TO_CONFIRM, Retention, kinds
from server.settings import load_settings
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.erasing import require_calls, tombstones
from server.storage.privacy import PrivacyRecords

from .state_option import add_state_option, administrator, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    showing = actions.add_parser("show", help="periods, where they come from, legal holds, what is due")
    running = actions.add_parser("run", help="delete what is due: database, sound, exported files")
    running.add_argument("--dry-run", action="store_true", help="only count")
    holding = actions.add_parser("hold", help="forbid that a call is deleted")
    holding.add_argument("--reason", required=True, help="kept encrypted")
    releasing = actions.add_parser("release", help="allow it again")
    for action in (holding, releasing):
        action.add_argument("call", help="id of the call")
    for action in (showing, running, holding, releasing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    state = ready_state(args)
    settings = load_settings(state.settings).retention
    periods = kinds(settings)
    database = open_database(state)
    try:
        privacy = PrivacyRecords(database)
        if args.action == "hold":
            require_calls(database, [args.call])
            privacy.hold(args.call, args.reason, administrator())
            print(f"{args.call} is kept until `retention release`.")
            return 0
        if args.action == "release":
            privacy.release(args.call, administrator())
            print(f"{args.call} may be deleted when it is due.")
            return 0
        retention = Retention(state, CallRecords(database), settings, administrator())
        if retention.unfinished():
            print("The last run was broken off; a run goes on where it ended.")
        dry = args.action == "show" or args.dry_run
        done = retention.run(dry=dry)
        for kind in periods:
            print(f"{kind.name}\t{kind.days} days\t{done.counts[kind.name]} {'due' if dry else 'deleted'}\t"
                  f"{kind.source} ({TO_CONFIRM})")
        if done.held:
            print(f"{done.held} calls are due but under a legal hold.")
        if args.action == "show":
            for call, reason in privacy.held().items():
                print(f"held\t{call}\t{reason}")
            print(f"{len(tombstones(database))} calls were deleted so far.")
    finally:
        database.close()
    return 0
