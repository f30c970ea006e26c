"""An evidence pack holds what happened, and nothing in it can be changed, moved, taken out or put in unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.__main__ import main
from server.proof.chain import chained
from server.proof.errors import PackUnreadable, ProofError
from server.proof.pack import gather, write_pack
from server.proof.pack_names import HEAD, PUBLIC_KEY, ROWS, SIGNATURE
from server.proof.signing import Signer, new_signing_key, signed_by
from server.proof.verifying import verify_pack
from server.storage import audit
from server.storage.audit import verify
from server.storage.calls import CallRecords, CallRow
from server.storage.database import Database
from server.storage.errors import KeyMissing, UnknownRecord
from server.storage.state import StateDirectory

SIGNER = Signer(new_signing_key())


@pytest.fixture
def pack(records: CallRecords, tmp_path: Path) -> Path:
    row, rows = gather(records, "c1")
    write_pack(tmp_path / "pack", row, rows, None, SIGNER)
    return tmp_path / "pack"


def rows_of(pack: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (pack / ROWS).read_text().splitlines()]


def put(pack: Path, rows: list[dict[str, object]]) -> None:
    (pack / ROWS).write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_it_tells_what_was_said_shown_and_done_in_order(pack: Path) -> None:
    told = [(row["kind"], row.get("text") or row.get("type") or row.get("action") or row["item"]) for row in rows_of(pack)]
    assert told == [("said", "hello"), ("said", "there is no risk at all"), ("event", "alert"), ("shown", "no_risk:1"),
                    ("said", "card ****"), ("did", "disputed")]
    assert verify_pack(pack, SIGNER.public).problems == ()
    assert "there is no risk at all" in (pack / "transcript.txt").read_text()


@pytest.mark.parametrize("number", range(6))
def test_every_value_of_every_row_is_guarded_by_the_chain_too(pack: Path, number: int) -> None:
    whole = rows_of(pack)
    for name in whole[number]:
        changed = json.loads(json.dumps(whole))
        value = changed[number][name]
        changed[number][name] = value + 1 if isinstance(value, (int, float)) else f"{value}x"
        put(pack, changed)
        problems = verify_pack(pack, SIGNER.public).problems
        assert any(f"row {number + 1}" in problem or "last row" in problem for problem in problems), (name, problems)


def test_a_row_removed_added_or_moved_is_found_even_in_a_chain_that_was_made_anew(pack: Path) -> None:
    whole = rows_of(pack)
    for rows in (whole[:-1], whole[1:], [*whole, {**whole[-1], "n": 7}], [whole[1], whole[0], *whole[2:]]):
        put(pack, rows)
        assert verify_pack(pack, SIGNER.public).problems
        bare = [{name: value for name, value in row.items() if name not in ("n", "link")} for row in rows]
        put(pack, chained(bare))
        assert verify_pack(pack, SIGNER.public).problems


def test_another_key_a_changed_head_and_a_stranger_among_the_files_are_found(pack: Path) -> None:
    other = Signer(new_signing_key())
    assert verify_pack(pack, other.public).problems
    (pack / "note.txt").write_text("x")
    assert verify_pack(pack, SIGNER.public).problems == ("note.txt does not belong to the pack",)
    (pack / "note.txt").unlink()
    head = (pack / HEAD).read_text().replace('"user":"anna"', '"user":"otto"')
    (pack / HEAD).write_text(head)
    assert "signature" in verify_pack(pack, SIGNER.public).problems[0]
    (pack / SIGNATURE).write_text(other.sign(head.encode()))
    (pack / PUBLIC_KEY).write_text(other.public)
    assert verify_pack(pack).problems == () and verify_pack(pack, SIGNER.public).problems, "only the published key proves"


def test_what_is_no_pack_is_said_so(pack: Path, tmp_path: Path) -> None:
    for directory in (tmp_path / "nothing", tmp_path):
        with pytest.raises(PackUnreadable):
            verify_pack(directory)
    (pack / ROWS).write_text("[1]\n")
    with pytest.raises(PackUnreadable):
        verify_pack(pack)
    with pytest.raises(ProofError, match="not empty"):
        write_pack(pack, CallRow(id="x", workstation="w", user="u", lang="en"), [], None, SIGNER)


def test_a_damaged_key_is_refused() -> None:
    with pytest.raises(KeyMissing):
        Signer("zz")
    assert not signed_by("no key", b"", "") and not signed_by(SIGNER.public, b"a", SIGNER.sign(b"b"))


def test_an_unknown_call(records: CallRecords) -> None:
    with pytest.raises(UnknownRecord):
        gather(records, "nobody")


def test_export_and_verify_as_commands(
        records: CallRecords, state: StateDirectory, database: Database, tmp_path: Path,
        capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--state", str(state.path)]
    out = tmp_path / "out"
    assert main(["evidence", "export", "c1", "--out", str(out), *where]) == 0
    assert main(["evidence", "key", *where]) == 0
    key = capsys.readouterr().out.splitlines()[-1]
    (tmp_path / "key.txt").write_text(key + "\n")
    assert main(["evidence", "verify", str(out), "--key", str(tmp_path / "key.txt")]) == 0
    assert "whole" in capsys.readouterr().out
    (out / ROWS).write_bytes((out / ROWS).read_bytes().replace(b"hello", b"howdy"))
    assert main(["evidence", "verify", str(out), "--key", key]) == 2
    assert "rows.jsonl was changed" in capsys.readouterr().err
    assert verify(database).problems == ()


@pytest.mark.parametrize("change", [
    "UPDATE events SET at_ms = at_ms + 1 WHERE seq = 2", "DELETE FROM utterances WHERE start_sample = 0",
    "UPDATE feedback SET action = 'accepted' WHERE action = 'disputed'", "DELETE FROM inputs WHERE n = 2",
    "UPDATE events SET body = (SELECT body FROM events WHERE seq = 1) WHERE seq = 3",
    "INSERT INTO feedback (call, item, kind, action, at_ms, lag_ms, received_at) VALUES ('c1','x','alert','painted',1,1,'')"])
def test_the_audit_trail_finds_what_was_changed_in_a_closed_call(
        records: CallRecords, database: Database, change: str) -> None:
    assert verify(database).problems == ()
    database.work(lambda db: db.execute(change))
    (problem,) = verify(database).problems
    assert "call c1" in problem


def test_a_call_that_vanished_is_found_unless_a_row_says_who_removed_it(records: CallRecords, database: Database) -> None:
    for table in ("feedback", "events", "inputs", "utterances", "channels"):
        database.work(lambda db, table=table: db.execute(f"DELETE FROM {table}"))  # type: ignore[misc]
    database.work(lambda db: db.execute("DELETE FROM calls"))
    problem, *others = verify(database).problems
    assert "missing" in problem and others == ["disputed alerts: 0 are left of 1; 1 were removed"]
    database.work(lambda db: audit.append(db, database.master, "dpo", "call.erased", {"call": "c1"}))
    assert verify(database).problems[:2] == ("the mark that call c1 was erased is missing",
                                             "calls: 0 are left of 1; 1 were removed")


def test_a_head_kept_elsewhere_shows_that_the_whole_trail_was_put_back(
        records: CallRecords, state: StateDirectory, database: Database, tmp_path: Path,
        capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--state", str(state.path)]
    database.backup(tmp_path / "old.sqlite3")
    records.interrupt_all_but([])
    assert main(["calls", "show", "c1", *where]) == 0
    head = tmp_path / "head.json"
    assert main(["audit", "head", "--out", str(head), *where]) == 0
    assert main(["audit", "verify", "--head", str(head), *where]) == 0
    pack = tmp_path / "pack"
    assert main(["evidence", "export", "c1", "--out", str(pack), *where]) == 0
    assert main(["audit", "verify", "--against", str(pack), "--against", str(head), *where]) == 0
    told = capsys.readouterr().out
    assert f"which {pack} names" in told and "1\tdisputed alerts" in told
    assert main(["audit", "verify", "--against", str(head), "--key", "00" * 32, *where]) == 2
    assert "not signed by this server" in capsys.readouterr().err
    database.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{state.database}{suffix}").unlink(missing_ok=True)
    state.database.write_bytes((tmp_path / "old.sqlite3").read_bytes())
    assert main(["audit", "verify", *where]) == 0
    assert main(["audit", "verify", "--head", str(head), *where]) == 2
    assert "put back" in capsys.readouterr().err
    assert main(["audit", "verify", "--against", str(pack), *where]) == 2
    head.write_text(head.read_text().replace('"n": ', '"n": 1'))
    assert main(["audit", "verify", "--head", str(head), *where]) == 2
    head.write_text("{}")
    assert main(["audit", "verify", "--head", str(head), *where]) == 2
