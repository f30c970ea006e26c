"""A sound server with two outputs for the whole way of the data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.copilot_app.sound_server import SoundServer, own_sound_server


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """PulseAudio with the null outputs `customer` and `agent`."""
    with own_sound_server(tmp_path_factory.mktemp("pulse")) as server:
        yield server
