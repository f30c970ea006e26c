"""`seatmate-server rights list | grant USER | revoke USER`: who may step into calls of a team beyond what the role
allows.

A supervisor watches, listens, whispers, writes notes and coaches in the own team without a grant.  To be heard by a
customer (`barge`, `takeover`), to answer transfers and to enter another team's calls takes one, with a reason and an
end.  The running server follows within a second."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from server.errors import ServerError
from server.storage.errors import UnknownRecord
from server.storage.grants import GrantRecords
from server.storage.people import People, User
from server.supervision.rights import ACTIONS

from .state_option import add_state_option, administrator, opened


class GrantRefused(ServerError):
    """A grant that can not be given as it was asked for."""

    code = "rights.refused"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="grants that count now: user, team, action, until, by whom, reason")
    listing.add_argument("user", nargs="?", default="", help="of this person only")
    granting = actions.add_parser("grant", help="allow a person actions in a team's calls until a time")
    granting.add_argument("--until", required=True, metavar="ISO",
                          help="when it ends, such as 2030-06-01 or 2030-06-01T18:00")
    revoking = actions.add_parser("revoke", help="take grants back; modes that stand on them end within a second")
    for action in (granting, revoking):
        action.add_argument("user", help="sign-in name")
        action.add_argument("--team", help="team of the agents (default: the person's own)")
        action.add_argument("--reason", required=True, metavar="TEXT", help="kept in the audit trail")
    granting.add_argument("--actions", required=True, metavar="A,B", help=f"of {', '.join(ACTIONS)}")
    revoking.add_argument("--actions", default=",".join(ACTIONS), metavar="A,B", help="default: all")
    for action in (listing, granting, revoking):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    database = opened(args)
    try:
        records, people = GrantRecords(database), People(database)
        if args.action == "list":
            for one in records.tables().grants:
                if args.user in ("", one.user):
                    print(f"{one.user}\t{one.team or '-'}\t{one.action}\t{one.until}\t{one.given_by}\t{one.reason}")
        elif args.action == "grant":
            print(_grant(args, records, people))
        else:
            team = args.team if args.team is not None else _known(people, args.user).team
            ended = records.take_back(args.user, team, _actions(args.actions), reason=_reason(args.reason),
                                      actor=administrator())
            print(f"{args.user} no longer has {', '.join(ended)} in team {team or '-'} by a grant.")
    finally:
        database.close()
    return 0


def _grant(args: argparse.Namespace, records: GrantRecords, people: People) -> str:
    person = _known(people, args.user)
    actions, team = _actions(args.actions), person.team if args.team is None else args.team
    if person.role == "agent":
        raise GrantRefused(f"{person.name} is an agent, and agents step into nobody's call; give them another role "
                           "first")
    until = _until(args.until)
    records.give(person.name, team, actions, reason=_reason(args.reason), until=until, actor=administrator())
    return f"{person.name} may {', '.join(actions)} in calls of team {team or '-'} until {until}."


def _known(people: People, name: str) -> User:
    person = people.user(name)
    if person is None:
        raise UnknownRecord(f"there is no user {name!r}; see `seatmate-server users list`")
    return person


def _actions(text: str) -> list[str]:
    actions = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [action for action in actions if action not in ACTIONS]
    if unknown or not actions:
        raise GrantRefused(f"unknown action {', '.join(unknown) or repr(text)}; there are {', '.join(ACTIONS)}")
    return actions


def _reason(text: str) -> str:
    if not text.strip():
        raise GrantRefused("a grant and its end need a reason; say why with --reason")
    return text.strip()


def _until(text: str) -> str:
    """The time in UTC; one without an offset is this machine's."""
    try:
        until = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise GrantRefused(f"{text!r} is no time; write one such as 2030-06-01 or 2030-06-01T18:00") from None
    if until <= datetime.now(UTC):
        raise GrantRefused(f"{text} is over already; name a time to come")
    return until.isoformat(timespec="milliseconds")
