"""Plain data in (a CRM's answer, a JSON file), a record out, with a fault for all that can not be taken as a fact.

A CRM's record is used without its faulty fields, which are named on the screen; a file with a fault is refused
whole.  Pure. Next: `crm`, `importing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .fields import CustomerFieldKind, FieldTable
from .phones import normalised
from .record import LONGEST_TEXT, MOST_CONTACTS, Contact, Fault, FieldValue, Record

_ID = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_TAIL = re.compile(r"\d{3,4}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_EXPECTED = {"amount": "a number from 0 on, as 86400.00", "rate": "per cent a year from 0 to 100, as 4.35",
             "date": "a date as 2026-12-15", "count": "a whole number from 0 on", "tail": "the last 3 or 4 digits",
             "text": f"text of at most {LONGEST_TEXT} characters without control characters"}


class Unusable(Exception):
    """A value that can not be taken; for this module's own use."""

    code = "customer.value"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_record(data: Any, table: FieldTable, country: str, where: str = "") -> tuple[Record | None, list[Fault]]:
    """The record of a mapping; None if it has no id, name, source or date of its own."""
    faults: list[Fault] = []
    if not isinstance(data, Mapping):
        return None, [Fault(where or "record", "type", "a record must be an object")]
    basics: dict[str, str] = {}
    for name, rule in (("customer_id", _id), ("name", _text), ("source", _text), ("as_of", _date)):
        try:
            basics[name] = rule(data.get(name))
        except Unusable as error:
            faults.append(_fault(where + name, error.reason, _needed(name)))
    if len(basics) < 4:
        return None, faults
    title = _optional(data, "title", where, faults)
    phones = _phones(data.get("phones", ()), country, where, faults)
    fields = _fields(data.get("fields", ()), table, where, faults)
    contacts = _contacts(data.get("contacts", ()), where, faults)
    return Record(**basics, title=title, phones=phones, fields=fields, contacts=contacts), faults


def canonical(kind: CustomerFieldKind, value: Any) -> str:
    """A value of a field in its one form.

    Raises:
        Unusable: not of the field's type, or out of its range.
    """
    if kind.type == "text":
        return _text(value)
    if kind.type == "date":
        return _date(value)
    if kind.type == "tail":
        if not isinstance(value, str) or not _TAIL.fullmatch(value):
            raise Unusable("type")
        return value
    number = _number(value)
    if number < 0 or (kind.type == "rate" and number > 100):
        raise Unusable("range")
    if kind.type == "count" and number != number.to_integral_value():
        raise Unusable("range")
    return f"{number.normalize():f}"


def expected(kind: CustomerFieldKind) -> str:
    """What a value of this field has to be."""
    return _EXPECTED[kind.type]


def _fields(data: Any, table: FieldTable, where: str, faults: list[Fault]) -> tuple[FieldValue, ...]:
    if not isinstance(data, Sequence) or isinstance(data, (str, bytes)):
        faults.append(Fault(where + "fields", "type", "fields must be a list"))
        return ()
    found: dict[str, FieldValue] = {}
    for at, entry in enumerate(data[:200]):
        key = entry.get("key") if isinstance(entry, Mapping) else None
        kind = table.get(key) if isinstance(key, str) else None
        if not isinstance(entry, Mapping) or kind is None:
            place = f"fields[{at}]"
            faults.append(Fault(where + place, "unknown", f"{place} is no field of customer_fields.toml; add it there"))
            continue
        name = where + kind.key
        if kind.key in found:
            faults.append(Fault(name, "twice", f"{kind.key} is given twice"))
            continue
        try:
            value = canonical(kind, entry.get("value"))
        except Unusable as error:
            faults.append(_fault(name, error.reason, expected(kind)))
            continue
        try:
            source, as_of = _text(entry.get("source")), _date(entry.get("as_of"))
        except Unusable:
            faults.append(Fault(name, "source", f"{kind.key} has no source or no date of it; give source and as_of"))
            continue
        currency = entry.get("currency", "")
        if not isinstance(currency, str) or (currency and not _CURRENCY.fullmatch(currency)):
            faults.append(Fault(name, "type", f"the currency of {kind.key} must be three capital letters, as CNY"))
            continue
        found[kind.key] = FieldValue(key=kind.key, value=value, source=source, as_of=as_of, currency=currency)
    return tuple(found[key] for key in table.by_key if key in found)


