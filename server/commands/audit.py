"""`seatmate-server audit verify [--against FILE|PACK] [--key KEY|FILE] | head --out FILE`: is the audit trail whole, and are the
calls and ledgers it vouches for?

Whoever can replace the whole database can put back an old one that is whole in itself, and whoever has the server's keys can
write a new one.  So keep a signed head somewhere else every day (`audit head`; every evidence pack holds one too), and let
`verify --against` find whether the trail still holds it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from server.commands.result_file import check_place, write_result
from server.proof.anchors import Anchor, anchor_now, as_signed, read_anchor
from server.proof.errors import ProofError
from server.proof.signing import Signer, given_key, signer_of
from server.storage import ledgers
from server.storage.audit import holds, verify
from server.storage.database import Database
from server.storage.erasing import tombstones
from server.storage.errors import StorageError

from .state_option import add_state_option, opened, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    checking = actions.add_parser("verify", help="find rows that were changed, removed, moved or put in")
    checking.add_argument("--against", "--head", type=Path, action="append", default=[], metavar="FILE|PACK",
                          help="a head that was kept elsewhere, or an evidence pack; as often as there are some")
    checking.add_argument("--key", default="", metavar="KEY|FILE",
                          help="the published key that signed them; without it the one on this machine")
    heading = actions.add_parser("head", help="the trail's end, signed, to be kept on another machine")
    heading.add_argument("--out", type=Path, required=True, metavar="FILE")
    for action in (checking, heading):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """0 if it is whole or was done, 2 if not."""
    state = ready_state(args)
    database = opened(args)
    try:
        signer = signer_of(state)
        if args.action == "head":
            return _write_head(database, signer, args.out)
        key = given_key(args.key) or signer.public
        anchors = [read_anchor(path, key) for path in args.against]
        report = verify(database)
        problems = [*report.problems, *_strange_tombstones(database),
                    *(problem for anchor in anchors for problem in _rolled_back(database, anchor))]
        counted = database.read(ledgers.lines)
    finally:
        database.close()
    for problem in problems:
        print(f"audit trail: {problem}", file=sys.stderr)
    if problems:
        print("The audit trail was tampered with; secure this machine's disk and compare with a backup.", file=sys.stderr)
        return 2
    erased = f", {report.erased} of them emptied on request" if report.erased else ""
    print(f"The audit trail is whole: {report.rows} rows{erased}.")
    for table, lines in counted.items():
        print(f"  {lines}\t{ledgers.LEDGERS[table].words}" if table in ledgers.LEDGERS else f"  {lines}\t{table}")
    for anchor in anchors:
        print(f"It holds row {anchor.n}, which {anchor.source} names.")
    if not anchors:
        print("Not compared with a head that was kept elsewhere (--against): a whole database that was put back is not found.",
              file=sys.stderr)
    return 0


def _write_head(database: Database, signer: Signer, out: Path) -> int:
    check_place(out, ProofError)
    anchor = anchor_now(database)
    write_result(out, as_signed(anchor, signer), ProofError)
    print(f"{out}: the trail ends at row {anchor.n}")
    return 0


def _strange_tombstones(database: Database) -> list[str]:
    """What is wrong with the marks that calls were erased."""
    try:
        tombstones(database)
    except StorageError as error:
        return [str(error)]
    return []


def _rolled_back(database: Database, anchor: Anchor) -> list[str]:
    """Whether the trail no longer holds the row that was kept elsewhere."""
    if anchor.problem:
        return [anchor.problem]
    if not holds(database, anchor.n, anchor.link):
        return [f"row {anchor.n} is not the one that the kept head of {anchor.at} names: the trail was put back or rewritten"]
    return []
