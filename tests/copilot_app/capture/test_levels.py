"""The meter and its warnings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from copilot_app.capture.levels import FLOOR_DBFS, LevelMeter


def _feed(meter: LevelMeter, sound: Any) -> None:
    for at in range(0, len(sound), 1600):
        meter.push(sound[at:at + 1600])


def test_a_sine_at_half_scale(make_tone: Any) -> None:
    meter = LevelMeter("agent")
    _feed(meter, make_tone(440, 2.0, 16_000, 0.5))
    assert meter.level.rms_dbfs == pytest.approx(-9.03, abs=0.2)
    assert meter.level.peak_dbfs == pytest.approx(-6.02, abs=0.1)
    assert meter.warnings() == set()


def test_silence_is_warned_of_after_a_while_and_ends_with_a_sound(make_tone: Any) -> None:
    meter = LevelMeter("agent")
    assert meter.level.rms_dbfs == FLOOR_DBFS
    _feed(meter, np.zeros(16_000 * 19, dtype=np.float32))
    assert meter.warnings() == set()
    _feed(meter, np.zeros(16_000, dtype=np.float32))
    assert meter.warnings() == {"mic.silent"}
    _feed(meter, make_tone(440, 0.1, 16_000))
    assert meter.warnings() == set()


def test_the_customers_line_has_its_own_words() -> None:
    meter = LevelMeter("customer")
    _feed(meter, np.zeros(16_000 * 31, dtype=np.float32))
    assert meter.warnings() == {"line.silent"}


def test_clipping_is_noticed_and_passes(make_tone: Any) -> None:
    meter = LevelMeter("customer")
    _feed(meter, np.clip(make_tone(440, 2.0, 16_000, 3.0), -1, 1))
    assert meter.level.clipping and meter.warnings() == {"line.clipping"}
    _feed(meter, make_tone(440, 30.0, 16_000, 0.3))
    assert meter.warnings() == set()


def test_a_loud_but_clean_voice_is_not_clipping(make_tone: Any) -> None:
    meter = LevelMeter("agent")
    _feed(meter, make_tone(440, 5.0, 16_000, 0.98))
    assert meter.warnings() == set()


def test_telephone_sound_is_named() -> None:
    assert LevelMeter("agent", narrowband=True).warnings() == {"audio.narrowband"}
