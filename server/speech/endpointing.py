"""Where speech starts and ends: one probability per 32 ms frame in, sample positions out.  No sound, no clock, no model.

    silent --(p >= start)--> starting --(min_speech of it)--> speaking --(end_silence + hold of p < stop)--> silent
                 ^------------(end_silence)------'                '--(max_utterance)--> cut at the best pause, speaking

The longer somebody speaks, the shorter a silence ends the utterance: a monologue falls apart at its pauses, and only one
without any is cut where it is quietest.  `listening` feeds it and owns the sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FRAME_SAMPLES = 512
FRAME_MS = 32
SAMPLES_PER_MS = 16


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """When a stretch of speech counts, and when it is over."""

    start_probability: float = 0.5
    """A frame at or above it may start speech."""
    stop_probability: float = 0.35
    """A frame below it is silence while somebody speaks; between the two the state stays as it is."""
    min_speech_ms: int = 250
    """Shorter stretches are noise: a click, a cough."""
    end_silence_ms: int = 400
    """Silence after which an utterance is over."""
    finished_silence_ms: int = 280
    """The same behind what the recogniser takes for a whole sentence."""
    pre_roll_ms: int = 200
    """Sound before the first loud frame that belongs to the utterance; soft consonants start there."""
    post_roll_ms: int = 160
    """Sound after the last loud frame that belongs to it."""
    max_utterance_ms: int = 12_000
    """Longer speech is cut at the best pause."""
    earliest_cut_ms: int = 6_000
    """No cut before this much of the utterance; from here on shorter and shorter pauses end it."""
    shortest_end_silence_ms: int = 160
    """Silence that ends an utterance about as long as the longest; between words there is less."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Speech has been confirmed; it started at this sample of the call."""

    start_sample: int


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The utterance is complete: samples [start, end) of the call."""

    start_sample: int
    end_sample: int
    mean_speech_probability: float
    """Mean probability of its frames, 0..1."""
    speech_end_sample: int
    """Where the last loud frame ends; `end_sample` may lie a little behind it."""
    cut: bool = False
    """True if it was cut because of its length; if somebody still speaks, the next one starts where it ends."""


Boundary = SpeechStarted | SpeechEnded
State = Literal["silent", "starting", "speaking"]


class Endpointer:
    """The state machine of one channel."""

    def __init__(self, settings: EndpointSettings | None = None, start_sample: int = 0) -> None:
        self.settings = settings or EndpointSettings()
        self._hold = (start_sample, 0)
        self._finished = (start_sample, start_sample)
        self._restart(start_sample)

    def _restart(self, sample: int) -> None:
        self.state: State = "silent"
        self.heard_sample = sample
        """End of the last frame heard."""
        self._floor_sample = sample
        self._start_sample = sample
        self._last_loud_sample = sample
        self._first_frame_sample = sample
        self._frames: list[tuple[float, float]] = []

    @property
    def hold_ms(self) -> int:
        """More silence than usual to wait for before the open utterance counts as over; 0 for each new one."""
        start_sample, more_ms = self._hold
        return more_ms if self.state == "speaking" and start_sample == self._start_sample else 0

    def hold(self, start_sample: int, more_ms: int) -> None:
        """Wait so much longer for the end of the utterance that starts there; nothing to any other one.

        May be called from any thread: the utterance may have ended since somebody looked, and the next one begun.
        """
        self._hold = (start_sample, more_ms)

    def finished(self, start_sample: int, end_sample: int) -> None:
        """The utterance that starts and may end there says a whole sentence: it is over sooner, unless more is said.

        May be called from any thread.
        """
        self._finished = (start_sample, end_sample)

    @property
    def ending(self) -> SpeechEnded | None:
        """What the open utterance will be if nothing more is said; None before its silence is as long as what is kept of it."""
        silence_samples = self.heard_sample - self._last_loud_sample
        waits = self.state == "speaking" and silence_samples >= self.settings.post_roll_ms * SAMPLES_PER_MS
        return self._ended() if waits else None

    @property
    def open_start_sample(self) -> int | None:
        """Where the confirmed utterance that is still open started; None if nobody speaks."""
        return self._start_sample if self.state == "speaking" else None

    @property
    def committable_sample(self) -> int:
        """No utterance still to come starts before this sample."""
        if self.state == "silent":
            return max(self._floor_sample, self.heard_sample - self.settings.pre_roll_ms * SAMPLES_PER_MS)
        return self._start_sample

    @property
    def speech_samples(self) -> int:
        """From the start of the open utterance to its last loud frame; 0 if nobody speaks."""
        return self._last_loud_sample - self._start_sample if self.state == "speaking" else 0

    def push(self, probabilities: Sequence[float], levels_dbfs: Sequence[float] | None = None) -> list[Boundary]:
        """Hear frames, oldest first; `levels_dbfs` (one a frame) helps to find the best pause in a long monologue."""
        boundaries: list[Boundary] = []
        for index, probability in enumerate(probabilities):
            level = levels_dbfs[index] if levels_dbfs is not None else 0.0
            boundaries.extend(self._hear(float(probability), float(level)))
        return boundaries

    def finish(self) -> list[Boundary]:
        """No more sound comes: end the open utterance, and let a short one count if it is loud enough to its end."""
        boundaries: list[Boundary] = []
        if self.state == "starting" and self._long_enough():
            boundaries.append(self._confirm())
        if self.state == "speaking":
            boundaries.append(self._end())
        return boundaries

    def skip_to(self, sample: int) -> list[Boundary]:
        """Sound is missing up to `sample`: end what is open, go on from there."""
        boundaries = self.finish()
        self._restart(sample)
        return boundaries

    def _hear(self, probability: float, level: float) -> list[Boundary]:
        frame_start = self.heard_sample
        self.heard_sample += FRAME_SAMPLES
        settings = self.settings
        loud = probability >= (settings.start_probability if self.state == "silent" else settings.stop_probability)
        if self.state == "silent":
            if not loud:
                return []
            self.state = "starting"
            self._start_sample = max(self._floor_sample, frame_start - settings.pre_roll_ms * SAMPLES_PER_MS)
            self._first_frame_sample = frame_start
            self._frames = []
        self._frames.append((probability, level))
        if loud:
            self._last_loud_sample = self.heard_sample
        boundaries: list[Boundary] = []
        if self.state == "starting" and self._long_enough():
            boundaries.append(self._confirm())
        silence_samples = self.heard_sample - self._last_loud_sample
        if silence_samples >= self._wait_ms() * SAMPLES_PER_MS:
            if self.state == "speaking":
                boundaries.append(self._end())
            else:
                self.state = "silent"
        elif (
            self.state == "speaking"
            and self.heard_sample - self._start_sample >= settings.max_utterance_ms * SAMPLES_PER_MS
        ):
            boundaries.extend(self._cut())
        return boundaries

    def _wait_ms(self) -> float:
        """Silence that ends what is open now."""
        settings = self.settings
        if self.state != "speaking":
            return settings.end_silence_ms
        hold_ms = self.hold_ms
        if hold_ms:
            return settings.end_silence_ms + hold_ms
        silence_ms = settings.end_silence_ms
        if self._finished == (self._start_sample, self._last_loud_sample + settings.post_roll_ms * SAMPLES_PER_MS):
            silence_ms = settings.finished_silence_ms
        spoken_ms = self.speech_samples / SAMPLES_PER_MS
        room_ms = settings.max_utterance_ms - settings.earliest_cut_ms
        share = (spoken_ms - settings.earliest_cut_ms) / room_ms if room_ms > 0 else 0.0
        shorter_ms = min(1.0, max(0.0, share)) * (silence_ms - settings.shortest_end_silence_ms)
        return silence_ms - max(0.0, shorter_ms)

    def _long_enough(self) -> bool:
        return self._last_loud_sample - self._first_frame_sample >= self.settings.min_speech_ms * SAMPLES_PER_MS

    def _confirm(self) -> SpeechStarted:
        self.state = "speaking"
        return SpeechStarted(self._start_sample)

    def _end(self) -> SpeechEnded:
        ended = self._ended()
        self.state = "silent"
        self._floor_sample = ended.end_sample
        return ended

    def _ended(self) -> SpeechEnded:
        end = min(self.heard_sample, self._last_loud_sample + self.settings.post_roll_ms * SAMPLES_PER_MS)
        loud_frames = (self._last_loud_sample - self._first_frame_sample) // FRAME_SAMPLES
        return SpeechEnded(self._start_sample, end, self._mean(loud_frames), min(end, self._last_loud_sample))

    def _cut(self) -> list[Boundary]:
        frames = len(self._frames)
        earliest_samples = self.settings.earliest_cut_ms * SAMPLES_PER_MS - (
            self._first_frame_sample - self._start_sample
        )
        best = _best_pause(self._frames, max(1, earliest_samples // FRAME_SAMPLES), frames - 1)
        cut_sample = self._first_frame_sample + best * FRAME_SAMPLES
        ended = SpeechEnded(
            self._start_sample, cut_sample, self._mean(best), min(cut_sample, self._last_loud_sample), cut=True
        )
        self._start_sample = self._first_frame_sample = self._floor_sample = cut_sample
        self._frames = self._frames[best:]
        if self._last_loud_sample <= cut_sample:
            self.state = "silent"
            return [ended]
        return [ended, SpeechStarted(cut_sample)]

    def _mean(self, frames: int) -> float:
        heard = [probability for probability, _ in self._frames[: max(1, frames)]]
        return sum(heard) / len(heard) if heard else 0.0


def _best_pause(frames: list[tuple[float, float]], first: int, last: int) -> int:
    """The frame in [first, last] where a cut hurts least: least speech around it, then least sound, then the latest."""

    def cost(index: int) -> tuple[float, float, int]:
        around = frames[max(0, index - 1) : index + 2]
        speech = sum(probability for probability, _ in around) / len(around)
        level = sum(level for _, level in around) / len(around)
        return (round(speech, 1), level, -index)

    return min(range(first, last + 1), key=cost)
