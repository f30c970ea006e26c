"""A scheduler around an engine that can be held back; generated examples have no deadline: a busy machine is no defect."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from server.speech.scheduler import Scheduler
from tests.server.speech.held_engine import Echo

settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def scheduler(echo: Echo) -> Iterator[Scheduler]:
    # Time stands still: what a batch costs, and so its size, does not depend on the machine.
    scheduler = Scheduler(echo, clock=lambda: 100.0)
    yield scheduler
    echo.gate.set()
    scheduler.close()
