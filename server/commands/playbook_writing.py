"""What changes a playbook: `seatmate-server playbook draft | add | edit | remove | drop | preview | propose | publish | reject |
rollback | versions`.

In come files and the name of a person; the person's password proves who it is, the role what it may do.  Each act that
puts something in force is a row of the audit trail.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from server.authoring.draft import Draft, changed_entries
from server.authoring.entry_text import NAMED, entries_in
from server.authoring.in_force import before_draft
from server.authoring.past_calls import stored_calls
from server.authoring.places import Places
from server.authoring.preview import PastCall, Preview, Shown, preview
from server.authoring.publishing import Publishing
from server.authoring.rights import Author, require_publisher, require_writer
from server.calls.utterance import Utterance
from server.errors import SignInFailed
from server.passwords import fits
from server.storage.database import Database
from server.storage.people import People

from .replay import read_dialogues
from .state_option import add_state_option, administrator, opened, ready_state

_EXAMPLES = 40
"""Changed lines that a preview prints."""


def add_writing(actions: Any) -> None:
    """Add the actions' arguments to the command's."""
    texts = {"draft": "begin a draft", "add": "put a file's new entries into the draft",
             "edit": "put a file's entries in the place of those with their ids", "remove": "take an entry out of the draft",
             "drop": "throw the draft away", "preview": "what the draft would change in past calls",
             "propose": "freeze the draft as a version that waits for a second person",
             "publish": "put a proposal of somebody else in force", "reject": "throw a proposal away",
             "rollback": "put an earlier version in force again", "versions": "published versions and proposals"}
    parsers = {name: actions.add_parser(name, help=text) for name, text in texts.items()}
    for parser in parsers.values():
        parser.add_argument("playbook", metavar="PLAYBOOK", help="id of the playbook")
        add_state_option(parser)
    parsers["draft"].add_argument("--from", dest="source", default="", metavar="NAME|DIR",
                                  help="what to copy (default: the version in force, else the bundled one)")
    for name in ("add", "edit"):
        parsers[name].add_argument("file", type=Path, metavar="FILE.toml")
    parsers["remove"].add_argument("table", choices=NAMED)
    parsers["remove"].add_argument("entry", metavar="ID")
    parsers["preview"].add_argument("--against", default="calls", metavar="calls|DIALOGUES.jsonl",
                                    help="the latest stored calls (default), or a dialogue file")
    parsers["preview"].add_argument("--calls", type=int, default=50, help="how many stored calls (default: 50)")
    parsers["preview"].add_argument("--entry", default="", help="only lines that would newly find this article or reply")
    parsers["propose"].add_argument("--version", default="", help="name of the version (default: as in playbook.toml)")
    parsers["propose"].add_argument("--note", default="", help="what it changes")
    for name in ("publish", "reject"):
        parsers[name].add_argument("proposal", metavar="NUMBER")
    parsers["reject"].add_argument("--why", default="")
    parsers["rollback"].add_argument("version", metavar="VERSION")
    for name in texts:
        if name not in ("preview", "versions"):
            parsers[name].add_argument("--as", dest="person", required=True, metavar="NAME", help="who does it")
            parsers[name].add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _with(work: Callable[[argparse.Namespace, Places, Database], None]) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        database = opened(args)
        try:
            work(args, Places(ready_state(args), args.playbook), database)
        finally:
            database.close()
        return 0
    return run


def person_of(args: argparse.Namespace, database: Database) -> Author:
    """The person of `--as`, whose password is asked for.

    Raises:
        SignInFailed: no such person, or the wrong password.
    """
    user = People(database).user(args.person)
    password = sys.stdin.readline().rstrip("\r\n") if args.password_stdin else getpass.getpass(f"Password of {args.person}: ")
    # the hash is computed for an unknown name too, so that time does not tell names apart
    if not fits(password, user.password if user else "") or user is None:
        raise SignInFailed(f"{args.person} is not known here, has no password, or it is wrong; see `seatmate-server users list`")
    return Author(user.name, user.role)


def _draft(args: argparse.Namespace, places: Places, database: Database) -> None:
    require_writer(person_of(args, database))
    book = Draft(places).begin(args.source)
    print(f"A draft of {book.id} was begun: {places.draft}")


def _put(args: argparse.Namespace, places: Places, database: Database) -> None:
    require_writer(person_of(args, database))
    entries, draft = entries_in(args.file), Draft(places)
    (draft.add if args.action == "add" else draft.edit)(entries)
    for entry in entries:
        print(f"{'added' if args.action == 'add' else 'changed'}\t{entry.table}\t{entry.id}")


def _remove(args: argparse.Namespace, places: Places, database: Database) -> None:
    require_writer(person_of(args, database))
    Draft(places).remove(args.table, args.entry)
    print(f"removed\t{args.table}\t{args.entry}")


def _drop(args: argparse.Namespace, places: Places, database: Database) -> None:
    require_writer(person_of(args, database))
    Draft(places).drop()
    print(f"The draft of {places.playbook} is gone.")


def _preview(args: argparse.Namespace, places: Places, database: Database) -> None:
    after = Draft(places).read()
    before = before_draft(places.playbook, places.state, after)
    calls = (stored_calls(database, administrator(), args.calls) if args.against == "calls"
             else _dialogues(Path(args.against), after.lang))
    found = preview(before, after, calls)
    for kind, names in changed_entries(before, after).items():
        for name in names:
            print(f"{kind}\t{name}")
    _print_preview(found, args.entry)


def _dialogues(path: Path, lang: Any) -> list[PastCall]:
    return [PastCall(one.call, next((line.lang for _, line in one.lines if line.lang), lang), tuple(
        Utterance(f"{line.channel}-{line.start_ms}", line.channel, line.start_ms, line.end_ms, line.text, line.lang or lang)
        for _, line in one.lines)) for one in read_dialogues(path)]


def _print_preview(found: Preview, entry: str) -> None:
    changed = found.finding(entry) if entry else found.changed
    for one in changed[:_EXAMPLES]:
        print(f"{one.call}\t{one.text}\t{_shown(one.before)} -> {_shown(one.after)}")
    if len(changed) > _EXAMPLES:
        print(f"… and {len(changed) - _EXAMPLES} more")
    print(f"{found.calls} calls, {found.lines} customers' lines: {found.answered_before} were answered, {found.answered_after} "
          f"would be; {len(changed)} {'newly find ' + entry if entry else 'change'}.")


def _shown(shown: Shown) -> str:
    return ", ".join((*shown.cards, *([shown.reply] if shown.reply else []))) or "nothing"


def _propose(args: argparse.Namespace, places: Places, database: Database) -> None:
    made = Publishing(places, database).propose(person_of(args, database), args.note, args.version)
    print(f"Proposal {made.number}: {made.record.playbook} {made.record.version}. A second person publishes it: seatmate-server "
          f"playbook publish {places.playbook} {made.number} --as NAME")


def _publish(args: argparse.Namespace, places: Places, database: Database) -> None:
    record = Publishing(places, database).publish(person_of(args, database), args.proposal)
    print(f"{record.playbook} {record.version} is in force: proposed by {record.proposed_by}, published by "
          f"{record.approved_by}. New calls of a running server use it within seconds.")


def _reject(args: argparse.Namespace, places: Places, database: Database) -> None:
    Publishing(places, database).reject(person_of(args, database), args.proposal, args.why)
    print(f"Proposal {args.proposal} is gone.")


def _rollback(args: argparse.Namespace, places: Places, database: Database) -> None:
    author = person_of(args, database)
    require_publisher(author)
    record = Publishing(places, database).rollback(author, args.version)
    print(f"{record.playbook} {record.version} is in force again.")


def _versions(args: argparse.Namespace, places: Places, database: Database) -> None:
    publishing = Publishing(places, database)
    for one in publishing.versions():
        record = one.record
        print(f"{record.version}\t{'in force' if one.in_force else 'published'}\t{record.at}\t{record.proposed_by} + "
              f"{record.approved_by}\t{record.note}")
    for proposal in publishing.proposals():
        record = proposal.record
        print(f"{record.version}\tproposal {proposal.number}\t{record.at}\t{record.proposed_by}\t{record.note}")


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "draft": _with(_draft), "add": _with(_put), "edit": _with(_put), "remove": _with(_remove), "drop": _with(_drop),
    "preview": _with(_preview), "propose": _with(_propose), "publish": _with(_publish), "reject": _with(_reject),
    "rollback": _with(_rollback), "versions": _with(_versions)}
"""Name of an action -> what it does."""
