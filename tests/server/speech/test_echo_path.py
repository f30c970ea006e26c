"""The way of an echo: its delay, its loss in each band, and what it explains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from server.speech.echo_bands import bands_of
from server.speech.echo_path import PathSettings, explained, find_path
from tests.server.speech.echo_sounds import QUESTION, leaked, lines, mixed

SETTINGS = PathSettings()


def test_delay_and_loss_are_those_of_the_line() -> None:
    said = lines()["customer", QUESTION]
    theirs = bands_of(0, mixed(said))
    mine = bands_of(0, mixed(leaked(said, "headset", 140, 14), noise_dbfs=-75))
    path = find_path(mine, theirs, SETTINGS)
    assert path is not None and path.certain
    assert path.delay_frames in (13, 14, 15)
    assert abs(float(np.median(path.loss_db)) - 14) < 3
    assert explained(mine, theirs, path, SETTINGS)[mine.loud].mean() > 0.9


def test_what_is_as_loud_or_comes_first_is_no_echo() -> None:
    said = lines()["customer", QUESTION]
    theirs = bands_of(0, mixed(said))
    assert find_path(bands_of(0, mixed(said, seed=5)), theirs, SETTINGS) is None
    assert find_path(theirs, bands_of(0, mixed(leaked(said, "headset", 140, 14))), SETTINGS) is None


@pytest.mark.parametrize("faster", [1.03, 1.05, 0.96])
def test_the_same_words_by_a_voice_almost_alike_drift_apart(faster: float) -> None:
    """A copy keeps its delay to the end; whoever says the same words at the same time does not."""
    said = lines()["customer", QUESTION]
    at = np.arange(0, len(said) - 1, faster)
    other = np.interp(at, np.arange(len(said)), said).astype(np.float32) * np.float32(0.3)
    heard = bands_of(0, mixed(np.pad(other, (800, 0)), seed=4))
    assert find_path(heard, bands_of(0, mixed(said)), SETTINGS) is None
    loose = replace(SETTINGS, one_delay=0.0, alike=0.74)
    assert find_path(heard, bands_of(0, mixed(said)), loose) is not None, "sound by sound they are alike"


def test_too_little_sound_proves_nothing() -> None:
    said = lines()["customer", QUESTION]
    assert find_path(bands_of(0, said[:2400] * np.float32(0.2)), bands_of(0, said), SETTINGS) is None
