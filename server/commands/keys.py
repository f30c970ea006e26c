"""`seatmate-server keys list | revoke NAME | fingerprint`: enrolled workstations and the server's own mark."""

from __future__ import annotations

import argparse

from protocol.enrolment import fingerprint
from server.auth import server_keys
from server.storage.people import People

from .state_option import add_state_option, administrator, opened, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="all workstations, with the fingerprints of their keys")
    revoking = actions.add_parser("revoke", help="refuse a workstation from now on, also if it is connected")
    revoking.add_argument("name", help="its name or id")
    showing = actions.add_parser("fingerprint", help="of the server's own key, to compare with a workstation's screen")
    for action in (listing, revoking, showing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    if args.action == "fingerprint":
        print(fingerprint(server_keys(ready_state(args)).public))
        return 0
    database = opened(args)
    try:
        people = People(database)
        if args.action == "revoke":
            for station in people.revoke(args.name, administrator()):
                print(f"{station.name} ({station.id}) is refused from now on; a running server cuts it within a second.")
            return 0
        for station in people.workstations():
            state = f"revoked {station.revoked_at}" if station.revoked_at else "may connect"
            print(f"{station.id}\t{station.name}\t{station.user or '-'}\t{fingerprint(station.public_key)}\t{state}")
    finally:
        database.close()
    return 0
