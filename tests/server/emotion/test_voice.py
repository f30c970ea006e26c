"""The voice against the same speaker's beginning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.calls.utterance import Utterance, VoiceMeasures
from server.emotion.voice import VoiceBaseline

Make = Callable[..., Utterance]


def measures(loudness: float = -24.0, pitch: float = 180.0, pace: float = 4.0) -> VoiceMeasures:
    """Measures of an utterance."""
    return VoiceMeasures(loudness, pitch, 4.0, pace)


@pytest.fixture
def settled(line: Make) -> VoiceBaseline:
    """A speaker who has said three plain sentences."""
    baseline = VoiceBaseline()
    for step in range(1, 4):
        baseline.compare(line("a", 3 * step, voice=measures()), neutral=True)
    return baseline


@pytest.mark.parametrize(("voice", "cues"), [
    (measures(loudness=-18.0), ("louder:6dB",)),
    (measures(pitch=180.0 * 2 ** (2.1 / 12)), ("higher:2.1st",)),
    (measures(pace=5.2), ("faster:1.3x",)),
    (measures(loudness=-22.0, pitch=186.0, pace=4.3), ()),
    (measures(loudness=-32.0, pitch=150.0, pace=3.0), ()),
])
def test_cues(settled: VoiceBaseline, line: Make, voice: VoiceMeasures, cues: tuple[str, ...]) -> None:
    sounded = settled.compare(line("b", 20, voice=voice), neutral=True)
    assert sounded.cues == cues
    assert (sounded.arousal > 0) == bool(cues)


def test_nothing_is_said_before_the_beginning_is_known(line: Make) -> None:
    baseline = VoiceBaseline()
    for step in range(1, 4):
        assert baseline.compare(line("a", 3 * step, voice=measures(loudness=-30 + 8 * step)), True).cues == ()


def test_one_odd_utterance_does_not_shift_the_beginning(line: Make) -> None:
    baseline = VoiceBaseline()
    for step, loudness in enumerate((-24.0, -5.0, -24.5, -24.0), 1):
        baseline.compare(line("a", 3 * step, voice=measures(loudness)), neutral=True)
    assert baseline.compare(line("b", 20, voice=measures(-17.0)), True).cues == ("louder:7dB",)


def test_unvoiced_and_very_short_utterances_are_left_out(settled: VoiceBaseline) -> None:
    short = Utterance("customer-1", "customer", 20_000, 20_300, "喂", voice=measures(loudness=-10))
    assert settled.compare(short, True).cues == ()
    unvoiced = Utterance("customer-2", "customer", 21_000, 23_000, "嗯", voice=measures(pitch=0.0, pace=0.0))
    assert settled.compare(unvoiced, True).cues == ()
    assert settled.compare(Utterance("customer-3", "customer", 24_000, 26_000, "嗯"), True).cues == ()
