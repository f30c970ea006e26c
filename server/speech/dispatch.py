"""Hands the waiting jobs to the engines and their results back: jobs and recognitions in, batches and transcripts out.

All that the engines' threads and the event loop share stands here under one lock: the queue (`jobs`), what batches cost
(`cost`), the load and what gives way (`load`), and how many calls fit (`admission`).  `worker` takes, `scheduler` hands in.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.asr import Recognition, best_of, doubtful

from .admission import Admission, AdmissionSettings
from .cost import CostModel
from .dropped import Dropped
from .errors import RecognitionFailed, SchedulerClosed
from .guards import GuardSettings
from .jobs import JobQueue
from .load import LoadMeter, LoadSettings, Step
from .open_utterances import OpenUtterances
from .outcome import SAMPLE_RATE_HZ, SpeechJob, deliver, fail, transcript_of
from .transcript import Counters, Transcript
from .worker import Worker

_MAX_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """How much at once, how thoroughly, and what is believed."""

    max_batch_cpu: int = 8
    """Windows of one batch without a GPU."""
    max_batch_cuda: int = 32
    """Windows of one batch on a GPU."""
    partial_batch_ms: float = 200.0
    """A batch of partials should take no longer: a final may be waiting behind it."""
    final_batch_ms: float = 400.0
    """A batch of finals should take no longer."""
    partial_wait_ms: float = 1500.0
    """A partial that waited longer is dropped; a final never is."""
    prompt_partials: bool = False
    """Whether partials follow their prompt too."""
    final_beam: int = 5
    """Hypotheses kept while a final is decoded; partials keep one."""
    second_looks: int = 2
    """Repetitions of a doubtful final while there is time."""
    second_look_load: float = 0.5
    """Above this load one repetition at most."""
    second_look_full: float = 0.8
    """Above this load none."""
    second_look_ms: float = 1500.0
    """A doubtful final that is as old as this is delivered as it is."""
    guards: GuardSettings = field(default_factory=GuardSettings)
    load: LoadSettings = field(default_factory=LoadSettings)
    admission: AdmissionSettings = field(default_factory=AdmissionSettings)


class Dispatch:
    """The waiting jobs and everything known about their decoding.  Thread-safe; implements `worker.Work`."""

    def __init__(
        self, settings: SchedulerSettings, open_utterances: OpenUtterances, engines: int, clock: Callable[[], float]
    ) -> None:
        self.settings = settings
        self.counters = Counters()
        self.dropped = Dropped()
        self.now_s = clock
        self._engines = engines
        self._open = open_utterances
        self._queue: JobQueue[Transcript | None] = JobQueue()
        self._costs = CostModel()
        self._meter = LoadMeter(settings.load, engines)
        self._admission = Admission(engines, settings.admission)
        self._broken: set[int] = set()
        self._wake = threading.Condition()
        self._closed = False

    def __len__(self) -> int:
        with self._wake:
            return len(self._queue)

    def add(self, job: SpeechJob) -> None:
        """Queue a job.  Raises `SchedulerClosed`."""
        with self._wake:
            if self._closed:
                raise SchedulerClosed("The server is stopping.")
            job.heard_s = self._open.heard_s(job.key)
            if job.final:
                self._open.close(job.key)
            if len(self._broken) == self._engines:
                fail(job, _hopeless())
                return
            superseded = self._queue.add(job)
            if superseded is not None:
                self.counters.superseded_partials += 1
                deliver(superseded, None)
            self._wake.notify_all()

    def close(self) -> None:
        """Hand out nothing more; what waits raises `SchedulerClosed`."""
        with self._wake:
            self._closed = True
            for job in self._queue.drain():
                fail(job, SchedulerClosed("The server is stopping."))
            self._wake.notify_all()

    def take(self, worker: Worker) -> list[SpeechJob]:
        """See `worker.Work`."""
        with self._wake:
            self._broken.discard(worker.number)
            while not self._closed:
                self._drop_overdue()
                batch = self._queue.take(lambda first: self._most(first, worker), lambda job: self._may(job, worker))
                if batch:
                    return batch
                self._wake.wait()
            return []

    def begin(self, batch: list[SpeechJob]) -> list[SpeechJob]:
        """See `worker.Work`."""
        with self._wake:
            unwanted = [job for job in batch if job.future.cancelled() or not job.final and self._open.is_closed(job.key)]
            for job in unwanted:
                self.counters.superseded_partials += not job.final and not job.future.cancelled()
                deliver(job, None)
            self._queue.done(unwanted)
            return [job for job in batch if job not in unwanted]

    def decoded(self, worker: Worker, batch: list[SpeechJob], results: Sequence[Recognition], start_s: float) -> None:
        """See `worker.Work`."""
        end_s = self.now_s()
        first = batch[0]
        with self._wake:
            self._meter.decoded(start_s, end_s)
            ms = (end_s - start_s) * 1000
            if not first.tried:
                self._costs.learn(first.final, _window_s(first), len(batch), ms)
            self.counters.batches += 1
            self.counters.windows += len(batch)
            self.counters.largest_batch = max(self.counters.largest_batch, len(batch))
            looked_again = [pair for pair in zip(batch, results, strict=True) if self._looks_again(*pair, end_s)]
            for job, result in looked_again:
                job.tried.append(result)
                self.counters.second_looks += 1
                self._queue.look_again(job)
        again = {id(job) for job, _ in looked_again}
        for job, result in zip(batch, results, strict=True):
            if id(job) not in again:
                self._hand_out(job, best_of([*job.tried, result]), start_s, end_s, len(batch))
        # Only now may another engine take the next partial of these utterances.
        self.settled(batch)

    def repeat(self, worker: Worker, batch: list[SpeechJob], *, counted: bool = True) -> None:
        """See `worker.Work`."""
        again = []
        for job in batch:
            job.attempts += counted
            job.failed_on = worker.number if counted else -1
            if job.future.done():
                continue
            if job.tried and counted:
                self._hand_out(job, best_of(job.tried), self.now_s(), self.now_s(), 1)
            elif job.attempts < _MAX_ATTEMPTS:
                again.append(job)
            else:
                fail(job, _hopeless())
        with self._wake:
            self._queue.done(batch)
            closed = self._closed
            superseded = [] if closed else self._queue.put_back(again)
            self.counters.superseded_partials += len(superseded)
            self._wake.notify_all()
        for job in again if closed else superseded:
            if closed:
                fail(job, SchedulerClosed("The server is stopping."))
            else:
                deliver(job, None)

    def settled(self, batch: list[SpeechJob]) -> None:
        """See `worker.Work`."""
        with self._wake:
            self._queue.done(batch)
            self._wake.notify_all()

    def restarted(self) -> None:
        """See `worker.Work`."""
        with self._wake:
            self.counters.restarts += 1

    def out_of_service(self, worker: Worker, pause_s: float) -> bool:
        """See `worker.Work`."""
        with self._wake:
            self._broken.add(worker.number)
            if len(self._broken) == self._engines:
                for job in self._queue.drain():
                    fail(job, _hopeless())
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._closed, pause_s)
            return not self._closed

    # What the scheduler tells others

    @property
    def out_of_order(self) -> bool:
        """Whether no engine has a model that works."""
        with self._wake:
            return len(self._broken) == self._engines

    @property
    def load(self) -> float:
        """Share of the engines' time in use, 0..1."""
        with self._wake:
            return self._meter.load(self.now_s())

    @property
    def step(self) -> Step:
        """What has given way."""
        with self._wake:
            return self._meter.step(self.now_s())

    @property
    def partial_interval_ms(self) -> int:
        """New speech that the next partial should wait for."""
        with self._wake:
            return self._meter.partial_interval_ms(self.now_s())

    @property
    def recognition_lag_ms(self) -> float:
        """Mean wait + decode of recent finals."""
        with self._wake:
            return self._meter.recognition_lag_ms

    @property
    def call_capacity(self) -> int | None:
        """Calls that fit; None until it is measured."""
        with self._wake:
            return self._admission.capacity(self.now_s())

    def refuses_call(self, live_calls: int | None = None) -> bool:
        """Whether one call more than these (those that spoke lately) would break the lag target."""
        with self._wake:
            now_s = self.now_s()
            live_calls = self._admission.active_calls(now_s) if live_calls is None else live_calls
            partials_gone = self._meter.step(now_s) >= Step.PARTIALS
            return self._admission.refuses(live_calls, partials_gone, now_s)

    # Under the lock

    def _may(self, job: SpeechJob, worker: Worker) -> bool:
        """A job that this engine failed on goes to another, if there is one."""
        return job.failed_on != worker.number or self._engines - len(self._broken | {worker.number}) < 1

    def _most(self, first: SpeechJob, worker: Worker) -> int:
        budget_ms = self.settings.final_batch_ms if first.final else self.settings.partial_batch_ms
        if first.final and self._meter.step(self.now_s()) >= Step.PARTIALS:
            # Nothing is left to give way: what counts is how much is decoded, and large batches decode most.
            return worker.batches.limit
        return self._costs.windows_within(first.final, _window_s(first), budget_ms, worker.batches.limit)

    def _drop_overdue(self) -> None:
        now_s = self.now_s()
        for job in self._queue.overdue_partials(now_s - self.settings.partial_wait_ms / 1000):
            self.counters.dropped_partials += 1
            deliver(job, None)
        for job in self._queue.overdue_doubtful(now_s - self.settings.second_look_ms / 1000):
            self._hand_out(job, best_of(job.tried), now_s, now_s, 1)

    def _looks_again(self, job: SpeechJob, result: Recognition, now_s: float) -> bool:
        """Whether a doubtful final is worth another decode now."""
        settings = self.settings
        if not job.final or self._closed or not doubtful(result):
            return False
        load = self._meter.load(now_s)
        looks = 0 if load > settings.second_look_full else 1 if load > settings.second_look_load else settings.second_looks
        age_ms = (now_s - job.submitted_s) * 1000
        expected_ms = self._costs.predict_ms(True, _window_s(job), 1)
        return len(job.tried) < looks and age_ms + expected_ms < settings.second_look_ms

    def _hand_out(self, job: SpeechJob, recognition: Recognition, start_s: float, end_s: float, windows: int) -> None:
        times_ms = ((start_s - job.submitted_s) * 1000, (end_s - start_s) * 1000)
        transcript, reason = transcript_of(
            job, recognition, self._open, self.settings.guards, times_ms, end_s
        )
        with self._wake:
            self.counters.rejected += bool(reason)
            if job.final:
                lag_ms = (end_s - job.submitted_s) * 1000
                self._meter.final_delivered(lag_ms)
                speech_s = len(job.audio) / SAMPLE_RATE_HZ
                self._admission.final_delivered(job.call, speech_s, (end_s - start_s) / windows, lag_ms, end_s)
        if reason and job.final:
            self.dropped.add(job.call, reason)
        deliver(job, transcript)


def _window_s(job: SpeechJob) -> float:
    return job.padded_samples / SAMPLE_RATE_HZ


def _hopeless() -> RecognitionFailed:
    return RecognitionFailed("This utterance could not be recognised; restart the server if it goes on.")
