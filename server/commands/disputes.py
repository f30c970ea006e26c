"""`seatmate-server disputes list | decide CALL ALERT VERDICT | export --out FILE`: alerts that agents held to be wrong.

The quality or compliance officer decides, signed in by password.  Decided ones are labelled examples for the rule's author.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from server.errors import SignInFailed
from server.proof.disputes import example_of
from server.proof.errors import ProofError
from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.disputes import DisputeRecords
from server.storage.people import People

from .console_person import add_person_options, signed_in
from .result_file import check_place
from .state_option import add_state_option, administrator, opened

ROLES = ("quality", "compliance")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="disputed alerts with their words; the undecided ones unless --all")
    listing.add_argument("--all", action="store_true", help="decided ones too")
    deciding = actions.add_parser("decide", help="say whether the alert was right")
    deciding.add_argument("call", help="id of the call")
    deciding.add_argument("alert", help="id of the alert, as `disputes list` shows it")
    deciding.add_argument("verdict", choices=("confirmed", "rejected"),
                          help="confirmed: the alert was right; rejected: it was wrong")
    add_person_options(deciding, "quality or compliance officer")
    exporting = actions.add_parser("export", help="the decided ones as labelled examples, JSON lines")
    exporting.add_argument("--out", type=Path, required=True, metavar="FILE")
    for action in (listing, deciding, exporting):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    if args.action == "export":
        check_place(args.out, ProofError)
    database = opened(args)
    try:
        disputes, records = DisputeRecords(database), CallRecords(database)
        if args.action == "decide":
            person = signed_in(args, People(database))
            if person.role not in ROLES:
                raise SignInFailed(f"only {' or '.join(ROLES)} officers decide; {person.name} is {person.role}",
                                   code="auth.role")
            disputes.decide(args.call, args.alert, args.verdict, person.name, administrator())
            print(f"{args.alert} of call {args.call} is {args.verdict}.")
            return 0
        found = disputes.found(decided=True if args.action == "export" else None if args.all else False)
        examples = [example_of(records, one) for one in found]
        if args.action == "export":
            args.out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in examples), encoding="utf-8")
        else:
            for one, example in zip(found, examples, strict=True):
                print("\t".join((one.call, one.alert, one.asked_at, one.asked_by, one.verdict or "waiting", example["text"],
                                 example["note"])))
        # words of calls were read
        database.work(lambda db: audit.append(db, database.master, administrator(), f"dispute.{args.action}",
                                              {"disputes": str(len(found))}))
    finally:
        database.close()
    return 0
