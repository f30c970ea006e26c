"""Sound in, log-mel features out, as faster-whisper computes them and at a tenth of its CPU time.

Of the same filters and windows; but nothing here calls a BLAS, whose threads spin on cores that decode.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .recogniser import Window

_TAIL_SAMPLES = 160
"""Silence that faster-whisper adds behind the sound."""
_RANGE = 8.0
"""What lies more decades below the loudest is cut."""


class LogMel:
    """The features of one model; stateless, so any thread may call it."""

    def __init__(self, extractor: Any) -> None:
        """Take settings and filters from faster-whisper's `FeatureExtractor`."""
        self.bands = len(extractor.mel_filters)
        self.hop_samples = int(extractor.hop_length)
        self.longest_samples = int(extractor.nb_max_frames) * self.hop_samples
        """The model's whole window."""
        self._fft_samples = int(extractor.n_fft)
        self._window: Window = np.hanning(self._fft_samples + 1)[:-1].astype(np.float32)
        # A band is the sum of a few neighbouring bins: their numbers, their weights, and where each band begins.
        bins = [_neighbours(row) for row in extractor.mel_filters]
        self._bins = np.concatenate(bins)
        self._weights: Window = np.concatenate(
            [np.asarray(row[own], np.float32) for row, own in zip(extractor.mel_filters, bins, strict=True)]
        )
        self._first = np.cumsum([0, *(len(own) for own in bins[:-1])])

    def frames(self, samples: int) -> int:
        """Frames of so much sound."""
        return samples // self.hop_samples

    def of(self, windows: Sequence[Window], frames: int) -> NDArray[np.float32]:
        """Features [windows, bands, frames] of 16 kHz mono sound, each filled up with zeros or cut to `frames`."""
        features = np.zeros((len(windows), self.bands, frames), np.float32)
        for row, window in zip(features, windows, strict=True):
            heard = self._log_mel(window)[:, :frames]
            row[:, : heard.shape[1]] = heard
        return features

    def _log_mel(self, window: Window) -> NDArray[np.float32]:
        margin = self._fft_samples // 2
        sound = np.pad(np.pad(window, (0, _TAIL_SAMPLES)), margin, mode="reflect")
        pieces = np.lib.stride_tricks.sliding_window_view(sound, self._fft_samples)[:: self.hop_samples]
        spectrum = np.fft.rfft(pieces * self._window)[:-1]
        power = spectrum.real**2 + spectrum.imag**2
        mel = np.add.reduceat(power[:, self._bins] * self._weights, self._first, axis=1)
        log = np.log10(np.maximum(mel, np.float32(1e-10)))
        log = np.maximum(log, log.max() - np.float32(_RANGE))
        return np.asarray(((log + np.float32(4)) / np.float32(4)).T, np.float32)


def _neighbours(row: NDArray[np.float32]) -> NDArray[np.intp]:
    """Bins of a band; one of weight 0 if it has none, so that no band is empty."""
    found = np.flatnonzero(row)
    return found if len(found) else np.zeros(1, np.intp)
