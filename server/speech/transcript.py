"""What the scheduler gives back: a window's text and how it came about, and what was counted on the way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one window of sound."""

    text: str
    """Normalised for display."""
    stable_chars: int
    """The first so many characters are not taken back; of a final, all."""
    confidence: float
    """0..1, from the mean log-probability."""
    no_speech: float
    """0..1, the recogniser's opinion that nobody speaks."""
    decode_ms: float
    """Time in the engine, shared with the rest of its batch."""
    wait_ms: float
    """Time in the queue."""
    lang: str = ""
    """What it was decoded in; the language asked for, unless the sound said otherwise."""


@dataclass(slots=True)
class Counters:
    """What happened since the start, for the benchmark and the log."""

    batches: int = 0
    windows: int = 0
    largest_batch: int = 0
    superseded_partials: int = 0
    """Replaced by a newer one or the final before they were decoded."""
    dropped_partials: int = 0
    """Waited too long to be worth anything."""
    endings: int = 0
    """Decoded when a speaker stopped, before it was certain that the utterance was over."""
    endings_used: int = 0
    """Of these, finals in the end: nothing had to be decoded for them any more."""
    greedy_finals: int = 0
    """Decoded with one hypothesis because the load was high."""
    second_looks: int = 0
    """Finals decoded again because the first result was doubtful."""
    rejected: int = 0
    """Windows that the guards emptied."""
    restarts: int = 0
    """Engines that died or failed again and again, and went on."""