def _contacts(data: Any, where: str, faults: list[Fault]) -> tuple[Contact, ...]:
    if not isinstance(data, Sequence) or isinstance(data, (str, bytes)):
        faults.append(Fault(where + "contacts", "type", "contacts must be a list"))
        return ()
    found: list[Contact] = []
    for at, entry in enumerate(data[:MOST_CONTACTS]):
        place = f"{where}contacts[{at}]"
        if not isinstance(entry, Mapping):
            faults.append(Fault(place, "type", f"{place} must be an object"))
            continue
        try:
            found.append(Contact(
                at=_moment(entry.get("at")), channel=_text(entry.get("channel")), source=_text(entry.get("source")),
                summary=_text(entry["summary"]) if entry.get("summary") else "",
                outcome=_text(entry["outcome"]) if entry.get("outcome") else ""))
        except Unusable as error:
            faults.append(_fault(place, error.reason, "at (date and time), channel, source, and texts that fit"))
    return tuple(sorted(found, key=lambda contact: contact.at, reverse=True))


def _phones(data: Any, country: str, where: str, faults: list[Fault]) -> tuple[str, ...]:
    if not isinstance(data, Sequence) or isinstance(data, (str, bytes)):
        faults.append(Fault(where + "phones", "type", "phones must be a list"))
        return ()
    found: list[str] = []
    for at, entry in enumerate(data[:20]):
        phone = normalised(entry, country) if isinstance(entry, str) else ""
        if not phone:
            faults.append(Fault(f"{where}phones[{at}]", "type", f"phones[{at}] is no phone number"))
        elif phone not in found:
            found.append(phone)
    return tuple(found)


def _optional(data: Mapping[str, Any], name: str, where: str, faults: list[Fault]) -> str:
    if not data.get(name):
        return ""
    try:
        return _text(data[name])
    except Unusable as error:
        faults.append(_fault(where + name, error.reason, _EXPECTED["text"]))
        return ""


def _fault(where: str, reason: str, wanted: str) -> Fault:
    return Fault(where, reason, f"{where} must be {wanted}")


def _needed(name: str) -> str:
    return {"customer_id": "an id of letters, digits, _ - .", "as_of": _EXPECTED["date"]}.get(name, _EXPECTED["text"])


def _id(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Unusable("missing" if value in (None, "") else "type")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unusable("missing" if value is None else "type")
    text = value.strip()
    if not text:
        raise Unusable("missing")
    if len(text) > LONGEST_TEXT:
        raise Unusable("long")
    if _UNPRINTABLE.search(text):
        raise Unusable("type")
    return text


def _number(value: Any) -> Decimal:
    # JSON's true is a number for Python, and a float may be no number at all
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Unusable("missing" if value is None else "type")
    text = value if isinstance(value, str) else format(value, "f") if isinstance(value, float) else str(value)
    if not _NUMBER.fullmatch(text):
        raise Unusable("type")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Unusable("type") from None


def _date(value: Any) -> str:
    if not isinstance(value, str):
        raise Unusable("missing" if value is None else "date")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Unusable("missing" if not value else "date") from None
    if len(value) != 10 or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unusable("date")
    return value


def _moment(value: Any) -> str:
    if isinstance(value, str) and len(value) == 10:
        return _date(value)
    try:
        moment = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise Unusable("date") from None
    if moment.tzinfo is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise Unusable("date")
    return str(value)
