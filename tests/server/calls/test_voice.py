"""Ears and voices: what a server without voice activity reports, and how syllables are counted."""

from __future__ import annotations

import numpy as np
import pytest

from models.vad import SileroVad
from server.calls.voice import UnhearingEar, listening_ears, measure_voice, syllables
from server.speech.listening import UtteranceEnded


def test_an_unhearing_ear_reports_all_sound_once() -> None:
    ear = UnhearingEar(1600)
    found: list[UtteranceEnded] = []
    for number in range(1, 251):
        found += ear.push(number * 1600, np.zeros(1600, np.int16))
        assert ear.committable_sample <= (number + 1) * 1600
    found += ear.finish()
    assert [(one.start_sample, one.end_sample) for one in found] == [
        (1600, 161_600), (161_600, 321_600), (321_600, 401_600)]
    assert ear.finish() == []


def test_every_channel_has_an_ear_of_its_own() -> None:
    make = listening_ears(SileroVad())
    one, other = make("agent", 0), make("customer", 8000)
    assert one is not other and other.committable_sample == 8000
    assert list(one.push(0, np.zeros(16_000, np.int16))) == [] and one.committable_sample > 8000


@pytest.mark.parametrize(("text", "lang", "count"), [
    ("您好,我想还款", "zh", 6), ("还1200元", "zh", 6), ("good morning", "en", 3), ("OK", "zh", 1), ("", "en", 0)])
def test_syllables(text: str, lang: str, count: int) -> None:
    assert syllables(text, lang) == count  # type: ignore[arg-type]


def test_a_louder_voice_measures_louder() -> None:
    time_s = np.arange(16_000) / 16_000
    tone = np.sin(2 * np.pi * 150 * time_s).astype(np.float32)
    quiet, loud = (measure_voice(tone * level, "您好您好", "zh") for level in (np.float32(0.05), np.float32(0.5)))
    assert loud.loudness_dbfs - quiet.loudness_dbfs == pytest.approx(20, abs=1)
    assert loud.pitch_hz == pytest.approx(150, rel=0.03)
