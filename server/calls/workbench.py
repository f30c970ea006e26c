"""Small pieces of work for worker threads, handed over many at a time.

In: work of all calls, put down on the loop: an ear that hears a packet, a pipeline that hears an utterance.  Out: results, back
on the loop.  Handing one piece to a thread and its result back costs more than the piece itself, so a thread that is awake
goes on with whatever lies there, and results come back together.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")
Done = Callable[[Any, Exception | None], None]
"""Told the result, or the error; called on the loop."""
SLICE_S = 0.008
"""A thread hands its results back after so long, even if more work lies there."""


class Workbench:
    """One for all calls; used on the loop's thread."""

    def __init__(self, workers: Executor, threads: int) -> None:
        """At most `threads` of the workers are busy with it at once."""
        self._workers = workers
        self._threads = threads
        self._waiting: deque[tuple[Callable[[], object], Done]] = deque()
        self._awaited: deque[tuple[Callable[[], object], Done]] = deque()
        self._busy = 0
        self._begin_due = False
        self.trips = 0
        """How often a thread was sent for work."""

    def put(self, work: Callable[[], object], done: Done) -> None:
        """Have work done in a thread; work begins in the order in which it was put."""
        self._waiting.append((work, done))
        self._call_for_threads()

    def _call_for_threads(self) -> None:
        if not self._begin_due and self._busy < self._threads:
            # at the end of this turn of the loop, when everything that came with it lies there too
            self._begin_due = True
            asyncio.get_running_loop().call_soon(self._begin)

    async def run(self, work: Callable[[], T]) -> T:
        """Wait for work to be done; raises what it raises.  It goes before what was put: an utterance that is over has
        waited for its silence already, a packet is followed by the next one."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def done(result: T, error: Exception | None) -> None:
            if future.done():
                return
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)
        self._awaited.append((work, done))
        self._call_for_threads()
        return await future

    def _begin(self) -> None:
        self._begin_due = False
        loop = asyncio.get_running_loop()
        while self._busy < min(self._threads, len(self._waiting) + len(self._awaited)):
            try:
                self._workers.submit(self._work, loop)
            except RuntimeError:
                # the threads are gone with the server; what lies here is sent again by its client
                self._waiting.clear()
                self._awaited.clear()
                return
            self._busy += 1
            self.trips += 1

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread."""
        finished: list[tuple[Done, object, Exception | None]] = []
        until_s = time.monotonic() + SLICE_S
        while True:
            taken = self._next()
            if taken is None:
                break
            work, done = taken
            try:
                finished.append((done, work(), None))
            except Exception as error:  # noqa: BLE001 - models and stages raise what they like; who put it down is told
                finished.append((done, None, error))
            if time.monotonic() >= until_s:
                break
        try:
            loop.call_soon_threadsafe(self._hand_back, finished)
        except RuntimeError:
            # the loop is closed: nobody waits any more
            log.debug("work was finished after the end of the loop")

    def _next(self) -> tuple[Callable[[], object], Done] | None:
        """What is done next; two threads may ask at once."""
        for lying in (self._awaited, self._waiting):
            try:
                return lying.popleft()
            except IndexError:
                continue
        return None

    def _hand_back(self, finished: list[tuple[Done, object, Exception | None]]) -> None:
        self._busy -= 1
        for done, result, error in finished:
            try:
                done(result, error)
            except Exception as failure:  # noqa: BLE001 - one call's mistake must not keep the others' results
                log.error("a result could not be taken: %s", type(failure).__name__)
        if self._waiting or self._awaited:
            self._begin()
