"""Has every sound of an index heard, through the product's own scheduler: items in, what was heard of each out.

Whole utterances go in several at a time, so that they share batches; live sound goes in one after the other.
`report` is next.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.asr import Recogniser
from models.errors import ModelUnsupported
from protocol.message import SAMPLE_RATE_HZ
from server.speech.endpointing import EndpointSettings
from server.speech.listening import SpeechDetector
from server.speech.scheduler import Scheduler, SchedulerSettings

from .errors import SoundUnusable
from .index import Item
from .live import Lags, LiveEar, Pace
from .sound import read_sound
from .stopwatch import TimedRecogniser

log = logging.getLogger(__name__)
AT_ONCE_CPU, AT_ONCE_CUDA = 16, 64
"""Sounds in memory at once: two batches."""
UNHURRIED = SchedulerSettings(second_look_load=1.0, second_look_full=1.0, second_look_ms=math.inf)
"""A measurement keeps the engine busy all the time; doubtful finals are looked at again as on a server with time left."""
_BLOCK_SAMPLES = 10 * SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class Heard:
    """What was recognised in one sound."""

    item: Item
    text: str
    """Normalised for display; empty if nothing was believed."""
    audio_s: float
    language: str | None = None
    """What the recogniser takes it for; None if it can not tell, or nobody speaks."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A sound that does not count."""

    audio: str
    """As the index names it."""
    reason: str


@dataclass(slots=True)
class Run:
    """All that was heard."""

    heard: list[Heard] = field(default_factory=list)
    """In the order of the index."""
    failures: list[Failure] = field(default_factory=list)
    """In the order of the index."""
    engine_s: float = 0.0
    lags: Lags | None = None
    """None unless the sound was heard live."""
    superseded_partials: int = 0
    not_shown: dict[str, int] = field(default_factory=dict)
    """Utterances that the guards emptied, by reason."""


@dataclass(frozen=True, slots=True)
class Listening:
    """How sound is heard."""

    detector: Callable[[], SpeechDetector]
    """A fresh voice activity stream."""
    live: bool = False
    """Packet by packet at the pace of speech, partials included, instead of whole utterances."""
    pace: Pace | None = None
    """Of live sound; None is real time."""


async def run(items: Sequence[Item], recogniser: Recogniser, listening: Listening,
              progress: Callable[[], None] = lambda: None) -> Run:
    """Have all items heard; calls `progress` after each.

    A sound that can not be read or recognised is a failure, and the others go on.

    Raises:
        ModelUnsupported: the recogniser does not know a language of the items.
    """
    unknown = sorted({item.lang for item in items} - set(recogniser.info.languages))
    if unknown:
        raise ModelUnsupported(f"The model {recogniser.info.model} does not know {', '.join(unknown)}. Choose another "
                               "model, or leave these lines out of the index.")
    timed = TimedRecogniser(recogniser)
    scheduler = Scheduler(timed, UNHURRIED)
    ear = LiveEar(scheduler, listening.detector, listening.pace) if listening.live else None
    found: dict[int, Heard | Failure] = {}
    waiting = enumerate(items)

    async def work(rest: Iterator[tuple[int, Item]]) -> None:
        for index, item in rest:
            found[index] = await _outcome(f"eval{index}", item, scheduler, timed, ear, listening.detector)
            progress()

    at_once = 1 if listening.live else AT_ONCE_CUDA if recogniser.info.device == "cuda" else AT_ONCE_CPU
    try:
        async with asyncio.TaskGroup() as workers:
            for _ in range(min(at_once, len(items))):
                workers.create_task(work(waiting))
    finally:
        scheduler.close()
    ordered = [found[index] for index in range(len(items))]
    return Run([one for one in ordered if isinstance(one, Heard)], [one for one in ordered if isinstance(one, Failure)],
               timed.engine_s, ear.lags if ear else None, scheduler.counters.superseded_partials, scheduler.dropped.total)


async def _outcome(call: str, item: Item, scheduler: Scheduler, timed: TimedRecogniser, ear: LiveEar | None,
                   detector: Callable[[], SpeechDetector]) -> Heard | Failure:
    try:
        pcm = await asyncio.to_thread(read_sound, item.path)
    except SoundUnusable as error:
        return Failure(item.audio, str(error))
    audio = pcm.astype(np.float32) / np.float32(32768)
    try:
        if ear is not None:
            text = await ear.hear(call, pcm, item.lang)
        else:
            probability = await asyncio.to_thread(speech_probability, detector(), pcm)
            transcript = await scheduler.submit_final(call, "customer", "whole", audio, item.lang,
                                                      speech_probability=probability)
            text = transcript.text if transcript else ""
        language = await asyncio.to_thread(timed.detect_language, audio) if item.text else None
    except Exception as error:  # noqa: BLE001 - engines raise what they like; the other sounds are still to be heard
        log.error("%s: recognition failed: %s", item.audio, type(error).__name__)
        return Failure(item.audio, f"it could not be recognised ({type(error).__name__})")
    return Heard(item, text, len(pcm) / SAMPLE_RATE_HZ, language)


def speech_probability(detector: SpeechDetector, pcm: NDArray[np.int16]) -> float:
    """What a call tells the guards of an utterance: the mean voice activity from its first to its last voiced frame.

    Of sound in which no frame is voiced, the mean of all.
    """
    blocks = [detector.push(pcm[start:start + _BLOCK_SAMPLES]) for start in range(0, len(pcm), _BLOCK_SAMPLES)]
    probabilities = np.concatenate(blocks)
    if not len(probabilities):
        return 0.0
    voiced = np.flatnonzero(probabilities >= EndpointSettings().start_probability)
    if len(voiced):
        probabilities = probabilities[voiced[0]:voiced[-1] + 1]
    return float(probabilities.mean())
