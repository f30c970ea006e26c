"""Which sound is decoded next, and together with which: jobs in, batches out.  Pure; `scheduler` owns the thread around it.

Order: finals, oldest first; then the first partial of an utterance; then the partial unheard longest.  A newer partial of
an utterance replaces one that waits, and a final replaces both.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
BUCKET_SAMPLES = 2 * 16_000
"""Sound of one batch differs in length by less than this (2 s): all of it is padded to the longest."""


@dataclass(slots=True, eq=False)
class Job(Generic[T]):
    """One window of sound that waits for the recogniser."""

    call: str
    channel: str
    utterance_id: str
    audio: NDArray[np.float32]
    """16 kHz mono."""
    lang: str
    prompt: str
    hot_words: tuple[str, ...]
    final: bool
    future: asyncio.Future[T]
    loop: asyncio.AbstractEventLoop
    submitted_s: float
    """Scheduler's clock."""
    speech_probability: float = 1.0
    heard_s: float = 0.0
    """When this utterance was decoded last, 0 if never."""
    attempts: int = 0
    alone: bool = False
    """True after its batch failed, so that it fails nobody else."""

    @property
    def key(self) -> tuple[str, str]:
        """What a newer job replaces."""
        return (self.call, self.utterance_id)

    def goes_with(self, other: Job[T]) -> bool:
        """Whether both can be decoded in one batch."""
        return (
            not (self.alone or other.alone)
            and self.final == other.final
            and self.lang == other.lang
            and self.prompt == other.prompt
            and self.hot_words == other.hot_words
            and len(self.audio) // BUCKET_SAMPLES == len(other.audio) // BUCKET_SAMPLES
        )


@dataclass(slots=True)
class JobQueue(Generic[T]):
    """Waiting jobs."""

    _finals: deque[Job[T]] = field(default_factory=deque)
    _partials: dict[tuple[str, str], Job[T]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._finals) + len(self._partials)

    def add(self, job: Job[T]) -> Job[T] | None:
        """Put a job in; returns the waiting partial that it supersedes."""
        superseded = self._partials.pop(job.key, None)
        if job.final:
            self._finals.append(job)
        else:
            self._partials[job.key] = job
        return superseded

    def put_back(self, jobs: list[Job[T]]) -> list[Job[T]]:
        """Jobs whose decode failed, to the head of the queue; returns partials that a newer one has superseded meanwhile."""
        superseded = []
        for job in reversed(jobs):
            if job.final:
                self._finals.appendleft(job)
            elif job.key in self._partials or self.final_waits(job.key):
                superseded.append(job)
            else:
                self._partials[job.key] = job
        return superseded

    def final_waits(self, key: tuple[str, str]) -> bool:
        """Whether the final of this utterance is in the queue."""
        return any(job.key == key for job in self._finals)

    def take(self, limit: int) -> list[Job[T]]:
        """The most urgent job and up to `limit - 1` that go with it; empty if none waits."""
        ordered = self._ordered()
        if not ordered:
            return []
        first = ordered[0]
        batch = [first, *(job for job in ordered[1:] if first.goes_with(job))][:limit]
        for job in batch:
            if job.final:
                self._finals.remove(job)
            else:
                del self._partials[job.key]
        return batch

    def drain(self) -> list[Job[T]]:
        """Take everything out."""
        jobs = self._ordered()
        self._finals.clear()
        self._partials.clear()
        return jobs

    def _ordered(self) -> list[Job[T]]:
        # Decoded never (0) comes before decoded long ago.
        partials = sorted(self._partials.values(), key=lambda job: (job.heard_s, job.submitted_s))
        return [*self._finals, *partials]
