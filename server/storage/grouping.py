"""Steps of many calls written in one transaction, so that the disk is waited for a few times a second and not once a step.

In: steps of calls, one at a time a call.  Out: each committed, or refused alone; whoever waits goes on only when its step is
in the file for good.  A step waits `GROUP_S` at most for others, and not at all after a quiet moment.  Next: `calls.CallRecords`.
"""

from __future__ import annotations

import asyncio
from functools import partial

from .calls import CallRecords, Step

GROUP_S = 0.025
"""Least time between the beginnings of two transactions."""
GROUP_STEPS = 256
"""Steps of one transaction; so many are written in some 100 ms, and others read meanwhile."""


class GroupedCommits:
    """The only writer of steps; one for all calls, used on the loop."""

    def __init__(self, records: CallRecords) -> None:
        self._records = records
        self._waiting: list[tuple[str, Step, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None
        self._next_s = 0.0
        self.transactions = 0
        """Groups handed to the database."""
        self.steps = 0
        """Steps in them."""

    async def commit(self, call: str, step: Step) -> None:
        """Return when the step is committed.

        Raises:
            StoredTwice: its final is stored already.
            StorageError: nothing of it was written.
        """
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((call, step, future))
        if self._task is None:
            self._task = asyncio.create_task(self._write(), name="commits")
        await future

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                if (wait_s := self._next_s - loop.time()) > 0:
                    await asyncio.sleep(wait_s)
                self._next_s = loop.time() + GROUP_S
                group, self._waiting = self._waiting[:GROUP_STEPS], self._waiting[GROUP_STEPS:]
                await self._write_group(group)
        finally:
            self._task = None

    async def _write_group(self, group: list[tuple[str, Step, asyncio.Future[None]]]) -> None:
        self.transactions += 1
        self.steps += len(group)
        steps = [(call, step) for call, step, _ in group]
        outcomes: list[Exception | None]
        try:
            outcomes = list(await self._records.database.offload(partial(self._records.commit_all, steps)))
        except Exception as error:  # noqa: BLE001 - whatever fails, those who wait must learn of it
            outcomes = [error] * len(group)
        for (_, _, future), outcome in zip(group, outcomes, strict=True):
            if future.done():
                continue
            if outcome is None:
                future.set_result(None)
            else:
                future.set_exception(outcome)
