"""Pitch, loudness and pace against sounds of known pitch, loudness and length."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.scripted_voice import voice_like
from models.voice import measure

TIME_S = np.arange(32_000) / 16_000


def tone(hz: float, level: float = 0.2) -> np.ndarray:
    """A fundamental with nine overtones."""
    return (level * sum(np.sin(2 * np.pi * hz * k * TIME_S) / k for k in range(1, 10))).astype(np.float32)


@pytest.mark.parametrize("hz", [80, 95, 120, 180, 220, 310, 400])
def test_pitch_is_found_without_octave_errors(hz: float) -> None:
    assert measure(tone(hz), 0).pitch_hz == pytest.approx(hz, rel=0.01)


def test_range_is_told_in_semitones() -> None:
    glide = 150 * 2 ** (TIME_S / 2)
    sound = (0.2 * np.sign(np.sin(2 * np.pi * np.cumsum(glide) / 16_000))).astype(np.float32)
    measured = measure(sound, 0)
    assert measured.pitch_range_st == pytest.approx(12 * 0.8, abs=0.6)
    assert measure(tone(150), 0).pitch_range_st < 0.2


def test_loudness_follows_the_level() -> None:
    loud, soft = measure(tone(150, 0.3), 0), measure(tone(150, 0.03), 0)
    assert loud.loudness_dbfs - soft.loudness_dbfs == pytest.approx(20, abs=0.1)
    sine = (0.5 * np.sin(2 * np.pi * 200 * TIME_S)).astype(np.float32)
    assert measure(sine, 0).loudness_dbfs == pytest.approx(-9.03, abs=0.2)


def test_pauses_count_neither_for_loudness_nor_for_pace() -> None:
    silence = np.zeros(16_000, np.float32)
    alone, spread = measure(tone(150), 8), measure(np.concatenate([silence, tone(150), silence]), 8)
    assert spread.loudness_dbfs == pytest.approx(alone.loudness_dbfs, abs=0.3)
    assert alone.syllables_per_s == pytest.approx(4.0, rel=0.05)
    assert spread.syllables_per_s == pytest.approx(4.0, rel=0.05)


def test_a_higher_voice_is_higher() -> None:
    assert measure(voice_like(2, 220), 0).pitch_hz > 1.5 * measure(voice_like(2, 110), 0).pitch_hz


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, 16_000).astype(np.float32)
    measured = measure(noise, 3)
    assert measured.pitch_hz == 0 and measured.loudness_dbfs > -30


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0),
        np.zeros(100),
        np.zeros(16_000),
        np.full(16_000, np.nan),
        np.full(16_000, np.inf),
        np.full(16_000, 1e-6),
    ],
)
def test_sound_without_a_voice_gives_zeros(sound: np.ndarray) -> None:
    assert measure(sound.astype(np.float32), 5) == (-100.0, 0.0, 0.0, 0.0)


def test_an_hour_is_measured_by_its_first_minute() -> None:
    minute = np.tile(tone(150), 30)
    assert measure(np.concatenate([minute, tone(300)]), 0).pitch_hz == pytest.approx(150, rel=0.01)
