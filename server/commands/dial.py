"""`seatmate-server dial check PHONE | release PHONE --agent NAME --user SUPERVISOR --reason WHY | releases`: blocked calls.

What an agent's client would be told of a number; and a supervisor's release, signed with name and password, for one agent.
"""

from __future__ import annotations

import argparse

from protocol.dialling import DialCheck
from protocol.message import Language
from server.authoring.in_force import load_in_force
from server.calls.dialling import check_release
from server.calls.number_check import NumberCheck
from server.content.playbook import Playbook
from server.privacy.consent import ConsentLedger
from server.settings import Settings, load_settings
from server.storage.audit import now_text
from server.storage.database import Database, open_database
from server.storage.people import People
from server.storage.releases import ReleaseRecords
from server.storage.state import StateDirectory

from .console_person import add_person_options, signed_in
from .state_option import add_state_option, administrator, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    checking = actions.add_parser("check", help="what speaks against calling a number now, and the clock that is gone by")
    releasing = actions.add_parser("release", help="let one agent call a blocked number for a while")
    releasing.add_argument("--agent", required=True, metavar="NAME", help="sign-in name of who may call")
    releasing.add_argument("--reason", required=True, help="kept encrypted")
    add_person_options(releasing, "supervisor who lets the call through")
    listing = actions.add_parser("releases", help="every release: when, until, agent, supervisor, reason")
    for action in (checking, releasing):
        action.add_argument("phone", metavar="PHONE")
        action.add_argument("--lang", choices=("zh", "en"), default="zh", help="of the call, which decides the playbook")
    for action in (checking, releasing, listing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """0 if it was done or the number is free, 1 if it is blocked."""
    state = ready_state(args)
    settings = load_settings(state.settings)
    database = open_database(state)
    try:
        if args.action == "releases":
            for one in ReleaseRecords(database).all():
                print("\t".join((one.at, one.until, one.agent, one.by, one.reason)))
            return 0
        checker = _checker(database, state, settings)
        question = DialCheck(phone=args.phone, lang=args.lang)
        if args.action == "release":
            people = People(database)
            person = signed_in(args, people)
            check_release(person, args.agent, people.user(args.agent), args.reason)
            made = checker.release(question, args.agent, person.name, args.reason, administrator())
            print(f"{args.agent} may call this number until {made.until}.")
            return 0
        answer = checker.check(question, now_text())
    finally:
        database.close()
    if answer.clock:
        print(f"The customer's clock: {answer.clock} ({answer.clock_from}).")
    if answer.refused_since:
        print(f"Since {answer.refused_since} the customer does not want to be called.")
    for warning in answer.warnings:
        print(warning)
    print("blocked" if answer.blocked else "not blocked")
    return 1 if answer.blocked else 0


def _checker(database: Database, state: StateDirectory, settings: Settings) -> NumberCheck:
    books = [load_in_force(name, state, drafts=settings.drafts) for name in settings.playbooks]

    def playbook_of(lang: Language) -> Playbook:
        return next((book for book in books if book.lang == lang), books[0])
    country = settings.customers.country
    return NumberCheck(database, ConsentLedger(database, country), playbook_of, settings.dialling, country)
