"""Cycles are collected by the window's event loop and by no other thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from copilot_app.collection import WindowThreadCollector


class Ring:
    """A cycle of its own that notes on which thread it went."""

    ended_on: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.ended_on.append(threading.current_thread())


@pytest.fixture
def collector(qapp: Any) -> Iterator[WindowThreadCollector]:
    gc.collect()
    Ring.ended_on.clear()
    collector = WindowThreadCollector()
    yield collector
    collector.stop()
    assert gc.isenabled()


def test_a_busy_thread_collects_nothing_and_the_event_loop_does(collector: WindowThreadCollector, qtbot: Any) -> None:
    ring = weakref.ref(Ring())
    kept: list[list[int]] = []

    def busy() -> None:
        kept.extend([number] for number in range(20_000))
    thread = threading.Thread(target=busy)
    thread.start()
    thread.join()
    assert ring() is not None, "20,000 new objects, and no collection in that thread"
    qtbot.waitUntil(lambda: ring() is None, timeout=30_000)
    assert Ring.ended_on == [threading.main_thread()]


def test_nothing_is_done_while_little_was_made(collector: WindowThreadCollector) -> None:
    before = gc.get_stats()[0]["collections"]
    gc.collect()
    collector.look()
    assert gc.get_stats()[0]["collections"] == before
