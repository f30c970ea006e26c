"""`seatmate-server training`: the table, the exit status, the files it writes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from server.__main__ import main
from tests.server.practice.scenario_texts import SMALL, changed, tiny_playbook


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with the small scenario only."""
    return tiny_playbook(tmp_path_factory.mktemp("books") / "tiny", small=SMALL)


def run(book: Path, *args: str) -> int:
    return main(["training", args[0], "--playbook", str(book), *args[1:]])


def test_check_prints_a_table_and_writes_what_it_found(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result, events = tmp_path / "result.json", tmp_path / "events.jsonl"
    assert run(book, "check", "--json", str(result), "--events", str(events), "--lines") == 0
    out = capsys.readouterr().out
    assert [line.split()[:4] for line in out.splitlines() if line.startswith("small")][0] == ["small", "easy", "good", "success"]
    assert "customer" in out and "3 calls" in out
    found = json.loads(result.read_text(encoding="utf-8"))["played"]
    assert len(found) == 10 and {one["agent"] for one in found} == {"good", "bad", "silent", "gullible"}
    rows = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    assert {"tiny.small.easy", "tiny.small.hard"} <= {row["call"] for row in rows}
    assert {"intent", "checklist"} <= {row["type"] for row in rows}


def test_a_faulty_scenario_is_an_exit_status(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "tiny"
    shutil.copytree(book, copy)
    text = changed("closed = true", 'closed = true\nitems = ["complaint_registered"]')
    (copy / "practice" / "small.toml").write_text(text, encoding="utf-8")
    assert run(copy, "check", "--scenario", "small") == 1
    told = capsys.readouterr()
    assert "small, easy: the good agent can not succeed" in told.err and " !" in told.out


def test_list(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(book, "list") == 0
    assert capsys.readouterr().out == "tiny\tsmall\tservice\ten\tpublished\t5 min\tPaying early\n"


def test_errors(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(book, "check", "--scenario", "nothing") == 2
    assert "it has: small [scenario.unknown]" in capsys.readouterr().err
    assert run(book, "check", "--json", str(tmp_path / "no" / "where.json")) == 2
    assert "can not be written" in capsys.readouterr().err
    assert main(["training", "check", "--playbook", str(tmp_path)]) == 2


def test_the_playbooks_in_force_are_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["training", "check", "--scenario", "travel_card", "--state", str(tmp_path / "none")]) == 0
    assert "travel_card" in capsys.readouterr().out
