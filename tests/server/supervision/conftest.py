"""A call that is no session: what a supervisor's room needs of one, with everything it was asked to commit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from protocol.message import CallEvent, Channel, Message
from protocol.supervision import LineBridge
from server.app import Server
from server.clients import Client
from server.outbox import Outbox
from server.storage.calls import CallRow
from server.storage.state import StateDirectory
from tests.server import fakes
from tests.server.conftest import StartServer
from tests.server.fakes import WireClient, eventually
from tests.server.supervision.joined import Join, live, person


def a_client(user: str, role: str = "supervisor", capacity: int = 1_000) -> Client:
    return Client(f"ws-{user}", f"W-{user}", user, user.title(), role, Outbox(capacity))  # type: ignore[arg-type]


def sent(client: Client) -> list[Message]:
    """What waits for a client; it waits no more."""
    found: list[Message] = []
    while (message := client.outbox.take()) is not None:
        found.append(message)
    return found


class StandInCall:
    """One call of agent `anna`; commits when told to, so that a test can stand between a wish and its commit."""

    practice: Any = None

    def __init__(self, call: str = "c1", agent: str = "anna", *, training: bool = False) -> None:
        self.call = call
        self.row = CallRow(id=call, workstation="ws-anna", user=agent, lang="en", training=training)
        self.client: Client | None = a_client(agent, "agent")
        self.heard_ms = 1_000
        self.waiting: list[tuple[CallEvent, ...]] = []
        self.stored: list[CallEvent] = []
        self.hidden: set[int] = set()
        """Packets that a pause of the recording hides."""
        self.settled: dict[str, int] = {}
        """Channel -> call time up to which everything has its text; missing: all of it."""

    def announce(self, *events: CallEvent) -> None:
        self.waiting.append(events)

    def commit(self) -> Sequence[CallEvent]:
        """The oldest step is stored; its events."""
        events = self.waiting.pop(0)
        self.stored += events
        return events

    def mask_typed(self, text: str) -> str:
        return "".join("*" if one.isdigit() else one for one in text)

    def settled_ms(self, channel: Channel) -> int:
        return self.settled.get(channel, 10**9)

    def hides(self, start_sample: int, end_sample: int, text: str = "") -> bool:
        return start_sample // 1_600 in self.hidden


@pytest.fixture
def call() -> StandInCall:
    return StandInCall()


@pytest.fixture
async def join(state: StateDirectory, start_server: StartServer) -> AsyncIterator[Join]:
    """Signs people in at one server; `anna` has call `c1` with a bridge.  The others come with their grants."""
    servers: list[Server] = []
    clients: list[WireClient] = []

    async def joined(name: str = "anna", *grants: str, role: str = "supervisor", team: str = "", narrow: bool = False
                     ) -> WireClient:
        keys = fakes.list_workstation(state) if name == "anna" else person(state, name, role, grants, team)
        if not servers:
            servers.append(await start_server(live(state)))
        client = WireClient(servers[0].endpoint, servers[0].public_key, keys)
        clients.append(client)
        if narrow:
            # a connection that holds little on its way
            client.socket.disconnect(servers[0].endpoint)
            client.socket.rcvbuf, client.socket.rcvhwm = 8_192, 2
            client.socket.connect(servers[0].endpoint)
        await client.hello()
        if name == "anna":
            await client.start("c1")
            await client.send(LineBridge(call="c1", bridge=True))
            await eventually(lambda: servers[0].stepping_in.bridge("c1"))
        return client
    joined.servers = servers  # type: ignore[attr-defined]
    yield joined
    for client in clients:
        client.close()
