"""The administration commands as an administrator meets them: what they print, and their exit codes."""

from __future__ import annotations

import asyncio
import io
import json
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from protocol.call import CallEnd, CallEnded, Enrol, Enrolled
from protocol.enrolment import decode_code
from server.__main__ import main
from server.auth import KeyPair, new_key_pair
from server.commands import COMMANDS
from server.storage.database import open_database
from server.storage.people import People
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, spoken, write_playbook

ROOT = Path(__file__).parents[3]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0 and out.startswith(f"usage: seatmate-server {command}")
    assert re.search(rf"^ +{command}\s", run(capsys, "--help")[1], re.MULTILINE)


def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys)[0] == 2
    assert run(capsys, "fly")[0] == 2
    assert run(capsys, "users", "add")[0] == 2


def test_before_init_everything_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--state", str(tmp_path / "none"))
    for arguments in (("users", "list"), ("keys", "list"), ("invite", "--name", "W"), ("calls", "list"),
                      ("audit", "verify"), ("run",)):
        code, _, err = run(capsys, *arguments, *where)
        assert code == 2 and "seatmate-server init" in err and "[server.not_ready]" in err


def test_init_makes_private_keys_once(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEATMATE_STATE", str(tmp_path / "s"))
    state = StateDirectory(tmp_path / "s")
    code, out, _ = run(capsys, "init")
    secret = state.server_key.read_text().strip()
    assert code == 0 and secret not in out and state.data_key.read_text().strip() not in out
    assert state.server_key.stat().st_mode & 0o777 == 0o600
    code, out, _ = run(capsys, "init")
    assert code == 0 and "nothing was changed" in out and state.server_key.read_text().strip() == secret


def test_users(state: StateDirectory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    where = ("--state", str(state.path))
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse\n"))
    assert run(capsys, "users", "add", "anna", "--role", "supervisor", "--password-stdin", *where)[0] == 0
    assert run(capsys, "users", "add", "ben", "--no-password", "--team", "retail", *where)[0] == 0
    code, _, err = run(capsys, "users", "add", "ben", "--no-password", *where)
    assert code == 2 and "already" in err
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    code, _, err = run(capsys, "users", "password", "ben", "--password-stdin", *where)
    assert code == 2 and "characters" in err
    listed = run(capsys, "users", "list", *where)[1]
    assert "anna\tsupervisor\tanna\tpassword\t-\n" in listed and "ben\tagent\tben\tworkstation only\tretail\n" in listed
    assert "horse" not in listed
    assert run(capsys, "users", "remove", "ben", *where)[0] == 0
    assert run(capsys, "users", "remove", "ben", *where)[0] == 2
    assert run(capsys, "audit", "verify", *where)[1] == "The audit trail is whole: 3 rows.\n"


def test_two_different_entries_change_nothing(state: StateDirectory, capsys: pytest.CaptureFixture[str],
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    entries = iter(("first password", "second password"))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(entries))
    code, _, err = run(capsys, "users", "add", "anna", "--state", str(state.path))
    assert code == 2 and "differ" in err
    assert run(capsys, "users", "list", "--state", str(state.path))[1] == ""


def test_keys(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--state", str(state.path))
    keys = list_workstation(state)
    listed = run(capsys, "keys", "list", *where)[1]
    assert "W1\tanna" in listed and "may connect" in listed and keys.public not in listed
    assert run(capsys, "keys", "revoke", "W1", *where)[0] == 0
    assert "revoked" in run(capsys, "keys", "list", *where)[1]
    code, _, err = run(capsys, "keys", "revoke", "W1", *where)
    assert code == 2 and "[storage.unknown]" in err
    assert len(run(capsys, "keys", "fingerprint", *where)[1].split()) == 8


def test_an_invitation_names_the_set_address(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    state.settings.write_text('[gateway]\npublic_endpoint = "tcp://desk.example:47800"\n', encoding="utf-8")
    code, out, _ = run(capsys, "invite", "--name", "W9", "--state", str(state.path))
    assert code == 0
    found = decode_code(next(line for line in out.splitlines() if line.startswith("seat1-")))
    assert found.endpoint == "tcp://desk.example:47800"
    database = open_database(state)
    invitation, = People(database).key_table().invitations.values()
    assert invitation.name == "W9" and found.one_time_secret not in (invitation.public_key, out.replace("-", ""))
    database.close()


def test_audit_finds_tampering(state: StateDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    list_workstation(state)
    connection = sqlite3.connect(state.database)
    connection.execute("UPDATE audit SET actor = 'nobody' WHERE n = 1")
    connection.commit()
    connection.close()
    code, _, err = run(capsys, "audit", "verify", "--state", str(state.path))
    assert code == 2 and "row 1 was changed" in err


def test_playbooks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "playbook", "list")
    assert code == 0 and "zh_finance" in out and "en_finance" in out
    (tmp_path / "playbook.toml").write_text('id = "x"\ntitle = 5\n', encoding="utf-8")
    code, _, err = run(capsys, "playbook", "check", str(tmp_path))
    assert code == 2 and "playbook.toml" in err
    assert run(capsys, "playbook", "check", "no_such_book")[0] == 2


def test_models_hands_over_to_the_store(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
                                        tmp_path: Path) -> None:
    monkeypatch.setenv("SEATMATE_MODELS", str(tmp_path))
    code, out, _ = run(capsys, "models", "list")
    assert code == 0 and "whisper-small" in out
    assert run(capsys, "models", "verify", "no-such-model")[0] != 0


async def test_calls_are_shown_exported_and_backed_up_while_the_server_runs(
        state: StateDirectory, start_server: StartServer, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    keys = list_workstation(state)
    server = await start_server()
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.speak("c1", "agent", spoken(999, packets=12))
        await client.send(CallEnd(call="c1", last_number={"customer": -1, "agent": 18}))
        await client.until(CallEnded)
    where = ("--state", str(state.path))

    def look() -> None:
        listed = run(capsys, "calls", "list", *where)[1].split("\t")
        assert listed[0] == "c1" and listed[2:6] == ["ended", "anna", "en", "1"]
        assert "no risk" in run(capsys, "calls", "show", "c1", *where)[1].lower()
        assert run(capsys, "calls", "export", "c1", "--events", str(tmp_path / "e.jsonl"), *where)[0] == 0
        exported = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()]
        alert = next(row for row in exported if row["type"] == "alert")
        assert (alert["call"], alert["line"], alert["rule"], alert["severity"]) == ("c1", 0, "no_risk", "stop")
        assert all({"call", "line", "at_ms", "type"} <= row.keys() for row in exported)
        assert run(capsys, "calls", "export", "c1", "--for", "quality", *where)[0] == 0
        code, _, err = run(capsys, "calls", "show", "c9", *where)
        assert code == 2 and "calls list" in err
        copy = tmp_path / "copy.sqlite3"
        assert run(capsys, "backup", str(copy), *where)[0] == 0
        assert copy.stat().st_mode & 0o077 == 0
        assert run(capsys, "backup", str(copy), *where)[0] == 2
        restored = sqlite3.connect(copy)
        assert restored.execute("SELECT count(*) FROM utterances").fetchone()[0] == 1
        restored.close()
        assert "3 rows" not in run(capsys, "audit", "verify", *where)[2]
    await asyncio.to_thread(look)


def start_demo(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "server", "run", "--demo", *arguments], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


async def ready_or_over(ready_file: Path, process: subprocess.Popen[str]) -> None:
    await eventually(lambda: ready_file.exists() or process.poll() is not None, 90)


async def test_the_demo_server_runs_stops_and_starts_again(tmp_path: Path) -> None:
    """A real process without a recogniser: ready file, one listed workstation, the same keys after a restart."""
    keys = new_key_pair()
    endpoints = []
    book = write_playbook(tmp_path / "book")
    for attempt in range(2):
        ready_file = tmp_path / f"ready{attempt}.json"
        process = start_demo(
            "--demo-client-key", keys.public, "--state", str(tmp_path / "s"), "--ready-file", str(ready_file), "--model",
            str(tmp_path / "no-model"), "--playbook", str(book))
        try:
            await ready_or_over(ready_file, process)
            ready = json.loads(ready_file.read_text())
            async with WireClient(ready["endpoint"], ready["public_key"], keys) as client:
                welcome = await client.hello()
                assert welcome.user == "demo" and "no-model" in welcome.recogniser.problem
            endpoints.append(ready["public_key"])
        finally:
            process.send_signal(signal.SIGTERM)
            out, _ = await asyncio.to_thread(process.communicate)
        assert process.returncode == 0 and json.loads(out) == ready
    assert endpoints[0] == endpoints[1]


def test_the_demo_needs_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "run", "--demo", "--demo-client-key", "short")
    assert code == 2 and "--demo-client-key" in err


async def test_enrolled_by_the_command_line(state: StateDirectory, start_server: StartServer,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    """The address of the running server goes into the code by itself."""
    from server.app import write_ready

    server = await start_server()
    write_ready(state.endpoint, server.ready())
    assert main(["invite", "--name", "W3", "--state", str(state.path)]) == 0
    code = decode_code(next(line for line in capsys.readouterr().out.splitlines() if line.startswith("seat1-")))
    assert code.endpoint == server.endpoint
    import zmq

    one_time = KeyPair(zmq.curve_public(code.one_time_secret.encode()).decode(), code.one_time_secret)
    async with WireClient(code.endpoint, code.server_key, one_time) as client:
        await client.send(Enrol(public_key=new_key_pair().public, workstation="W3"))
        assert (await client.until(Enrolled)).workstation == "W3"
