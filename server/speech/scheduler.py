"""The recogniser's queue: sound of all calls in, transcripts out; the only caller of the engine.

One engine thread a device takes the most urgent job with those that go with it (`jobs`), decodes them as one batch,
judges (`guards`), normalises (`normalising`), and for partials finds what is settled (`agreement`).  The session that
handed the sound in is next.
"""

from __future__ import annotations

import asyncio
import logging
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.asr import Recogniser, Recognition
from models.errors import AudioTooLong, EngineOutOfMemory, ModelUnsupported

from .agreement import Agreement
from .errors import NoRecogniser, RecognitionFailed, SchedulerClosed
from .guards import GuardSettings, judge
from .jobs import Job, JobQueue
from .load import LoadMeter, LoadSettings
from .normalising import normalise
from .transcript import Counters, Transcript

__all__ = ["Counters", "Scheduler", "SchedulerSettings", "Transcript"]
log = logging.getLogger(__name__)
SAMPLE_RATE_HZ = 16_000
_MAX_ATTEMPTS = 3
_MAX_UTTERANCES = 1024


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """How much at once, how thoroughly, and what is believed."""

    max_batch_cpu: int = 4
    """Windows of one batch without a GPU."""
    max_batch_cuda: int = 16
    """Windows of one batch on a GPU."""
    prompt_partials: bool = False
    """Whether partials follow their prompt too; a prompt of its own keeps each out of the others' batches."""
    final_beam: int = 5
    """Hypotheses kept while a final is decoded; partials keep one."""
    guards: GuardSettings = field(default_factory=GuardSettings)
    load: LoadSettings = field(default_factory=LoadSettings)


_Job = Job["Transcript | None"]


