"""The features are faster-whisper's own, whatever the length and hop."""

from __future__ import annotations

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from benchmarks.scripted_voice import voice_like
from models.asr.features import LogMel


@pytest.mark.parametrize("settings", [{}, {"hop_length": 320}, {"feature_size": 128}])
@pytest.mark.parametrize("samples", [1_600, 15_999, 16_000, 48_123])
def test_they_are_those_of_faster_whisper(settings: dict[str, int], samples: int) -> None:
    extractor = FeatureExtractor(**settings)
    mel = LogMel(extractor)
    sound = voice_like(4.0)[:samples]
    expected = extractor(sound)
    frames = mel.frames(samples)
    (found,) = mel.of([sound], frames)
    assert found.shape == (mel.bands, frames) and found.dtype == np.float32
    np.testing.assert_allclose(found, expected[:, :frames], atol=2e-5)


def test_short_sound_is_filled_up_and_long_sound_cut() -> None:
    mel = LogMel(FeatureExtractor())
    short, long = voice_like(1.0), voice_like(3.0)
    features = mel.of([short, long], 200)
    assert features.shape == (2, 80, 200) and features.flags.c_contiguous
    assert not features[0, :, 101:].any() and features[1, :, -1].any()
    np.testing.assert_array_equal(features[0], mel.of([short], 200)[0])


def test_settings_are_the_models() -> None:
    mel = LogMel(FeatureExtractor(hop_length=320))
    assert (mel.hop_samples, mel.longest_samples, mel.frames(16_000)) == (320, 480_000, 50)
