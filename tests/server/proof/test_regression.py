"""A draft is heard against stored calls before it is published: what it would add, what it would lose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.__main__ import main
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.disputes import DisputeRecords
from server.storage.state import StateDirectory
from tests.server.fakes import RULES, write_playbook
from tests.server.proof.conftest import store_call


@pytest.fixture
def where(records: CallRecords, state: StateDirectory, tmp_path: Path) -> list[str]:
    """Two stored calls, and the playbook in force in the settings."""
    store_call(records, "c2", ("agent", "you can not lose money"), ("customer", "is there no risk"))
    store_call(records, "old", ("agent", "there is no risk"), opened_at="2020-01-01T00:00:00+00:00")
    base = write_playbook(tmp_path / "base")
    state.settings.write_text(f'playbooks = ["{base}"]\n')
    return ["--against", "LAST_WEEK", "--state", str(state.path)]


def draft(tmp_path: Path, phrases: str) -> str:
    book = write_playbook(tmp_path / "draft")
    (book / "rules.toml").write_text(RULES.replace('["no risk"]', phrases).replace(
        '"there is no risk"', '"you can not lose money"'), encoding="utf-8")
    return str(book)


def test_gained_and_lost_alerts_are_told_with_their_words(
        where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "result.json"
    code = main(["playbook", "test", "--draft", draft(tmp_path, '["can not lose money"]'), "--json", str(out), *where])
    assert code == 0
    found = json.loads(out.read_text())
    assert (found["calls"], found["utterances"], found["gained"], found["lost"]) == (2, 5, 1, 1)
    (rule,) = found["rules"]
    assert (rule["rule"], rule["before"], rule["after"]) == ("no_risk", 1, 1)
    assert {(one["side"], one["call"], one["quote"]) for one in rule["samples"]} == {
        ("gained", "c2", "can not lose money"), ("lost", "c1", "no risk")}
    assert "1 alerts gained (1 of them stops), 1 lost" in capsys.readouterr().out


def test_a_draft_that_changes_nothing_has_no_rows(where: list[str], tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    assert main(["playbook", "test", "--draft", str(write_playbook(tmp_path / "draft")), "--most-gained", "0",
                 "--most-lost", "0", "--json", str(out), *where]) == 0
    assert json.loads(out.read_text())["rules"] == []


def test_thresholds_decide_the_exit_status_and_a_rejected_alert_is_no_loss(
        where: list[str], tmp_path: Path, database: Database) -> None:
    wider = ["playbook", "test", "--draft", draft(tmp_path, '["no risk", "can not lose money"]'), *where]
    assert main([*wider, "--most-gained", "1"]) == 0 and main([*wider, "--most-gained", "0"]) == 1
    narrower = ["playbook", "test", "--draft", draft(tmp_path, '["risk is zero"]'), "--most-lost", "0", *where]
    assert main(narrower) == 1
    DisputeRecords(database).decide("c1", "no_risk:1", "rejected", "qi", "test")
    assert main(narrower) == 0


def test_a_span_of_days_and_a_file_of_dialogues(where: list[str], tmp_path: Path) -> None:
    wider = ["playbook", "test", "--draft", draft(tmp_path, '["can not lose money"]'), "--json", str(tmp_path / "r.json"),
             *where[2:], "--against"]
    assert main([*wider, "2020-01-01..2020-01-01"]) == 0
    assert json.loads((tmp_path / "r.json").read_text())["lost"] == 1
    lines = [{"call": "d", "channel": "agent", "start_ms": 0, "end_ms": 900, "text": "You can not lose money."}]
    (tmp_path / "d.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert main([*wider, str(tmp_path / "d.jsonl")]) == 0
    assert json.loads((tmp_path / "r.json").read_text())["gained"] == 1


@pytest.mark.parametrize("against", ["NEXT_WEEK", "2020-01-01..2019-13-01", "2021-01-01..2021-01-02"])
def test_no_span_and_an_empty_span_are_said_so(where: list[str], tmp_path: Path, against: str,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["playbook", "test", "--draft", str(write_playbook(tmp_path / "draft")), "--against", against, *where[2:]]) == 2
    assert "proof.nothing" in capsys.readouterr().err


def test_a_broken_dialogue_names_its_line(where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.jsonl").write_text('{"call": "d"}\n')
    assert main(["playbook", "test", "--draft", str(write_playbook(tmp_path / "draft")), "--against",
                 str(tmp_path / "d.jsonl"), *where[2:]]) == 2
    assert "d.jsonl:1" in capsys.readouterr().err
