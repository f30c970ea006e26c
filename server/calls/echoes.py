"""One speaker's voice in the other's channel, kept off the screen: what both channels hear in, what is a channel's own out.

Remembers what each channel said as long as an echo of it may still come, and the way by which echoes came before.
`transcribing` asks before it has sound recognised; `server.speech.echo` compares.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from protocol.message import CHANNELS, SAMPLE_RATE_HZ, SAMPLES_PER_MS, Channel
from server.speech.echo import EchoSettings, EchoVerdict, Stretch, judge_echo, same_words, without_echo
from server.speech.echo_path import Path

KEPT_SAMPLES = 13 * SAMPLE_RATE_HZ
"""What ended longer ago can not be under way any more: no utterance is longer than this, echo included."""

_TEXTS = 4
"""Texts of a channel that a suspected echo is compared with."""
Pcm = tuple[int, NDArray[np.int16]]
"""Where sound (16 kHz mono) starts in the call, and the sound."""
Held = Callable[[Channel], Sequence[Pcm]]
"""What a channel hears at this moment and has not handed out as an utterance yet."""


class Echoes:
    """The echoes of one call."""

    def __init__(self, workers: Executor, settings: EchoSettings | None = None) -> None:
        self._workers = workers
        self._settings = settings or EchoSettings()
        self._said: dict[Channel, list[Pcm]] = {}
        self._paths: dict[Channel, Path] = {}
        self._texts: dict[Channel, deque[tuple[int, int, str]]] = {channel: deque(maxlen=_TEXTS) for channel in CHANNELS}
        self._suspected: set[tuple[Channel, int]] = set()
        self._open: dict[Channel, tuple[int, int, bool]] = {}
        self.held: Held = _nothing
        """Asked for the sound of utterances that go on."""

    def remember(self, channel: Channel, start_sample: int, audio: NDArray[np.float32]) -> None:
        """An utterance (16 kHz mono, ±1) has ended; until it is forgotten, echoes of it are recognised."""
        end = start_sample + len(audio)
        for known in self._said.values():
            known[:] = [(start, pcm) for start, pcm in known if start + len(pcm) > end - KEPT_SAMPLES]
        self._said.setdefault(channel, []).append((start_sample, np.rint(audio * 32767).astype(np.int16)))

    async def own_sound(self, channel: Channel, start_sample: int, audio: NDArray[np.float32], *, ended: bool = True
                        ) -> NDArray[np.float32] | None:
        """What of this sound is the channel's own, silent in the place of echo; None if it is nothing but echo.

        An utterance that goes on (not `ended`) is judged again only when it has grown by half: its partials follow each
        other closely, and all of its sound is compared each time.
        """
        others = self._others(channel, start_sample, start_sample + len(audio))
        if not others:
            return audio
        start, judged, echo = self._open.get(channel, (-1, 0, False))
        if not ended and start == start_sample and 2 * len(audio) < 3 * judged:
            return None if echo else audio
        verdict, own = await asyncio.get_running_loop().run_in_executor(
            self._workers, self._judge, Stretch(start_sample, audio), others, self._paths.get(channel))
        if verdict.path is not None and verdict.path.certain:
            self._paths[channel] = verdict.path
        if not ended and verdict.kind in ("own", "echo"):
            self._open[channel] = (start_sample, len(audio), verdict.kind == "echo")
        (self._suspected.add if verdict.kind == "suspected" else self._suspected.discard)((channel, start_sample))
        return own

    def repeats(self, channel: Channel, start_sample: int, end_sample: int, text: str) -> bool:
        """Whether a suspected utterance says what the other channel said at its time; call it once for each text."""
        suspected = (channel, start_sample) in self._suspected
        self._suspected.discard((channel, start_sample))
        latest = self._settings.path.latest_ms * SAMPLES_PER_MS
        said = " ".join(other for start, end, other in self._texts[_other(channel)]
                        if start < end_sample and end + latest > start_sample)
        if suspected and same_words(text, said, self._settings):
            return True
        self._texts[channel].append((start_sample, end_sample, text))
        return False

    def _judge(self, heard: Stretch, others: Sequence[Pcm], known: Path | None
               ) -> tuple[EchoVerdict, NDArray[np.float32] | None]:
        stretches = [Stretch(start, pcm.astype(np.float32) / np.float32(32768)) for start, pcm in others]
        verdict = judge_echo(heard, stretches, known, self._settings)
        return verdict, None if verdict.kind == "echo" else without_echo(heard, verdict)

    def _others(self, channel: Channel, start_sample: int, end_sample: int) -> list[Pcm]:
        """What the other channel said that may be heard at this time; empty if that is too little to tell."""
        other, path = _other(channel), self._settings.path
        first, last = start_sample - path.latest_ms * SAMPLES_PER_MS, end_sample - path.earliest_ms * SAMPLES_PER_MS
        near = [(max(start, first), min(start + len(pcm), last), (start, pcm))
                for start, pcm in (*self._said.get(other, ()), *self.held(other))]
        # People take turns within a moment; only a longer overlap can be shown to be an echo.
        if sum(max(0, end - start) for start, end, _ in near) < path.least_alike_ms * SAMPLES_PER_MS:
            return []
        return sorted((pcm for start, end, pcm in near if end > start), key=lambda one: one[0])


def _other(channel: Channel) -> Channel:
    return "agent" if channel == "customer" else "customer"


def _nothing(_channel: Channel) -> Sequence[Pcm]:
    return ()
