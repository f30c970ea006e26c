"""One synthetic call laid out in time: spoken lines and a seed in, packets and what is said when out.  Pure.

The two sides take turns; now and then one begins before the other has ended.  Each side speaks for the same share of
the time.  Packets are cut when they are asked for, so a long call takes no more memory than a short one.
`client` sends them, `accounting` compares with what came back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLE_RATE_HZ, Channel, Language

from .voices import Line, Lines

SPEECH_SHARE = 0.45
"""Of the time, on each side."""
TURN_SILENCE_S = 0.9
"""Between two lines of one side at least: they are two utterances."""
OVERLAP_S = 0.4
LONGEST_PAUSE_S = 2.5
_JITTER_S = 0.35
_NOISE_AMPLITUDE = 5.0
"""Of the line's own noise (int16): -76 dBFS; digital silence is nothing that a telephone delivers."""
_NOISE_SAMPLES = 5 * SAMPLE_RATE_HZ // PACKET_SAMPLES * PACKET_SAMPLES


@dataclass(frozen=True, slots=True)
class Said:
    """A line in its place."""

    channel: Channel
    start_sample: int
    line: Line

    @property
    def end_sample(self) -> int:
        """Behind its last voiced sample."""
        return self.start_sample + len(self.line.pcm)


class Conversation:
    """What both sides of one call say, `seconds` long."""

    def __init__(self, lines: Lines, seconds: float, seed: int) -> None:
        random = np.random.default_rng(seed)
        self.lang: Language = lines.lang
        self.said: dict[Channel, list[Said]] = {channel: [] for channel in CHANNELS}
        self._noise = np.rint(random.normal(0.0, _NOISE_AMPLITUDE, _NOISE_SAMPLES)).astype(np.int16)
        self._lay_out(lines, int(seconds * SAMPLE_RATE_HZ), random)
        self._starts = {channel: [one.start_sample for one in self.said[channel]] for channel in CHANNELS}

    def packet(self, channel: Channel, number: int) -> bytes:
        """100 ms of one side: 3200 bytes."""
        first = number * PACKET_SAMPLES
        at = first % _NOISE_SAMPLES
        sound = self._noise[at:at + PACKET_SAMPLES]
        index = bisect_right(self._starts[channel], first + PACKET_SAMPLES - 1) - 1
        # lines of one side are further apart than a packet is long
        if index >= 0 and (one := self.said[channel][index]).end_sample > first:
            sound = sound.copy()
            start, end = max(first, one.start_sample), min(first + PACKET_SAMPLES, one.end_sample)
            sound[start - first:end - first] += one.line.pcm[start - one.start_sample:end - one.start_sample] // 8 * 7
        return sound.astype("<i2").tobytes()

    def voice_end_sample(self, channel: Channel, near_sample: int) -> int:
        """Where the voice truly ends that a transcript says ends about here.

        The end of the stretch of voice around `near_sample`; else of the last one before it; else `near_sample`.
        """
        index = bisect_right(self._starts[channel], near_sample) - 1
        if index < 0:
            return near_sample
        one = self.said[channel][index]
        ends = [one.start_sample + end for start, end in one.line.voiced if one.start_sample + start <= near_sample]
        return ends[-1] if ends else near_sample

    def speech_s(self, first_sample: int, last_sample: int) -> float:
        """Seconds of both sides' lines within a span of the call, pauses inside a line included."""
        return sum(max(0, min(one.end_sample, last_sample) - max(one.start_sample, first_sample))
                   for said in self.said.values() for one in said) / SAMPLE_RATE_HZ

    def _lay_out(self, lines: Lines, samples: int, random: np.random.Generator) -> None:
        orders: dict[Channel, NDArray[np.int64]] = {
            channel: random.permutation(len(lines.by_channel[channel])) for channel in CHANNELS}
        taken: dict[Channel, int] = dict.fromkeys(CHANNELS, 0)
        spoken: dict[Channel, int] = dict.fromkeys(CHANNELS, 0)
        ended: dict[Channel, int] = dict.fromkeys(CHANNELS, -SAMPLE_RATE_HZ)
        # a call is met at any moment of it, so not all of them begin with a greeting at once
        at = int(random.uniform(0.2, 2.0) * SAMPLE_RATE_HZ)
        lead = int(random.uniform(0.0, 1.0) * SAMPLE_RATE_HZ)
        turn: Channel = CHANNELS[int(random.integers(len(CHANNELS)))]
        while True:
            order = orders[turn]
            line = lines.by_channel[turn][int(order[taken[turn] % len(order)])]
            taken[turn] += 1
            start = max(at, ended[turn] + int(TURN_SILENCE_S * SAMPLE_RATE_HZ), 0)
            end = start + len(line.pcm)
            if end > samples:
                return
            self.said[turn].append(Said(turn, start, line))
            spoken[turn] += len(line.pcm)
            ended[turn] = end
            due = (sum(spoken.values()) + lead) / (len(CHANNELS) * SPEECH_SHARE)
            pause_s = (due - end) / SAMPLE_RATE_HZ + random.normal(0.0, _JITTER_S)
            at = end + int(min(max(pause_s, -OVERLAP_S), LONGEST_PAUSE_S) * SAMPLE_RATE_HZ)
            turn = self._next_turn(turn, spoken)

    @staticmethod
    def _next_turn(turn: Channel, spoken: dict[Channel, int]) -> Channel:
        """The other side, unless it is far ahead."""
        other = CHANNELS[1 - CHANNELS.index(turn)]
        return turn if spoken[other] - spoken[turn] > 2 * SAMPLE_RATE_HZ else other
