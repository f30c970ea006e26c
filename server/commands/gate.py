"""`seatmate-server gate list | approve CALL GATE | deny CALL GATE`: risky operations that wait for a second person.

The answer is given by a supervisor who signs with name and password; the running server takes it within a second or two and
checks again who gave it.  A supervisor without a password answers from their own workstation.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from server.calls.second_person import check_second_person, left_s
from server.storage.gates import GateRecords
from server.storage.people import People

from .console_person import add_person_options, signed_in
from .state_option import add_state_option, administrator, opened


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="what waits: call, gate, operation, agent, seconds left")
    approving = actions.add_parser("approve", help="let the operation go on")
    denying = actions.add_parser("deny", help="stop the operation")
    for action in (approving, denying):
        action.add_argument("call", help="id of the call")
        action.add_argument("gate", help="id of the gate, as `gate list` shows it")
        add_person_options(action, "supervisor who answers")
    for action in (listing, approving, denying):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    database = opened(args)
    try:
        records = GateRecords(database)
        if args.action == "list":
            now = datetime.now(UTC)
            for one in (gate for gate in records.waiting() if not gate.training):
                print(f"{one.call}\t{one.gate}\t{one.operation}\t{one.agent}\t{one.team or '-'}\t{left_s(one, now):.0f} s")
            return 0
        person = signed_in(args, People(database))
        gate = next((one for one in records.waiting(args.call) if one.gate == args.gate), None)
        check_second_person(person, gate)
        approved = args.action == "approve"
        records.answer(args.call, args.gate, approved=approved, by=args.user, actor=administrator())
    finally:
        database.close()
    print(f"{args.gate} is {'approved' if approved else 'denied'} by {args.user}; the server takes it up within seconds.")
    return 0

