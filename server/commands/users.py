"""`seatmate-server users list | add | password | remove`: persons, their roles and passwords."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import get_args

from protocol.message import Role
from server.errors import ServerError
from server.passwords import hash_password
from server.storage.people import People, User

from .state_option import add_state_option, administrator, opened


class PasswordsDiffer(ServerError):
    """The two entries of a new password are not the same."""

    code = "auth.password_differs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="all persons: name, role, display name, how they sign in, team")
    adding = actions.add_parser("add", help="add a person")
    adding.add_argument("--role", default="agent", choices=get_args(Role))
    adding.add_argument("--display-name", default="", help="shown to others (default: the name)")
    adding.add_argument("--team", default="", help="a supervisor answers for agents of the same team (default: none)")
    adding.add_argument("--no-password", action="store_true", help="only a workstation bound to the person signs in")
    changing = actions.add_parser("password", help="set a new password")
    removing = actions.add_parser("remove", help="remove a person; stored calls keep the name")
    for action in (adding, changing, removing):
        action.add_argument("name", help="sign-in name")
    for action in (adding, changing):
        action.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    for action in (listing, adding, changing, removing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    actions: dict[str, Callable[[People, argparse.Namespace], None]] = {
        "list": _list, "add": _add, "password": _password, "remove": _remove}
    database = opened(args)
    try:
        actions[args.action](People(database), args)
    finally:
        database.close()
    return 0


def _list(people: People, _args: argparse.Namespace) -> None:
    for user in people.users():
        signs_in = "password" if user.password else "workstation only"
        print(f"{user.name}\t{user.role}\t{user.display_name}\t{signs_in}\t{user.team or '-'}")


def _add(people: People, args: argparse.Namespace) -> None:
    password = "" if args.no_password else hash_password(_ask(args))
    people.add_user(User(args.name, args.display_name or args.name, args.role, password, args.team), administrator())
    print(f"{args.name} was added as {args.role}.")


def _password(people: People, args: argparse.Namespace) -> None:
    people.set_password(args.name, hash_password(_ask(args)), administrator())
    print(f"The password of {args.name} was changed.")


def _remove(people: People, args: argparse.Namespace) -> None:
    people.remove_user(args.name, administrator())
    print(f"{args.name} was removed.")


def _ask(args: argparse.Namespace) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("New password: ")
    if getpass.getpass("Once more: ") != password:
        raise PasswordsDiffer("the two entries differ; nothing was changed, try again")
    return password
