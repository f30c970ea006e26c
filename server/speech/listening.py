"""One channel's ear: numbered sound in, "somebody speaks", "a partial is due" and whole utterances out.

Holds the sound that may still belong to an utterance, and no more: the pre-roll while it is silent, at most the longest
utterance while somebody speaks.  `scheduler` is next.
"""

from __future__ import annotations

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
    """Silence after which the words before it are looked at: they tell whether the speaker only pauses."""
    least_news_ms: int = 96
    """Speech that is worth such a look."""
    busy_interval_ms: int = 800
    """With partials rarer than this there is no time for it."""


@dataclass(frozen=True, slots=True)
class PartialDue:
    """Enough new speech for another partial: sound [start, end) of the call, float32 -1..1."""

    start_sample: int
    end_sample: int
    audio: NDArray[np.float32]


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
    @property
    def voice_end_sample(self) -> int:
        """Where the voice ends, as far as it is known."""
        return self.speech_end_sample if self.speech_end_sample > self.start_sample else self.end_sample


Listened = SpeechStarted | PartialDue | UtteranceEnded


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
        """More silence than usual to wait for before this utterance counts as over."""
        return self._endpointer.hold_ms

    @hold_ms.setter
    def hold_ms(self, value: int) -> None:
        self._endpointer.hold_ms = value

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
        partial = self._partial_due()
        if partial is not None:
            listened.append(partial)
        self._forget()
        return listened

    def _sound_of(self, boundaries: list[Boundary]) -> list[Listened]:
        listened: list[Listened] = []
        for boundary in boundaries:
            if isinstance(boundary, SpeechEnded):
                audio = _as_float(self._slice(boundary.start_sample, boundary.end_sample))
                listened.append(
                    UtteranceEnded(
                        boundary.start_sample,
                        boundary.end_sample,
                        audio,
                        boundary.mean_speech_probability,
                        boundary.speech_end_sample,
                    )
                )
            else:
                self._partial_end = boundary.start_sample
                listened.append(boundary)
        return listened

    def _partial_due(self) -> PartialDue | None:
        start = self._endpointer.open_start_sample
        if start is None:
            return None
        spoken_end = start + self._endpointer.speech_samples
        if spoken_end - start < self.settings.first_partial_ms * SAMPLES_PER_MS:
            return None
        first = self._partial_end <= start
        end = self._endpointer.heard_sample
        enough = spoken_end - self._partial_end >= self.partial_interval_ms * SAMPLES_PER_MS
        if not (first or enough or self._pauses(spoken_end, end)):
            return None
        self._partial_end = spoken_end
        return PartialDue(start, end, _as_float(self._slice(start, end)))

    def _pauses(self, spoken_end: int, end: int) -> bool:
        """Whether the speaker has stopped after words that no partial has heard."""
        settings = self.settings
        return (
            self.partial_interval_ms <= settings.busy_interval_ms
            and end - spoken_end >= settings.pause_partial_ms * SAMPLES_PER_MS
            and spoken_end - self._partial_end >= settings.least_news_ms * SAMPLES_PER_MS
        )

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
