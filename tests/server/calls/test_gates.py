"""Risky operations wait for a second person: who may answer, from where, until when, and what a restart keeps."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from protocol.assist import Gate
from protocol.call import CallReady, CallStart, WireError
from protocol.supervision import GateAnswer, GateQuery, WaitingGates
from server.__main__ import main
from server.app import Server
from server.auth import KeyPair, new_key_pair
from server.calls import second_person
from server.calls.second_person import GateWatch, SecondPersonRefused, check_second_person
from server.passwords import hash_password
from server.settings import Settings
from server.storage.audit import verify
from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.gates import GateRecords, OpenGate
from server.storage.people import People, User
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient

RELEASE = """
[[rule]]
id = "gate_release"
version = "1"
kind = "gate"
category = "promise_beyond_authority"
severity = "inform"
operation = "release_hold"
phrases = ["balance payment"]
text = "A release needs a second person."
"""
LEVEL = 10
"""Sound whose text is `balance payment`."""


def person(state: StateDirectory, name: str, role: str = "supervisor", team: str = "", password: str = "") -> KeyPair:
    """A listed person at a workstation of their own."""
    keys = new_key_pair()
    database = open_database(state)
    people = People(database)
    people.add_user(User(name, name.title(), role, password, team), "test")  # type: ignore[arg-type]
    people.add_workstation(f"W-{name}", keys.public, name, "test")
    database.close()
    return keys


def with_a_gate(state: StateDirectory) -> Settings:
    """Settings with a playbook whose `balance payment` waits."""
    settings = fakes.settings(state)
    (Path(settings.playbooks[0]) / "rules.toml").write_text(fakes.RULES + RELEASE, encoding="utf-8")
    return settings


@pytest.fixture
async def waiting(state: StateDirectory, open_call: OpenCall) -> tuple[Server, WireClient, Gate]:
    """A server with a call in which an operation waits."""
    server, client = await open_call(with_a_gate(state))
    await client.speak("c1", "agent", fakes.spoken(LEVEL))
    return server, client, await client.until(Gate)


async def supervisor(server: Server, keys: KeyPair) -> WireClient:
    client = WireClient(server.endpoint, server.public_key, keys)
    await client.hello()
    return client


async def test_a_supervisor_of_the_team_approves_and_the_agent_reads_who_it_was(
        state: StateDirectory, waiting: tuple[Server, WireClient, Gate]) -> None:
    server, client, gate = waiting
    assert (gate.state, gate.operation) == ("waiting", "release_hold")
    async with await supervisor(server, person(state, "sun")) as second:
        await second.send(GateQuery())
        (row,) = (await second.until(WaitingGates)).gates
        assert (row.call, row.gate, row.operation, row.agent) == ("c1", gate.id, "release_hold", "anna")
        assert 0 < row.left_s <= 60
        await second.send(GateAnswer(call="c1", gate=gate.id, approved=True))
        decided = await client.until(Gate)
        assert (decided.id, decided.state, decided.by, decided.why) == (gate.id, "approved", "Sun", "answered")
        await second.until(WaitingGates, lambda list_: list_.gates == ())
        await second.send(GateAnswer(call="c1", gate=gate.id, approved=False))
        assert (await second.until(WireError)).code == "gate.unknown"
    assert [row["action"] for row in audit_rows(server) if row["action"].startswith("gate")] == [
        "gate.asked", "gate.answered"]
    assert verify(server.database).problems == ()


def audit_rows(server: Server) -> list[dict[str, str]]:
    return server.database.read(lambda db: list(db.query("SELECT actor, action, detail FROM audit ORDER BY n")))


@pytest.mark.parametrize(("role", "team", "code"), [("agent", "", "gate.role"), ("quality", "", "gate.role"),
                                                    ("supervisor", "north", "gate.team")])
async def test_others_are_refused_and_the_operation_goes_on_waiting(
        state: StateDirectory, waiting: tuple[Server, WireClient, Gate], role: str, team: str, code: str) -> None:
    server, client, gate = waiting
    async with await supervisor(server, person(state, "sun", role, team)) as other:
        await other.send(GateAnswer(call="c1", gate=gate.id, approved=True))
        assert (await other.until(WireError)).code == code
    await client.send(GateAnswer(call="c1", gate=gate.id, approved=True))
    assert (await client.until(WireError)).code == "gate.role"
    assert [one.gate for one in GateRecords(server.database).waiting()] == [gate.id]


def test_nobody_approves_an_operation_of_their_own_call() -> None:
    gate = OpenGate("c1", "g", "x", "", "sun", "")
    with pytest.raises(SecondPersonRefused) as refused:
        check_second_person(User("sun", "Sun", "supervisor", ""), gate)
    assert refused.value.code == "gate.self"
    check_second_person(User("li", "Li", "supervisor", ""), gate)


async def test_an_answer_at_the_console_reaches_the_agent(
        state: StateDirectory, waiting: tuple[Server, WireClient, Gate], monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    _, client, gate = waiting
    person(state, "sun", password=hash_password("second person"))
    where = ["--state", str(state.path)]
    assert main(["gate", "list", *where]) == 0
    assert gate.id in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n"))
    assert main(["gate", "deny", "c1", gate.id, "--user", "sun", "--password-stdin", *where]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("second person\n"))
    assert main(["gate", "deny", "c1", gate.id, "--user", "sun", "--password-stdin", *where]) == 0
    decided = await client.until(Gate)
    assert (decided.state, decided.by, decided.why) == ("denied", "Sun", "answered")


async def test_no_answer_is_a_denial_also_while_no_sound_comes(
        state: StateDirectory, open_call: OpenCall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_person, "LIMIT_S", 0.3)
    settings = with_a_gate(state)
    _, client = await open_call(settings)
    await client.speak("c1", "agent", fakes.spoken(LEVEL))
    gate = await client.until(Gate)
    assert gate.until_ms > 60_000, "by the call's own time there is no end in sight"
    decided = await client.until(Gate)
    assert (decided.id, decided.state, decided.by, decided.why) == (gate.id, "denied", "", "timeout")


async def test_a_restarted_server_still_waits_and_keeps_what_was_answered(
        state: StateDirectory, start_server: StartServer, waiting: tuple[Server, WireClient, Gate]) -> None:
    server, client, gate = waiting
    await server.stop()
    keys = person(state, "sun")
    agent = fakes.list_workstation(state, "W2")
    again = await start_server(server.settings)
    database = again.database
    # the call belongs to the workstation that opened it
    database.work(lambda db: db.execute("UPDATE calls SET workstation = (SELECT id FROM workstations WHERE name = 'W2')"))
    async with WireClient(again.endpoint, again.public_key, agent) as back, await supervisor(again, keys) as second:
        await back.hello()
        await back.start("c1", seen_seq=gate.seq)
        await second.send(GateAnswer(call="c1", gate=gate.id, approved=True))
        assert (await back.until(Gate)).state == "approved"
    stored = CallRecords(database).load("c1")
    assert stored is not None
    (answer,) = [given for given in stored.inputs if given.kind == "gate"]
    assert (answer.text, answer.approved, answer.by) == (gate.id, True, "Sun")


def test_a_gate_that_waited_through_a_restart_has_only_the_rest_of_its_time() -> None:
    old = OpenGate("c1", "old", "x", "2020-01-01T00:00:00.000+00:00", "anna", "")
    fresh = OpenGate("c1", "fresh", "x", second_person.datetime.now(second_person.UTC).isoformat(), "anna", "")
    damaged = OpenGate("c1", "damaged", "x", "?", "anna", "")
    now_s = [100.0]
    watch = GateWatch([old, fresh, damaged], clock=lambda: now_s[0])
    assert watch.expired() == ["old", "damaged"]
    now_s[0] = 159.0
    assert watch.expired() == []
    now_s[0] = 160.1
    assert watch.expired() == ["fresh"] and watch.expired() == []


async def test_an_operation_in_training_waits_for_nobody_else(state: StateDirectory, open_call: OpenCall,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    server, client = await open_call(with_a_gate(state))
    await client.send(CallStart(call="t1", lang="en", training=True))
    await client.until(CallReady)
    await client.speak("t1", "agent", fakes.spoken(LEVEL))
    assert (await client.until(Gate)).state == "waiting", "the trainee sees what would happen"
    async with await supervisor(server, person(state, "sun")) as second:
        await second.send(GateQuery())
        assert (await second.until(WaitingGates)).gates == ()
    capsys.readouterr()
    assert main(["gate", "list", "--state", str(state.path)]) == 0 and capsys.readouterr().out == ""
