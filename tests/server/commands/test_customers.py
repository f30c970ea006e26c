"""The commands around customers and consents, as an administrator types them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.__main__ import main
from server.storage.state import StateDirectory
from tests.server.customers.records import PHONE, customer, field, running_crm

CSV = "customer_id,name,phone,loan_balance,income\nC1,许知远,13800007315,86400,18000\n"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*args: str) -> tuple[int, str]:
        code = main([*args, "--state", str(state.path)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err
    return command


@pytest.fixture
def imported(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "customers.csv"
    file.write_text(CSV, encoding="utf-8")
    whole = ("customers", "import", str(file), "--source", "ledger", "--as-of", "2026-11-01")
    assert run(*whole, "--check") == (0, f"{file}: 1 customers, no fault.\n")
    assert "no customer" not in run("customers", "list")[1] and "C1" not in run("customers", "list")[1]
    assert run(*whole)[1] == "1 customers were imported: 1 new, 0 replaced.\n"
    assert run(*whole)[1] == "1 customers were imported: 0 new, 1 replaced.\n"
    return run


def test_import_list_show_delete(imported: Run) -> None:
    assert "C1\tledger\t2026-11-01\t2 fields\t****7315" in imported("customers", "list")[1]
    shown = imported("customers", "show", "C1", "--lang", "en")[1]
    assert "Loan balance\t$86,400\tledger, 2026-11-01" in shown and "Monthly income\t***" in shown
    assert "Monthly income\t$18,000" in imported("customers", "show", "C1", "--lang", "en", "--role", "supervisor")[1]
    assert imported("customers", "delete", "C1")[0] == 0
    for action in ("show", "delete"):
        code, said = imported("customers", action, "C1")
        assert code == 2 and "customers list" in said
    assert imported("audit", "verify")[0] == 0


def test_a_faulty_file_imports_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text(CSV + "C2,Li,,much,5\n", encoding="utf-8")
    code, said = run("customers", "import", str(file), "--source", "x", "--as-of", "2026-11-01")
    assert code == 2 and "row 3, column loan_balance" in said and run("customers", "list")[1] == ""
    assert run("customers", "import", str(file), "--map", "nonsense")[0] == 2


def test_the_crm_is_tried_with_the_stored_token(run: Run, state: StateDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run("customers", "try", PHONE)
    assert code == 2 and "names no CRM" in said
    monkeypatch.setattr(sys, "stdin", io.StringIO("t0ken\n"))
    assert run("customers", "credential", "--stdin")[0] == 0
    assert b"t0ken" not in state.database.read_bytes()
    with running_crm() as crm:
        crm.customers = [customer(fields=[field("loan_rate", "x"), field("loan_balance", 5)])]
        (state.path / "server.toml").write_text(f'[customers]\ncrm = "{crm.url}"\n')
        code, said = run("customers", "try", "138 0000 7315")
        assert code == 0 and "left out: loan_rate" in said and "5元" in said and "1 customers, 1 faults." in said
        assert crm.asked[0][2] == "Bearer t0ken"
        assert run("customers", "try", "C7001")[0] == 0


def test_consents_are_entered_shown_and_withdrawn(imported: Run) -> None:
    assert imported("consent", "record", "C1", "--purpose", "marketing", "--state-of-consent", "given", "--how", "form")[0] == 0
    assert imported("consent", "withdraw", PHONE, "--purpose", "marketing", "--how", "letter")[0] == 0
    lines = [line.split("\t") for line in imported("consent", "show", "C1")[1].splitlines()]
    assert [line[1:4] for line in lines] == [["marketing", "given", "form"], ["marketing", "withdrawn", "letter"]]
    code, said = imported("consent", "show", "+8613777777777")
    assert code == 2 and "nothing is kept" in said
    assert imported("consent", "withdraw", "+8613777777777", "--purpose", "recording", "--how", "letter")[0] == 0
    assert "withdrawn" in imported("consent", "show", "+8613777777777")[1]
