"""Two minutes of sound in which nobody speaks: the bundled model in a call shows nothing."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from benchmarks.no_speech import as_json, measure, table
from benchmarks.no_speech_sound import KINDS, SAMPLE_RATE_HZ, programme, sound
from models.asr import load_recogniser


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_same_seed_is_the_same_sound(kind: str) -> None:
    one, again, other = sound(kind, 1.5, 3), sound(kind, 1.5, 3), sound(kind, 1.5, 4)
    assert len(one) == 1.5 * SAMPLE_RATE_HZ and one.dtype == np.float32
    assert np.isfinite(one).all() and np.abs(one).max() <= 1
    assert np.array_equal(one, again)
    assert kind == "silence" or not np.array_equal(one, other)


def test_the_programme_has_every_kind() -> None:
    kinds = [kind for kind, _ in programme(len(KINDS) / 60, piece_s=1.0)]
    assert kinds == list(KINDS)


def test_the_bundled_model_shows_less_than_a_word_a_minute() -> None:
    found = asyncio.run(measure(load_recogniser("whisper-seatmate-synthetic", "cpu"), 2.5, seed=11, piece_s=6.0))
    total = found.total
    assert total.seconds == pytest.approx(150)
    assert total.shown / (total.seconds / 60) < 1
    result = as_json(found, "bundled")
    assert set(result["kinds"]) == set(KINDS) and result["minutes"] == 2.5
    assert len(table(found)) >= len(KINDS) + 2
