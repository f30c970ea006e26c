"""Log-mel features: exactly those of faster-whisper, before and after its normalisation.

The recipe stores raw log-mel (before the normalisation) as one byte a value, so that noise can be mixed in later as
power and each training window is then normalised as a whole, as faster-whisper does at run time.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
HOP_SAMPLES = 320
"""20 ms: the encoder then works on 40 ms, half the cost of Whisper's 10 and 20 ms."""
MEL_BANDS = 80
FRAME_S = HOP_SAMPLES / SAMPLE_RATE_HZ
ENCODER_FRAME_S = 2 * FRAME_S
LONGEST_WINDOW_FRAMES = 1500
PADDED_WINDOW_FRAMES = 3000
"""What faster-whisper pads to, whatever the hop."""

_FLOOR, _CEILING = -10.0, 3.0
_STEP = (_CEILING - _FLOOR) / 255

Floats = NDArray[np.float32]


@functools.cache
def _extractor() -> Any:
    from faster_whisper.feature_extractor import FeatureExtractor

    return FeatureExtractor(feature_size=MEL_BANDS, hop_length=HOP_SAMPLES)


def in_unit_range(samples: NDArray[np.int16]) -> Floats:
    """16-bit samples as ±1."""
    return np.multiply(samples, np.float32(1 / 32768), dtype=np.float32)


def mel_filters() -> Floats:
    """The filter bank [80, 201]."""
    return np.asarray(_extractor().mel_filters, dtype=np.float32)


def raw_log_mel(samples: Floats) -> Floats:
    """log10 of the mel power [frames, 80] of samples [n] in ±1; a frame every 20 ms, floor -10."""
    extractor = _extractor()
    window = np.hanning(401)[:-1].astype(np.float32)
    padded = np.pad(samples.astype(np.float32), (0, 160))
    spectrum = extractor.stft(padded, 400, HOP_SAMPLES, window=window, return_complex=True)
    power = np.abs(spectrum.astype(np.complex64)[..., :-1]) ** 2
    return np.asarray(np.log10(np.clip(mel_filters() @ power, 1e-10, None)).T, dtype=np.float32)


def normalise(raw: Floats) -> Floats:
    """Whisper's normalisation of a whole window [frames, 80]: at most 8 decades below its loudest value, then scaled."""
    return np.asarray((np.maximum(raw, raw.max() - 8.0) + 4.0) / 4.0, dtype=np.float32)


def pack(raw: Floats) -> NDArray[np.uint8]:
    """Store raw log-mel in one byte a value (steps of 0.05 decades = 0.5 dB)."""
    return np.asarray(np.clip(np.rint((raw - _FLOOR) / _STEP), 0, 255), dtype=np.uint8)


def unpack(packed: NDArray[np.uint8]) -> Floats:
    """The inverse of `pack`."""
    return packed.astype(np.float32) * np.float32(_STEP) + np.float32(_FLOOR)


@functools.cache
def power_table() -> Floats:
    """Mel power for each of the 256 packed values; the lowest is silence."""
    table = (10.0 ** unpack(np.arange(256, dtype=np.uint8))).astype(np.float32)
    table[0] = 1e-10
    return table
