"""Files of customers: all of it or nothing, every fault by row and column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.customers.errors import ImportRefused
from server.customers.fields import FieldTable
from server.customers.importing import ImportOptions, read_file
from tests.server.customers.records import PHONE, customer, field

TABLE = FieldTable()
WHOLE = ImportOptions(source="ledger", as_of="2026-11-01")
CSV = """customer_id,name,phone,loan_balance,loan_rate,next_due
C1,许知远,13800007315;021-5555-0142,"86,400.00",4.35%,2026-12-15
C2,"Grant, Daniel",+14155550142,14200,7.1,2026-12-01
"""


def written(tmp_path: Path, text: str, name: str = "customers.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def faults(file: Path, options: ImportOptions = WHOLE) -> tuple[str, ...]:
    with pytest.raises(ImportRefused, match="nothing was imported") as caught:
        read_file(file, TABLE, options)
    return caught.value.faults


def test_csv(tmp_path: Path) -> None:
    first, second = read_file(written(tmp_path, "\ufeff" + CSV), TABLE, WHOLE)
    assert (first.phones, second.name) == ((PHONE, "+862155550142"), "Grant, Daniel")
    assert {one.key: (one.value, one.source) for one in first.fields} == {
        "loan_balance": ("86400", "ledger"), "loan_rate": ("4.35", "ledger"), "next_due": ("2026-12-15", "ledger")}


def test_columns_of_other_names(tmp_path: Path) -> None:
    text = "Kunde,Nachname,Saldo,Notiz,source,as_of\nC1,Grant,5,x,host,2026-01-02\n"
    options = ImportOptions({"Kunde": "customer_id", "Nachname": "name", "Saldo": "loan_balance", "Notiz": ""})
    record = read_file(written(tmp_path, text), TABLE, options)[0]
    assert (record.customer_id, record.source, record.fields[0].as_of) == ("C1", "host", "2026-01-02")


def test_every_fault_is_named_by_row_and_column(tmp_path: Path) -> None:
    text = CSV + "C3,Li,abc,-5,9,2026-12-01\nC1,Wang,,5,x,soon\nC4,Xu\n"
    found = faults(written(tmp_path, text))
    assert [one.partition(":")[0] for one in found] == [
        "row 4, column phone", "row 4, column loan_balance", "row 5, column loan_rate", "row 5, column next_due",
        "row 5, column customer_id", "row 6"]


@pytest.mark.parametrize(("head", "says"), [
    ("customer_id,name,shoe", "column shoe"), ("customer_id,loan_rate", "no column for name"),
    ("customer_id,name,name", "a second column"), ("", "no column for customer_id")])
def test_a_header_that_can_not_be_read(tmp_path: Path, head: str, says: str) -> None:
    assert any(says in one for one in faults(written(tmp_path, head + "\nC1,Li,5\n")))


def test_without_source_or_date_nothing_is_taken(tmp_path: Path) -> None:
    found = faults(written(tmp_path, CSV), ImportOptions())
    assert "--source" in found[0] and "--as-of" in found[1]


def test_a_mapped_column_has_to_be_there(tmp_path: Path) -> None:
    assert "Saldo" in faults(written(tmp_path, CSV), ImportOptions({"Saldo": "loan_balance"}, "x", "2026-01-01"))[0]


def test_json(tmp_path: Path) -> None:
    body = {"customers": [customer(), customer("C2", source=None, as_of=None, fields=[{"key": "loan_balance", "value": 5}])]}
    first, second = read_file(written(tmp_path, json.dumps(body), "c.json"), TABLE, WHOLE)
    assert first.contacts and (second.source, second.fields[0].source) == ("ledger", "ledger")
    with pytest.raises(ImportRefused) as caught:
        read_file(written(tmp_path, json.dumps([customer(fields=[field("loan_rate", "much")])]), "c.json"), TABLE, WHOLE)
    assert caught.value.faults[0].startswith("customer 1, loan_rate")


@pytest.mark.parametrize(("content", "name"), [
    (b"\xff\xfe\x00", "a.csv"), (b"a\0b", "a.csv"), (b"{", "a.json"), (b"5", "a.json"), (b"[]", "a.json"), (b"", "a.csv"),
    (b'customer_id,name\nC1,"Li', "a.csv"), (b"[" * 100_000, "a.json")])
def test_files_that_are_none(tmp_path: Path, content: bytes, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert faults(file)


def test_many_faults_are_counted(tmp_path: Path) -> None:
    text = "customer_id,name,loan_balance\n" + "".join(f"C{at},Li,x\n" for at in range(50))
    with pytest.raises(ImportRefused, match="and 30 more"):
        read_file(written(tmp_path, text), TABLE, WHOLE)
