"""Hands the waiting jobs to the engines and their results back: jobs and recognitions in, batches and transcripts out.

All that the engines' threads and the event loop share stands here under one lock: the queue (`jobs`), what batches cost
(`cost`), the load and what gives way (`load`), and how many calls fit (`admission`).  `worker` takes, `scheduler` hands in.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from models.asr import Recognition, best_of, doubtful

from .admission import Admission
from .ahead import Ending, Endings
from .cost import CostModel
from .dropped import Dropped
from .errors import RecognitionFailed, SchedulerClosed
from .jobs import JobQueue
from .load import LoadMeter, Step
from .open_utterances import Key, OpenUtterances
from .outcome import SAMPLE_RATE_HZ, SpeechJob, deliver, fail, transcript_of
from .scheduler_settings import SchedulerSettings
from .transcript import Counters, Transcript
from .worker import Worker

_MAX_ATTEMPTS = 3


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
        self._endings = Endings()
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
            ending = self._endings.of(job) if job.final else None
            self._endings.forget(job.key)
            self._supersede(self._queue.superseded_by(job))
            if ending is not None:
                self._make_final(ending, job)
            else:
                self._queue.add(job)
            self._wake.notify_all()

    def voice_returned(self, key: Key) -> None:
        """The speaker of this utterance goes on: what was decoded as its end is not, and what waits to be costs nothing."""
        with self._wake:
            self._endings.forget(key)
            self._supersede(self._queue.remove_ending(key))

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
                    self._taken(batch)
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
                self._costs.learn(first.thorough, _window_s(first), len(batch), ms)
            self._count(batch)
            for job, result in zip(batch, results, strict=True):
                if job.thorough and not job.final:
                    self._endings.decoded(job, result, (end_s - start_s) / len(batch))
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
        with self._wake:
            self._queue.done(batch)
            self._wake.notify_all()

    def repeat(self, worker: Worker, batch: list[SpeechJob], *, counted: bool = True) -> None:
        """See `worker.Work`."""
        again = []
        with self._wake:
            self._queue.done(batch)
            given_up = [job for job in batch if job.thorough and not job.final]
            for job in given_up:
                self._endings.gone(job)
        for job in given_up:
            # Its final, should it come, is decoded by itself.
            deliver(job, None)
        for job in (job for job in batch if job not in given_up):
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
            closed = self._closed
            superseded = [] if closed else self._queue.put_back(again)
            self.counters.superseded_partials += len(superseded)
            self._wake.notify_all()
        for job in again if closed else superseded:
            if closed:
                fail(job, SchedulerClosed("The server is stopping."))
            else:
                deliver(job, None)

    def failed(self, batch: list[SpeechJob], error: Exception) -> None:
        """See `worker.Work`."""
        with self._wake:
            for job in batch:
                self._endings.gone(job)
                fail(job, error)
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
        return self._costs.windows_within(first.thorough, _window_s(first), budget_ms, worker.batches.limit)

    def _taken(self, batch: list[SpeechJob]) -> None:
        greedy = self._meter.step(self.now_s()) >= Step.HYPOTHESES
        for job in batch:
            job.beam = self.settings.final_beam if job.thorough and not greedy else 1
            if job.thorough and not job.final:
                self._endings.begun(job)

    def _count(self, batch: list[SpeechJob]) -> None:
        counters = self.counters
        counters.batches += 1
        counters.windows += len(batch)
        counters.largest_batch = max(counters.largest_batch, len(batch))
        counters.greedy_finals += sum(job.final and job.beam < self.settings.final_beam for job in batch)
        counters.endings += sum(job.thorough and not job.final for job in batch)

    def _supersede(self, job: SpeechJob | None) -> None:
        if job is not None:
            self.counters.superseded_partials += 1
            deliver(job, None)

    def _make_final(self, ending: Ending, final: SpeechJob) -> None:
        """What was decoded as a possible end is the final: of the same sound, in the light of the same words."""
        self.counters.endings_used += 1
        job, now_s = ending.job, self.now_s()
        if job is not None:
            # Under way: the engine's job goes on as the final, whatever becomes of it.
            self.counters.endings += 1
            deliver(job, None)
            job.future, job.loop, job.submitted_s, job.final = final.future, final.loop, final.submitted_s, True
        elif ending.recognition is not None:
            self._decoded_ahead(final, ending.recognition, ending.decode_s, now_s)

    def _decoded_ahead(self, final: SpeechJob, recognition: Recognition, decode_s: float, now_s: float) -> None:
        final.lang, final.languages = recognition.lang or final.lang, ()
        if self._looks_again(final, recognition, now_s):
            final.tried.append(recognition)
            self.counters.second_looks += 1
            self._queue.look_again(final)
        else:
            self._hand_out(final, recognition, now_s, now_s, 1, decode_s)

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

    def _hand_out(self, job: SpeechJob, recognition: Recognition, start_s: float, end_s: float, windows: int,
                  ahead_s: float = 0.0) -> None:
        """Deliver what was recognised in a batch of so many windows, or ahead of time in `ahead_s` of an engine's."""
        times_ms = ((start_s - job.submitted_s) * 1000, (ahead_s + end_s - start_s) * 1000)
        transcript, reason = transcript_of(
            job, recognition, self._open, self.settings.guards, times_ms, end_s
        )
        with self._wake:
            self.counters.rejected += bool(reason)
            if job.final:
                lag_ms = (end_s - job.submitted_s) * 1000
                self._meter.final_delivered(lag_ms)
                speech_s = len(job.audio) / SAMPLE_RATE_HZ
                engine_s = ahead_s + (end_s - start_s) / windows
                self._admission.final_delivered(job.call, speech_s, engine_s, lag_ms, end_s)
        if reason and job.final:
            self.dropped.add(job.call, reason)
        deliver(job, transcript)


def _window_s(job: SpeechJob) -> float:
    return job.padded_samples / SAMPLE_RATE_HZ


def _hopeless() -> RecognitionFailed:
    return RecognitionFailed("This utterance could not be recognised; restart the server if it goes on.")
