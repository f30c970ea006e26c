"""An experiment on live calls: drawn by id, kept through a restart, told to nobody in the call, given up where it can not run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from protocol.call import CallReady, CallStart, Ping, Pong
from protocol.wire import encode
from server.learning.experiments import Experiment
from server.learning.trial import CANNOT_RUN, open_trial
from server.settings import AssistanceSettings, ExperimentSettings, Settings
from server.storage.calls import CallRecords, CallRow
from server.storage.outcomes import OutcomeRecords
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import ended
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation, spoken, write_playbook


def trying(state: StateDirectory, **fields: object) -> Settings:
    """Settings with an experiment: a second version of the small playbook on half of the calls."""
    directory = write_playbook(state.path / "tried")
    text = (directory / "playbook.toml").read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("version"))
    (directory / "playbook.toml").write_text(text.replace(version, 'version = "tried-7"'), encoding="utf-8")
    asked = ExperimentSettings(name="kinder-greeting", percent=50.0, playbook=str(directory))
    return replace(fakes.settings(state), experiment=replace(asked, **fields))  # type: ignore[arg-type]


def drawn(arm: str) -> str:
    """An id of a call that this arm gets."""
    trial = Experiment("kinder-greeting", 0.5)
    return next(name for name in (f"c{number}" for number in range(100)) if trial.arm_of(name) == arm)


def row_of(records: CallRecords, call: str) -> CallRow:
    stored = records.load(call)
    assert stored is not None
    return stored.row


async def test_each_arm_has_its_playbook_and_the_agent_is_not_told(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(trying(state))
    records = CallRecords(server.database)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        for arm in ("a", "b"):
            await client.start(drawn(arm))
        first, second = (row_of(records, drawn(arm)) for arm in ("a", "b"))
        assert (first.experiment, first.arm, second.experiment, second.arm) == ("kinder-greeting", "a", "kinder-greeting", "b")
        assert first.playbook_version != second.playbook_version == "tried-7"
        sound = spoken(11)
        await client.speak(drawn("b"), "customer", sound)
        await ended(client, drawn("b"), len(sound) - 1)
        told = b"".join(encode(message) for message in client.received)
        assert b"kinder" not in told and b"arm" not in told and b"experiment" not in told
        await eventually(lambda: OutcomeRecords(server.database).waiting() == [])
        (harvested,) = OutcomeRecords(server.database).calls("1970", "2100")
        assert (harvested.arm, harvested.lines) == ("b", 1)


async def test_a_call_keeps_its_arm_through_a_restart(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(trying(state))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start(drawn("b"))
    await server.stop()
    # all calls of this setting would be drawn for arm a; the stored one stays what it was
    again = await start_server(trying(state, percent=1e-9))
    async with WireClient(again.endpoint, again.public_key, keys) as client:
        await client.hello()
        assert (await client.start(drawn("b"))).resumed
        assert row_of(CallRecords(again.database), drawn("b")).arm == "b"


async def test_a_call_outlives_its_experiment(state: StateDirectory, start_server: StartServer,
                                              caplog: pytest.LogCaptureFixture) -> None:
    keys = list_workstation(state)
    server = await start_server(trying(state))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start(drawn("b"))
    await server.stop()
    again = await start_server(fakes.settings(state))
    async with WireClient(again.endpoint, again.public_key, keys) as client:
        await client.hello()
        assert (await client.start(drawn("b"))).resumed
        assert "instead of" in caplog.text and "tried-7" in caplog.text


async def test_practice_and_other_calls_are_not_drawn(state: StateDirectory, start_server: StartServer) -> None:
    keys = list_workstation(state)
    server = await start_server(trying(state, percent=100.0))
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.send(CallStart(call="p1", lang="en", training=True))
        await client.until(CallReady)
        await client.start("c1")
        records = CallRecords(server.database)
        assert row_of(records, "p1").arm == "" and row_of(records, "c1").arm == "b"


async def test_an_experiment_that_can_not_run_is_shown_to_administrators_alone(
        state: StateDirectory, start_server: StartServer, caplog: pytest.LogCaptureFixture) -> None:
    keys = list_workstation(state)
    server = await start_server(trying(state, playbook=str(Path("nowhere") / "gone")))
    assert server.health.codes == (CANNOT_RUN,) and "all calls stay as they are" in caplog.text
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(Ping(sent_ms=1.0))
        assert CANNOT_RUN not in (await client.until(Pong)).degraded
        assert row_of(CallRecords(server.database), "c1").experiment == ""


@pytest.mark.parametrize(("fields", "engine", "said"), [
    ({"playbook": "", "engine": ""}, "playbook", "neither a playbook nor an engine"),
    ({"percent": 150.0}, "playbook", "150 % of the calls"),
    ({"playbook": "", "engine": "openai"}, "playbook", "set the language model up"),
    ({"playbook": "", "engine": "optimum"}, "openai", "is not the one"),
    ({"playbook": "small@7"}, "playbook", "does not run"), ({"playbook": "../x@1"}, "playbook", "does not run")])
def test_what_can_not_be_tried(state: StateDirectory, caplog: pytest.LogCaptureFixture, fields: dict[str, object], engine: str,
                               said: str) -> None:
    settings = replace(trying(state, **fields), assistance=AssistanceSettings(engine=engine))
    assert open_trial(settings, state) == (None, CANNOT_RUN) and said in caplog.text


def test_what_can(state: StateDirectory) -> None:
    assert open_trial(fakes.settings(state), state) == (None, "")
    found, code = open_trial(trying(state), state)
    assert found is not None and found.playbook is not None and (found.playbook.version, found.share, code) == ("tried-7", 0.5, "")
    engine = replace(trying(state, playbook="", engine="playbook"), assistance=AssistanceSettings(engine="openai"))
    found, code = open_trial(engine, state)
    assert found is not None and found.writes("b") is False and found.writes("a") is True and code == ""
