"""`seatmate-server consent show | record | withdraw`: what a customer agreed to or refused, when and how."""

from __future__ import annotations

import argparse
from typing import get_args

from server.customers.phones import normalised
from server.privacy.errors import PersonUnknown
from server.privacy.persons import find_person
from server.settings import load_settings
from server.storage.audit import now_text
from server.storage.calls import CallRecords
from server.storage.consents import Consent, ConsentEntry, Purpose
from server.storage.database import open_database
from server.storage.privacy import Person, PrivacyRecords

from .state_option import add_state_option, administrator, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    showing = actions.add_parser("show", help="the ledger of a person")
    recording = actions.add_parser("record", help="enter what came by another way: a form, a letter")
    recording.add_argument("--state-of-consent", required=True, choices=("given", "refused"), dest="consent")
    withdrawing = actions.add_parser("withdraw", help="enter that a consent was taken back")
    for action in (recording, withdrawing):
        action.add_argument("--purpose", required=True, choices=get_args(Purpose))
        action.add_argument("--how", required=True, help="form, letter, branch …")
    for action in (showing, recording, withdrawing):
        action.add_argument("person", metavar="PHONE_OR_ID")
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    state = ready_state(args)
    country = load_settings(state.settings).customers.country
    database = open_database(state)
    try:
        privacy = PrivacyRecords(database)
        marks = privacy.marks(_person(CallRecords(database), args, country))
        if args.action == "show":
            for one in privacy.consents(marks):
                print("\t".join((one.at, one.purpose, one.state, one.how, one.call, one.utterance, one.quote)))
            return 0
        given: ConsentEntry = "withdrawn" if args.action == "withdraw" else args.consent
        privacy.note_consent(marks, Consent(purpose=args.purpose, state=given, at=now_text(), how=args.how), administrator())
        print(f"{args.purpose}: {given}; it holds from the next call on.")
    finally:
        database.close()
    return 0


def _person(records: CallRecords, args: argparse.Namespace, country: str) -> Person:
    try:
        return find_person(records, args.person, country).person
    except PersonUnknown:
        phone = normalised(args.person, country)
        if args.action == "show" or not phone:
            raise
        # a letter may come before the first call
        return Person(phones=(phone,))
