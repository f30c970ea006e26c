from __future__ import annotations

import numpy as np
import pytest

from models.training import channel
from models.training.features import FRAME_S, HOP_SAMPLES, normalise, pack, power_table, raw_log_mel, unpack


@pytest.fixture
def speechlike() -> np.ndarray:
    rng = np.random.default_rng(1)
    time = np.arange(32_000) / 16_000
    return (0.3 * np.sin(2 * np.pi * 220 * time) * (time % 0.5 < 0.3) + 0.001 * rng.standard_normal(32_000)).astype(np.float32)


def test_features_are_those_of_faster_whisper(speechlike: np.ndarray) -> None:
    from faster_whisper.feature_extractor import FeatureExtractor

    theirs = FeatureExtractor(feature_size=80, hop_length=HOP_SAMPLES)(speechlike)
    ours = normalise(raw_log_mel(speechlike))
    assert ours.shape == (theirs.shape[1], 80)
    assert np.abs(ours.T - theirs).max() < 1e-4


def test_packing_loses_less_than_half_a_step(speechlike: np.ndarray) -> None:
    raw = raw_log_mel(speechlike)
    assert np.abs(unpack(pack(raw)) - raw).max() < 0.027
    assert np.allclose(np.log10(power_table()[pack(raw)]), unpack(pack(raw)), atol=1e-4)


def test_normalising_bounds_the_range_and_ignores_loudness(speechlike: np.ndarray) -> None:
    quiet = normalise(raw_log_mel(speechlike * 0.1))
    loud = normalise(raw_log_mel(speechlike))
    assert np.ptp(loud) <= 2.0 + 1e-5
    assert np.allclose(loud - loud.max(), quiet - quiet.max(), atol=0.01)


def test_the_telephone_keeps_its_band_only(speechlike: np.ndarray) -> None:
    rng = np.random.default_rng(2)
    narrow = channel.telephone(rng.standard_normal(32_000).astype(np.float32) * 0.1)
    power = np.abs(np.fft.rfft(narrow)) ** 2
    hertz = np.fft.rfftfreq(len(narrow), 1 / 16_000)
    inside = power[(hertz > 400) & (hertz < 3200)].mean()
    assert power[(hertz > 4200)].mean() < inside / 1000
    assert power[(hertz > 20) & (hertz < 150)].mean() < inside / 50
    assert len(narrow) == 32_000


def test_mu_law_is_close_and_odd() -> None:
    ramp = np.linspace(-1, 1, 1001, dtype=np.float32)
    assert np.abs(channel.mu_law(ramp) - ramp).max() < 0.03
    assert np.allclose(channel.mu_law(ramp), -channel.mu_law(-ramp), atol=1e-6)


def test_noise_has_the_ratio_asked_for() -> None:
    rng = np.random.default_rng(3)
    tone = (0.2 * np.sin(np.arange(64_000) * 0.1)).astype(np.float32)
    added = channel.add_noise(tone, rng, 15.0) - tone
    assert 20 * np.log10(np.std(tone) / np.std(added)) == pytest.approx(15.0, abs=0.8)


def test_sounds_without_speech_are_bounded_and_long_enough() -> None:
    rng = np.random.default_rng(4)
    for _ in range(25):
        sound = channel.no_speech(rng)
        assert sound.dtype == np.float32 and np.isfinite(sound).all() and np.abs(sound).max() <= 1.0
        assert 1.0 <= len(sound) / 16_000 <= 10.0


def test_a_frame_is_twenty_milliseconds(speechlike: np.ndarray) -> None:
    assert len(raw_log_mel(speechlike)) == pytest.approx(len(speechlike) / 16_000 / FRAME_S, abs=1)
