"""A state directory that is set up, and a running server with a scripted recogniser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from server.app import Server, Speech
from server.commands.init import set_up
from server.settings import Settings
from server.storage.state import StateDirectory
from tests.server import fakes

StartServer = Callable[..., Awaitable[Server]]


@pytest.fixture
def state(tmp_path: Path) -> StateDirectory:
    directory = StateDirectory(tmp_path / "state")
    set_up(directory)
    return directory


@pytest.fixture
async def start_server(state: StateDirectory) -> AsyncIterator[StartServer]:
    """Starts servers on the state directory; stops them in the end."""
    running: list[Server] = []

    async def start(settings: Settings | None = None, speech: Speech | None = None) -> Server:
        server = Server(settings or fakes.settings(state), state, speech or fakes.speech(fakes.LevelRecogniser()))
        await server.start()
        running.append(server)
        return server
    yield start
    for server in running:
        await server.stop()
