"""A person who answers at the console: name and password in, the person out, or a refusal."""

from __future__ import annotations

import argparse
import getpass
import sys

from server.errors import SignInFailed
from server.passwords import fits
from server.storage.people import People, User


def add_person_options(parser: argparse.ArgumentParser, who: str) -> None:
    """Add `--user` and `--password-stdin`."""
    parser.add_argument("--user", required=True, metavar="NAME", help=f"sign-in name of the {who}")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def signed_in(args: argparse.Namespace, people: People) -> User:
    """The person, whose password was right.

    Raises:
        SignInFailed: unknown, without a password, or the wrong one.
    """
    person = people.user(args.user)
    password = (sys.stdin.readline().rstrip("\r\n") if args.password_stdin
                else getpass.getpass(f"Password of {args.user}: "))
    if not fits(password, person.password if person else "") or person is None:
        raise SignInFailed("the user name or the password is wrong; try again or ask the administrator")
    return person
