"""A record is taken field by field: what can not be right is named and left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from server.customers.fields import FieldTable
from server.customers.phones import normalised, shown
from server.customers.reading import read_record
from tests.server.customers.records import PHONE, customer, field

TABLE = FieldTable()


def test_a_whole_record() -> None:
    record, faults = read_record(customer(), TABLE, "86")
    assert faults == [] and record is not None
    assert (record.customer_id, record.phones) == ("C7001", (PHONE,))
    assert {one.key: one.value for one in record.fields} == {
        "loan_product": "星享贷", "loan_balance": "86400", "loan_rate": "4.35", "next_due": "2026-12-15",
        "months_left": "34", "card_tail": "4802", "income": "18000"}
    assert all(one.source == "core banking" and one.as_of == "2026-11-01" for one in record.fields)
    assert [contact.channel for contact in record.contacts] == ["branch"]


@pytest.mark.parametrize(("lie", "reason"), [
    (field("loan_rate", "about 4 percent"), "type"),
    (field("loan_rate", "4.35%"), "type"),
    (field("loan_rate", 435), "range"),
    (field("loan_rate", True), "type"),
    (field("loan_rate", None), "missing"),
    (field("loan_rate", float("nan")), "type"),
    (field("loan_rate", float("inf")), "type"),
    (field("loan_rate", 1e300), "type"),
    (field("loan_balance", -86400), "range"),
    (field("loan_balance", "-0.01"), "range"),
    (field("loan_balance", {"amount": 5}), "type"),
    (field("loan_balance", "<b>86400</b>"), "type"),
    (field("next_due", "31.02.2026"), "date"),
    (field("next_due", "2026-02-31"), "date"),
    (field("next_due", 20261215), "date"),
    (field("next_due", "0001-01-01"), "date"),
    (field("months_left", 34.5), "range"),
    (field("card_tail", "6222020200004802"), "type"),
    (field("card_tail", 4802), "type"),
    (field("loan_product", "a" * 500), "long"),
    (field("loan_product", "星享贷\x00"), "type"),
    (field("loan_product", "\u202e贷享星"), "type"),
    (field("loan_balance", 5, source=""), "source"),
    (field("loan_balance", 5, source=None), "source"),
    (field("loan_balance", 5, as_of="yesterday"), "source"),
    (field("loan_balance", 5, currency="yuan"), "type"),
    (field("shoe_size", 43), "unknown"),
    ("loan_balance", "unknown"),
])
def test_a_field_that_can_not_be_right_is_left_out_and_named(lie: Any, reason: str) -> None:
    record, faults = read_record(customer(fields=[field("deposit_balance", 10), lie]), TABLE, "86")
    assert record is not None and [one.key for one in record.fields] == ["deposit_balance"]
    assert [fault.reason for fault in faults] == [reason]
    given = str(lie["value"]) if isinstance(lie, dict) else lie
    assert len(given) < 4 or given not in faults[0].text, "a fault names the field and never the value"


def test_a_field_given_twice_counts_once() -> None:
    record, faults = read_record(customer(fields=[field("loan_balance", 10), field("loan_balance", 20)]), TABLE, "86")
    assert record is not None and [one.value for one in record.fields] == ["10"]
    assert [fault.reason for fault in faults] == ["twice"]


@pytest.mark.parametrize("broken", [
    None, [], "x", 5, {}, customer(customer_id=""), customer(customer_id="a b"), customer(name=None), customer(name=7),
    customer(source=""), customer(as_of="soon")])
def test_without_id_name_source_and_date_there_is_no_record(broken: Any) -> None:
    record, faults = read_record(broken, TABLE, "86")
    assert record is None and faults


def test_lists_that_are_none_are_named() -> None:
    record, faults = read_record(customer(fields={}, contacts="none", phones="138"), TABLE, "86")
    assert record is not None and (record.fields, record.contacts, record.phones) == ((), (), ())
    assert sorted(fault.where for fault in faults) == ["contacts", "fields", "phones"]


@pytest.mark.parametrize(("written", "country", "number"), [
    ("138 0000 7315", "86", PHONE), ("+86-138-0000-7315", "86", PHONE), ("0086 13800007315", "86", PHONE),
    ("１３８００００７３１５", "86", PHONE), ("tel:+8613800007315", "86", PHONE), ("sip:+8613800007315@pbx.example", "86", PHONE),
    ("(415) 555-0142", "1", "+14155550142"), ("1-415-555-0142", "1", "+14155550142"), ("021 5555 0142", "86", "+862155550142"),
    ("138 0000 7315 ext. 12", "86", PHONE), ("", "86", ""), ("unknown", "86", ""), ("123", "86", ""), ("+" + "9" * 20, "86", "")])
def test_numbers_have_one_form(written: str, country: str, number: str) -> None:
    assert normalised(written, country) == number


def test_a_shown_number_keeps_its_end_only() -> None:
    assert shown(PHONE) == "****7315" and shown("123") == "****"


def test_the_documented_example_is_a_whole_record() -> None:
    text = (Path(__file__).parents[3] / "docs" / "customer-record.openapi.yaml").read_text(encoding="utf-8")
    example = json.loads(text.partition("      example:\n")[2].partition("    Field:")[0])
    record, faults = read_record(example, TABLE, "86")
    assert faults == [] and record is not None and len(record.fields) == len(example["fields"]) and record.contacts
