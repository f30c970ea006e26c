from __future__ import annotations

import numpy as np
import pytest

from models.tts import SAMPLE_RATE_HZ, Voice
from models.tts.shaping import BACKGROUNDS, MOODS, in_mood, mood_of, noise_behind, over_telephone


def _tone(hz: float, amplitude: float = 0.3) -> np.ndarray:
    at = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    return (np.sin(2 * np.pi * hz * at) * amplitude * 32767).astype(np.int16)


def _level(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean((samples.astype(np.float64) / 32768) ** 2)))


def test_an_angry_customer_is_faster_and_louder_and_an_unhappy_one_slower() -> None:
    calm = Voice("zh", "m3", 50, 175, 100)
    angry, unhappy, anxious = (in_mood(calm, mood) for mood in ("angry", "unhappy", "anxious"))
    assert in_mood(calm, "calm") == in_mood(calm, "unknown") == calm
    assert angry.rate_wpm > calm.rate_wpm and angry.volume > calm.volume
    assert unhappy.rate_wpm < calm.rate_wpm and unhappy.pitch < calm.pitch
    assert anxious.pitch > calm.pitch and anxious.variant == "m3"
    assert len({in_mood(calm, mood) for mood in MOODS}) == len(MOODS)


def test_what_an_engine_takes_is_never_left() -> None:
    for mood in MOODS:
        fastest, slowest = in_mood(Voice("en", "", 99, 450, 200), mood), in_mood(Voice("en", "", 0, 80, 0), mood)
        for voice in (fastest, slowest):
            assert 0 <= voice.pitch <= 99 and 80 <= voice.rate_wpm <= 450 and 0 <= voice.volume <= 200


@pytest.mark.parametrize(("score", "mood"), [(-1, "angry"), (-0.6, "angry"), (-0.3, "unhappy"), (0, "calm"), (0.2, "calm"),
                                             (0.9, "pleased")])
def test_a_score_is_heard_as_a_mood(score: float, mood: str) -> None:
    assert mood_of(score) == mood


def test_a_telephone_lets_the_middle_through_and_nothing_else() -> None:
    assert _level(over_telephone(_tone(1_000))) == pytest.approx(_level(_tone(1_000)), rel=0.05)
    for outside in (80.0, 5_000.0):
        assert _level(over_telephone(_tone(outside))) < 0.02 * _level(_tone(outside))
    assert len(np.unique(over_telephone(_tone(1_000)))) <= 256, "eight bits"
    assert len(over_telephone(np.zeros(0, np.int16))) == 0


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("telephone", [False, True])
def test_a_background_is_heard_is_the_same_again_and_ends_as_it_begins(background: str, telephone: bool) -> None:
    noise = noise_behind(background, telephone=telephone)
    assert 0.0005 < _level(noise) < 0.03 and len(noise) >= 5 * SAMPLE_RATE_HZ
    assert np.array_equal(noise, noise_behind(background, telephone=telephone))
    steps = np.abs(np.diff(noise.astype(np.int32)))
    assert abs(int(noise[0]) - int(noise[-1])) <= steps.max(), "no click where it begins again"


def test_a_quiet_place_and_an_unknown_one_have_no_noise() -> None:
    assert len(noise_behind("")) == len(noise_behind("factory", telephone=True)) == 0
