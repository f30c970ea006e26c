"""Speech synthesis: the voices of the demo, of simulated customers and of the training data.

The interface is one method, `SpeechEngine.synthesise(text, voice) -> Speech`; the engines stand in `ENGINES` and
are imported only when asked for. espeak-ng is GPL-3: it is part of the optional extra `voices`, it is never linked into
the server, and it runs in a program of its own (`python -m models.tts`), as Piper does. `serving` is that program kept
running for simulated customers, `resident` its other end, `clauses` and `shaping` what is spoken and how.

Errors::

    SpeechSynthesisError          code, a sentence for the user, retryable
    +-- EngineMissing             the extra `voices` is not installed
    +-- EngineFailed              the library refused the text; a new process may succeed
    +-- VoiceUnknown              no such language or variant
    +-- ScenarioInvalid           a dialogue file that can not be spoken
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000

Pcm16 = NDArray[np.int16]


class SpeechSynthesisError(Exception):
    """Root of this package's errors."""

    code = "tts.failed"
    retryable = False


class EngineMissing(SpeechSynthesisError):
    """The engine's library is not installed."""

    code = "tts.engine_missing"


class EngineFailed(SpeechSynthesisError):
    """The engine's library returned an error."""

    code = "tts.engine_failed"
    retryable = True


class VoiceUnknown(SpeechSynthesisError):
    """The engine has no such voice."""

    code = "tts.voice_unknown"


class ScenarioInvalid(SpeechSynthesisError):
    """A dialogue file misses a key or holds a value out of range."""

    code = "tts.scenario_invalid"


@dataclass(frozen=True, slots=True)
class Voice:
    """How a line is spoken. The same lines in the same voices and order come out as the same samples in every run."""

    language: str
    """`zh` or `en`, or an engine's own name such as `en-gb`."""
    variant: str = ""
    """The engine's name for a speaker; empty is its standard one."""
    pitch: int = 50
    """0-99."""
    rate_wpm: int = 175
    """Words a minute, 80-450."""
    volume: int = 100
    """Percent of the engine's normal loudness, 0-200."""


@dataclass(frozen=True, slots=True)
class WordTime:
    """When the characters `text[first:last]` are heard."""

    first: int
    last: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PhonemeTime:
    """When a phoneme begins; it lasts until the next one. Names beginning with `_` are pauses."""

    name: str
    start_s: float


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine made of a text: samples [n] at 16 kHz and the times of what is heard in them."""

    samples: Pcm16
    words: tuple[WordTime, ...]
    phonemes: tuple[PhonemeTime, ...]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE_HZ


class SpeechEngine(Protocol):
    """Turns text into speech."""

    def synthesise(self, text: str, voice: Voice) -> Speech:
        """Speak `text`.

        Raises:
            VoiceUnknown: the engine has no such language or variant.
            EngineFailed: the engine refused the text.
        """
        ...


ENGINES: dict[str, str] = {"espeak": "models.tts.espeak:EspeakEngine", "piper": "models.tts.piper:PiperEngine"}


def engine(name: str = "espeak") -> SpeechEngine:
    """Load the engine called `name`.

    Raises:
        EngineMissing: no such engine, or its library is not installed.
    """
    try:
        module_name, class_name = ENGINES[name].split(":")
    except KeyError:
        raise EngineMissing(f"There is no speech engine called {name!r}; known: {', '.join(ENGINES)}.") from None
    return cast(SpeechEngine, getattr(importlib.import_module(module_name), class_name)())
