"""A dispute becomes a labelled example once it is decided, and counts in the rule's measured precision."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from server.__main__ import main
from server.passwords import hash_password
from server.proof.disputes import Precision, example_of, precisions
from server.storage.calls import CallRecords
from server.storage.database import Database
from server.storage.disputes import DisputeRecords
from server.storage.errors import UnknownRecord
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.server.fakes import write_playbook


def test_the_agents_dispute_is_kept_with_the_rule_and_its_words(records: CallRecords, database: Database) -> None:
    (dispute,) = DisputeRecords(database).found(decided=False)
    assert (dispute.alert, dispute.rule, dispute.rule_version, dispute.asked_by) == ("no_risk:1", "no_risk", "1", "anna")
    example = example_of(records, dispute)
    assert (example["text"], example["channel"], example["fires"]) == ("there is no risk at all", "agent", None)
    assert example["note"] == "it was a quotation"


def test_verdicts_count_in_the_precision_of_the_rule_and_its_version(records: CallRecords, database: Database) -> None:
    disputes = DisputeRecords(database)
    before = precisions(disputes.counts())["no_risk", "1"]
    assert (before.alerts, before.disputed, before.share) == (1, 1, 1.0), "nobody has decided yet"
    disputes.decide("c1", "no_risk:1", "rejected", "qi", "test")
    after = precisions(disputes.counts("test_book"))["no_risk", "1"]
    assert (after.rejected, after.share) == (1, 0.0) and "0 % of 1 alerts" in after.words()
    disputes.decide("c1", "no_risk:1", "confirmed", "qi", "test")
    assert precisions(disputes.counts())["no_risk", "1"].share == 1.0
    assert precisions(disputes.counts("another")) == {}


def test_a_rule_without_alerts_is_not_praised() -> None:
    assert Precision("r", "1", 0, 0, 0).words() == "no alert yet"


def test_a_verdict_on_what_was_not_disputed_is_refused(records: CallRecords, database: Database) -> None:
    with pytest.raises(UnknownRecord):
        DisputeRecords(database).decide("c1", "nothing:1", "rejected", "qi", "test")


@pytest.fixture
def officers(database: Database) -> None:
    people = People(database)
    people.add_user(User("qi", "Qi", "quality", hash_password("quality first")), "test")
    people.add_user(User("anna", "Anna", "agent", hash_password("quality first")), "test")


def test_only_the_officer_decides_at_the_console(
        records: CallRecords, state: StateDirectory, officers: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--state", str(state.path)]
    assert main(["disputes", "list", *where]) == 0
    assert "there is no risk at all\tit was a quotation" in capsys.readouterr().out
    decide = ["disputes", "decide", "c1", "no_risk:1", "rejected", "--password-stdin", *where, "--user"]
    for name, password, code in (("anna", "quality first", 2), ("qi", "wrong", 2), ("qi", "quality first", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        assert main([*decide, name]) == code
    assert main(["disputes", "export", "--out", str(tmp_path / "examples.jsonl"), *where]) == 0
    (example,) = [json.loads(line) for line in (tmp_path / "examples.jsonl").read_text().splitlines()]
    assert (example["rule"], example["fires"], example["text"]) == ("no_risk", False, "there is no risk at all")
    book = write_playbook(tmp_path / "book")
    capsys.readouterr()
    assert main(["playbook", "rules", str(book), *where]) == 0
    assert "0 % of 1 alerts (1 disputed, 1 wrong)" in capsys.readouterr().out
