"""From sound to what the stages read of it: an ear for each channel, and how a customer sounded.

In: the voice activity model, an utterance's sound and text.  Out: ears for `hearing`, `VoiceMeasures` for the pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.vad import SileroVad
from models.voice.measures import measure
from protocol.message import SAMPLE_RATE_HZ, Channel, Language
from server.speech.listening import ChannelListener, ListeningSettings, UtteranceEnded

from .hearing import Ear, EarMaker
from .utterance import VoiceMeasures

_HAN = re.compile(r"[\u4e00-\u9fff]")
_DIGITS = re.compile(r"\d")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_UNHEARD_SAMPLES = 10 * SAMPLE_RATE_HZ


def listening_ears(vad: SileroVad, settings: ListeningSettings | None = None) -> EarMaker:
    """Ears that find utterances by voice activity."""
    def make(channel: Channel, start_sample: int) -> Ear:
        return ChannelListener(channel, vad.stream(), start_sample, settings)
    return make


def unhearing_ears(_channel: Channel, start_sample: int) -> Ear:
    """An ear of a server without a voice activity model."""
    return UnhearingEar(start_sample)


class UnhearingEar:
    """Reports all sound as stretches of ten seconds without a text, so that what is not transcribed shows as a gap."""

    def __init__(self, start_sample: int) -> None:
        self.partial_interval_ms = 0
        self.open_start_sample: int | None = None
        self.committable_sample = start_sample
        """Everything before it was reported."""
        self._end_sample = start_sample
        self.held_sound = (start_sample, np.zeros(0, np.int16))

    def hold(self, start_sample: int, more_ms: int) -> None:
        """Nothing ends here, so nothing is waited for."""

    def finished(self, start_sample: int, end_sample: int) -> None:
        """Nothing ends here sooner either."""

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> Sequence[UtteranceEnded]:
        """Count sound."""
        self._end_sample = max(self._end_sample, first_sample + len(pcm))
        found: list[UtteranceEnded] = []
        while self._end_sample - self.committable_sample >= _UNHEARD_SAMPLES:
            found.append(self._report(self.committable_sample + _UNHEARD_SAMPLES))
        return found

    def finish(self) -> Sequence[UtteranceEnded]:
        """Report the rest."""
        return [self._report(self._end_sample)] if self._end_sample > self.committable_sample else []

    def _report(self, end_sample: int) -> UtteranceEnded:
        start, self.committable_sample = self.committable_sample, end_sample
        return UtteranceEnded(start, end_sample, np.zeros(1, np.float32), 0.0)


def measure_voice(audio: NDArray[np.float32], text: str, lang: Language) -> VoiceMeasures:
    """How an utterance (16 kHz mono) sounded."""
    found = measure(audio, syllables(text, lang))
    return VoiceMeasures(found.loudness_dbfs, found.pitch_hz, found.pitch_range_st, found.syllables_per_s)


def syllables(text: str, lang: Language) -> int:
    """Syllables of a text: a Chinese character or a digit is one, an English word has one for each group of vowels."""
    spoken = len(_HAN.findall(text)) + len(_DIGITS.findall(text))
    return spoken + len(_VOWELS.findall(text)) if lang == "en" or not spoken else spoken
