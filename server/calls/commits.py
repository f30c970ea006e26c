"""Steps of one call written in order, numbered, and sent only then.

In: events that just happened, what the pipeline was given, committed positions.  Out: rows in the database, then
messages to the client.  While the disk refuses, the step is tried again and again and everything behind it waits;
nothing is acknowledged meanwhile, so the client keeps the sound.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

import msgspec

from protocol.message import CallEvent
from server.storage.calls import Step, StoredTwice
from server.storage.errors import StorageError
from server.storage.grouping import GroupedCommits

from .health import Health

log = logging.getLogger(__name__)


class StepWriter:
    """The only writer of one call."""

    def __init__(self, call: str, commits: GroupedCommits, last_seq: int, retry_s: float, health: Health,
                 refused: Callable[[StorageError], None]) -> None:
        self._call = call
        self._commits = commits
        self._retry_s = retry_s
        self._health = health
        self._refused = refused
        self.seq = last_seq
        """Number of the last event that is committed."""
        self.waiting = False
        """True while the disk refuses."""

    async def write(self, step: Step) -> list[CallEvent] | None:
        """Commit a step; its events as numbered, or None if it was stored before (nothing is written then)."""
        step.events = self._numbered(step.events)
        code = ""
        while True:
            try:
                await self._commits.commit(self._call, step)
                break
            except StoredTwice as error:
                log.error("call %s: %s", self._call, error)
                return None
            except StorageError as error:
                if not self.waiting:
                    log.error("call %s waits for its storage: %s", self._call, error)
                    self._refused(error)
                if code and code != error.code:
                    self._health.clear(code, self._call)
                code = error.code
                self.waiting = True
                self._health.raise_code(code, self._call)
                await asyncio.sleep(self._retry_s)
        if self.waiting:
            self.waiting = False
            self._health.clear(code, self._call)
            log.info("call %s: its storage takes again", self._call)
        self.seq += len(step.events)
        return step.events

    def _numbered(self, events: Sequence[CallEvent]) -> list[CallEvent]:
        return [msgspec.structs.replace(event, call=self._call, seq=number)
                for number, event in enumerate(events, self.seq + 1)]
