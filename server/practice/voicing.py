"""What the simulated customer says, as sound: clause by clause, the first one sent before the last is made.

In: words, who says them, in which mood, over what kind of line.  Out: pieces of sound with their place in the
words.  Speaking is done by a program of its own (`models.tts.resident`), one for each engine and for all
calls.  Next: `talk` sends the pieces.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from models.tts import EngineMissing, SpeechSynthesisError, VoiceUnknown
from models.tts import Voice as EngineVoice
from models.tts.clauses import Clause, clauses_of
from models.tts.resident import ResidentSynthesiser, speaking_engines
from models.tts.serving import Request
from models.tts.shaping import in_mood, mood_of, noise_behind
from protocol.message import SAMPLES_PER_MS, Language
from protocol.training import CustomerNoise

from .scenario import Voice

log = logging.getLogger(__name__)


NOISE_PIECE_BYTES = 19_200
"""600 ms."""


@dataclass(frozen=True, slots=True)
class Line:
    """How the customer's line sounds."""

    telephone: bool = False
    background: str = ""
    """`office`, `street`; empty: none."""


@dataclass(frozen=True, slots=True)
class SpokenClause:
    """One clause as sound."""

    pcm: bytes
    """16 kHz mono signed 16-bit little-endian."""
    first: int
    """Characters of the words before it."""
    characters: int
    last: bool

    @property
    def duration_ms(self) -> int:
        """Length, the pause behind it included."""
        return len(self.pcm) // 2 // SAMPLES_PER_MS


class Voicing:
    """The voices of one server.  Used on its loop.

    Args:
        synthetic_ears: the recogniser understands the built-in voices only, so those are taken first.
    """

    def __init__(self, *, synthetic_ears: bool = False, engines: Callable[[str], tuple[str, ...]] = speaking_engines,
                 open_engine: Callable[[str], ResidentSynthesiser] = ResidentSynthesiser) -> None:
        self._synthetic_ears = synthetic_ears
        self._engines = engines
        self._open = open_engine
        self._running: dict[str, ResidentSynthesiser] = {}
        self._broken: dict[str, str] = {}

    def engines(self, lang: Language) -> tuple[str, ...]:
        """Speech engines that can speak now, best first; empty: customers only write.  May look for files."""
        found = sorted((name for name in self._engines(lang) if name not in self._broken),
                       key=lambda name: (name == "espeak") != self._synthetic_ears)
        return tuple(found)

    def problem(self, lang: Language) -> str:
        """Code why there is no voice; empty if there is one."""
        if self.engines(lang):
            return ""
        return next(iter(self._broken.values()), EngineMissing.code)

    async def warm_up(self, lang: Language) -> bool:
        """Start the program that will speak; False if none can."""
        for name in await asyncio.to_thread(self.engines, lang):
            try:
                await self._engine(name).warm_up()
                return True
            except SpeechSynthesisError as error:
                self._give_up(name, error)
        return False

    async def speak(self, text: str, lang: Language, voice: Voice, mood: float, line: Line) -> AsyncIterator[SpokenClause]:
        """The words as sound, clause by clause.

        Raises:
            SpeechSynthesisError: nothing here can speak them; what was given out before is all there is.
        """
        clauses = clauses_of(text, lang)
        manner = in_mood(EngineVoice(lang, voice.variant, voice.pitch, voice.rate, voice.volume), mood_of(mood))
        for number, clause in enumerate(clauses):
            pcm = await self._clause(clause, lang, voice.name, manner, line)
            yield SpokenClause(pcm, clause.first, len(clause.words), number == len(clauses) - 1)

    @staticmethod
    async def noise(call: str, line: Line) -> list[CustomerNoise]:
        """What is heard behind the customer from now on, in pieces; none where the line is quiet."""
        pcm = (await asyncio.to_thread(noise_behind, line.background, telephone=line.telephone)).astype("<i2").tobytes()
        cuts = range(0, len(pcm), NOISE_PIECE_BYTES)
        return [CustomerNoise(call=call, number=at, pcm=pcm[first:first + NOISE_PIECE_BYTES], last=at == len(cuts) - 1)
                for at, first in enumerate(cuts)]

    async def close(self) -> None:
        """End the programs."""
        await asyncio.gather(*(one.close() for one in self._running.values()))
        self._running.clear()

    async def _clause(self, clause: Clause, lang: Language, name: str, manner: EngineVoice, line: Line) -> bytes:
        problem: SpeechSynthesisError = EngineMissing(
            "There is no speech engine; install the extra: pip install 'seatmate[voices]'.")
        for engine in self.engines(lang):
            # a named voice is one of Piper's; the variants are those of the built-in engine
            wanted = name if engine == "piper" else manner.variant
            for variant in dict.fromkeys((wanted, "")):
                spoken = EngineVoice(manner.language, variant, manner.pitch, manner.rate_wpm, manner.volume)
                try:
                    samples = await self._engine(engine).speak(Request(
                        0, clause.words, spoken, clause.pause_ms, line.telephone))
                    return samples.astype("<i2").tobytes()
                except VoiceUnknown as error:
                    problem = error
                    log.warning("%s: %s", engine, error)
                except SpeechSynthesisError as error:
                    problem = error
                    self._give_up(engine, error)
                    break
        raise problem

    def _engine(self, name: str) -> ResidentSynthesiser:
        if name not in self._running:
            self._running[name] = self._open(name)
        return self._running[name]

    def _give_up(self, name: str, error: SpeechSynthesisError) -> None:
        log.error("the speech engine %s: %s", name, error)
        if not error.retryable:
            self._broken[name] = error.code
