"""`seatmate-server coaching list | export --out FILE`: what supervisors wrote about calls, for those who plan the coaching.

An exported file is remembered with its calls: when one of them is erased, the file goes with it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import msgspec

from server.errors import NotReady
from server.storage import audit
from server.storage.calls import CallRecords
from server.storage.coaching import CoachingRecords
from server.storage.privacy import PrivacyRecords

from .result_file import check_place
from .state_option import add_state_option, administrator, opened


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="bookmarks and notes with their words, newest first")
    exporting = actions.add_parser("export", help="the same as JSON lines")
    exporting.add_argument("--out", type=Path, required=True, metavar="FILE")
    for action in (listing, exporting):
        action.add_argument("--agent", default="", metavar="NAME", help="only about calls of this person")
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    if args.action == "export":
        check_place(args.out, NotReady)
    database = opened(args)
    try:
        found = [entry for entry in CoachingRecords(CallRecords(database)).all() if args.agent in ("", entry.agent)]
        if args.action == "export":
            args.out.write_text("".join(json.dumps(msgspec.to_builtins(entry), ensure_ascii=False) + "\n" for entry in found),
                                encoding="utf-8")
            args.out.chmod(0o600)
            for call in sorted({entry.call for entry in found}):
                PrivacyRecords(database).note_export(call, str(args.out.resolve()))
            print(f"{len(found)} entries are in {args.out}.")
        else:
            for entry in found:
                print("\t".join((entry.made_at, entry.kind, entry.by, entry.agent, entry.call,
                                 "" if entry.at_ms < 0 else f"{entry.at_ms / 1000:.0f} s", entry.text,
                                 "read" if entry.read_at else "" if entry.kind == "bookmark" else "unread")))
        # words about calls were read
        database.work(lambda db: audit.append(db, database.master, administrator(), f"coaching.{args.action}",
                                              {"entries": str(len(found)), "agent": args.agent}))
    finally:
        database.close()
    return 0
