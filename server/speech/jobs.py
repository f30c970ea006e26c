"""Which sound is decoded next, and together with which: jobs in, batches out.  Pure; `dispatch` owns the lock around it.

Order: finals, oldest first; then finals whose first result was doubtful; then endings, which will be finals if nothing more
is said; then the first partial of an utterance; then the partial unheard longest.  A newer partial or ending of an utterance
replaces one that waits, and a final replaces all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.asr import Recognition

from .open_utterances import WHOLE, Piece

T = TypeVar("T")


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
    """False for a partial, and for an ending as long as it is not certain."""
    future: asyncio.Future[T]
    loop: asyncio.AbstractEventLoop
    submitted_s: float
    """Scheduler's clock."""
    speech_probability: float = 1.0
    heard_s: float = 0.0
    """When this utterance was decoded last, 0 if never."""
    attempts: int = 0
    """Decodes of it that failed."""
    alone: bool = False
    """True after its batch failed, so that it fails nobody else."""
    piece: Piece = WHOLE
    """Of a partial: which part of its utterance the sound is."""
    padded_samples: int = 0
    """What the model's window policy makes of its length."""
    tried: list[Recognition] = field(default_factory=list)
    """Of a final: what was recognised so far, all of it doubtful."""
    failed_on: int = -1
    """The engine that failed on it last; another may do better."""
    languages: tuple[str, ...] = ()
    """Others that may be spoken; the model is asked before it decodes."""
    thorough: bool = False
    """Decoded as a final is; True for finals and endings."""
    beam: int = 1
    """Hypotheses kept while it is decoded; set when it is taken."""

    @property
    def key(self) -> tuple[str, str]:
        """What a newer job replaces."""
        return (self.call, self.utterance_id)

    def goes_with(self, other: Job[T]) -> bool:
        """Whether both can be decoded in one batch; their prompts may differ."""
        return (
            not (self.alone or other.alone)
            and (self.final, self.thorough) == (other.final, other.thorough)
            and self.lang == other.lang
            and self.padded_samples == other.padded_samples
            and len(self.tried) == len(other.tried)
        )


def _anybody(job: object) -> bool:
    return True


@dataclass(slots=True)
class JobQueue(Generic[T]):
    """Waiting jobs."""

    _finals: deque[Job[T]] = field(default_factory=deque)
    _doubtful: deque[Job[T]] = field(default_factory=deque)
    _partials: dict[tuple[str, str], Job[T]] = field(default_factory=dict)
    """And endings: the newest of each utterance."""
    _in_work: set[tuple[str, str]] = field(default_factory=set)
    """Utterances whose partial is being decoded: the next one waits for it, or their order might change."""

    def __len__(self) -> int:
        return len(self._finals) + len(self._doubtful) + len(self._partials)

    def superseded_by(self, job: Job[T]) -> Job[T] | None:
        """Take out the partial or ending that this newer job replaces."""
        return self._partials.pop(job.key, None)

    def add(self, job: Job[T]) -> Job[T] | None:
        """Put a job in; returns the waiting partial or ending that it supersedes."""
        superseded = self.superseded_by(job)
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
                (self._doubtful if job.tried else self._finals).appendleft(job)
            elif job.key in self._partials or self.final_waits(job.key):
                superseded.append(job)
            else:
                self._partials[job.key] = job
        return superseded

    def look_again(self, job: Job[T]) -> None:
        """A final whose result is doubtful, to be decoded in another way."""
        self._doubtful.append(job)

    def final_waits(self, key: tuple[str, str]) -> bool:
        """Whether the final of this utterance is in the queue."""
        return any(job.key == key for job in (*self._finals, *self._doubtful))

    def take(
        self, limit: int | Callable[[Job[T]], int], may: Callable[[Job[T]], bool] = _anybody
    ) -> list[Job[T]]:
        """The most urgent job that may be taken and up to `limit - 1` that go with it; empty if there is none.

        `limit` may depend on the first.  Taken partials hold back their utterance's next until `done`.
        """
        ordered = [job for job in self._ordered() if may(job) and (job.final or job.key not in self._in_work)]
        if not ordered:
            return []
        first = ordered[0]
        most = limit if isinstance(limit, int) else limit(first)
        batch = [first, *(job for job in ordered[1:] if first.goes_with(job))][:most]
        for job in batch:
            if job.final:
                (self._doubtful if job.tried else self._finals).remove(job)
            else:
                del self._partials[job.key]
                self._in_work.add(job.key)
        return batch

    def done(self, jobs: list[Job[T]]) -> None:
        """These are decoded, or have failed."""
        # An ending may have become a final meanwhile.
        self._in_work.difference_update(job.key for job in jobs)

    def remove_ending(self, key: tuple[str, str]) -> Job[T] | None:
        """Take out the ending of this utterance, if one waits: the speaker goes on."""
        job = self._partials.get(key)
        return self._partials.pop(key) if job is not None and job.thorough else None

    def overdue_partials(self, before_s: float) -> list[Job[T]]:
        """Take out the partials handed in before this moment: nobody wants them any more."""
        late = [job for job in self._partials.values() if job.submitted_s < before_s]
        for job in late:
            del self._partials[job.key]
        return late

    def overdue_doubtful(self, before_s: float) -> list[Job[T]]:
        """Take out the doubtful finals handed in before this moment: what was recognised has to do."""
        late = [job for job in self._doubtful if job.submitted_s < before_s]
        for job in late:
            self._doubtful.remove(job)
        return late

    def drain(self) -> list[Job[T]]:
        """Take everything out."""
        jobs = self._ordered()
        self._finals.clear()
        self._doubtful.clear()
        self._partials.clear()
        return jobs

    def _ordered(self) -> list[Job[T]]:
        # Decoded never (0) comes before decoded long ago.
        partials = sorted(self._partials.values(), key=lambda job: (not job.thorough, job.heard_s, job.submitted_s))
        return [*self._finals, *self._doubtful, *partials]
