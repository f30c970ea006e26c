"""Files of customers in, records out: CSV with a header line, or JSON in the form of a CRM's answer.

Every fault is collected with its row and column, and one fault refuses the whole file.  Next:
`server.storage.customers`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import ImportRefused
from .fields import CustomerFieldKind, FieldTable
from .reading import read_record
from .record import Fault, Record

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes."""
_BASICS = ("customer_id", "name", "title", "phone", "source", "as_of")


@dataclass(frozen=True)
class ImportOptions:
    """How a file is to be read."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Column of the file -> field of ours, for columns that have other names there; an empty field leaves it out."""
    source: str = ""
    """For files without a column `source`."""
    as_of: str = ""
    """ISO date, for files without a column `as_of`."""
    country: str = "86"
    """Code of phone numbers without one."""


def read_file(file: Path, table: FieldTable, options: ImportOptions) -> list[Record]:
    """The records of a file.

    Raises:
        ImportRefused: every fault of the file.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ImportRefused([f"{file} is larger than {LARGEST_FILE // 1024 // 1024} MB; split it"])
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused([f"{file} is not UTF-8 (byte {error.start}); save it as UTF-8"]) from error
    except OSError as error:
        raise ImportRefused([f"{file}: {error.strerror}; give a file that can be read"]) from error
    if "\0" in text:
        raise ImportRefused([f"{file} holds binary data; give CSV or JSON"])
    records = _json(text, table, options) if file.suffix.lower() == ".json" else _csv(text, table, options)
    if not records:
        raise ImportRefused([f"{file} holds no customer"])
    return records


def _csv(text: str, table: FieldTable, options: ImportOptions) -> list[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    faults: list[str] = []
    records: list[Record] = []
    rows_of: dict[str, int] = {}
    try:
        names = _header(next(reader, []), table, options)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = reader.line_num
            if len(cells) != len(names):
                faults.append(f"row {row}: {len(cells)} columns where the header has {len(names)}")
                continue
            given = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name and cell.strip()}
            record, found = read_record(_plain(given, table, options), table, options.country)
            faults += [f"row {row}, column {_column(fault, names, options)}: {fault.text}" for fault in found]
            if record is not None:
                _note_twice(record, row, rows_of, faults)
                records.append(record)
    except csv.Error as error:
        faults.append(f"row {reader.line_num}: {error}; check the quotes")
    if faults:
        raise ImportRefused(faults)
    return records


def _header(cells: list[str], table: FieldTable, options: ImportOptions) -> list[str]:
    """The field of each column; empty for one that is left out."""
    faults: list[str] = []
    names: list[str] = []
    for at, cell in enumerate(cells, 1):
        column = cell.strip()
        name = options.columns.get(column, column)
        if name and name not in _BASICS and table.get(name) is None:
            shown = column or "COLUMN"
            faults.append(f"row 1, column {column or at}: no such field; name one with --map {shown}=FIELD, or leave the "
                          f"column out with --map {shown}=")
        if name and name in names:
            faults.append(f"row 1, column {column}: a second column for {name}")
        names.append(name)
    for needed in ("customer_id", "name"):
        if needed not in names:
            faults.append(f"row 1: no column for {needed}; name one with --map COLUMN={needed}")
    for column in options.columns:
        if column not in [cell.strip() for cell in cells]:
            faults.append(f"row 1: there is no column {column!r}, which --map names")
    for needed, given in (("source", options.source), ("as_of", options.as_of)):
        if needed not in names and not given:
            faults.append(f"row 1: no column {needed}; add one, or give --{needed.replace('_', '-')} for the whole file")
    if faults:
        raise ImportRefused(faults)
    return names


def _plain(given: dict[str, str], table: FieldTable, options: ImportOptions) -> dict[str, Any]:
    """A line of a table in the form of a CRM's answer."""
    source, as_of = given.get("source", options.source), given.get("as_of", options.as_of)
    fields = [{"key": key, "value": _cell(kind, value), "source": source, "as_of": as_of}
              for key, value in given.items() if (kind := table.get(key)) is not None]
    phones = [phone for phone in given.get("phone", "").replace("；", ";").split(";") if phone.strip()]
    return {"customer_id": given.get("customer_id"), "name": given.get("name"), "title": given.get("title", ""),
            "source": source, "as_of": as_of, "phones": phones, "fields": fields}


def _cell(kind: CustomerFieldKind, value: str) -> str:
    """Spreadsheets write thousands with commas and rates with a sign."""
    if kind.type in ("amount", "count"):
        whole, point, rest = value.partition(".")
        groups = whole.split(",")
        if len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
            return "".join(groups) + point + rest
    return value.removesuffix("%").strip() if kind.type == "rate" else value


def _column(fault: Fault, names: list[str], options: ImportOptions) -> str:
    name = "phone" if fault.where.startswith("phones") else fault.where
    return next((column for column, field_name in options.columns.items() if field_name == name and name in names), name)


def _json(text: str, table: FieldTable, options: ImportOptions) -> list[Record]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ImportRefused([f"not JSON: {error}"]) from error
    entries = data.get("customers") if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise ImportRefused(['expected a list of customers, or {"customers": [...]}'])
    faults: list[str] = []
    records: list[Record] = []
    rows_of: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        record, found = read_record(_defaults(entry, options), table, options.country)
        faults += [f"customer {number}, {fault.where}: {fault.text}" for fault in found]
        if record is not None:
            _note_twice(record, number, rows_of, faults)
            records.append(record)
    if faults:
        raise ImportRefused(faults)
    return records


def _defaults(entry: Any, options: ImportOptions) -> Any:
    """A customer's own source and date hold for those of its fields that have none."""
    if not isinstance(entry, dict):
        return entry
    whole = {"source": entry.get("source") or options.source, "as_of": entry.get("as_of") or options.as_of}
    fields = entry.get("fields", [])
    if isinstance(fields, list):
        fields = [{**whole, **field} if isinstance(field, dict) else field for field in fields]
    return {**entry, **whole, "fields": fields}


def _note_twice(record: Record, row: int, rows_of: dict[str, int], faults: list[str]) -> None:
    first = rows_of.setdefault(record.customer_id, row)
    if first != row:
        faults.append(f"row {row}, column customer_id: the same id as row {first}")
