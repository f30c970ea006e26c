"""`seatmate-server customers import | list | show | delete | credential | try`: the built-in table, and the bank's CRM.

Who saw or changed a customer's record is written to the audit trail; numbers and names are not.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import get_args

from protocol.message import Language, Role
from server.customers.errors import CrmSettings, CustomerError
from server.customers.fields import FieldTable, load_fields
from server.customers.importing import ImportOptions, read_file
from server.customers.opening import CRM_TOKEN, open_crm
from server.customers.phones import normalised, shown
from server.customers.record import Record
from server.customers.views import view_of
from server.settings import load_settings
from server.storage import audit
from server.storage.customers import CustomerRecords, customer_mark
from server.storage.database import Database, open_database
from server.storage.errors import UnknownRecord
from server.storage.secret_values import SecretValues
from server.storage.state import StateDirectory

from .state_option import add_state_option, administrator, ready_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    importing = actions.add_parser("import", help="take customers from a CSV or JSON file; all of it or nothing")
    importing.add_argument("file", type=Path)
    importing.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", dest="columns",
                           help="a column that has another name in the file; an empty FIELD leaves it out; repeat")
    importing.add_argument("--source", default="", help="the system that the data are from, if the file does not say")
    importing.add_argument("--as-of", default="", metavar="DATE", help="the day for which they hold, if the file does not say")
    importing.add_argument("--check", action="store_true", help="only look for faults")
    listing = actions.add_parser("list", help="ids, sources and dates")
    listing.add_argument("--limit", type=int, default=100, help="how many (default: 100)")
    showing = actions.add_parser("show", help="a record as a role sees it")
    deleting = actions.add_parser("delete", help="remove a record; calls with the customer stay (see `subject erase`)")
    for action in (showing, deleting):
        action.add_argument("customer", metavar="ID")
    trying = actions.add_parser("try", help="ask the CRM of server.toml for a number or an id, as a call would")
    trying.add_argument("customer", metavar="PHONE_OR_ID")
    for action in (showing, trying):
        action.add_argument("--role", default="agent", choices=get_args(Role), help="whose view (default: agent)")
        action.add_argument("--lang", default="zh", choices=get_args(Language))
    credential = actions.add_parser("credential", help="store the token that the CRM wants; an empty one removes it")
    credential.add_argument("--stdin", action="store_true", help="read it from standard input")
    for action in (importing, listing, showing, deleting, trying, credential):
        add_state_option(action)


def run(args: argparse.Namespace) -> int:
    """Do it and say so."""
    state = ready_state(args)
    table = load_fields(state.path)
    if args.action == "import":
        return _import(args, state, table)
    database = open_database(state)
    try:
        records = CustomerRecords(database)
        if args.action == "list":
            for record in records.list(args.limit):
                print(f"{record.customer_id}\t{record.source}\t{record.as_of}\t{len(record.fields)} fields\t"
                      f"{', '.join(map(shown, record.phones))}")
        elif args.action == "delete":
            records.delete(args.customer, administrator())
            print(f"{args.customer} was removed from the table.")
        elif args.action == "credential":
            _credential(args, database)
        elif args.action == "try":
            _try(args, state, table, database)
        else:
            _show(args, records, table, database)
    finally:
        database.close()
    return 0


def _import(args: argparse.Namespace, state: StateDirectory, table: FieldTable) -> int:
    columns: dict[str, str] = {}
    for pair in args.columns:
        column, equals, name = pair.partition("=")
        if not equals or not column:
            raise CustomerError(f"--map {pair!r}: expected COLUMN=FIELD")
        columns[column] = name
    options = ImportOptions(columns, args.source, args.as_of, load_settings(state.settings).customers.country)
    records = read_file(args.file, table, options)
    if args.check:
        print(f"{args.file}: {len(records)} customers, no fault.")
        return 0
    database = open_database(state)
    try:
        new = CustomerRecords(database).put(records, administrator())
    finally:
        database.close()
    print(f"{len(records)} customers were imported: {new} new, {len(records) - new} replaced.")
    return 0


def _credential(args: argparse.Namespace, database: Database) -> None:
    token = sys.stdin.readline().rstrip("\r\n") if args.stdin else getpass.getpass("Token of the CRM: ")
    if not token.isascii() or not all(letter.isprintable() for letter in token):
        raise CrmSettings("a token holds printable ASCII characters only; nothing was changed")
    SecretValues(database).put(CRM_TOKEN, token, administrator())
    print("The token was stored, encrypted with data.key." if token else "The token was removed.")


def _show(args: argparse.Namespace, records: CustomerRecords, table: FieldTable, database: Database) -> None:
    record = records.get(args.customer)
    if record is None:
        raise UnknownRecord(f"there is no customer {args.customer!r}; see `seatmate-server customers list`")
    _note(database, record)
    _print(record, args, table)


def _try(args: argparse.Namespace, state: StateDirectory, table: FieldTable, database: Database) -> None:
    settings = load_settings(state.settings).customers
    if not settings.crm:
        raise CrmSettings("server.toml names no CRM; set crm in its section [customers]")
    crm = open_crm(settings, table, SecretValues(database))
    phone = normalised(args.customer, settings.country) if args.customer.lstrip("+").replace(" ", "").isdigit() else ""
    found = crm.by_phone(phone) if phone else crm.by_id(args.customer)
    for fault in found.faults:
        print(f"left out: {fault.text}", file=sys.stderr)
    for record in found.records:
        _note(database, record)
        _print(record, args, table)
    print(f"{len(found.records)} customers, {len(found.faults)} faults.")


def _print(record: Record, args: argparse.Namespace, table: FieldTable) -> None:
    view = view_of(record, table, args.role, args.lang)
    print(f"{record.customer_id}  {record.name}  ({record.source}, {record.as_of})")
    for field in view.fields:
        print(f"  {field.label}\t{field.value}\t{field.source}, {field.verified}")
    for contact in record.contacts:
        print(f"  {contact.at}  {contact.channel}  {contact.summary}  {contact.outcome}  ({contact.source})")


def _note(database: Database, record: Record) -> None:
    database.work(lambda db: audit.append(db, database.master, administrator(), "customer.view",
                                          {"customer": customer_mark(database, record.customer_id)}))
