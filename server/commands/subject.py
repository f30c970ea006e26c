"""`seatmate-server subject export | erase | requests`: a person's right to a copy of what is kept, and to its erasure.

Erasing takes two people of the roles compliance or administrator, who sign with their own passwords: the first asks,
the second confirms.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from server.privacy.copies import write_copy
from server.privacy.erasing import confirmed, erase_person, prove
from server.privacy.errors import PrivacyError
from server.privacy.persons import find_person
from server.settings import load_settings
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.people import People
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory

from .state_option import add_state_option, administrator, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    exporting = actions.add_parser("export", help="write everything that is kept of a person")
    exporting.add_argument("person", metavar="PHONE_OR_ID")
    exporting.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new directory")
    erasing = actions.add_parser("erase", help="ask for an erasure, or confirm one that was asked for")
    erasing.add_argument("person", metavar="PHONE_OR_ID", nargs="?", default="")
    erasing.add_argument("--confirm", default="", metavar="REQUEST", help="the second person's word; deletes at once")
    erasing.add_argument("--by", required=True, metavar="USER", help="who signs: compliance or administrator")
    erasing.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    listing = actions.add_parser("requests", help="erasures that were asked for")
    for action in (exporting, erasing, listing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """0 if it was done, 2 if something of the person was found that could not be deleted."""
    state = ready_state(args)
    country = load_settings(state.settings).customers.country
    database = open_database(state)
    try:
        records = CallRecords(database)
        if args.action == "requests":
            for request in PrivacyRecords(database).requests():
                print("\t".join((request.id, request.state, request.asked_at, request.asked_by, request.confirmed_by)))
            return 0
        if args.action == "export":
            found = find_person(records, args.person, country)
            files = write_copy(state, records, found, args.out, administrator())
            print(f"{args.out}: {len(found.calls)} calls in {files} files. The CRM's own records are not in it.")
            return 0
        return _erase(args, state, records, country)
    finally:
        database.close()


def _erase(args: argparse.Namespace, state: StateDirectory, records: CallRecords, country: str) -> int:
    if bool(args.person) == bool(args.confirm):
        raise PrivacyError("name a person to ask for an erasure, or --confirm a request; not both")
    password = sys.stdin.readline().rstrip("\r\n") if args.password_stdin else getpass.getpass(f"Password of {args.by}: ")
    actor = prove(People(records.database), args.by, password)
    privacy = PrivacyRecords(records.database)
    if args.person:
        found = find_person(records, args.person, country)
        name = privacy.ask(found.person, actor)
        print(f"Request {name}: {len(found.calls)} calls, {len(found.person.customer_ids)} records, {found.consents} consents.\n"
              f"A second person confirms it: seatmate-server subject erase --confirm {name} --by USER")
        return 0
    erased = erase_person(state, records, confirmed(privacy, args.confirm, actor), actor)
    print(f"Erased: {erased.calls} calls, {erased.files} files, and everything else that is kept of the person.\n"
          "Not in reach of this server: the CRM's own records, and backups, which you replace or delete.")
    for place in erased.left:
        print(f"still names the person: {place}; look at it by hand", file=sys.stderr)
    return 2 if erased.left else 0
