"""The jobs of one call, one after the other.

In: whatever changes the call, as a job.  Out: each job done in its turn.  A task exists only while there are jobs, so a call in
which nothing happens costs nothing here.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from server.errors import CallRefused
from server.logs import trace

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]
JOBS_WAITING = 500
"""Jobs of one call that may wait; a client that asks for more is refused."""


class Turns:
    """The queue of one call.  Used on the loop's thread."""

    def __init__(self, call: str) -> None:
        self._call = call
        self._waiting: deque[Job] = deque()
        self._task: asyncio.Task[None] | None = None
        self._stopped = False
        self._sealed = False

    @property
    def idle(self) -> bool:
        """True while no job waits or is under way."""
        return self._task is None

    def require_room(self) -> None:
        """Raise `CallRefused` if a client's wishes have to wait outside."""
        if len(self._waiting) >= JOBS_WAITING:
            raise CallRefused("the server is busy with this call; try again in a moment", code="call.busy")

    def add(self, job: Job) -> None:
        """Do a job when it is its turn; behind the last one nothing is done."""
        if self._sealed:
            return
        self._waiting.append(job)
        if self._task is None and not self._stopped:
            self._task = asyncio.create_task(self._work(), name=f"call-{self._call}")

    def last(self, job: Job) -> None:
        """Do this in its turn and nothing behind it: a call that has ended does not change any more, whoever looks on."""
        self.add(job)
        self._sealed = True

    async def do(self, job: Job, failed: Job) -> None:
        """Do a job in its turn and wait for it; `failed` follows at once if the job raises."""
        if self._sealed:
            return
        done = asyncio.Event()

        async def run() -> None:
            try:
                await job()
            except Exception:
                await failed()
                raise
            finally:
                done.set()
        self.add(run)
        await done.wait()

    async def stop(self) -> None:
        """Break off; what waits is not done."""
        self._stopped = True
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        try:
            while self._waiting:
                try:
                    await self._waiting.popleft()()
                except Exception as error:  # noqa: BLE001 - a bug in one job must not end the call
                    log.error("call %s: a job failed: %s", self._call, trace(error))
        finally:
            self._task = None
