"""A call under way, and what a client has heard of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from protocol.call import CallEnd, CallEnded
from protocol.transcript import Final
from server.app import Server, Speech
from server.settings import Settings
from server.storage.state import StateDirectory
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, list_workstation

OpenCall = Callable[..., Awaitable[tuple[Server, WireClient]]]


@pytest.fixture
async def open_call(state: StateDirectory, start_server: StartServer) -> AsyncIterator[OpenCall]:
    """Starts a server and a client that has opened call `c1`; closes the clients in the end."""
    clients: list[WireClient] = []

    async def opened(settings: Settings | None = None, speech: Speech | None = None) -> tuple[Server, WireClient]:
        keys = list_workstation(state)
        server = await start_server(settings, speech)
        client = WireClient(server.endpoint, server.public_key, keys)
        clients.append(client)
        await client.hello()
        await client.start("c1")
        return server, client
    yield opened
    for client in clients:
        client.close()


def texts(client: WireClient) -> list[str]:
    return [final.text.lower() for final in client.all(Final)]


def sequence(client: WireClient) -> list[int]:
    return [event.seq for event in client.events()]


async def ended(client: WireClient, call: str, customer: int, agent: int = -1) -> CallEnded:
    await client.send(CallEnd(call=call, last_number={"customer": customer, "agent": agent}))
    return await client.until(CallEnded)
