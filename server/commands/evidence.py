"""`seatmate-server evidence export CALL --out DIR | verify DIR | key`: a call's evidence, signed; and whether one is whole.

`verify` needs neither the server nor its database; give it the published key with `--key`, which may be a file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from server.authoring.in_force import load_in_force
from server.authoring.places import Places
from server.content.errors import PlaybookError
from server.content.playbook import Playbook
from server.proof.anchors import anchor_now
from server.proof.pack import gather, write_pack
from server.proof.signing import given_key, signer_of
from server.proof.verifying import verify_pack
from server.settings import load_settings
from server.storage import audit
from server.storage.calls import CallRecords, CallRow
from server.storage.database import open_database
from server.storage.state import StateDirectory

from .state_option import add_state_option, administrator, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    exporting = actions.add_parser("export", help="everything that is stored of a call, chained and signed")
    exporting.add_argument("call", help="id of the call")
    exporting.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new directory")
    checking = actions.add_parser("verify", help="find anything in a pack that was changed, removed, moved or added")
    checking.add_argument("directory", type=Path, metavar="DIR")
    checking.add_argument("--key", default="", metavar="KEY|FILE",
                          help="the institution's published key; without it the one in the pack, whose print you compare")
    showing = actions.add_parser("key", help="the public key to publish")
    for action in (exporting, showing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """0 if it was done or is whole, 2 if a pack is not."""
    if args.action == "verify":
        return _verify(args.directory, args.key)
    state = ready_state(args)
    signer = signer_of(state)
    if args.action == "key":
        print(signer.public)
        return 0
    database = open_database(state)
    try:
        row, rows = gather(CallRecords(database), args.call)
        head = write_pack(args.out, row, rows, _playbook_of(row, state), signer, anchor_now(database))
        database.work(lambda db: audit.append(db, database.master, administrator(), "evidence.export",
                                              {"call": args.call, "rows": str(len(rows)), "head": head}))
    finally:
        database.close()
    print(f"{args.out}: {len(rows)} rows, signed with {signer.public}")
    return 0


def _verify(directory: Path, key: str) -> int:
    key = given_key(key)
    report = verify_pack(directory, key)
    for problem in report.problems:
        print(f"evidence: {problem}", file=sys.stderr)
    if report.problems:
        print("This is not the evidence that was signed; ask for the pack again.", file=sys.stderr)
        return 2
    print(f"Call {report.call}: {report.rows} rows, whole, signed with {report.public_key}"
          + ("" if key else " (the key in the pack; compare it with the published one)"))
    return 0


def _playbook_of(row: CallRow, state: StateDirectory) -> Playbook | None:
    """The playbook the call was heard with, if that version is among the published or bundled ones."""
    published = Places(state, row.playbook).versions if row.playbook in load_settings(state.settings).playbooks else None
    directories = sorted(published.iterdir()) if published is not None and published.is_dir() else []
    for name in (*map(str, directories), row.playbook, *load_settings(state.settings).playbooks):
        try:
            playbook = load_in_force(name, state, drafts=True)
        except PlaybookError:
            continue
        if (playbook.id, playbook.version) == (row.playbook, row.playbook_version):
            return playbook
    return None
