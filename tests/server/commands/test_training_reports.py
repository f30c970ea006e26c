"""`seatmate-server training report` and `training class`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.__main__ import main
from server.commands.init import set_up
from server.content.loading import load_playbook
from server.storage.audit import verify
from server.storage.calls import CallRecords
from server.storage.database import open_database, rows
from server.storage.people import People, User
from server.storage.privacy import PrivacyRecords
from server.storage.state import StateDirectory
from tests.server.practice.training_calls import GOOD, GOOD_PATH, store, talk, write_small_book


@pytest.fixture
def place(tmp_path: Path) -> StateDirectory:
    state = StateDirectory(tmp_path / "state")
    set_up(state)
    book = write_small_book(tmp_path / "zh_small")
    state.settings.write_text(f'playbooks = ["{book.as_posix()}"]\ndrafts = true\n', encoding="utf-8")
    database = open_database(state)
    People(database).add_user(User("anna", "Anna", "agent", "", "north"), "test")
    People(database).add_user(User("bo", "Bo", "agent", "", "south"), "test")
    store(CallRecords(database), load_playbook(book), "c1", talk(*GOOD), path=GOOD_PATH)
    database.close()
    return state


def test_a_report_as_text_and_json(place: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.json"
    assert main(["training", "report", "c1", "--json", str(file), "--state", str(place.path)]) == 0
    shown = capsys.readouterr().out
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["call"] == "c1" and found["passed"] and len(found["lines"]) == 13 and f"{found['total']:.1f} of 100" in shown
    assert "knowledge" in shown and "built-in good agent" in shown
    database = open_database(place)
    actions = database.read(lambda db: rows(db, "SELECT action FROM audit WHERE action = 'training.report'"))
    assert len(actions) == 1 and not verify(database).problems
    assert [export[3] for export in PrivacyRecords(database).exports()] == [str(file)], "erased with the call"
    database.close()
    assert main(["training", "class", "--state", str(place.path)]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[:3] for line in lines] == [["anna", "north", "1"], ["bo", "south", "0"]] and float(lines[0][3]) == found["total"]
    assert main(["training", "class", "--team", "south", "--state", str(place.path)]) == 0
    assert capsys.readouterr().out.startswith("bo\t")


def test_what_can_not_be_is_said(place: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["training", "report", "none", "--state", str(place.path)]) == 2
    assert "training.missing" in capsys.readouterr().err
    assert main(["training", "report", "c1", "--json", str(tmp_path / "no" / "r.json"), "--state", str(place.path)]) == 2
    assert "training.file" in capsys.readouterr().err


def test_a_call_becomes_a_draft_for_a_trainer(place: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    database = open_database(place)
    People(database).add_user(User("tina", "Tina", "trainer", "", "north"), "test")
    database.close()
    assert main(["training", "draft", "c1", "--user", "tina", "--state", str(place.path)]) == 0
    name = capsys.readouterr().out.split("\t")[0]
    database = open_database(place)
    assert [row["scenario"] for row in rows(database.work(lambda db: db), "SELECT scenario FROM practice_drafts")] == [name]
    assert rows(database.work(lambda db: db), "SELECT count(*) AS n FROM audit WHERE action = 'training.draft'")[0]["n"] == 1
    database.close()


@pytest.mark.parametrize(("call", "user", "said"), [
    ("c1", "anna", "trainer"), ("c1", "nobody", "trainer"), ("c9", "tina", "no such call")])
def test_only_trainers_have_drafts_and_only_of_calls_that_are_there(
        place: StateDirectory, capsys: pytest.CaptureFixture[str], call: str, user: str, said: str) -> None:
    database = open_database(place)
    People(database).add_user(User("tina", "Tina", "trainer", "", "north"), "test")
    database.close()
    assert main(["training", "draft", call, "--user", user, "--state", str(place.path)]) != 0
    assert said in capsys.readouterr().err
