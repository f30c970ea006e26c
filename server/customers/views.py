"""What a role sees of a record, and what of it a call may speak: the canonical record in, words of one language out.

A field that is not in the table is not shown; one that the role may not see is masked here, on the server.  Pure.
Next: `server.calls.customer` sends the view to the agent and hands the facts to the pipeline.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from protocol.call import CustomerField, CustomerMatch, CustomerRecord, EarlierContact
from protocol.message import Language, Role

from .fields import CustomerFieldKind, FieldTable
from .phones import shown
from .record import Contact, FieldValue, Record

MASK = "***"
MOST_SHOWN = 12
"""Contacts on the screen."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
_ZH_MONEY = {"": "元", "CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元"}
_EN_MONEY = {"": "$", "USD": "$", "EUR": "€", "GBP": "£"}


def words_of(kind: CustomerFieldKind, field: FieldValue, lang: Language) -> str:
    """A value as it is written and spoken: `86,400元`, `4.35%`, `December 15, 2026`."""
    if kind.type == "amount":
        return _money(Decimal(field.value), field.currency, lang)
    if kind.type == "rate":
        return f"{field.value}%"
    if kind.type == "count":
        return field.value + (kind.unit_zh if lang == "zh" else kind.unit_en)
    if kind.type == "date":
        day = date.fromisoformat(field.value)
        return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    return field.value


def view_of(record: Record, table: FieldTable, role: Role, lang: Language) -> CustomerRecord:
    """The record as a role sees it; the time line is added by `with_contacts`."""
    fields: list[CustomerField] = []
    for field in record.fields:
        kind = table.get(field.key)
        if kind is None or not field.source:
            continue
        value = words_of(kind, field, lang) if table.sees(role, field.key) else MASK
        fields.append(CustomerField(key=field.key, label=kind.zh if lang == "zh" else kind.en, value=value,
                                    verified=field.as_of, source=field.source, group=kind.group))
    return CustomerRecord(call="", customer_id=record.customer_id, name=record.name, fields=tuple(fields))


def facts_of_record(record: Record, table: FieldTable, role: Role, lang: Language) -> dict[str, str]:
    """Field -> value as it may be spoken in a call of this role: what the role may not see is no fact of the call."""
    facts = {"name": record.name, "title": record.title}
    for field in record.fields:
        kind = table.get(field.key)
        if kind is not None and field.source and table.sees(role, field.key):
            facts[field.key] = words_of(kind, field, lang)
    return {name: value for name, value in facts.items() if value}


def match_of(record: Record, table: FieldTable, role: Role, lang: Language) -> CustomerMatch:
    """One line of the choice among several customers: the name, and what the agent may ask for."""
    known = {field.key: field.value for field in record.fields if table.sees(role, field.key)}
    hints = [shown(phone) for phone in record.phones[:1]]
    if "card_tail" in known:
        kind = table.by_key["card_tail"]
        hints = [f"{kind.zh if lang == 'zh' else kind.en} {known['card_tail']}"]
    return CustomerMatch(customer_id=record.customer_id, name=record.name,
                         hint=" · ".join([*hints, *([known["city"]] if "city" in known else [])]))


def contact_line(contact: Contact) -> EarlierContact:
    """One line of the time line."""
    return EarlierContact(at=contact.at, channel=contact.channel, summary=contact.summary, outcome=contact.outcome,
                          source=contact.source, topics=contact.topics)


def _money(amount: Decimal, currency: str, lang: Language) -> str:
    number = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    if lang == "zh":
        return number + _ZH_MONEY.get(currency, f" {currency}")
    sign = _EN_MONEY.get(currency)
    return f"{sign}{number}" if sign else f"{currency} {number}"
