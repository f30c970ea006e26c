"""Hold music made here: a style in, a maker of 16 kHz samples out.  No recording and no known tune is in it.

Chords and tunes are drawn from scales; instruments are sums of partials with attack, decay and vibrato.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from models.training.channel import telephone

SAMPLE_RATE_HZ = 16_000
Samples = NDArray[np.float32]
_MAJOR, _PENTATONIC = (0, 2, 4, 5, 7, 9, 11), (0, 2, 4, 7, 9)
_CHORDS = ((0, 4, 7), (5, 9, 12), (7, 11, 14), (9, 12, 16), (2, 5, 9))


@dataclass(frozen=True, slots=True)
class Instrument:
    """How one note sounds."""

    partials: int
    rolloff: float
    """Amplitude of partial n is 1 / n ** rolloff."""
    attack_s: float
    decay_s: float
    """Time in which it falls to 37 %; long for strings."""
    vibrato_st: float = 0.0
    """Depth in semitones, at 5 to 6 Hz."""
    stretch: float = 0.0
    """Inharmonicity, as of bells and stiff strings."""
    resonances_hz: tuple[float, ...] = ()
    """Body of the instrument; a reed or a bowed string sounds a little like a vowel."""

    def note(self, pitch_hz: float, seconds: float, rng: np.random.Generator) -> NDArray[np.float64]:
        """One note."""
        time = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        wobble = self.vibrato_st / 12 * np.log(2) * np.sin(2 * np.pi * rng.uniform(5, 6) * time)
        phase = 2 * np.pi * np.cumsum(pitch_hz * np.exp(wobble)) / SAMPLE_RATE_HZ
        made = np.zeros(len(time))
        for n in range(1, self.partials + 1):
            ratio = n * np.sqrt(1 + self.stretch * n * n)
            if pitch_hz * ratio < 7000:
                made += np.sin(phase * ratio) / n**self.rolloff
        for resonance in self.resonances_hz:
            band = butter(1, (resonance * 0.85, resonance * 1.18), btype="bandpass", fs=SAMPLE_RATE_HZ, output="sos")
            made = made + 2.0 * sosfilt(band, made)
        release = np.minimum(1, (time[-1] - time) / 0.03) if len(time) else time
        return np.asarray(made * np.minimum(1, time / self.attack_s) * np.exp(-time / self.decay_s) * release)


PIANO = Instrument(10, 1.4, 0.004, 0.5, stretch=2e-4)
STRINGS = Instrument(14, 1.1, 0.15, 5.0, 0.3, resonances_hz=(450, 1200))
FLUTE = Instrument(4, 2.0, 0.05, 3.0, 0.2)
REED = Instrument(16, 0.9, 0.04, 3.0, 0.35, resonances_hz=(600, 1500, 2600))
BELL = Instrument(6, 0.8, 0.002, 0.8, stretch=0.02)
PLUCKED = Instrument(12, 1.0, 0.003, 0.25)
ORGAN = Instrument(8, 0.7, 0.02, 30.0)
VOICE = Instrument(30, 0.8, 0.06, 8.0, 0.4, resonances_hz=(500, 1500, 2500))
_VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
BASS = Instrument(6, 1.5, 0.01, 0.6)


@dataclass(frozen=True, slots=True)
class Style:
    """Who plays."""

    tune: Instrument
    chords: Instrument | None = None
    drums: bool = False
    scale: tuple[int, ...] = _MAJOR
    beat_s: tuple[float, float] = (0.25, 0.6)
    """Shortest and longest beat."""
    glide: bool = False
    """Whether the tune slides from note to note, as a voice does."""
    vowels: bool = False
    """Whether each note of the tune is sung on a vowel of its own."""


STYLES: dict[str, Style] = {
    "piano": Style(PIANO, PIANO),
    "strings": Style(STRINGS, STRINGS, beat_s=(0.5, 1.0)),
    "flute and harp": Style(FLUTE, PLUCKED, scale=_PENTATONIC),
    "reed": Style(REED, PIANO),
    "erhu-like": Style(STRINGS, PLUCKED, scale=_PENTATONIC, glide=True),
    "music box": Style(BELL, BELL, beat_s=(0.2, 0.4)),
    "pop": Style(ORGAN, PLUCKED, drums=True),
    "synthesiser": Style(ORGAN, STRINGS, drums=True, glide=True),
    "choir": Style(VOICE, VOICE, beat_s=(0.4, 0.9), vowels=True),
    "wordless song": Style(VOICE, PLUCKED, drums=True, glide=True, vowels=True),
}


def music(style: str) -> Callable[[np.random.Generator, int], Samples]:
    """A maker of this style."""
    def make(rng: np.random.Generator, count: int) -> Samples:
        made = _played(STYLES[style], rng, count)
        loud = float(np.sqrt(np.mean(made**2)))
        level = 10 ** (rng.uniform(-32, -14) / 20) / max(loud, 1e-9)
        heard = np.clip(made * level, -1, 1).astype(np.float32)
        return telephone(heard) if rng.random() < 0.6 else heard
    return make


def _played(style: Style, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    beat_s = float(rng.uniform(*style.beat_s))
    root_hz = float(rng.uniform(110, 220))
    made = np.zeros(count + 8 * SAMPLE_RATE_HZ)
    beats = int(count / SAMPLE_RATE_HZ / beat_s) + 1
    step, chord, previous_hz = int(rng.integers(len(style.scale))), _CHORDS[0], 0.0
    sounding = 0
    for beat in range(beats):
        at = int(beat * beat_s * SAMPLE_RATE_HZ)
        if beat % 4 == 0:
            chord = _CHORDS[int(rng.integers(len(_CHORDS)))]
            if style.chords is not None:
                for semitones in chord:
                    _add(made, at, style.chords.note(_up(root_hz, semitones), 4 * beat_s, rng), 0.35)
            _add(made, at, BASS.note(_up(root_hz / 2, chord[0]), 2 * beat_s, rng), 0.5)
        if style.drums:
            _add(made, at, _drum(rng, beat % 2 == 1), 0.8)
        sounding -= 1
        if sounding <= 0 and rng.random() < 0.85:
            sounding = int(rng.choice([1, 1, 2, 3]))
            step = int(np.clip(step + rng.integers(-2, 3), -3, 2 * len(style.scale)))
            octave, degree = divmod(step, len(style.scale))
            pitch_hz = _up(root_hz * 2, style.scale[degree] + 12 * octave)
            tune = style.tune
            if style.vowels:
                tune = replace(tune, resonances_hz=_VOWELS_HZ[int(rng.integers(len(_VOWELS_HZ)))])
            note = tune.note(pitch_hz, sounding * beat_s, rng)
            if style.glide and previous_hz:
                note = _glided(tune, previous_hz, pitch_hz, sounding * beat_s, rng)
            _add(made, at, note, 0.8)
            previous_hz = pitch_hz
    return made[:count]


def _glided(instrument: Instrument, start_hz: float, end_hz: float, seconds: float, rng: np.random.Generator
            ) -> NDArray[np.float64]:
    """A note that begins at the pitch before it: a steady one read at a changing pace."""
    steady = instrument.note(end_hz, 2.2 * seconds, rng)
    time = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    pace = 1 + (np.clip(start_hz / end_hz, 0.5, 2) - 1) * np.exp(-time / 0.06)
    return np.asarray(np.interp(np.cumsum(pace), np.arange(len(steady)), steady))


def _up(pitch_hz: float, semitones: float) -> float:
    return float(pitch_hz * 2 ** (semitones / 12))


def _add(made: NDArray[np.float64], at: int, note: NDArray[np.float64], gain: float) -> None:
    end = min(len(made), at + len(note))
    made[at:end] += gain * note[: end - at]


def _drum(rng: np.random.Generator, snare: bool) -> NDArray[np.float64]:
    time = np.arange(int(0.2 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    if snare:
        return np.asarray(rng.standard_normal(len(time)) * np.exp(-time / 0.05))
    return np.asarray(2 * np.sin(2 * np.pi * (50 * time + 3 * (1 - np.exp(-time / 0.03)))) * np.exp(-time / 0.08))