class Scheduler:
    """The queue and its engine thread.  `submit_*` are called on the event loop; the rest from anywhere."""

    def __init__(
        self,
        recogniser: Recogniser | None,
        settings: SchedulerSettings | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.recogniser = recogniser
        self.settings = settings or SchedulerSettings()
        self.counters = Counters()
        self._clock = clock
        self._queue: JobQueue[Transcript | None] = JobQueue()
        self._in_flight: list[_Job] = []
        self._meter = LoadMeter(self.settings.load)
        self._agreements: OrderedDict[tuple[str, str], Agreement] = OrderedDict()
        self._heard_s: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._wake = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        on_gpu = recogniser is not None and recogniser.info.device == "cuda"
        self._batch_limit = self.settings.max_batch_cuda if on_gpu else self.settings.max_batch_cpu

    async def submit_final(
        self,
        call: str,
        channel: str,
        utterance_id: str,
        audio: NDArray[np.float32],
        lang: str,
        prompt: str = "",
        hot_words: Sequence[str] = (),
        speech_probability: float = 1.0,
    ) -> Transcript | None:
        """The text of a whole utterance (float32, 16 kHz mono); None if nobody speaks in it.

        Raises `NoRecogniser`, `RecognitionFailed` (the engine failed on it again and again) or `SchedulerClosed`.
        """
        return await self._submit(
            call, channel, utterance_id, audio, lang, prompt, hot_words, speech_probability, final=True
        )

    async def submit_partial(
        self,
        call: str,
        channel: str,
        utterance_id: str,
        audio: NDArray[np.float32],
        lang: str,
        prompt: str = "",
        hot_words: Sequence[str] = (),
        speech_probability: float = 1.0,
    ) -> Transcript | None:
        """The text of an utterance so far; None if nobody speaks, or if a newer partial or the final came first."""
        if channel == "agent" and self._agent_partials_stop():
            return None
        return await self._submit(
            call, channel, utterance_id, audio, lang, prompt, hot_words, speech_probability, final=False
        )

    @property
    def available(self) -> bool:
        """Whether there is a recogniser at all."""
        return self.recogniser is not None

    @property
    def queue_depth(self) -> int:
        """Windows that wait."""
        return len(self._queue)

    @property
    def load(self) -> float:
        """Share of the recogniser's time in use over the last seconds, 0..1."""
        with self._wake:
            return self._meter.load(self._clock())

    @property
    def recognition_lag_ms(self) -> float:
        """Mean wait + decode of recent finals."""
        with self._wake:
            return self._meter.recognition_lag_ms

    @property
    def partial_interval_ms(self) -> int:
        """New speech that the next partial should wait for; grows under load."""
        return self._meter.partial_interval_ms

    @property
    def refuses_calls(self) -> bool:
        """True when one more call would make every call worse."""
        with self._wake:
            return self._meter.refuses_calls(self._clock())

    @property
    def degraded(self) -> tuple[str, ...]:
        """What gives way now: `asr.none`, `partials.slow`, `partials.customer_only`, `calls.refused`."""
        if self.recogniser is None:
            return ("asr.none",)
        with self._wake:
            now_s = self._clock()
            codes = []
            if self._meter.partial_interval_ms > 2 * self.settings.load.min_interval_ms:
                codes.append("partials.slow")
            if self._meter.agent_partials_stop(now_s):
                codes.append("partials.customer_only")
            if self._meter.refuses_calls(now_s):
                codes.append("calls.refused")
            return tuple(codes)

    def close(self) -> None:
        """Stop after the batch that is being decoded; what waits raises `SchedulerClosed`."""
        with self._wake:
            self._closed = True
            waiting = self._queue.drain()
            thread = self._thread
            self._wake.notify_all()
        for job in waiting:
            _fail(job, SchedulerClosed("The server is stopping."))
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=30)

    def _agent_partials_stop(self) -> bool:
        with self._wake:
            return self._meter.agent_partials_stop(self._clock())

    async def _submit(
        self,
        call: str,
        channel: str,
        utterance_id: str,
        audio: NDArray[np.float32],
        lang: str,
        prompt: str,
        hot_words: Sequence[str],
        speech_probability: float,
        *,
        final: bool,
    ) -> Transcript | None:
        if self.recogniser is None:
            raise NoRecogniser(
                "No speech model is loaded. Fetch one (seatmate-server models pull whisper-small) and restart the server."
            )
        if not final and not self.settings.prompt_partials:
            prompt = ""
        loop = asyncio.get_running_loop()
        job: _Job = Job(
            call, channel, utterance_id, audio, lang, prompt, tuple(hot_words), final, loop.create_future(), loop,
            self._clock(), speech_probability,
        )  # fmt: skip
        with self._wake:
            if self._closed:
                raise SchedulerClosed("The server is stopping.")
            job.heard_s = self._heard_s.get(job.key, 0.0)
            superseded = self._queue.add(job)
            self._start_thread()
            self._wake.notify()
        if superseded is not None:
            self.counters.superseded_partials += 1
            _deliver(superseded, None)
        return await job.future

    def _start_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="recogniser", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        try:
            while batch := self._next_batch():
                self._decode(batch)
        except BaseException:
            log.exception("the recogniser's thread died; it is started again and its jobs are repeated")
            self._replace_thread()

    def _replace_thread(self) -> None:
        with self._wake:
            self.counters.restarts += 1
            jobs, self._in_flight = self._in_flight, []
            self._thread = None
        self._repeat([job for job in jobs if not job.future.done()])
        with self._wake:
            if not self._closed and len(self._queue):
                self._start_thread()

    def _next_batch(self) -> list[_Job]:
        """Wait for work; empty when the scheduler is closed."""
        with self._wake:
            while True:
                batch = [job for job in self._queue.take(self._batch_limit) if not job.future.cancelled()]
                if batch:
                    self._in_flight = batch
                    return batch
                if self._closed:
                    return []
                if not len(self._queue):
                    self._wake.wait()

    def _decode(self, batch: list[_Job]) -> None:
        assert self.recogniser is not None
        first = batch[0]
        start_s = self._clock()
        try:
            recognitions = self.recogniser.recognise(
                [job.audio for job in batch],
                first.lang,
                prompt=first.prompt,
                hot_words=first.hot_words,
                beam=self.settings.final_beam if first.final else 1,
                final=first.final,
            )
        except EngineOutOfMemory:
            self._batch_limit = max(1, len(batch) // 2)
            log.warning("the device is out of memory; at most %d windows at once from now on", self._batch_limit)
            self._repeat(batch, counted=len(batch) == 1)
        except (ModelUnsupported, AudioTooLong) as error:
            for job in batch:
                _fail(job, error)
        except Exception:
            log.exception("decoding %d windows failed; each is tried again alone", len(batch))
            for job in batch:
                job.alone = True
            self._repeat(batch)
        else:
            self._hand_out(batch, recognitions, start_s, self._clock())
        with self._wake:
            self._in_flight = []

    def _repeat(self, jobs: list[_Job], *, counted: bool = True) -> None:
        again = []
        for job in jobs:
            job.attempts += counted
            if job.attempts < _MAX_ATTEMPTS:
                again.append(job)
            else:
                _fail(
                    job, RecognitionFailed("This utterance could not be recognised; restart the server if it goes on.")
                )
        with self._wake:
            closed = self._closed
            superseded = [] if closed else self._queue.put_back(again)
        for job in again if closed else superseded:
            if closed:
                _fail(job, SchedulerClosed("The server is stopping."))
            else:
                _deliver(job, None)

    def _hand_out(self, batch: list[_Job], recognitions: list[Recognition], start_s: float, end_s: float) -> None:
        with self._wake:
            self._meter.decoded(start_s, end_s)
            counters = self.counters
            counters.batches += 1
            counters.windows += len(batch)
            counters.largest_batch = max(counters.largest_batch, len(batch))
        for job, recognition in zip(batch, recognitions, strict=True):
            wait_ms = (start_s - job.submitted_s) * 1000
            transcript = self._transcript(job, recognition, wait_ms, (end_s - start_s) * 1000)
            with self._wake:
                if job.final:
                    self._meter.final_delivered((end_s - job.submitted_s) * 1000)
            _deliver(job, transcript)

    def _transcript(self, job: _Job, recognition: Recognition, wait_ms: float, decode_ms: float) -> Transcript | None:
        seconds = len(job.audio) / SAMPLE_RATE_HZ
        verdict = judge(recognition, seconds, job.speech_probability, job.prompt, self.settings.guards)
        if not verdict.text:
            self.counters.rejected += 1
            log.debug("%s %s: nothing shown (%s)", job.call, job.utterance_id, verdict.reason)
        text = normalise(verdict.text, job.lang)
        agreement = self._agreement(job)
        if not text or (agreement is None and not job.final):
            return None
        stable_chars = len(text)
        if not job.final and agreement is not None:
            text, stable_chars = agreement.hear(text)
        confidence = math.exp(min(0.0, recognition.avg_log_prob))
        return Transcript(text, stable_chars, confidence, recognition.no_speech_prob, decode_ms, wait_ms)

    def _agreement(self, job: _Job) -> Agreement | None:
        """The state of the job's utterance; None once its final has been handed in."""
        with self._wake:
            self._heard_s[job.key] = self._clock()
            self._heard_s.move_to_end(job.key)
            while len(self._heard_s) > _MAX_UTTERANCES:
                self._heard_s.popitem(last=False)
            if job.final:
                self._agreements.pop(job.key, None)
                return None
            if self._queue.final_waits(job.key):
                return None
            agreement = self._agreements.setdefault(job.key, Agreement(job.lang))
            self._agreements.move_to_end(job.key)
            while len(self._agreements) > _MAX_UTTERANCES:
                self._agreements.popitem(last=False)
            return agreement


def _deliver(job: _Job, transcript: Transcript | None) -> None:
    _on_loop(job, lambda: None if job.future.done() else job.future.set_result(transcript))


def _fail(job: _Job, error: Exception) -> None:
    _on_loop(job, lambda: None if job.future.done() else job.future.set_exception(error))


def _on_loop(job: _Job, settle: Callable[[], None]) -> None:
    try:
        job.loop.call_soon_threadsafe(settle)
    except RuntimeError:
        # The loop is closed: nobody waits any more.
        log.debug("%s %s: its event loop is gone", job.call, job.utterance_id)
