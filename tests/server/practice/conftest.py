"""A state directory, its database, and the bundled Chinese playbook, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.commands.init import set_up
from server.content.loading import BUILT_IN, load_playbook
from server.content.playbook import Playbook
from server.storage.calls import CallRecords
from server.storage.database import Database, open_database
from server.storage.state import StateDirectory
from tests.server.practice.training_calls import write_small_book


@pytest.fixture(scope="session")
def zh_book() -> Playbook:
    return load_playbook(BUILT_IN / "zh_finance")


@pytest.fixture(scope="session")
def en_book() -> Playbook:
    return load_playbook(BUILT_IN / "en_finance")


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a playbook with the same scenario, read in a moment."""
    return write_small_book(tmp_path_factory.mktemp("books") / "zh_small")


@pytest.fixture
def state(tmp_path: Path) -> StateDirectory:
    directory = StateDirectory(tmp_path / "state")
    set_up(directory)
    return directory


@pytest.fixture
def database(state: StateDirectory) -> Iterator[Database]:
    opened = open_database(state)
    yield opened
    opened.close()


@pytest.fixture
def records(database: Database) -> CallRecords:
    return CallRecords(database)
