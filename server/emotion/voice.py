"""How a customer sounds against the same customer's beginning.

In come `VoiceMeasures`, one per utterance; out come cues (`louder:6dB`, `higher:2.1st`, `faster:1.3x`) and the
arousal they stand for.  Only differences count: a loud line or a high voice says nothing by itself.
Next: `server.emotion.mood`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from server.calls.utterance import Utterance, VoiceMeasures

BASELINE_MS = 60_000
"""The beginning: utterances that start in the first minute after the first one …"""
BASELINE_MINIMUM = 3
"""… and at least so many, however late they come."""
SHORTEST_MS = 500
"""Shorter utterances are too short to measure."""

_LOUDER_DB = 4.0
_HIGHER_ST = 1.5
_FASTER = 1.2
_SPREAD = 2.0
"""A difference must also exceed so many typical deviations of the beginning."""


@dataclass(frozen=True, slots=True)
class Sounded:
    """One utterance against the beginning."""

    cues: tuple[str, ...]
    arousal: float
    """0 (as in the beginning) .. 1."""


CALM = Sounded((), 0.0)


class VoiceBaseline:
    """The beginning of one speaker, by medians, so that one odd utterance does not shift it."""

    def __init__(self) -> None:
        self._began_ms = -1
        self._loudness: list[float] = []
        self._pitch: list[float] = []
        self._pace: list[float] = []

    def compare(self, utterance: Utterance, neutral: bool) -> Sounded:
        """Cues of this utterance; it joins the beginning if it is early and `neutral` (its words show no mood)."""
        voice = utterance.voice
        if voice is None or utterance.end_ms - utterance.start_ms < SHORTEST_MS:
            return CALM
        if self._began_ms < 0:
            self._began_ms = utterance.start_ms
        sounded = self._against(voice) if len(self._loudness) >= BASELINE_MINIMUM else CALM
        early = utterance.start_ms - self._began_ms < BASELINE_MS
        if len(self._loudness) < BASELINE_MINIMUM or (early and neutral and not sounded.cues):
            self._learn(voice)
        return sounded

    def _learn(self, voice: VoiceMeasures) -> None:
        self._loudness.append(voice.loudness_dbfs)
        if voice.pitch_hz > 0:
            self._pitch.append(12 * math.log2(voice.pitch_hz))
        if voice.syllables_per_s > 0:
            self._pace.append(math.log(voice.syllables_per_s))

    def _against(self, voice: VoiceMeasures) -> Sounded:
        cues: list[str] = []
        arousal = 0.0
        louder = voice.loudness_dbfs - median(self._loudness)
        if louder >= max(_LOUDER_DB, _SPREAD * _deviation(self._loudness)):
            cues.append(f"louder:{louder:.0f}dB")
            arousal += 0.3 + min(0.3, (louder - _LOUDER_DB) / 20)
        if self._pitch and voice.pitch_hz > 0:
            higher = 12 * math.log2(voice.pitch_hz) - median(self._pitch)
            if higher >= max(_HIGHER_ST, _SPREAD * _deviation(self._pitch)):
                cues.append(f"higher:{higher:.1f}st")
                arousal += 0.25 + min(0.25, (higher - _HIGHER_ST) / 12)
        if self._pace and voice.syllables_per_s > 0:
            faster = math.log(voice.syllables_per_s) - median(self._pace)
            if faster >= max(math.log(_FASTER), _SPREAD * _deviation(self._pace)):
                cues.append(f"faster:{math.exp(faster):.1f}x")
                arousal += 0.2 + min(0.2, (faster - math.log(_FASTER)) / 2)
        return Sounded(tuple(cues), min(1.0, arousal))


def _deviation(values: list[float]) -> float:
    """Typical deviation, from the median of the distances to the median."""
    middle = median(values)
    return 1.4826 * median(abs(value - middle) for value in values)
