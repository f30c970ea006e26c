"""`seatmate-server playbook ACTION`: look at playbooks, write drafts, publish by two people, roll back.

Looking needs no set-up; what changes a playbook names the person with `--as` and asks for that person's password.
Next: `playbook_writing` for what changes something, `playbook_test` for what rules do to stored calls.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from server.authoring.draft import entry_text
from server.authoring.duplicates import LEAST, duplicates
from server.authoring.in_force import load_in_force, published_version, source_of, with_chosen_packs
from server.authoring.places import Places, playbooks_of
from server.compliance.examples import failing_examples
from server.content.errors import PlaybookError
from server.content.loading import BUILT_IN, find_playbook, inspect_playbook, list_playbooks, load_playbook, rule_lines
from server.content.packs import pack_names, read_pack_head
from server.content.playbook import Playbook
from server.settings import load_settings

from . import playbook_test
from .playbook_writing import ACTIONS, add_writing
from .state_option import add_state_option, state_of

_KINDS = ("article", "reply", "product", "rule", "item", "intent")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    packing = actions.add_parser("packs", help="rule packs that ship: version, jurisdiction, sign-off, and which "
                                 "playbooks have them in force")
    add_state_option(packing)
    listing = actions.add_parser("list", help="playbooks that ship, are published here, or are being written")
    showing = actions.add_parser("show", help="what is in a playbook, or one entry as it is written")
    checking = actions.add_parser("check", help="read a playbook as the server would; says file, line, what is expected")
    finding = actions.add_parser("duplicates", help="articles and replies that say nearly the same")
    finding.add_argument("--least", type=float, default=LEAST, metavar="SHARE", help="share of text in common (default: 0.5)")
    for action in (showing, checking, finding):
        action.add_argument("name", metavar="NAME|DIR", help="a playbook's id, ID/draft, or a directory")
    showing.add_argument("entry", nargs="?", default="", metavar="ENTRY", help="id of an article, reply, product, rule …")
    showing.add_argument("--table", choices=_KINDS, default="", help="where the id is looked for (default: all)")
    for action in (listing, showing, checking, finding):
        add_state_option(action)
    add_writing(actions)
    playbook_test.add_actions(actions)


def run(args: argparse.Namespace) -> int:
    """Do it and say what was found."""
    if args.action in ACTIONS:
        return ACTIONS[args.action](args)
    if args.action in playbook_test.ACTIONS:
        return playbook_test.ACTIONS[args.action](args)
    does: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": _list, "packs": _packs, "show": _show, "check": _check, "duplicates": _duplicates}
    return does[args.action](args)


def directory_of(args: argparse.Namespace) -> Path:
    """The directory that a name means: `ID/draft`, the version in force, a bundled playbook, or a path."""
    state = state_of(args)
    name = str(args.name)
    playbook, _, part = name.partition("/")
    if part == "draft" and (draft := playbooks_of(state) / playbook / "draft").is_dir():
        return draft
    version = published_version(name, state)
    return version if version is not None else find_playbook(name)


def _list(args: argparse.Namespace) -> int:
    """Every playbook that can be read; one that can not is named, and the others are listed all the same."""
    state = state_of(args)
    root = playbooks_of(state)
    own = [path.name for path in sorted(root.iterdir()) if path.is_dir()] if root.is_dir() else []
    code = 0
    for name in dict.fromkeys((*list_playbooks(), *own)):
        try:
            version = published_version(name, state)
            if version is not None or name in list_playbooks():
                print(f"{_line(with_chosen_packs(version or find_playbook(name), state))}\t{source_of(name, state)}")
            draft = Places(state, name).draft
            if (draft / "playbook.toml").is_file():
                print(f"{_line(load_playbook(draft))}\tdraft")
        except PlaybookError as error:
            code = 2
            print(f"seatmate-server playbook: {error} [{error.code}]", file=sys.stderr)
    return code


def _packs(args: argparse.Namespace) -> int:
    """What `[packs]` of the settings may add, and where each is in force now."""
    state = state_of(args)
    settings = load_settings(state.settings)
    books = [load_in_force(name, state, drafts=True) for name in settings.playbooks]
    for name in pack_names(BUILT_IN / "packs"):
        pack = read_pack_head(BUILT_IN / "packs" / name)
        used = [f"{book.id} {book.version}" for book in books if name in book.packs]
        print("\t".join((pack.id, pack.version, pack.lang, pack.jurisdiction, pack.title, pack.notice,
                         f"signed off: {pack.sign_off or 'nobody'}", "in force: " + (", ".join(used) or "nowhere"))))
    return 0


def _check(args: argparse.Namespace) -> int:
    directory = directory_of(args)
    book, flags = inspect_playbook(directory, date.today())
    print(_line(book))
    for flag in flags:
        print(f"flagged: {flag}")
    failing = rule_lines(directory, [(one.rule, one.text, str(one)) for one in failing_examples(book)])
    for flag in failing:
        print(f"example: {flag}")
    return 1 if failing else 0


def _show(args: argparse.Namespace) -> int:
    directory = directory_of(args)
    book = load_playbook(directory)
    tables: dict[str, dict[str, str]] = {
        "article": {one.id: one.title for one in book.articles.values()},
        "reply": {one.id: one.text for one in book.replies.values()},
        "product": {one.id: one.name for one in book.products.values()},
        "rule": {one.id: one.text for one in book.rules.values()},
        "item": {one.id: one.title for one in book.checklist},
        "intent": {one.id: one.title for one in book.intents.values()}}
    if args.entry:
        table = args.table or next((name for name, ids in tables.items() if args.entry in ids), "article")
        print(entry_text(directory, table, args.entry), end="")
        return 0
    print(_line(book))
    for table, ids in tables.items():
        for entry, text in ids.items() if args.table in ("", table) else ():
            print(f"{table}\t{entry}\t{text}")
    return 0


def _duplicates(args: argparse.Namespace) -> int:
    found = duplicates(load_playbook(directory_of(args)), args.least)
    for pair in found:
        print(f"{pair.share:.2f}\t{pair.table}\t{pair.first}\t{pair.second}")
    print(f"{len(found)} pairs share {args.least:.0%} of their text or more.")
    return 0


def _line(book: Playbook) -> str:
    return (f"{book.id}\t{book.version}\t{book.lang}\t{book.title}\t{len(book.products)} products, "
            f"{len(book.articles)} articles, {len(book.replies)} replies, {len(book.rules)} rules, "
            f"{len(book.checklist)} checklist items\tpacks: "
            + (", ".join(f"{one.id} {one.version}" for one in book.packs.values()) or "-"))
