"""One sound heard as in a call: packets at the pace of speech in, the finals' text and the lags out.

Voice activity, end-pointing, partials and finals are those of a live call; only the network and the stages after
transcription are missing.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from protocol.message import PACKET_SAMPLES, SAMPLE_RATE_HZ, Channel, Language, utterance_id
from server.speech.endpointing import SAMPLES_PER_MS
from server.speech.listening import (
    ChannelListener,
    Listened,
    ListeningSettings,
    PartialDue,
    SpeechDetector,
    UtteranceEnded,
)
from server.speech.scheduler import Scheduler

log = logging.getLogger(__name__)
SILENCE_PACKETS = 7
"""Silence after each sound, so that its end is found as in a call and not by the end of the file."""
_CHANNEL: Channel = "customer"


class Pace(Protocol):
    """Time as a call has it."""

    def now_s(self) -> float:
        """Seconds since any moment."""
        ...

    async def wait_until(self, at_s: float) -> None:
        """Return at this moment, at once if it is over."""
        ...


class RealTime:
    """A second of sound takes a second."""

    def now_s(self) -> float:
        """The monotonic clock."""
        return time.monotonic()

    async def wait_until(self, at_s: float) -> None:
        """Sleep."""
        await asyncio.sleep(max(0.0, at_s - time.monotonic()))


@dataclass(slots=True)
class Lags:
    """How late texts were, milliseconds."""

    final_ms: list[float] = field(default_factory=list)
    """From the last voiced sample of an utterance (the silence that ends it included) to its text."""
    partial_ms: list[float] = field(default_factory=list)
    """From the last sample that a partial has heard to its text."""


class LiveEar:
    """Hears one sound after the other, each as a call of its own."""

    def __init__(self, scheduler: Scheduler, detector: Callable[[], SpeechDetector], pace: Pace | None = None) -> None:
        self._scheduler = scheduler
        self._detector = detector
        self._pace = pace or RealTime()
        self._settings = ListeningSettings()
        self.lags = Lags()

    async def hear(self, call: str, pcm: NDArray[np.int16], lang: Language) -> str:
        """The text of 16 kHz mono sound; raises what `Scheduler.submit_final` raises."""
        ear = ChannelListener(_CHANNEL, self._detector(), settings=self._settings)
        sound = np.concatenate([pcm, np.zeros(-len(pcm) % PACKET_SAMPLES + SILENCE_PACKETS * PACKET_SAMPLES, np.int16)])
        one = _Call(call, lang, self._scheduler, self._pace, self.lags, self._settings.endpoint.post_roll_ms)
        try:
            for first in range(0, len(sound), PACKET_SAMPLES):
                await self._pace.wait_until(one.arrival_s(first + PACKET_SAMPLES))
                ear.partial_interval_ms = self._scheduler.partial_interval_ms
                one.take(await asyncio.to_thread(ear.push, first, sound[first:first + PACKET_SAMPLES]))
            one.take(await asyncio.to_thread(ear.finish))
            return await one.text()
        finally:
            one.cancel()


class _Call:
    """The recognition work of one sound."""

    def __init__(self, call: str, lang: Language, scheduler: Scheduler, pace: Pace, lags: Lags, post_roll_ms: int) -> None:
        self._call = call
        self._lang = lang
        self._scheduler = scheduler
        self._pace = pace
        self._lags = lags
        self._post_roll_samples = post_roll_ms * SAMPLES_PER_MS
        self._start_s = pace.now_s()
        self._finals: list[asyncio.Task[str]] = []
        self._partials: list[asyncio.Task[None]] = []
        self._last_text = ""

    def arrival_s(self, sample: int) -> float:
        """When the sound up to this sample has been said."""
        return self._start_s + sample / SAMPLE_RATE_HZ

    def take(self, listened: list[Listened]) -> None:
        """Have recognised what the ear reports."""
        for one in listened:
            if isinstance(one, PartialDue):
                self._partials.append(asyncio.create_task(self._partial(one)))
            elif isinstance(one, UtteranceEnded):
                voiced_end = max(one.start_sample, one.end_sample - self._post_roll_samples)
                self._finals.append(asyncio.create_task(
                    self._final(one.start_sample, voiced_end, one.audio, one.mean_speech_probability)))

    async def text(self) -> str:
        """All finals, in the order in which they were said."""
        texts = await asyncio.gather(*self._finals)
        await asyncio.gather(*self._partials)
        return ("" if self._lang == "zh" else " ").join(text for text in texts if text)

    def cancel(self) -> None:
        """Drop what is still in work."""
        for task in (*self._finals, *self._partials):
            task.cancel()

    async def _final(self, start: int, voiced_end: int, audio: NDArray[np.float32], probability: float) -> str:
        transcript = await self._scheduler.submit_final(
            self._call, _CHANNEL, utterance_id(_CHANNEL, start), audio, self._lang, prompt=self._last_text,
            speech_probability=probability)
        if transcript is None:
            return ""
        self._last_text = transcript.text
        self._lags.final_ms.append(self._lag_ms(voiced_end))
        return transcript.text

    async def _partial(self, due: PartialDue) -> None:
        try:
            transcript = await self._scheduler.submit_partial(
                self._call, _CHANNEL, utterance_id(_CHANNEL, due.start_sample), due.audio, self._lang,
                prompt=self._last_text)
        except Exception as error:  # noqa: BLE001 - engines raise what they like; the final of this utterance will tell
            log.warning("%s: a partial failed: %s", self._call, type(error).__name__)
            return
        if transcript is not None:
            self._lags.partial_ms.append(self._lag_ms(due.end_sample))

    def _lag_ms(self, sample: int) -> float:
        return (self._pace.now_s() - self.arrival_s(sample)) * 1000
