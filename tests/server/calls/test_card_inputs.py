"""What the agent enters on a card: taken, stored, answered in place; the same after a restart, and from bad clients."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from protocol.assist import Ask, Card, CardInput, Feedback
from protocol.call import Ping, Pong
from server.app import Server
from server.calls.opening import repeat_input
from server.calls.pipeline import Pipeline
from server.calls.utterance import CallFacts
from server.content.loading import load_playbook
from server.storage.calls import CallRecords, Input
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.calls.conftest import OpenCall
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually, list_workstation

TABLES = """
[[skill]]
id = "remittance"
phrases = ["wire fee"]
source = "Fees"
date = "2026-01-01"
[[remittance_fee]]
id = "USD"
label = "dollars"
percent = 1
minimum = 10
"""
ID = "remittance_fees"


def playbook_of(folder: Path) -> Path:
    """The small playbook with a fee table."""
    directory = fakes.write_playbook(folder)
    (directory / "skills.toml").write_text(TABLES, encoding="utf-8")
    return directory


def given(field: str, value: str, card: str = ID) -> Input:
    return Input(kind="card", at_ms=7, text=card, field=field, value=value)


def test_a_rebuilt_pipeline_gives_the_same_card(tmp_path: Path) -> None:
    book = load_playbook(playbook_of(tmp_path / "book"))
    inputs = [Input(kind="ask", text="wire fee"), given("amount", "5000"), given("", "pinned"), given("amount", "-1"),
              given("colour", "red"), given("amount", "1", "nobody"), given("", "danced"), given("amount", "6000")]

    def run() -> list[list[Card]]:
        pipeline = Pipeline(book, CallFacts("c1", lang="en"))
        return [[event for event in repeat_input(pipeline, one) if isinstance(event, Card)] for one in inputs]

    first = run()
    assert first == run() and [len(events) for events in first] == [1, 1, 0, 1, 0, 0, 0, 1]
    (card,) = first[-1]
    assert card.in_place and card.at_ms == 7 and card.call == "c1"
    assert [row.value for row in card.rows if row.strong] == ["$60"]
    pipeline = Pipeline(book, CallFacts("c1", lang="en"))
    for one in (*inputs, given("", "dismissed")):
        repeat_input(pipeline, one)
    assert list(repeat_input(pipeline, given("amount", "1"))) == [], "it is gone"
    assert pipeline.state().failures == {}


async def test_an_entry_is_answered_and_survives_a_restart(state: StateDirectory, start_server: StartServer) -> None:
    directory = playbook_of(state.path / "fees")
    settings = fakes.settings(state)
    settings = replace(settings, playbooks=(str(directory),))
    keys = list_workstation(state)
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1")
        await client.send(Ask(call="c1", text="wire fee"))
        await client.until(Card)
        await client.send(CardInput(call="c1", card=ID, field="amount", value="5000"))
        card = await client.until(Card, lambda one: one.in_place)
        assert [row.value for row in card.rows if row.strong] == ["$50"] and card.seq > 1
    await server.stop()
    server = await start_server(settings)
    async with WireClient(server.endpoint, server.public_key, keys) as client:
        await client.hello()
        await client.start("c1", seen_seq=card.seq)
        await client.send(CardInput(call="c1", card=ID, field="amount", value="7000"))
        card = await client.until(Card)
        assert card.in_place and [row.value for row in card.rows if row.strong] == ["$70"]
        await client.send(Feedback(call="c1", item=ID, kind="card", action="dismissed"))
        await client.send(CardInput(call="c1", card=ID, field="amount", value="8000"))
        await eventually(lambda: entered(server)[:3] == [("amount", "5000"), ("amount", "7000"), ("", "dismissed")])


def entered(server: Server) -> list[tuple[str, str]]:
    """What the agent's entries are in the store."""
    stored = CallRecords(server.database).load("c1")
    return [(one.field, one.value) for one in stored.inputs if one.kind == "card"] if stored is not None else []


@pytest.mark.parametrize("message", [
    CardInput(call="c1", card="x" * 9_000, field="y" * 9_000, value="z" * 9_000), CardInput(call="c1", card="", field=""),
    CardInput(call="c1", card=ID, field="amount", value="4111 1111 1111 1111")])
async def test_a_bad_client_changes_nothing(open_call: OpenCall, message: CardInput, state: StateDirectory) -> None:
    _, client = await open_call()
    await client.send(message)
    await client.send(Ping(sent_ms=1))
    await client.until(Pong)
    assert client.all(Card) == []
