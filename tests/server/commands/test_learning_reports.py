"""`seatmate-server eval suggestions | experiment | drift | near-misses` as an administrator meets them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from server.__main__ import main
from server.commands import learning_reports
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.state import StateDirectory
from tests.server.learning import calls as sample
from tests.server.learning.calls import StoredCalls, did, gone, intent, line, offered, warned

NAMES = ("suggestions", "experiment", "drift", "near-misses")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls of the tests are of these days."""
    monkeypatch.setattr(sample, "NOW", datetime.now(UTC))


def fill(state: StateDirectory, **many: int) -> None:
    """Calls of two arms, questions in vain, an edit and a warning."""
    database = open_database(state)
    stored = StoredCalls(CallRecords(database))
    stored.suggested(taken=True, count=many.get("taken", 2), experiment="words", arm="b")
    stored.suggested(taken=False, count=many.get("left", 2), experiment="words", arm="a")
    stored.add(line(1, "利率是多少"), intent(1), offered(1), line(2, "星享贷呢年化利率3.65%，别的没有", "agent"), gone(2, "said"),
               warned(), feedback=[did("painted"), did("painted", "a1", "alert"), did("disputed", "a1", "alert")])
    for text in ("外币账户要收管理费吗", "外币账户管理费怎么收"):
        stored.add(line(1, text), intent(1, "account_inquiry"))
    stored.earlier(taken=True, count=many.get("before", 0))
    database.close()


def run(capsys: pytest.CaptureFixture[str], state: StateDirectory, *arguments: str) -> tuple[int, str, str]:
    code = main(["eval", *arguments, "--state", str(state.path)])
    return code, *capsys.readouterr()


def written(capsys: pytest.CaptureFixture[str], state: StateDirectory, tmp_path: Path, *arguments: str) -> dict[str, Any]:
    file = tmp_path / "found.json"
    assert run(capsys, state, *arguments, "--json", str(file))[0] in (0, 1, 3)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_acceptance_by_reply_and_by_rule(state: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(state)
    code, out, _ = run(capsys, state, "suggestions", "--edits", "rate")
    assert code == 0 and "rate" in out and "60.0 %" in out and "+ 星享贷呢年化利率3.65%，别的没有" in out
    assert "no_guarantee" in run(capsys, state, "suggestions", "--by", "rule")[1]
    found = written(capsys, state, tmp_path, "suggestions")
    assert found["suggestions"]["taken"]["hits"] == 3 and found["suggestions"]["taken"]["of"] == 5
    assert {(row["reply"], row["version"]) for row in found["replies"]} == {("rate", "1"), ("rate", "2")}
    assert found["rules"][0]["disputed"]["share"] == 1 and found["rules"][0]["version"] == "3"


def test_showing_words_is_noted_in_the_audit_trail(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    fill(state)
    run(capsys, state, "suggestions")
    run(capsys, state, "suggestions", "--edits", "rate")
    run(capsys, state, "near-misses")
    database = open_database(state)
    actions = database.read(lambda db: [row[0] for row in db.execute("SELECT action FROM audit WHERE action LIKE 'eval.%' ORDER BY n")])
    database.close()
    assert actions == ["eval.edits", "eval.near_misses"]


def test_two_arms(state: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(state)
    code, out, _ = run(capsys, state, "experiment")
    assert code == 0 and "experiment words" in out and "not enough calls" in out
    (found,) = written(capsys, state, tmp_path, "experiment", "--name", "words")["experiments"]
    assert found["arms"]["b"]["calls_with_taken"]["share"] == 1 and found["comparison"]["p"] == pytest.approx(1 / 3, abs=1e-4)


def test_drift_has_exit_codes_of_its_own(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    fill(state, taken=0, left=60)
    code, out, _ = run(capsys, state, "drift")
    assert code == learning_reports.TOO_FEW and "too few to tell" in out


def test_drift_is_found(state: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(state, taken=0, left=60, before=60)
    assert run(capsys, state, "drift")[0] == learning_reports.DRIFTED
    found = written(capsys, state, tmp_path, "drift", "--days", "3", "--before", "40")
    assert found["alarms"] == ["suggestions taken"]


def test_near_misses_become_work_for_the_authors(state: StateDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(state)
    found = written(capsys, state, tmp_path, "near-misses", "--lang", "zh")
    assert found["format"] == learning_reports.FORMAT
    (group,) = found["groups"]
    assert (group["calls"], group["intent"], group["lang"]) == (2, "account_inquiry", "zh") and "外币账户" in group["question"]
    assert written(capsys, state, tmp_path, "near-misses", "--least", "3")["groups"] == []
    assert written(capsys, state, tmp_path, "near-misses", "--lang", "en")["groups"] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_database(name: str, state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, state, name)
    assert code == {"experiment": 2, "drift": 3}.get(name, 0)
    assert ("nothing to count" in out or "too few" in out or "0 questions" in out or "[learning.experiment]" in err)


@pytest.mark.parametrize(("arguments", "code"), [
    (("suggestions", "--since", "soon"), "learning.period"), (("near-misses", "--since", "2026-02-01", "--until", "2026-01-01"), "learning.period"),
    (("experiment", "--name", "unheard"), "learning.experiment"), (("suggestions", "--json", "/nowhere/x.json"), "learning.not_written")])
def test_what_can_not_be_reported(arguments: tuple[str, ...], code: str, state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    done, _, err = run(capsys, state, *arguments)
    assert done == 2 and f"[{code}]" in err


def test_a_day_that_is_none_and_a_state_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "drift", "--days", "0"]) == 2
    assert main(["eval", "drift", "--state", str(tmp_path / "none")]) == 2
    assert "seatmate-server init" in capsys.readouterr().err
