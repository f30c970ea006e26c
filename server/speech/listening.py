"""One channel's ear: numbered sound in, "somebody speaks", "a partial is due", "this may be the end" and utterances out.

Holds the sound that may still belong to an utterance, and no more: the pre-roll while it is silent, at most the longest
utterance while somebody speaks.  `scheduler` is next.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .endpointing import (
    FRAME_SAMPLES,
    SAMPLES_PER_MS,
    Boundary,
    Endpointer,
    EndpointSettings,
    SpeechEnded,
    SpeechStarted,
)

_QUIETEST_DBFS = -100.0


class SpeechDetector(Protocol):
    """What this needs of `models.vad.VadStream`."""

    def push(self, pcm: NDArray[np.int16]) -> NDArray[np.float32]:
        """Probability of speech of each 512-sample frame completed by `pcm`."""
        ...

    def reset(self) -> None:
        """Forget what was heard."""
        ...


@dataclass(frozen=True, slots=True)
class ListeningSettings:
    """End-pointing, and when partials are due."""

    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    first_partial_ms: int = 600
    """Speech before the first partial of an utterance."""
    partial_interval_ms: int = 500
    """New speech between two partials, to begin with; the scheduler stretches it under load."""
    pause_partial_ms: int = 160
    """Silence after which this may be the end: the words before it tell whether the speaker only pauses."""
    least_news_ms: int = 96
    """Speech that is worth such a look as a partial."""
    busy_interval_ms: int = 800
    """With partials rarer than this there is no time for it as a partial."""


@dataclass(frozen=True, slots=True)
class PartialDue:
    """Enough new speech for another partial, or perhaps the end: sound [start, end) of the call, float32 -1..1."""

    start_sample: int
    end_sample: int
    audio: NDArray[np.float32]
    ending: bool = False
    """True: the speaker has stopped, and the sound is exactly that of the utterance if nothing more is said."""
    mean_speech_probability: float = 1.0
    """0..1, of an ending: as its utterance would have it."""
    words_due: bool = True
    """False: too little was said since the last partial for another; only the end is worth a look."""
    follows_sample: int | None = None
    """Where the utterance starts from which this one was cut off."""


@dataclass(frozen=True, slots=True)
class VoiceReturned:
    """What looked like the end of the utterance that starts there was a pause."""

    start_sample: int


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """A whole utterance: sound [start, end) of the call, float32 -1..1."""

    start_sample: int
    end_sample: int
    audio: NDArray[np.float32]
    mean_speech_probability: float
    """0..1, of its frames; the guards trust the text less when it is low."""
    speech_end_sample: int = -1
    """Where the voice ends, which `end_sample` lies a little behind: lags count from here; -1 if not known."""
    goes_on: bool = False
    """True: it was cut, and who speaks goes on with the next one, which starts at `end_sample`."""

    @property
    def voice_end_sample(self) -> int:
        """Where the voice ends, as far as it is known."""
        return self.speech_end_sample if self.speech_end_sample > self.start_sample else self.end_sample


Listened = SpeechStarted | PartialDue | VoiceReturned | UtteranceEnded


class ChannelListener:
    """The ear of one channel of one call."""

    def __init__(
        self,
        channel: str,
        vad_stream: SpeechDetector,
        start_sample: int = 0,
        settings: ListeningSettings | None = None,
    ) -> None:
        self.channel = channel
        self.settings = settings or ListeningSettings()
        self.partial_interval_ms = self.settings.partial_interval_ms
        """New speech between two partials; may be set at any time."""
        self._vad = vad_stream
        self._endpointer = Endpointer(self.settings.endpoint, start_sample)
        self._sound = np.zeros(0, np.int16)
        self._sound_start = start_sample
        self._partial_end = start_sample
        self._paused_at: int | None = None
        self._cut_from: tuple[int, int] | None = None
        """Where the open utterance starts that was cut off another, and where that one does."""
        self.held_sound: tuple[int, NDArray[np.int16]] = (start_sample, self._sound)
        """Where the sound begins that it holds, and that sound; may be read from any thread."""

    @property
    def next_sample(self) -> int:
        """Position of the next sample it has not received."""
        return self._sound_start + len(self._sound)

    @property
    def open_start_sample(self) -> int | None:
        """Start of the utterance being spoken, None if nobody speaks."""
        return self._endpointer.open_start_sample

    @property
    def committable_sample(self) -> int:
        """No utterance still to come starts before this sample; those already handed out are the caller's to count."""
        return self._endpointer.committable_sample

    @property
    def hold_ms(self) -> int:
        """More silence than usual that is waited for before the open utterance counts as over."""
        return self._endpointer.hold_ms

    def hold(self, start_sample: int, more_ms: int) -> None:
        """Wait so much longer for the end of the utterance that starts there, if it is still open; from any thread."""
        self._endpointer.hold(start_sample, more_ms)

    def finished(self, start_sample: int, end_sample: int) -> None:
        """What was handed out as a possible end is a whole sentence; from any thread."""
        self._endpointer.finished(start_sample, end_sample)

    @property
    def buffered_samples(self) -> int:
        """Samples held in memory."""
        return len(self._sound)

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> list[Listened]:
        """Hear sound (int16) whose first sample stands at `first_sample` of the call.

        Sound already heard is skipped (a packet sent twice); a hole before it is treated as `skip_to(first_sample)`.
        """
        listened: list[Listened] = []
        if first_sample > self.next_sample:
            listened.extend(self.skip_to(first_sample))
        elif first_sample < self.next_sample:
            pcm = pcm[self.next_sample - first_sample :]
        # A second at a time, so that the buffer stays bounded whatever the caller pushes at once.
        for start in range(0, len(pcm), 1000 * SAMPLES_PER_MS):
            listened.extend(self._hear(pcm[start : start + 1000 * SAMPLES_PER_MS]))
        return listened

    def skip_to(self, sample: int) -> list[Listened]:
        """Sound up to `sample` will never come: end what is open, forget the rest, go on from there."""
        if sample <= self.next_sample:
            return []
        listened = self._sound_of(self._endpointer.skip_to(sample))
        self._vad.reset()
        self._sound = np.zeros(0, np.int16)
        self._sound_start = self._partial_end = sample
        self.held_sound = (sample, self._sound)
        return listened

    def finish(self) -> list[Listened]:
        """The call is over: hear the last incomplete frame, end what is open."""
        rest = self.next_sample - self._endpointer.heard_sample
        listened: list[Listened] = []
        if rest > 0:
            listened.extend(self._hear(np.zeros(FRAME_SAMPLES - rest, np.int16)))
        listened.extend(self._sound_of(self._endpointer.finish()))
        return listened

    def _hear(self, pcm: NDArray[np.int16]) -> list[Listened]:
        frames_from = self._endpointer.heard_sample
        self._sound = np.concatenate([self._sound, pcm])
        probabilities = self._vad.push(pcm)
        levels = _levels_dbfs(self._slice(frames_from, frames_from + len(probabilities) * FRAME_SAMPLES))
        listened = self._sound_of(self._endpointer.push(list(probabilities), levels))
        listened.extend(self._within())
        self._forget()
        return listened

    def _sound_of(self, boundaries: list[Boundary]) -> list[Listened]:
        listened: list[Listened] = []
        for boundary, following in itertools.zip_longest(boundaries, boundaries[1:]):
            if isinstance(boundary, SpeechEnded):
                audio = _as_float(self._slice(boundary.start_sample, boundary.end_sample))
                goes_on = boundary.cut and following is not None and following.start_sample == boundary.end_sample
                self._cut_from = (boundary.end_sample, boundary.start_sample) if goes_on else None
                listened.append(
                    UtteranceEnded(
                        boundary.start_sample,
                        boundary.end_sample,
                        audio,
                        boundary.mean_speech_probability,
                        boundary.speech_end_sample,
                        goes_on,
                    )
                )
            else:
                self._partial_end = boundary.start_sample
                listened.append(boundary)
            self._paused_at = None
        return listened

    def _within(self) -> list[Listened]:
        """What is to be said of the utterance that is open."""
        start = self._endpointer.open_start_sample
        if start is None:
            return []
        listened: list[Listened] = []
        spoken_end = start + self._endpointer.speech_samples
        if self._paused_at is not None and spoken_end > self._paused_at:
            self._paused_at = None
            listened.append(VoiceReturned(start))
        ending = self._ending(spoken_end)
        words_due = self._words_due(start, spoken_end, paused=ending is not None)
        follows = self._cut_from[1] if self._cut_from is not None and self._cut_from[0] == start else None
        if ending is not None:
            self._paused_at = spoken_end
            audio = _as_float(self._slice(start, ending.end_sample))
            listened.append(PartialDue(start, ending.end_sample, audio, True, ending.mean_speech_probability, words_due, follows))
        elif words_due:
            end = self._endpointer.heard_sample
            listened.append(PartialDue(start, end, _as_float(self._slice(start, end)), follows_sample=follows))
        if words_due:
            self._partial_end = spoken_end
        return listened

    def _ending(self, spoken_end: int) -> SpeechEnded | None:
        """What the utterance is if this is its end; None while the speaker goes on, and after it was looked at."""
        silence = self._endpointer.heard_sample - spoken_end
        looked = self._paused_at is not None or silence < self.settings.pause_partial_ms * SAMPLES_PER_MS
        return None if looked else self._endpointer.ending

    def _words_due(self, start: int, spoken_end: int, *, paused: bool) -> bool:
        """Whether what was said since the last partial is worth another; less of it is, where the speaker has stopped."""
        settings = self.settings
        if spoken_end - start < settings.first_partial_ms * SAMPLES_PER_MS:
            return False
        news = spoken_end - self._partial_end
        looks = paused and self.partial_interval_ms <= settings.busy_interval_ms
        return (self._partial_end <= start or news >= self.partial_interval_ms * SAMPLES_PER_MS
                or (looks and news >= settings.least_news_ms * SAMPLES_PER_MS))

    def _slice(self, start: int, end: int) -> NDArray[np.int16]:
        return self._sound[max(0, start - self._sound_start) : max(0, end - self._sound_start)]

    def _forget(self) -> None:
        needed = min(self._endpointer.committable_sample, self._endpointer.heard_sample)
        if needed > self._sound_start:
            self._sound = self._sound[needed - self._sound_start :].copy()
            self._sound_start = needed
        self.held_sound = (self._sound_start, self._sound)


def _as_float(pcm: NDArray[np.int16]) -> NDArray[np.float32]:
    return pcm.astype(np.float32) / np.float32(32768.0)


def _levels_dbfs(pcm: NDArray[np.int16]) -> list[float]:
    frames = _as_float(pcm[: len(pcm) // FRAME_SAMPLES * FRAME_SAMPLES]).reshape(-1, FRAME_SAMPLES)
    power = np.mean(frames * frames, axis=1)
    return [float(level) for level in np.maximum(10 * np.log10(power + 1e-12), _QUIETEST_DBFS)]
