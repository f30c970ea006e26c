"""When card data are about to be read out, and when that is over: texts and loudness in, yes or no out.

A line of the agent (or of a machine on the agent's side) that asks for a card number, a security code or a one-time code
begins it, and so does a customer who starts to read a card.  While it lasts nothing is recognised, so only how loud the two
sides are says whether the talk has moved on.  Pure.  Next: `pausing`.
"""

from __future__ import annotations

import math

import numpy as np

from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLES_PER_MS, Channel, Language
from server.compliance.announcing import SECRETS, asked_for, find_labels
from server.compliance.digits import find_runs, holds_digits, open_end

ASKED_FOR = ("card", *SECRETS)
"""What is never to be recorded or shown."""
_WHOLE = 13
"""Digits of the shortest card: with these it is out already, and masked."""
_BEGUN = 4
"""Digits of a card that is being read."""
PACKET_MS = PACKET_SAMPLES // SAMPLES_PER_MS
SPOKEN_MS = 1_500
"""A customer who has spoken for so long has read something out."""
QUIET_MS = 10_000
"""So long after the customer's last word the talk has moved on,"""
AGENT_MS = 4_000
"""or when the agent has spoken for so long since."""
NEVER_MS = 30_000
"""So long after the question nobody is going to answer it."""
BETWEEN_MS = 200
"""So long has neither side spoken: nobody's line is shown from its middle, where it may be in a number."""
_LEAST_RMS = 30.0
"""Below -60 dB of full scale nobody speaks."""
_FIRST_FLOOR = 10.0
"""Before a line's noise is known."""
_ABOVE_FLOOR = 3.0
"""Speech is at least 10 dB above the line's own noise."""
_FLOOR_RISES = 1.02
"""A packet; a noise that has come to stay is no speech after a few seconds."""


def asks(text: str) -> bool:
    """True if the agent's line asks for card data."""
    return asked_for(text) in ASKED_FOR


def reads(text: str, lang: Language) -> bool:
    """True if the customer's text, which may be masked or still growing, is in the middle of a card number."""
    if not holds_digits(text, _BEGUN):
        return False
    labels, runs = find_labels(text), find_runs(text, lang)
    if not runs or not _BEGUN <= len(runs[-1].digits) < _WHOLE or not open_end(text, runs[-1], lang):
        return False
    return next((label.entity for label in reversed(labels) if label.end <= runs[-1].start), "") == "card"


class PauseVoices:
    """How loud both sides were since a pause began."""

    def __init__(self, start_ms: int) -> None:
        self._start_ms = start_ms
        self._floor: dict[Channel, float] = {}
        self._customer_ms = 0
        self._customer_last_ms = start_ms
        self._agent_ms = 0
        self._last_ms = start_ms
        self._heard_ms: dict[Channel, int] = {}

    def hear(self, channel: Channel, number: int, pcm: bytes) -> None:
        """Packet `number` of a channel; its sound is not kept."""
        self._heard_ms[channel] = max(self._heard_ms.get(channel, 0), (number + 1) * PACKET_MS)
        samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
        rms = math.sqrt(float(np.dot(samples, samples)) / max(1, len(samples)))
        floor = min(self._floor.get(channel, _FIRST_FLOOR) * _FLOOR_RISES, rms)
        self._floor[channel] = max(floor, 1.0)
        if rms < max(_LEAST_RMS, _ABOVE_FLOOR * floor):
            return
        self._last_ms = max(self._last_ms, (number + 1) * PACKET_MS)
        if channel == "customer":
            self._customer_ms += PACKET_MS
            self._customer_last_ms = max(self._customer_last_ms, (number + 1) * PACKET_MS)
            self._agent_ms = 0
        else:
            self._agent_ms += PACKET_MS

    @property
    def both_heard_ms(self) -> int:
        """Call time up to which both sides were heard; 0 as long as one was not."""
        return min(self._heard_ms.get(channel, 0) for channel in CHANNELS)

    def moved_on(self, at_ms: int) -> bool:
        """True if at this call time the two talk of something else, and nobody is in the middle of a line."""
        if at_ms - self._last_ms < BETWEEN_MS:
            return False
        if self._customer_ms < SPOKEN_MS:
            return at_ms - self._start_ms >= NEVER_MS and at_ms - self._customer_last_ms >= QUIET_MS
        return at_ms - self._customer_last_ms >= QUIET_MS or self._agent_ms >= AGENT_MS
