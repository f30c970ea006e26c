"""Calls to write into: what the tests of steps share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.storage.calls import CallRecords, CallRow
from server.storage.database import open_database
from server.storage.state import StateDirectory

CALLS = [f"c{number}" for number in range(45)]


@pytest.fixture
def records(state: StateDirectory) -> Iterator[CallRecords]:
    """Records in which `CALLS` are open."""
    database = open_database(state)
    records = CallRecords(database)
    for call in CALLS:
        records.open(CallRow(id=call, workstation="w", user="u", lang="en"))
    yield records
    database.close()
