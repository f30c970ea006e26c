"""`seatmate-server coaching`: what is listed and exported, and that the file goes with its calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.__main__ import main
from server.storage.calls import CallRecords, CallRow
from server.storage.coaching import CoachingRecords
from server.storage.database import open_database, rows
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory


def written(state: StateDirectory) -> None:
    database = open_database(state)
    records = CallRecords(database)
    for call, agent in (("c1", "anna"), ("c2", "ben")):
        records.open(CallRow(id=call, workstation="w", user=agent, lang="en"))
        CoachingRecords(records).add(call, "note", by="sue", by_name="Sue", agent=agent, at_ms=61_000, text=f"For {agent}",
                                     quote="Hello")
    database.close()


def test_it_lists_and_exports(state: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(state)
    at = ["--state", str(state.path)]
    assert main(["coaching", "list", *at]) == 0
    listed = capsys.readouterr().out
    assert "For anna" in listed and "For ben" in listed and "61 s" in listed and "unread" in listed
    assert main(["coaching", "list", "--agent", "ben", *at]) == 0
    assert "anna" not in capsys.readouterr().out
    out = tmp_path / "coaching.jsonl"
    assert main(["coaching", "export", "--out", str(out), *at]) == 0
    entries = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {(one["agent"], one["text"], one["quote"]) for one in entries} == {("anna", "For anna", "Hello"), ("ben", "For ben", "Hello")}
    database = open_database(state)
    assert [(call, file) for _, call, _, file in PrivacyRecords(database).exports()] == [("c1", str(out)), ("c2", str(out))]
    assert database.read(lambda db: len(rows(db, "SELECT n FROM audit WHERE action LIKE 'coaching.%'"))) == 5
    database.close()


def test_a_place_that_can_not_be_written_is_said_before(state: StateDirectory, tmp_path: Path,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coaching", "export", "--out", str(tmp_path / "no" / "x"), "--state", str(state.path)]) == 2
    assert "can not be written" in capsys.readouterr().err
