"""Who sees what, and how values are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol.message import Language, Role
from server.assist.figures import figures
from server.customers.errors import FieldsInvalid
from server.customers.fields import FIELDS, FILE, FieldTable, load_fields
from server.customers.reading import read_record
from server.customers.record import FieldValue, Record
from server.customers.views import MASK, facts_of_record, match_of, view_of, words_of
from tests.server.customers.records import customer, field

TABLE = FieldTable()


def record(**changes: object) -> Record:
    made, faults = read_record(customer(**changes), TABLE, "86")
    assert made is not None and not faults
    return made


@pytest.mark.parametrize(("key", "value", "zh", "en"), [
    ("loan_balance", "86400", "86,400元", "$86,400"), ("loan_balance", "86400.5", "86,400.50元", "$86,400.50"),
    ("loan_rate", "4.35", "4.35%", "4.35%"), ("months_left", "34", "34个月", "34 months"),
    ("next_due", "2026-12-15", "2026年12月15日", "December 15, 2026"), ("card_tail", "0042", "0042", "0042")])
def test_values_are_written_as_they_are_spoken(key: str, value: str, zh: str, en: str) -> None:
    kind = TABLE.by_key[key]
    languages: tuple[tuple[Language, str], ...] = (("zh", zh), ("en", en))
    for lang, words in languages:
        assert words_of(kind, FieldValue(key=key, value=value, source="x", as_of="2026-01-01"), lang) == words
        assert figures(words, lang), "the number lock reads it"


@pytest.mark.parametrize(("role", "income", "card"), [
    ("agent", MASK, "4802"), ("supervisor", "18,000元", "4802"), ("quality", MASK, MASK), ("trainer", MASK, MASK)])
def test_a_role_sees_what_it_may(role: Role, income: str, card: str) -> None:
    shown = {one.key: one.value for one in view_of(record(), TABLE, role, "zh").fields}
    assert (shown["income"], shown["card_tail"], shown["loan_balance"]) == (income, card, "86,400元")


def test_what_the_agent_may_not_see_is_no_fact_of_the_call() -> None:
    facts = facts_of_record(record(), TABLE, "agent", "zh")
    assert facts["name"] == "许知远" and facts["loan_rate"] == "4.35%" and "income" not in facts
    assert "18" not in "".join(facts.values())


def test_every_field_shown_has_its_source_and_date() -> None:
    assert all(one.source and one.verified and one.group for one in view_of(record(), TABLE, "agent", "en").fields)


def test_a_match_says_no_more_than_is_needed_to_choose() -> None:
    match = match_of(record(fields=[field("card_tail", "4802"), field("city", "杭州"), field("income", 18000)]), TABLE, "agent", "zh")
    assert (match.name, match.hint) == ("许知远", "还款卡尾号 4802 · 杭州")
    assert match_of(record(), TABLE, "quality", "zh").hint == "****7315"


def test_the_house_changes_who_sees_a_field_and_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("""
[[field]]
key = "income"
visible = ["agent"]
[[field]]
key = "branch"
type = "text"
group = "service"
zh = "开户网点"
en = "Branch"
visible = ["agent", "quality"]
""", encoding="utf-8")
    table = load_fields(tmp_path)
    assert table.sees("agent", "income") and not table.sees("supervisor", "income")
    assert table.by_key["income"].zh == "登记月收入" and table.sees("quality", "branch")
    assert load_fields(tmp_path / "nowhere").by_key.keys() == {kind.key for kind in FIELDS}


@pytest.mark.parametrize(("text", "says"), [
    ("x = ", "customer_fields.toml"), ("[field]\nkey='income'", "[[field]]"), ("[[field]]\nzh='x'", "field 1"),
    ("[[field]]\nkey='income'\ncolour='red'", "colour"), ("[[field]]\nkey='new'\nzh='x'", "is missing"),
    ("[[field]]\nkey='income'\nvisible=['boss']", "roles"), ("[[field]]\nkey='income'\nvisible='agent'", "roles"),
    ("[[field]]\nkey='income'\ntype='money'", "one of"), ("[[field]]\nkey='income'\nzh=5", "must be text"), ("[other]", "[[field]]")])
def test_a_wrong_table_is_refused_with_what_is_expected(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(FieldsInvalid, match="customer_fields") as caught:
        load_fields(tmp_path)
    assert says in str(caught.value)
