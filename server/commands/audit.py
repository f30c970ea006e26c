"""`seatmate-server audit verify [--head FILE] | head --out FILE`: is the audit trail whole, and are the calls it vouches for?

Whoever can replace the whole database can put back an old one that is whole in itself.  So keep a signed head somewhere
else every day (`audit head`), and let `verify --head` find whether the trail still holds it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from server.commands.result_file import check_place, write_result
from server.proof.chain import canonical
from server.proof.errors import PackUnreadable, ProofError
from server.proof.signing import signed_by, signer_of
from server.storage.audit import head_of, holds, now_text, verify
from server.storage.database import Database
from server.storage.erasing import tombstones
from server.storage.errors import StorageError
from server.storage.state import StateDirectory

from .state_option import add_state_option, opened, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    checking = actions.add_parser("verify", help="find rows that were changed, removed, moved or put in")
    checking.add_argument("--head", type=Path, metavar="FILE", help="a head that was kept elsewhere")
    heading = actions.add_parser("head", help="the trail's end, signed, to be kept on another machine")
    heading.add_argument("--out", type=Path, required=True, metavar="FILE")
    for action in (checking, heading):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """0 if it is whole or was done, 2 if not."""
    state = ready_state(args)
    database = opened(args)
    try:
        if args.action == "head":
            return _write_head(database, state, args.out)
        report = verify(database)
        problems = [*report.problems, *_strange_tombstones(database),
                    *(_rolled_back(database, state, args.head) if args.head else ())]
    finally:
        database.close()
    for problem in problems:
        print(f"audit trail: {problem}", file=sys.stderr)
    if problems:
        print("The audit trail was tampered with; secure this machine's disk and compare with a backup.", file=sys.stderr)
        return 2
    erased = f", {report.erased} of them emptied on request" if report.erased else ""
    print(f"The audit trail is whole: {report.rows} rows{erased}.")
    return 0


def _write_head(database: Database, state: StateDirectory, out: Path) -> int:
    check_place(out, ProofError)
    number, link = head_of(database)
    head = {"n": number, "link": link, "at": now_text()}
    signer = signer_of(state)
    write_result(out, {**head, "public_key": signer.public, "signature": signer.sign(canonical(head))}, ProofError)
    print(f"{out}: the trail ends at row {number}")
    return 0


def _strange_tombstones(database: Database) -> list[str]:
    """What is wrong with the marks that calls were erased."""
    try:
        tombstones(database)
    except StorageError as error:
        return [str(error)]
    return []


def _rolled_back(database: Database, state: StateDirectory, file: Path) -> list[str]:
    """Whether the trail no longer holds the row that this head names."""
    try:
        head: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        signed = {name: head[name] for name in ("n", "link", "at")}
        number, link, signature = int(head["n"]), str(head["link"]), str(head["signature"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackUnreadable(f"{file} is no head of an audit trail ({error}); name one that `audit head` wrote") from error
    if not signed_by(signer_of(state).public, canonical(signed), signature):
        return ["the kept head was not signed by this server"]
    if not holds(database, number, link):
        return [f"row {number} is not the one that the kept head of {head['at']} names: the trail was put back or rewritten"]
    return []
