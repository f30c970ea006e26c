"""Continuous samples of one channel in, numbered packets of 100 ms out: the only place where packets are made."""

from __future__ import annotations

import numpy as np

from protocol.audio import Packet
from protocol.message import PACKET_SAMPLES, Channel

from .pacing import Stretch
from .resampling import Samples


def to_pcm(samples: Samples) -> bytes:
    """Signed 16-bit little-endian; louder than full scale is clipped."""
    return (np.clip(samples, -1.0, 32767 / 32768) * 32768.0).astype("<i2").tobytes()


class Packetiser:
    """Cuts one channel of one call; packet `n` begins at sample `n * 1600` of the call."""

    def __init__(self, call: str, channel: Channel) -> None:
        self._call = call
        self._channel = channel
        self._number = 0
        self._held: list[Stretch] = []
        self._held_samples = 0

    @property
    def next_number(self) -> int:
        """Number of the next packet."""
        return self._number

    @property
    def position(self) -> int:
        """Samples taken so far."""
        return self._number * PACKET_SAMPLES + self._held_samples

    def add(self, stretch: Stretch) -> list[Packet]:
        """The packets that these samples complete; the rest waits."""
        self._held.append(stretch)
        self._held_samples += len(stretch.samples)
        return [self._take(PACKET_SAMPLES) for _ in range(self._held_samples // PACKET_SAMPLES)]

    def finish(self) -> list[Packet]:
        """The last, short packet; none if nothing waits."""
        return [self._take(self._held_samples)] if self._held_samples else []

    def _take(self, count: int) -> Packet:
        parts: list[Samples] = []
        filled = True
        wanted = count
        while wanted:
            stretch = self._held[0]
            part = stretch.samples[:wanted]
            filled = filled and stretch.filled
            parts.append(part)
            wanted -= len(part)
            if len(part) == len(stretch.samples):
                self._held.pop(0)
            else:
                self._held[0] = Stretch(stretch.samples[len(part):], stretch.filled)
        self._held_samples -= count
        packet = Packet(call=self._call, channel=self._channel, number=self._number, pcm=to_pcm(np.concatenate(parts)),
                        filled=filled)
        self._number += 1
        return packet
