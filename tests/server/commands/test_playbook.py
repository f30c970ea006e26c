"""`seatmate-server playbook`: from a draft to a version that two people published, on the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from server.__main__ import main
from server.commands import playbook_writing
from server.commands.init import set_up
from server.passwords import fits, hash_password
from server.storage.database import open_database
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.server.authoring.conftest import write_house
from tests.server.authoring.test_draft import NEW
from tests.server.fakes import write_playbook


class Console:
    """Commands on one state directory."""

    def __init__(self, state: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.state, self._capsys, self._patch = state, capsys, patch

    def __call__(self, *args: str, person: str = "", password: str = "secret-word") -> tuple[int, str, str]:
        said = ["--as", person, "--password-stdin"] if person else []
        self._patch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        code = main(["playbook", *args, *said, "--state", str(self.state)])
        out = self._capsys.readouterr()
        return code, out.out, out.err


@pytest.fixture
def console(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Console:
    state = StateDirectory(tmp_path / "state")
    set_up(state)
    database = open_database(state)
    for name, role in (("anna", "trainer"), ("ben", "compliance"), ("ida", "agent")):
        People(database).add_user(User(name, name, role, "secret-word"), "test")  # type: ignore[arg-type]
    database.close()
    # a real hash takes a quarter of a second each time; `test_the_password_is_checked_against_its_hash` has one
    monkeypatch.setattr(playbook_writing, "fits", lambda password, stored: bool(stored) and password == stored)
    return Console(state.path, capsys, monkeypatch)


def test_from_draft_to_version_and_back(console: Console, tmp_path: Path) -> None:
    house, new, calls = write_house(tmp_path / "house"), tmp_path / "new.toml", tmp_path / "calls.jsonl"
    new.write_text(NEW.text)
    assert console("draft", "house", "--from", str(house), person="anna")[0] == 0
    assert console("propose", "house", person="anna")[0] == 0
    assert console("publish", "house", "1", person="ben")[0] == 0
    assert console("add", "house", str(new), person="anna")[1] == "added\tarticle\tfees\n"
    code, _, error = console("add", "house", str(new), person="anna")
    assert code == 2 and "[authoring.exists]" in error
    assert console("edit", "house", str(new), person="anna")[1] == "changed\tarticle\tfees\n"
    assert console("show", "house/draft", "fees")[1] == NEW.text and "fees" not in console("show", "house")[1]
    assert "0 pairs" in console("duplicates", "house/draft")[1]
    assert console("remove", "house", "article", "card_loss", person="anna")[0] == 0
    calls.write_text(json.dumps({"call": "c", "channel": "customer", "start_ms": 0, "end_ms": 900, "text": "I lost my card"}) + "\n")
    shown = console("preview", "house", "--against", str(calls))[1]
    assert "removed\tarticle card_loss" in shown and "card_loss -> nothing" in shown and "1 customers' lines: 1 were answered, 0" in shown
    assert "0 calls" in console("preview", "house")[1]
    assert "Proposal 1" in console("propose", "house", "--version", "2", "--note", "fees", person="anna")[1]
    assert console("publish", "house", "1", person="anna")[0] == 2
    assert "published by ben" in console("publish", "house", "1", person="ben")[1]
    assert "2\tin force" in console("versions", "house")[1]
    assert "1 is in force again" in console("rollback", "house", "1", person="ben")[1].replace("house ", "")
    listed = console("list")[1]
    assert "house\t1\ten" in listed and "\tpublished" in listed and "\tdraft" in listed


def test_the_password_is_checked_against_its_hash(console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playbook_writing, "fits", fits)
    database = open_database(StateDirectory(console.state))
    People(database).add_user(User("kim", "kim", "trainer", hash_password("long enough")), "test")
    database.close()
    house = write_house(tmp_path / "house")
    assert console("draft", "house", "--from", str(house), person="kim", password="not it")[0] == 2
    assert console("draft", "house", "--from", str(house), person="kim", password="long enough")[0] == 0


@pytest.mark.parametrize(("person", "password", "code"), [
    ("ida", "secret-word", "authoring.rights"), ("anna", "wrong", "auth.user"), ("nobody", "secret-word", "auth.user")])
def test_who_may_not_write(console: Console, tmp_path: Path, person: str, password: str, code: str) -> None:
    house = write_house(tmp_path / "house")
    status, _, error = console("draft", "house", "--from", str(house), person=person, password=password)
    assert status == 2 and f"[{code}]" in error and not (console.state / "playbooks" / "house").exists()


def test_a_mistake_is_named_with_file_and_line(console: Console, tmp_path: Path) -> None:
    house = write_house(tmp_path / "house")
    (house / "knowledge.toml").write_text('[[article]]\nid = "a"\ntitle = "t"\nbody = "b"\nproducts = ["gold"]\n')
    status, _, error = console("check", str(house))
    assert status == 2 and "knowledge.toml:5: `products`: `gold` is not known" in error
    assert console("check", "nothing")[0] == 2 and console("versions", "../x")[0] == 2


def test_a_drop_and_a_rejected_proposal(console: Console, tmp_path: Path) -> None:
    house = write_house(tmp_path / "house")
    console("draft", "house", "--from", str(house), person="anna")
    console("propose", "house", person="anna")
    assert console("reject", "house", "1", "--why", "later", person="ben")[0] == 0
    assert console("drop", "house", person="anna")[0] == 0
    status, _, error = console("drop", "house", person="anna")
    assert status == 2 and "[authoring.missing]" in error


def test_a_rule_that_does_not_keep_its_own_examples_is_named_with_its_line(console: Console, tmp_path: Path) -> None:
    write_playbook(tmp_path / "book")
    rules = tmp_path / "book" / "rules.toml"
    assert console("check", str(tmp_path / "book"))[0] == 0
    wrong = rules.read_text(encoding="utf-8").replace('{ text = "there is no risk" }', '{ text = "it is safe" }')
    rules.write_text(wrong.replace('"every investment has a risk"', '"there is no risk"'), encoding="utf-8")
    code, out, _ = console("check", str(tmp_path / "book"))
    assert code == 1
    assert f"example: {rules}:10: the rule `no_risk` does not find its own positive example: 'it is safe'" in out
    assert f"example: {rules}:11: the rule `no_risk` warns of its own negative example: 'there is no risk'" in out


def test_packs_are_listed_with_where_they_are_in_force(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--state", str(state.path)]
    assert main(["playbook", "packs", *where]) == 0
    told = {line.split("\t")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "in force: nowhere" in told["eu_finance"] and "signed off: nobody" in told["eu_finance"]
    state.settings.write_text('[packs]\nen_finance = ["eu_finance"]\n', encoding="utf-8")
    assert main(["playbook", "packs", *where]) == 0
    told = {line.split("\t")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert told["eu_finance"].endswith("+eu_finance") and "zh_finance" in told["cn_finance"]
    assert main(["playbook", "list", *where]) == 0
    assert "packs: us_finance" in capsys.readouterr().out
    state.settings.write_text('[packs]\nen_finance = "eu_finance"\n', encoding="utf-8")
    assert main(["playbook", "packs", *where]) == 2
    assert "must name lists of rule packs" in capsys.readouterr().err
