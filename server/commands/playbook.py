"""`seatmate-server playbook list | check DIR`: the playbooks that ship, and whether one can be used."""

from __future__ import annotations

import argparse
from datetime import date

from server.content.loading import find_playbook, inspect_playbook, list_playbooks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="playbooks that come with the server")
    checking = actions.add_parser("check", help="read a playbook as the server would; says file, line, what is expected")
    checking.add_argument("name", metavar="NAME|DIR")


def run(args: argparse.Namespace) -> int:
    """Do it and say what was found."""
    names = list_playbooks() if args.action == "list" else (args.name,)
    for name in names:
        book, flags = inspect_playbook(find_playbook(name), date.today())
        print(f"{book.id}\t{book.version}\t{book.lang}\t{book.title}\t{len(book.products)} products, "
              f"{len(book.articles)} articles, {len(book.replies)} replies, {len(book.rules)} rules, "
              f"{len(book.checklist)} checklist items")
        for flag in flags if args.action == "check" else ():
            print(f"flagged: {flag}")
    return 0
