"""How a voice changes with its mood, and how it sounds through a telephone from a busy place.

In: a voice and a mood; samples.  Out: the same, changed.  Pure: the same input gives the same samples.  The noises
are made here of shaped random numbers, so no recording of anybody is played.  Next: `serving` speaks with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from . import SAMPLE_RATE_HZ, Pcm16, Voice

BACKGROUNDS = ("office", "street")
BAND_HZ = (300.0, 3400.0)
"""What a telephone line lets through."""
_MU = 255.0
_NOISE_DBFS = {"office": -46.0, "street": -41.0}
_NOISE_S = 8
"""Length of a noise before it begins again."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a mood does to a calm voice."""

    rate: float
    """Of the calm pace."""
    volume: float
    """Of the calm loudness."""
    pitch: int
    """Steps (0..99) above the calm pitch."""


MOODS: dict[str, Delivery] = {
    "calm": Delivery(1.0, 1.0, 0),
    "pleased": Delivery(1.05, 1.0, 6),
    "unhappy": Delivery(0.93, 0.92, -5),
    "anxious": Delivery(1.12, 0.95, 8),
    "angry": Delivery(1.16, 1.3, 5),
}


def mood_of(score: float) -> str:
    """The mood that a score of -1 (furious) .. 1 (delighted) is heard as."""
    if score <= -0.6:
        return "angry"
    if score <= -0.25:
        return "unhappy"
    return "pleased" if score >= 0.45 else "calm"


def in_mood(voice: Voice, mood: str) -> Voice:
    """The voice as this mood makes it, within what an engine takes; an unknown mood is calm."""
    change = MOODS.get(mood, MOODS["calm"])
    return replace(voice, rate_wpm=int(np.clip(round(voice.rate_wpm * change.rate), 80, 450)),
                   volume=int(np.clip(round(voice.volume * change.volume), 0, 200)),
                   pitch=int(np.clip(voice.pitch + change.pitch, 0, 99)))


def over_telephone(samples: Pcm16) -> Pcm16:
    """Samples [n] at 16 kHz as they come out of a telephone line: 300 to 3400 Hz, eight bits by the mu-law."""
    if len(samples) == 0:
        return samples
    spectrum = np.fft.rfft(samples.astype(np.float64) / 32768.0)
    hz: Floats = np.fft.rfftfreq(len(samples), 1.0 / SAMPLE_RATE_HZ).astype(np.float64)
    line = np.fft.irfft(spectrum * _pass(hz), len(samples))
    signs, loud = np.sign(line), np.minimum(np.abs(line), 1.0)
    steps = np.rint(np.log1p(_MU * loud) / np.log1p(_MU) * 127.0) / 127.0
    return _to_pcm(signs * np.expm1(steps * np.log1p(_MU)) / _MU)


def noise_behind(background: str, *, telephone: bool = False) -> Pcm16:
    """A noise [n] at 16 kHz that ends as it begins, to be played over and over; [0] for an unknown background.

    Args:
        telephone: it comes through the line as well.
    """
    if background not in BACKGROUNDS:
        return np.zeros(0, np.int16)
    noise = _to_pcm(_noise(background))
    return over_telephone(noise) if telephone else noise


def _pass(hz: Floats) -> Floats:
    """Gain of the line, with slopes of 100 Hz, which ring less than an edge."""
    low, high = BAND_HZ
    gain: Floats = np.clip((hz - (low - 100.0)) / 100.0, 0.0, 1.0) * np.clip(((high + 100.0) - hz) / 100.0, 0.0, 1.0)
    return gain


@lru_cache(maxsize=len(BACKGROUNDS))
def _noise(background: str) -> Floats:
    """Eight seconds [n], which end as they begin."""
    count = _NOISE_S * SAMPLE_RATE_HZ
    random = np.random.default_rng(len(background))
    hz = np.fft.rfftfreq(count, 1.0 / SAMPLE_RATE_HZ)
    spectrum = random.normal(size=len(hz)) + 1j * random.normal(size=len(hz))
    if background == "street":
        # rolling tyres and engines: most of it below 200 Hz, slow swells as cars pass
        shape, swells, depth = 1.0 / (1.0 + (hz / 160.0) ** 1.6), 0.4, 0.6
    else:
        # a room full of voices without words: the band of speech, quick swells as syllables come
        shape, swells, depth = np.exp(-((np.log2(np.maximum(hz, 20.0) / 500.0)) ** 2) / 2.0), 3.0, 0.35
    sound = np.fft.irfft(spectrum * shape, count)
    slow_hz = np.fft.rfftfreq(count, 1.0 / SAMPLE_RATE_HZ)
    swell = np.fft.irfft((random.normal(size=len(hz)) + 1j * random.normal(size=len(hz))) * (slow_hz <= swells), count)
    sound *= 1.0 + depth * swell / max(float(np.abs(swell).max()), 1e-9)
    loudness = float(np.sqrt(np.mean(sound ** 2)))
    shaped: Floats = sound / loudness * 10.0 ** (_NOISE_DBFS[background] / 20.0)
    return shaped


def _to_pcm(samples: Floats) -> Pcm16:
    pcm: Pcm16 = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.int16)
    return pcm
