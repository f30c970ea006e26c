"""Loudness, pitch and pace of one utterance: its sound and its number of syllables in, four numbers out.

Pitch by YIN (autocorrelation with a cumulative mean normalised difference), numpy only.  The mood of the customer's
channel compares these with the same speaker's first minute; absolute values say little.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
_DECIMATION = 2
_RATE_HZ = SAMPLE_RATE_HZ // _DECIMATION
_FRAME = _RATE_HZ // 20
"""50 ms: two periods of the lowest voice."""
_HOP = _RATE_HZ // 100
_LOWEST_HZ, _HIGHEST_HZ = 65.0, 500.0
_VOICED_DIFFERENCE = 0.2
_BELOW_LOUDEST_DB = 30.0
_QUIETEST_DBFS = -100.0
_MAX_FRAMES = 6000

Floats = NDArray[np.float64]


class Measures(NamedTuple):
    """What one utterance sounded like."""

    loudness_dbfs: float
    """Mean level of the voiced frames, dB re full scale; -100 for silence."""
    pitch_hz: float
    """Median fundamental frequency; 0 if no frame was voiced."""
    pitch_range_st: float
    """10th to 90th percentile of the fundamental, semitones."""
    syllables_per_s: float
    """Pace over the time with speech in it; 0 if there is none."""


def measure(audio: NDArray[np.float32], syllables: int) -> Measures:
    """Measure one utterance (float32, 16 kHz mono); `syllables` come from its text (Chinese: characters).

    Never fails: silence, noise, samples that are not finite and less than 50 ms give zeros where nothing can be said.
    Of more than a minute the first minute is measured.
    """
    sound = np.nan_to_num(audio.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)[: _MAX_FRAMES * _HOP * _DECIMATION]
    # Mean of pairs: halves the work; the octave it mirrors lies far above any fundamental.
    sound = sound[: len(sound) // _DECIMATION * _DECIMATION].reshape(-1, _DECIMATION).mean(axis=1)
    if len(sound) < _FRAME:
        return Measures(_QUIETEST_DBFS, 0.0, 0.0, 0.0)
    starts = np.arange(0, len(sound) - _FRAME + 1, _HOP)
    frames = sound[starts[:, None] + np.arange(_FRAME)]
    levels_dbfs = np.maximum(10 * np.log10(np.mean(frames * frames, axis=1) + 1e-12), _QUIETEST_DBFS)
    loud = (levels_dbfs > levels_dbfs.max() - _BELOW_LOUDEST_DB) & (levels_dbfs > _QUIETEST_DBFS + 20)
    if not loud.any():
        return Measures(_QUIETEST_DBFS, 0.0, 0.0, 0.0)
    pitches_hz = _pitches_hz(frames[loud])
    voiced = pitches_hz > 0
    heard_dbfs = levels_dbfs[loud][voiced] if voiced.any() else levels_dbfs[loud]
    loudness_dbfs = float(10 * np.log10(np.mean(10 ** (heard_dbfs / 10))))
    speech_s = float(np.count_nonzero(loud)) * _HOP / _RATE_HZ
    pace = syllables / speech_s if syllables > 0 else 0.0
    if not voiced.any():
        return Measures(loudness_dbfs, 0.0, 0.0, pace)
    low, median, high = np.percentile(pitches_hz[voiced], [10, 50, 90])
    return Measures(loudness_dbfs, float(median), float(12 * np.log2(high / low)), pace)


def _pitches_hz(frames: Floats) -> Floats:
    """The fundamental of each frame [frames, samples], 0 where it is not voiced."""
    shortest, longest = int(_RATE_HZ / _HIGHEST_HZ), int(_RATE_HZ / _LOWEST_HZ)
    difference = _normalised_difference(frames - frames.mean(axis=1, keepdims=True), longest + 1)
    inner = difference[:, shortest : longest + 1]
    below = inner < _VOICED_DIFFERENCE
    # The first dip below the threshold is the period; a deeper one later is a multiple of it.
    first = np.argmax(below, axis=1)
    voiced = below.any(axis=1)
    pitches = np.zeros(len(frames))
    for index in np.flatnonzero(voiced):
        lag = shortest + int(first[index])
        while lag < longest and difference[index, lag + 1] < difference[index, lag]:
            lag += 1
        pitches[index] = _RATE_HZ / _refined(difference[index], lag)
    return pitches


def _normalised_difference(frames: Floats, lags: int) -> Floats:
    """YIN's cumulative mean normalised difference [frames, lags + 1], by the Fourier transform."""
    window = _FRAME - lags
    size = 1 << int(np.ceil(np.log2(2 * _FRAME)))
    head = np.fft.rfft(frames[:, :window], size)
    whole = np.fft.rfft(frames, size)
    correlation = np.fft.irfft(np.conj(head) * whole, size)[:, : lags + 1]
    energy = np.concatenate([np.zeros((len(frames), 1)), np.cumsum(frames * frames, axis=1)], axis=1)
    shifted = energy[:, window : window + lags + 1] - energy[:, : lags + 1]
    difference: Floats = np.maximum(shifted[:, :1] + shifted - 2 * correlation, 0.0)
    mean = np.cumsum(difference[:, 1:], axis=1) / np.arange(1, lags + 1)
    normalised: Floats = np.ones_like(difference)
    normalised[:, 1:] = difference[:, 1:] / np.maximum(mean, 1e-12)
    return normalised


def _refined(difference: Floats, lag: int) -> float:
    """The dip's place between samples, by a parabola through its neighbours."""
    if not 0 < lag < len(difference) - 1:
        return float(lag)
    left, middle, right = difference[lag - 1 : lag + 2]
    curve = left - 2 * middle + right
    return lag + float(0.5 * (left - right) / curve) if curve > 1e-12 else float(lag)
