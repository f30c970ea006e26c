"""A sound server with two outputs for the whole way of the data; the demo that plays beside the tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copilot_app.sound_server import SoundServer, own_sound_server
from tests.end_to_end.played_demo import PlayedDemo


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """PulseAudio with the null outputs `customer` and `agent`."""
    with own_sound_server(tmp_path_factory.mktemp("pulse")) as server:
        yield server


def pytest_collection_finish(session: pytest.Session) -> None:
    """The demo plays beside the tests that come before its own."""
    if any(item.path.name == "test_demo.py" for item in session.items) and not session.config.option.collectonly:
        demo = PlayedDemo(Path(tempfile.mkdtemp(prefix="seatmate-demo-")))
        session.config.stash[PlayedDemo.KEY] = demo
        demo.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    demo = config.stash.get(PlayedDemo.KEY, None)
    if demo is not None:
        demo.stop()
        shutil.rmtree(demo.folder, ignore_errors=True)
