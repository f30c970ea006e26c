"""The recognisers' front: sound of all calls in, transcripts out; nothing else calls an engine.

Hands jobs to `dispatch`, from which one thread an engine (`worker`) takes the most urgent with those that go with it.
Says how busy the engines are and what gives way.  The session that handed the sound in is next.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.asr import Recogniser, TellsLanguages
from models.asr.windows import closed_samples, window_samples

from .dispatch import Dispatch
from .dropped import Dropped
from .errors import NoRecogniser
from .load import Step
from .open_utterances import WHOLE, OpenUtterances
from .outcome import SAMPLE_RATE_HZ, SpeechJob
from .scheduler_settings import SchedulerSettings
from .transcript import Counters, Transcript
from .worker import Reopen, Worker

__all__ = ["Counters", "Scheduler", "SchedulerSettings", "Transcript"]
_LONGEST_WINDOW_SAMPLES = 30 * SAMPLE_RATE_HZ
_CLOSING_S = 30.0


class Scheduler:
    """The queue and its engines.  `submit_*` are called on the event loop; the rest from anywhere."""

    def __init__(
        self,
        recogniser: Recogniser | None,
        settings: SchedulerSettings | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        others: Sequence[Recogniser] = (),
        reopen: Reopen | None = None,
    ) -> None:
        """`others` share the work of `recogniser`, each on a device or share of the CPU of its own.

        `reopen` opens the model of an engine again (0 is `recogniser`) after it has failed; without it the engine is kept.
        """
        self.recogniser = recogniser
        self.settings = settings or SchedulerSettings()
        self._open = OpenUtterances()
        self._clock = clock
        engines = [recogniser, *others] if recogniser is not None else []
        self._dispatch = Dispatch(self.settings, self._open, max(1, len(engines)), clock)
        self._workers = [
            Worker(number, engine, self._dispatch, self._most_windows(engine), reopen)
            for number, engine in enumerate(engines)
        ]

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
        languages: Sequence[str] = (),
    ) -> Transcript | None:
        """The text of a whole utterance (float32, 16 kHz mono); None if nobody speaks in it.

        `languages` may be spoken instead of `lang`: the model is asked first, and the transcript says which it is.

        Raises `NoRecogniser`, `RecognitionFailed` (the engines failed on it again and again) or `SchedulerClosed`.
        """
        job = self._job(call, channel, utterance_id, audio, lang, prompt, hot_words, speech_probability, final=True)
        job.languages = tuple(languages)
        return await self._submit(job)

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
        """The text of an utterance so far.

        None if nobody speaks, if a newer partial or the final came first, or if partials give way to what matters more.
        """
        step = self._dispatch.step
        if step >= Step.PARTIALS or (channel == "agent" and step >= Step.AGENT_PARTIALS):
            return None
        if not self.settings.prompt_partials:
            prompt = ""
        job = self._job(call, channel, utterance_id, audio, lang, prompt, hot_words, speech_probability, final=False)
        piece = self._open.piece(job.key, audio)
        return await self._submit(replace(job, piece=piece, audio=piece.of(audio)))

    async def submit_ending(
        self,
        call: str,
        channel: str,
        utterance_id: str,
        audio: NDArray[np.float32],
        lang: str,
        prompt: str = "",
        hot_words: Sequence[str] = (),
        speech_probability: float = 1.0,
        languages: Sequence[str] = (),
    ) -> Transcript | None:
        """The text of an utterance whose speaker has stopped, before it is certain that it is over; takes a partial's place.

        Decoded as its final would be, and if `submit_final` then asks for exactly this, it is the final.  None as for a
        partial, or if the final comes before the decode ends.
        """
        if not self.hears_endings:
            return None
        job = self._job(call, channel, utterance_id, audio, lang, prompt, hot_words, speech_probability, final=False)
        job.thorough, job.languages = True, tuple(languages)
        return await self._submit(job)

    def voice_returned(self, call: str, utterance_id: str) -> None:
        """What was handed in as the end of this utterance is not."""
        self._dispatch.voice_returned((call, utterance_id))

    def carry(self, call: str, utterance_id: str, lang: str, text: str) -> tuple[str, int]:
        """The settled words of an utterance that was cut which belong to this one, its next.

        What is to be shown of it now, and how much of that is settled; later partials go on from there.
        """
        return self._open.carry((call, utterance_id), lang, text)

    @property
    def hears_endings(self) -> bool:
        """False while the load leaves no time for what may not be a final."""
        return self._dispatch.step < Step.PARTIALS

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that may be spoken whatever a call's own is, and that the model can tell apart."""
        engine = self.recogniser
        if engine is None or not isinstance(engine, TellsLanguages):
            return ()
        return tuple(lang for lang in self.settings.languages if lang in engine.info.languages)

    @property
    def available(self) -> bool:
        """Whether there is a recogniser at all."""
        return self.recogniser is not None

    @property
    def counters(self) -> Counters:
        """What happened since the start."""
        return self._dispatch.counters

    @property
    def dropped(self) -> Dropped:
        """Finals that were not shown, by call and reason."""
        return self._dispatch.dropped

    @property
    def queue_depth(self) -> int:
        """Windows that wait."""
        return len(self._dispatch)

    @property
    def load(self) -> float:
        """Share of the engines' time in use over the last seconds, 0..1."""
        return self._dispatch.load

    @property
    def recognition_lag_ms(self) -> float:
        """Mean wait + decode of recent finals."""
        return self._dispatch.recognition_lag_ms

    @property
    def partial_interval_ms(self) -> int:
        """New speech that the next partial should wait for; grows under load."""
        return self._dispatch.partial_interval_ms

    @property
    def spares_assistance(self) -> bool:
        """True while alternatives and the work of a language model should be left out."""
        return self._dispatch.step >= Step.ASSISTANCE

    @property
    def call_capacity(self) -> int | None:
        """Calls that fit, from what the present ones cost; None until that is known."""
        return self._dispatch.call_capacity

    def refuses_call(self, live_calls: int) -> bool:
        """Whether one call more than these would break the lag target of all."""
        return self.available and self._dispatch.refuses_call(live_calls)

    @property
    def degraded(self) -> tuple[str, ...]:
        """What gives way or fails now.

        `asr.none`, `asr.failed`, `partials.slow`, `partials.customer_only`, `partials.none`, `finals.greedy`,
        `assistance.reduced`, `calls.refused`.
        """
        if self.recogniser is None:
            return ("asr.none",)
        step = self._dispatch.step
        given_way = {
            "asr.failed": self._dispatch.out_of_order,
            "partials.slow": self.partial_interval_ms > 2 * self.settings.load.min_interval_ms and step < Step.PARTIALS,
            "partials.customer_only": step == Step.AGENT_PARTIALS,
            "partials.none": step >= Step.PARTIALS,
            "finals.greedy": step >= Step.HYPOTHESES,
            "assistance.reduced": step >= Step.ASSISTANCE,
            "calls.refused": self._dispatch.refuses_call(),
        }
        return tuple(code for code, so in given_way.items() if so)

    def close(self) -> None:
        """Stop after the batches that are being decoded; what waits raises `SchedulerClosed`."""
        self._dispatch.close()
        for worker in self._workers:
            worker.join(_CLOSING_S)

    def _most_windows(self, engine: Recogniser) -> int:
        return self.settings.max_batch_cuda if engine.info.device == "cuda" else self.settings.max_batch_cpu

    def _job(
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
    ) -> SpeechJob:
        if self.recogniser is None:
            raise NoRecogniser(
                "No speech model is loaded. Fetch one (seatmate-server models pull whisper-small) and restart the server."
            )
        loop = asyncio.get_running_loop()
        return SpeechJob(
            call, channel, utterance_id, audio, lang, prompt, tuple(hot_words), final, loop.create_future(), loop,
            self._clock(), speech_probability, piece=WHOLE, thorough=final,
        )  # fmt: skip

    async def _submit(self, job: SpeechJob) -> Transcript | None:
        assert self.recogniser is not None
        window, samples = self.recogniser.info.window, len(job.audio)
        if job.thorough:
            samples = closed_samples(samples, window, _LONGEST_WINDOW_SAMPLES)
        job.padded_samples = window_samples(samples, window, _LONGEST_WINDOW_SAMPLES)
        self._dispatch.add(job)
        for worker in self._workers:
            worker.start()
        return await job.future
