"""Bands stand where the sound stands in the call."""

from __future__ import annotations

import numpy as np

from server.speech.echo_bands import BANDS, bands_of


def tone(hz: float, seconds: float = 0.5) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * hz * np.arange(int(seconds * 16_000)) / 16_000)).astype(np.float32)


def test_a_tone_is_in_its_band() -> None:
    levels = bands_of(0, tone(1000)).levels_db
    assert levels.shape == (50, BANDS)
    assert int(np.argmax(levels[25])) == (1000 - 281) // 31


def test_the_same_sound_later_is_the_same_later() -> None:
    burst = np.concatenate([np.zeros(8000, np.float32), tone(700, 0.2), np.zeros(8000, np.float32)])
    at_zero, later = bands_of(0, burst), bands_of(16_000 + 50, burst)
    assert later.first_frame == 101
    first = [int(np.flatnonzero(bands.loud)[0]) + bands.first_frame for bands in (at_zero, later)]
    assert abs(first[1] - first[0] - 100) <= 1


def test_outside_of_its_sound_a_channel_is_silent() -> None:
    bands = bands_of(1600, tone(700, 0.1))
    levels, loud = bands.span(0, 100)
    assert levels.shape == (100, BANDS) and not loud[:9].any() and not loud[22:].any()
    assert np.all(levels[50:] == np.float32(bands.floor_db))
    assert bands_of(0, np.zeros(0, np.float32)).levels_db.shape == (0, BANDS)
