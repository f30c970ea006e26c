"""Window lengths follow the policy; long sound is cut where it is quiet."""

from __future__ import annotations

import numpy as np
import pytest

from models.asr.recogniser import WindowPolicy
from models.asr.windows import split_at_pauses, window_samples, with_silence_behind

S = 16_000


@pytest.mark.parametrize(
    ("seconds", "policy", "expected_s"),
    [
        (0.2, "full", 30), (12, "full", 30), (0.2, "padded", 6), (5.4, "padded", 6), (5.6, "padded", 8),
        (29.9, "padded", 30), (0.2, "exact", 0.5), (3.0, "exact", 3.0), (3.01, "exact", 3.5), (30, "exact", 30),
    ],
)  # fmt: skip
def test_lengths(seconds: float, policy: WindowPolicy, expected_s: float) -> None:
    assert window_samples(int(seconds * S), policy, 30 * S) == expected_s * S


def test_long_sound_is_cut_in_its_pauses_and_nothing_is_lost() -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, 70 * S).astype(np.float32)
    for pause_s in (27.0, 52.0):
        sound[int(pause_s * S) : int((pause_s + 0.3) * S)] = 0
    pieces = split_at_pauses(sound, 30 * S)
    np.testing.assert_array_equal(np.concatenate(pieces), sound)
    assert [round(len(piece) / S) for piece in pieces] == [27, 25, 18]


def test_short_sound_stays_whole() -> None:
    assert [len(piece) for piece in split_at_pauses(np.zeros(S, np.float32), 30 * S)] == [S]


@pytest.mark.parametrize(("seconds", "policy", "expected_s"), [
    (3.0, "exact", 3.2), (29.9, "exact", 30.0), (30.0, "exact", 30.0), (31.0, "exact", 31.0), (3.0, "padded", 3.0), (3.0, "full", 3.0)])
def test_speech_that_is_over_gets_silence_where_the_model_does_not_pad(seconds: float, policy: WindowPolicy, expected_s: float) -> None:
    speech = np.full(int(seconds * S), 0.5, np.float32)
    heard = with_silence_behind(speech, policy, 30 * S)
    assert heard.dtype == np.float32 and len(heard) == round(expected_s * S)
    assert (heard[: len(speech)] == 0.5).all() and not heard[len(speech):].any()
