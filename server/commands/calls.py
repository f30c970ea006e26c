"""`seatmate-server calls list | show CALL | export CALL --events FILE [--for ROLE] | sound CALL --wav FILE`.

Stored calls, decrypted for the administrator.

Showing and exporting words of a call is written to the audit trail.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from protocol.assist import Event
from protocol.message import CallEvent, Role
from server.calls.event_file import event_row
from server.customers.fields import load_fields
from server.storage import audit
from server.storage.calls import CallRecords, Said
from server.storage.database import Database
from server.storage.errors import UnknownRecord, from_sqlite
from server.storage.privacy import PrivacyRecords
from server.storage.sound import SoundFile
from server.supervision.views import seen_events

from .state_option import add_state_option, administrator, opened, state_of

_EXPORTED = get_args(Event)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the latest calls")
    listing.add_argument("--limit", type=int, default=50, help="how many (default: 50)")
    showing = actions.add_parser("show", help="the transcript of a call, private numbers masked")
    exporting = actions.add_parser("export", help="the events of a call as JSON lines")
    exporting.add_argument("--events", type=Path, metavar="FILE", help="write here (default: standard output)")
    exporting.add_argument("--for", dest="role", choices=get_args(Role), default="compliance", metavar="ROLE",
                           help="leave out what this role may not see: alerts that only few may know of (default: compliance)")
    hearing = actions.add_parser("sound", help="the kept sound of a call as a WAV file, private numbers silenced")
    hearing.add_argument("--wav", type=Path, required=True, metavar="FILE", help="write here")
    for action in (showing, exporting, hearing):
        action.add_argument("call", help="id of the call")
    for action in (listing, showing, exporting, hearing):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    database = opened(args)
    try:
        records = CallRecords(database)
        if args.action == "list":
            for row in records.list(args.limit):
                print("\t".join(str(row[name]) for name in ("id", "opened_at", "state", "user", "lang", "finals",
                                                            "alerts")))
            return 0
        if records.load(args.call) is None:
            raise UnknownRecord(f"there is no call {args.call!r}; see `seatmate-server calls list`")
        _note(database, args)
        if args.action == "sound":
            SoundFile(state_of(args), args.call, records.cipher(args.call)).write_wav(args.wav)
            PrivacyRecords(database).note_export(args.call, str(args.wav.resolve()))
            return 0
        if args.action == "show":
            for said in records.utterances(args.call):
                spoken = said.utterance
                print(f"{spoken.start_ms / 1000:8.1f}  {spoken.channel:8}  {spoken.text}")
            return 0
        rows = exported(seen_events(records.events_after(args.call, 0), args.role, load_fields(state_of(args).path)),
                        records.utterances(args.call))
        _write(rows, args.events)
        if args.events is not None:
            PrivacyRecords(database).note_export(args.call, str(args.events.resolve()))
    finally:
        database.close()
    return 0


def exported(events: Iterable[CallEvent], utterances: Iterable[Said]) -> list[dict[str, Any]]:
    """The rows of an event file; `line` counts the call's finals in the order in which they were committed."""
    lines = {said.utterance.id: line for line, said in enumerate(utterances)}
    rows: list[dict[str, Any]] = []
    latest = 0
    for event in events:
        latest = lines.get(event.utterance, latest)
        if isinstance(event, _EXPORTED):
            rows.append(event_row(event, latest))
    return rows


def _write(rows: Iterable[dict[str, Any]], file: Path | None) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if file is None:
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise from_sqlite(error) from error


def _note(database: Database, args: argparse.Namespace) -> None:
    database.work(lambda db: audit.append(db, database.master, administrator(), f"call.{args.action}",
                                          {"call": args.call, **({"for": args.role} if args.action == "export" else {})}))
