"""Sound that voice activity takes for speech, without a synthesiser: seconds in, 16 kHz samples out.

Pulses of a moving pitch through the resonances of five vowels.  It has no words: for cost, end-pointing and tests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
_SYLLABLE_SAMPLES = int(0.18 * SAMPLE_RATE_HZ)
_VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
_BANDWIDTHS_HZ = (80, 100, 120)


def voice_like(seconds: float, pitch_hz: float = 120.0, level: float = 0.3) -> NDArray[np.float32]:
    """Vowels, one every 180 ms, float32 with this peak level."""
    time_s = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    pitch = pitch_hz * (1 + 0.15 * np.sin(2 * np.pi * 0.7 * time_s) + 0.04 * np.sin(2 * np.pi * 5 * time_s))
    pulses = np.diff(np.floor(np.cumsum(pitch) / SAMPLE_RATE_HZ), prepend=0.0)
    sound = np.zeros(len(pulses))
    for index, start in enumerate(range(0, len(pulses), _SYLLABLE_SAMPLES)):
        syllable = pulses[start : start + _SYLLABLE_SAMPLES]
        voiced = np.convolve(syllable, _resonance(_VOWELS_HZ[index % len(_VOWELS_HZ)]))[: len(syllable)]
        sound[start : start + len(syllable)] = voiced * np.sqrt(np.hanning(len(syllable) + 2)[1:-1])
    loudest = max(float(np.abs(sound).max()), 1e-9)
    return np.asarray(sound / loudest * level, np.float32)


def _resonance(formants_hz: tuple[int, ...]) -> NDArray[np.float64]:
    """Impulse response (50 ms) of resonators in a row."""
    samples = np.arange(SAMPLE_RATE_HZ // 20)
    response = np.ones(1)
    for formant, bandwidth in zip(formants_hz, _BANDWIDTHS_HZ, strict=True):
        angle = 2 * np.pi * formant / SAMPLE_RATE_HZ
        decay = np.exp(-np.pi * bandwidth / SAMPLE_RATE_HZ * samples)
        one = decay * np.sin(angle * (samples + 1)) / np.sin(angle)
        response = np.convolve(response, one)[: len(samples)]
    return response
