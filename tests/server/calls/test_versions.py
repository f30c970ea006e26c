"""A call goes on with the version of the playbook that it began with, through a restart and a publication in between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from server.authoring.draft import Draft
from server.authoring.in_force import Playbooks
from server.authoring.places import Places
from server.authoring.publishing import Publishing
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts
from server.content.playbook import Playbook
from server.settings import Settings
from server.storage.database import open_database
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.authoring.conftest import PUBLISHER, WRITER, write_house
from tests.server.authoring.test_draft import NEW
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation


def publish(state: StateDirectory, version: str) -> None:
    """Two persons put a version in force."""
    database = open_database(state)
    try:
        publishing = Publishing(Places(state, "house"), database)
        publishing.publish(PUBLISHER, publishing.propose(WRITER, "why", version).number)
    finally:
        database.close()


@pytest.fixture
def house(state: StateDirectory, tmp_path: Path) -> Settings:
    """Settings with a playbook of which version 2 is in force."""
    Draft(Places(state, "house")).begin(write_house(tmp_path / "house"))
    publish(state, "2")
    return replace(fakes.settings(state), playbooks=("house",), drafts=False)


def empty(file: Path) -> None:
    file.chmod(0o600)
    file.write_text("")


async def resumed(state: StateDirectory, start_server: StartServer, house: Settings, spoil: Path | None = None) -> str:
    """The version with which a call goes on that began with version 2, after version 3 was published."""
    keys = list_workstation(state)
    server = await start_server(house)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
    await server.stop()
    Draft(Places(state, "house")).add([NEW])
    publish(state, "3")
    if spoil is not None:
        empty(spoil)
    again = await start_server(house)
    heard_with: list[str] = []
    parts = again.calls._parts

    def make_pipeline(playbook: Playbook, facts: CallFacts) -> Pipeline:
        heard_with.append(playbook.version)
        return parts.make_pipeline(playbook, facts)

    again.calls._parts = replace(parts, make_pipeline=make_pipeline)
    async with WireClient(again.endpoint, again.public_key, keys) as client:
        await client.hello()
        assert (await client.start("c1")).resumed
        await client.start("c2")
    old, new = heard_with
    assert new == "3"
    return old


async def test_a_resumed_call_keeps_its_version(state: StateDirectory, start_server: StartServer, house: Settings,
                                                caplog: pytest.LogCaptureFixture) -> None:
    assert await resumed(state, start_server, house) == "2"
    assert "instead of" not in caplog.text


async def test_a_version_that_is_gone_is_said_and_the_one_in_force_taken(
        state: StateDirectory, start_server: StartServer, house: Settings, caplog: pytest.LogCaptureFixture) -> None:
    spoilt = Places(state, "house").version("2") / "intents.toml"
    assert await resumed(state, start_server, house, spoilt) == "3"
    assert "goes on with playbook house 3 instead of house 2" in caplog.text and "intents.toml" in caplog.text


def test_earlier_versions_are_found_once_and_what_is_no_version_never(state: StateDirectory, house: Settings) -> None:
    Draft(Places(state, "house")).add([NEW])
    publish(state, "3")
    playbooks = Playbooks(("house",), state)
    earlier = playbooks.version("house", "2")
    assert earlier is not None and earlier.version == "2" and playbooks.version("house", "2") is earlier
    assert playbooks.version("house", "3") is playbooks.all[0]
    for playbook, version in (("house", "9"), ("other", "2"), ("house", "../2"), ("../house", "2"), ("", "")):
        assert playbooks.version(playbook, version) is None
