"""From ended utterances to texts, in the order in which they ended.

In: what the two channels' ears report.  Recognition runs concurrently, so that finals of many calls share a batch;
its results are handed on one by one.  Out: calls of `Texts` (the session).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast, get_args

import numpy as np
from numpy.typing import NDArray

from protocol.message import CHANNELS, SAMPLE_RATE_HZ, Channel, Language, utterance_id
from server.speech.dropped import in_words
from server.speech.errors import NoRecogniser, SchedulerClosed
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.scheduler import Transcript
from server.speech.spoken_language import SpokenLanguage

from .echoes import Echoes
from .parts import CallParts
from .said_before import SaidBefore, echoes

log = logging.getLogger(__name__)

ENDED_WAITING = 6
"""Ended utterances of one call in work at once; the ears wait while there are more.  It bounds how long a call that catches
up after an outage keeps the others' finals waiting, and how much sound it holds."""
_ENGINE_FAILED = "asr.failed"
_SPEECH = 0.6
"""Mean voice activity above which somebody spoke, whatever the recogniser made of it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ended:
    """One utterance or gap in work."""

    channel: Channel
    start_sample: int
    end_sample: int
    ended: UtteranceEnded | None = None
    recognising: asyncio.Task[Transcript | None] | None = None


class Texts(Protocol):
    """Where texts go; `final` and `gap` return when all that follows from them is committed."""

    def partial(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        """A text that may change."""
        ...

    async def final(self, channel: Channel, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        """The text of an utterance; None if nobody spoke."""
        ...

    async def gap(self, channel: Channel, start_sample: int, end_sample: int, why: str) -> None:
        """Sound without a text."""
        ...

    def language_changed(self, channel: Channel, lang: Language) -> None:
        """This channel speaks another language than was thought; its sound is decoded in that from now on."""
        ...


class Transcribing:
    """The recognition work of one call; what `hearing` knows as `Listeners`."""

    def __init__(self, call: str, lang: Language, parts: CallParts, texts: Texts,
                 names: Sequence[str] = ()) -> None:
        """`names` will probably be said: products, the customer's, the house's own."""
        self._call = call
        others = parts.recognition.languages
        self._spoken = {channel: SpokenLanguage(lang, others) for channel in CHANNELS}
        self._parts = parts
        self._texts = texts
        self._queue: asyncio.Queue[_Ended | None] = asyncio.Queue(ENDED_WAITING)
        self._open: dict[Channel, set[int]] = {channel: set() for channel in CHANNELS}
        self._said_before = SaidBefore(names)
        self._partials: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        self.echoes = Echoes(parts.workers)
        """Keeps one speaker's voice in the other's channel from being shown twice."""
        self.wants_partials = False
        """True while somebody looks at the call."""

    def start(self) -> None:
        """Begin to hand results on."""
        self._task = asyncio.create_task(self._hand_on(), name="transcribing")

    def open_sample(self, channel: Channel) -> int | None:
        """Where the oldest utterance or gap starts that is in work and not committed; None if there is none."""
        return min(self._open[channel], default=None)

    def is_open(self, channel: Channel, start_sample: int) -> bool:
        """True while this utterance has ended and its final is not committed."""
        return start_sample in self._open[channel]

    def settled(self, channel: Channel, start_sample: int) -> None:
        """What follows from this utterance or gap is about to be committed."""
        self._open[channel].discard(start_sample)

    def partial_due(self, channel: Channel, due: PartialDue) -> None:
        """Have a partial recognised, if anybody looks."""
        if not self.wants_partials:
            return
        task = asyncio.create_task(self._recognise_partial(channel, due))
        self._partials.add(task)
        task.add_done_callback(self._partials.discard)

    def voice_returned(self, channel: Channel, start_sample: int) -> None:
        """What may have been the end of this utterance was none."""
        self._parts.recognition.voice_returned(self._call, utterance_id(channel, start_sample))

    async def utterance_ended(self, channel: Channel, ended: UtteranceEnded) -> None:
        """Have a final recognised."""
        self._open[channel].add(ended.start_sample)
        self.echoes.remember(channel, ended.start_sample, ended.audio)
        recognising: asyncio.Task[Transcript | None] = asyncio.create_task(self._recognise_final(channel, ended))
        await self._queue.put(_Ended(channel, ended.start_sample, ended.end_sample, ended, recognising))

    async def sound_lost(self, channel: Channel, start_sample: int, end_sample: int) -> None:
        """A gap, in its place between the utterances."""
        if end_sample > start_sample:
            self._open[channel].add(start_sample)
            await self._queue.put(_Ended(channel, start_sample, end_sample))

    async def finish(self) -> None:
        """Wait until everything in work is handed on."""
        if self._task is not None:
            await self._queue.put(None)
            await self._task
        await self._stop_partials()
        dropped = self._parts.recognition.dropped.close(self._call)
        if dropped:
            log.info("call %s: heard and not shown: %s", self._call, in_words(dropped))

    async def stop(self) -> None:
        """Drop what is in work; it is not committed, so the client sends its sound again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        while not self._queue.empty():
            one = self._queue.get_nowait()
            if one is not None and one.recognising is not None:
                one.recognising.cancel()
                await asyncio.gather(one.recognising, return_exceptions=True)
        await self._stop_partials()

    async def _stop_partials(self) -> None:
        for task in list(self._partials):
            task.cancel()
        await asyncio.gather(*self._partials, return_exceptions=True)

    async def _hand_on(self) -> None:
        while (one := await self._queue.get()) is not None:
            try:
                await self._settle(one)
            except SchedulerClosed:
                # the server is stopping: nothing of this is acknowledged, the client sends it again; `stop` ends this
                await asyncio.get_running_loop().create_future()

    async def _settle(self, one: _Ended) -> None:
        if one.ended is None or one.recognising is None:
            await self._texts.gap(one.channel, one.start_sample, one.end_sample, "network")
            return
        try:
            transcript = await one.recognising
        except SchedulerClosed:
            raise
        except NoRecogniser:
            await self._texts.gap(one.channel, one.start_sample, one.end_sample, "no_recogniser")
            return
        except Exception as error:  # noqa: BLE001 - engines raise what they like; the call goes on with a gap
            log.error("call %s: an utterance could not be recognised: %s", self._call, type(error).__name__)
            self._parts.health.raise_code(_ENGINE_FAILED, self._call)
            await self._texts.gap(one.channel, one.start_sample, one.end_sample, "audio")
            return
        self._parts.health.clear(_ENGINE_FAILED, self._call)
        if transcript is not None and self.echoes.repeats(one.channel, one.start_sample, one.end_sample, transcript.text):
            self._parts.recognition.dropped.add(self._call, "echo")
            transcript = None
        if transcript is not None:
            self._said_before.note(one.channel, one.end_sample, transcript.text)
        self._note_language(one.channel, one.ended, transcript)
        await self._texts.final(one.channel, one.ended, transcript)

    def _note_language(self, channel: Channel, ended: UtteranceEnded, transcript: Transcript | None) -> None:
        spoken = self._spoken[channel]
        if transcript is None:
            if ended.mean_speech_probability >= _SPEECH:
                spoken.unclear()
            return
        seconds = len(ended.audio) / SAMPLE_RATE_HZ
        if transcript.lang and spoken.heard(transcript.lang, seconds, transcript.confidence):
            log.info("call %s: the %s speaks %s", self._call, channel, spoken.lang)
            self._texts.language_changed(channel, cast(Language, spoken.lang))

    async def _recognise_final(self, channel: Channel, ended: UtteranceEnded) -> Transcript | None:
        if len(ended.audio) == 0:
            return None
        own = await self.echoes.own_sound(channel, ended.start_sample, ended.audio)
        if own is None:
            self._parts.recognition.dropped.add(self._call, "echo")
            return None
        prompt = self._said_before.prompt(channel)
        transcript = await self._submit_final(channel, ended, own, prompt)
        misled = (transcript is None and ended.mean_speech_probability >= _SPEECH) or (
            transcript is not None and echoes(prompt, transcript.text))
        if prompt and misled:
            # Somebody may really say it again: then it is heard without the prompt too.
            self._said_before.forget(channel)
            transcript = await self._submit_final(channel, ended, own, "")
        return transcript

    async def _submit_final(self, channel: Channel, ended: UtteranceEnded, own: NDArray[np.float32],
                            prompt: str) -> Transcript | None:
        spoken = self._spoken[channel]
        return await self._parts.recognition.submit_final(
            self._call, channel, utterance_id(channel, ended.start_sample), own, spoken.lang, prompt=prompt,
            hot_words=self._said_before.hot_words(len(own)), speech_probability=ended.mean_speech_probability,
            languages=spoken.to_ask(len(own)))

    async def _submit_partial(self, channel: Channel, due: PartialDue, own: NDArray[np.float32]) -> Transcript | None:
        recognition, name = self._parts.recognition, utterance_id(channel, due.start_sample)
        prompt, spoken = self._said_before.prompt(channel), self._spoken[channel]
        if due.ending and recognition.hears_endings:
            # The same as its final would ask for, so that nothing is decoded for that any more.
            return await recognition.submit_ending(
                self._call, channel, name, own, spoken.lang, prompt=prompt,
                hot_words=self._said_before.hot_words(len(own)), speech_probability=due.mean_speech_probability,
                languages=spoken.to_ask(len(own)))
        if not due.words_due:
            return None
        return await recognition.submit_partial(self._call, channel, name, own, spoken.lang, prompt=prompt)

    async def _recognise_partial(self, channel: Channel, due: PartialDue) -> None:
        try:
            own = await self.echoes.own_sound(channel, due.start_sample, due.audio, ended=False)
            if own is None or self.is_open(channel, due.start_sample):
                return
            transcript = await self._submit_partial(channel, due, own)
        except (NoRecogniser, SchedulerClosed):
            return
        except Exception as error:  # noqa: BLE001 - the final of this utterance will tell
            log.warning("call %s: a partial failed: %s", self._call, type(error).__name__)
            return
        if transcript is not None:
            self._texts.partial(channel, due, transcript)


def language_of(transcript: Transcript) -> Language | None:
    """The language of a text, if it is one of ours; None leaves it to the call."""
    return cast(Language, transcript.lang) if transcript.lang in get_args(Language) else None
