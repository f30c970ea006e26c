"""A call whose sound is kept, without a server around it; run as a program it keeps sound until it is killed, four times.

`python -m tests.server.calls.keeping_program FOLDER` leaves a folder for each time.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from protocol.assist import Redaction
from protocol.consent import ConsentPurpose
from protocol.message import CHANNELS, PACKET_SAMPLES, Channel
from server.calls.consent import CallConsents
from server.calls.health import Health
from server.calls.kept_sound import KeptSound
from server.calls.packets import Sound
from server.calls.pipeline import Heard
from server.calls.recording import Recording
from server.calls.utterance import Utterance
from server.compliance.redaction import Redactor
from server.storage.encryption import FieldCipher
from server.storage.sound import SoundFile
from server.storage.state import StateDirectory

KEY = bytes(range(16))
MS = 16
TALK, NUMBER = 300, 7_777
"""Levels of harmless sound and of a private number."""


def level_sound(level: int, packets: int) -> list[bytes]:
    """Packets of one value."""
    return [np.full(PACKET_SAMPLES, level, "<i2").tobytes()] * packets


class Agreed(CallConsents):
    """The consents of a call, as a test wants them."""

    def __init__(self, *, told: bool = True) -> None:
        self.told, self.no = told, False

    @property
    def may_keep_sound(self) -> bool:
        return self.told and not self.no

    def declined(self, purpose: ConsentPurpose) -> bool:
        return self.no


class Kept:
    """A call whose sound is kept, without a server around it."""

    def __init__(self, path: Path, *, told: bool = True, tone: bool = False, limit_ms: int = 120_000) -> None:
        self.file = SoundFile(StateDirectory(path), "c1", FieldCipher(KEY))
        self.consents, self.health, self.recording = Agreed(told=told), Health(), Recording(limit_ms)
        self.workers = ThreadPoolExecutor(1)
        self.sound = KeptSound("c1", self.file, self.recording, self.workers, self.health, self.consents, tone=tone)
        self.redactors = {channel: Redactor("en") for channel in CHANNELS}
        self.at = 0

    def hear(self, level: int, packets: int, channel: Channel = "customer") -> tuple[int, int]:
        """Sound on one channel, silence on the other; where it lies in samples."""
        for name in CHANNELS:
            self.sound.take(name, [Sound(self.at + number, body) for number, body in enumerate(
                level_sound(level if name == channel else 0, packets))])
        start, self.at = self.at, self.at + packets
        return start * PACKET_SAMPLES, self.at * PACKET_SAMPLES

    def say(self, text: str, span: tuple[int, int], channel: Channel = "customer") -> str:
        """The final of what was heard there."""
        end_ms = span[1] // MS
        masked = self.redactors[channel].mask(text, end_ms)
        for other in CHANNELS:
            if other != channel:
                self.redactors[other].overhear(masked.text, end_ms, masked.redactions)
        said = Utterance(f"{channel}-{span[0]}", channel, span[0] // MS, end_ms, masked.text, "en")
        events = tuple(Redaction(call="", entity=one.entity, span=one.span, masked=masked.text) for one in masked.redactions)
        self.sound.said(*span, text, Heard(said, (), events))
        return masked.text

    async def commit(self, *, all_of_it: bool = False) -> None:
        await self.sound.write(dict.fromkeys(CHANNELS, self.at * PACKET_SAMPLES), all_of_it=all_of_it)

    def levels(self) -> set[int]:
        return {int(level) for one in self.file.stretches() for level in np.unique(one.pcm)}


async def keep(path: Path) -> None:
    """Talk and numbers in turn, a commit before the number's final."""
    kept = Kept(path)
    while True:
        kept.say("all right then", kept.hear(TALK, 80))
        kept.hear(0, 10)
        await kept.commit()
        span = kept.hear(NUMBER, 40)
        await kept.sound.write(dict.fromkeys(CHANNELS, span[0]))
        kept.say("it is 4288 0135 7924 6802", span)
        kept.hear(0, 10)
        await kept.commit()


def main() -> None:
    """Start, wait for something on the disk, kill."""
    generator = random.Random(3)
    for attempt in range(4):
        folder = Path(sys.argv[1]) / str(attempt)
        folder.mkdir()
        child = os.fork()
        if not child:
            asyncio.run(keep(folder))
        file = folder / "recordings" / "c1.sound"
        kept = SoundFile(StateDirectory(folder), "c1", FieldCipher(KEY))
        while not file.exists() or not any(np.any(one.pcm == TALK) for one in kept.stretches()):
            time.sleep(0.005)
        time.sleep(generator.uniform(0.0, 0.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
