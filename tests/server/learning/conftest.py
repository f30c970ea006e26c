"""A real database with calls in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.storage.calls import CallRecords
from server.storage.database import open_database
from server.storage.state import StateDirectory
from tests.server.learning.calls import StoredCalls


@pytest.fixture
def stored(state: StateDirectory) -> Iterator[StoredCalls]:
    database = open_database(state)
    yield StoredCalls(CallRecords(database))
    database.close()
