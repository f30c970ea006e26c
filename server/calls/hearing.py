"""One channel of a live call: ordered packets in, partials due, ended utterances and gaps out.

In: packets from `session`.  Voice activity runs in worker threads, by way of the `workbench`; everything else on the loop.
Out: calls of `Ears` (the session).  Next: `session` has them recognised.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from protocol.message import PACKET_SAMPLES, SAMPLE_RATE_HZ, Channel
from server.logs import trace
from server.speech.listening import PartialDue, UtteranceEnded, VoiceReturned

from .packets import Lost, PacketOrder, Sound
from .recording import Recording
from .workbench import Workbench

log = logging.getLogger(__name__)

PUSH_SAMPLES = 2 * SAMPLE_RATE_HZ
"""Sound handed to a worker thread at once, at most."""
WAITING_PACKETS = 2_400
"""Packets waiting for the ears; more are not taken, and asked for again later."""


class Ear(Protocol):
    """What this needs of `server.speech.listening.ChannelListener`."""

    partial_interval_ms: int
    held_sound: tuple[int, NDArray[np.int16]]

    @property
    def open_start_sample(self) -> int | None:
        """Where the utterance starts that is being said; None in silence."""
        ...

    @property
    def committable_sample(self) -> int:
        """No utterance still to come starts before this sample."""
        ...

    def hold(self, start_sample: int, more_ms: int) -> None:
        """Wait so much longer than usual for the end of the utterance that starts there, if it is open; from any thread."""
        ...

    def finished(self, start_sample: int, end_sample: int) -> None:
        """The utterance that starts and may end there is a whole sentence: less silence ends it; from any thread."""
        ...

    def push(self, first_sample: int, pcm: NDArray[np.int16]) -> Sequence[object]:
        """Hear sound."""
        ...

    def finish(self) -> Sequence[object]:
        """No more sound comes."""
        ...


class Listeners(Protocol):
    """What a channel tells its call; all on the loop's thread."""

    def partial_due(self, channel: Channel, due: PartialDue) -> None:
        """Enough new speech for another partial, or perhaps the end of the utterance."""
        ...

    def voice_returned(self, channel: Channel, start_sample: int) -> None:
        """It was not the end of the utterance that starts there."""
        ...

    async def utterance_ended(self, channel: Channel, ended: UtteranceEnded) -> None:
        """A whole utterance, never longer than recorded; waits while the call has too many in work."""
        ...

    async def sound_lost(self, channel: Channel, start_sample: int, end_sample: int) -> None:
        """Sound that will never come."""
        ...


EarMaker = Callable[[Channel, int], Ear]
"""Channel and first sample -> a fresh ear."""


class ChannelHearing:
    """One channel."""

    def __init__(self, channel: Channel, start_sample: int, make_ear: EarMaker, recording: Recording,
                 listeners: Listeners, workbench: Workbench) -> None:
        self.channel = channel
        self.order = PacketOrder(start_sample // PACKET_SAMPLES)
        self.heard_sample = start_sample
        """End of the sound that was heard, paused or found lost."""
        self.clear_sample = start_sample
        """Nothing that is still to be said starts before this sample."""
        self._start_sample = start_sample
        self._make_ear = make_ear
        self._recording = recording
        self._listeners = listeners
        self._workbench = workbench
        self._ear: Ear | None = None
        self._waiting: deque[Sound | Lost] = deque()
        self._state: Literal["new", "idle", "busy", "stopped"] = "new"
        self._idle: asyncio.Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._taken_number = -1
        self.partial_interval_ms = 0
        """New speech between two partials, set from the recogniser's load; 0 leaves the ear's own."""

    def start(self) -> None:
        """Begin to listen."""
        self._state = "idle"
        if self._waiting:
            self._go_on()

    def hold(self, start_sample: int, more_ms: int) -> None:
        """Wait for so much more silence than usual before the utterance that starts there counts as over."""
        ear = self._ear
        if ear is not None:
            ear.hold(start_sample, more_ms)

    def finished(self, start_sample: int, end_sample: int) -> None:
        """The utterance that starts and may end there is a whole sentence."""
        ear = self._ear
        if ear is not None:
            ear.finished(start_sample, end_sample)

    @property
    def open_sound(self) -> Sequence[tuple[int, NDArray[np.int16]]]:
        """The utterance that is being said: where it starts, and its sound so far; nothing in silence."""
        ear = self._ear
        return () if ear is None or ear.open_start_sample is None else (ear.held_sound,)

    @property
    def full(self) -> bool:
        """True while it takes no more packets."""
        return len(self._waiting) >= WAITING_PACKETS

    def take(self, parts: Sequence[Sound | Lost]) -> None:
        """Sound and losses in order; a loss that continues the last one that waits is added to it."""
        if parts:
            waiting = self._waiting
            for part in parts:
                last = waiting[-1] if waiting and isinstance(part, Lost) else None
                if isinstance(part, Lost) and isinstance(last, Lost) and part.first == last.last + 1:
                    waiting[-1] = Lost(last.first, part.last)
                else:
                    waiting.append(part)
            if self._state == "idle":
                self._go_on()

    async def finish(self) -> None:
        """Hear all that waits, end what is open, stop."""
        if self._state == "busy":
            self._idle = asyncio.Event()
            await self._idle.wait()
        await self._end_ear()
        await self.stop()

    async def stop(self) -> None:
        """Stop at once; what waits is not heard and stays unacknowledged."""
        self._state = "stopped"
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def _go_on(self) -> None:
        """Take what waits next; sound that nothing interrupts goes to the ear without a task of its own."""
        if self._state == "stopped":
            return
        if not self._waiting:
            self._state = "idle"
            if self._idle is not None:
                self._idle.set()
            return
        self._state = "busy"
        part = self._waiting.popleft()
        if isinstance(part, Lost):
            self._taken_number = part.last
            self._then(self._lose(part))
            return
        self._taken_number = part.number
        if self._recording.paused_at(part.number * PACKET_SAMPLES):
            if self._ear is not None:
                self._then(self._skip(part))
                return
            # a call waits through its pause without a task for each packet
            self._skipped(part)
            while (self._waiting and isinstance(following := self._waiting[0], Sound)
                   and self._recording.paused_at(following.number * PACKET_SAMPLES)):
                self._waiting.popleft()
                self._taken_number = following.number
                self._skipped(following)
            self._go_on()
        else:
            try:
                self._hear(part)
            except Exception as error:  # noqa: BLE001 - models raise what they like
                self._then(self._break_off(error))

    def _then(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on after this."""
        self._task = asyncio.create_task(self._after(work), name=f"hearing-{self.channel}")

    async def _after(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - models raise what they like
            await self._break_off(error)
        self._task = None
        self._go_on()

    async def _break_off(self, error: Exception) -> None:
        """Sound that breaks the ear must not end the call: it becomes a gap and a fresh ear goes on behind it."""
        log.error("%s: hearing failed: %s", self.channel, trace(error))
        self._ear = None
        # what was being said goes with it
        start = max(self.clear_sample, self._start_sample)
        self.heard_sample = self.clear_sample = max(self.heard_sample, (self._taken_number + 1) * PACKET_SAMPLES)
        await self._listeners.sound_lost(self.channel, start, self.heard_sample)

    def _hear(self, first: Sound) -> None:
        """Hear this packet and those that follow it directly."""
        pieces, waiting = [_whole(first.pcm)], self._waiting
        while waiting and len(pieces) * PACKET_SAMPLES < PUSH_SAMPLES:
            following = waiting[0]
            if not isinstance(following, Sound) or self._recording.paused_at(following.number * PACKET_SAMPLES):
                break
            waiting.popleft()
            pieces.append(_whole(following.pcm))
            self._taken_number = following.number
        pcm = np.frombuffer(pieces[0] if len(pieces) == 1 else b"".join(pieces), "<i2")
        first_sample = first.number * PACKET_SAMPLES
        if first_sample < self._start_sample:
            # the committed position may lie within a packet; what is before it was transcribed already
            pcm = pcm[self._start_sample - first_sample:]
            first_sample = self._start_sample
        ear = self._ear
        if ear is None:
            ear = self._ear = self._make_ear(self.channel, first_sample)
        if self.partial_interval_ms:
            ear.partial_interval_ms = self.partial_interval_ms
        self._workbench.put(partial(ear.push, first_sample, pcm), partial(self._heard, ear))

    def _heard(self, ear: Ear, found: Sequence[object], error: Exception | None) -> None:
        """The ear has heard; on the loop."""
        if self._state == "stopped":
            return
        if error is not None:
            self._then(self._break_off(error))
            return
        self.heard_sample = (self._taken_number + 1) * PACKET_SAMPLES
        if found:
            if any(isinstance(one, UtteranceEnded) for one in found):
                self._then(self._tell(ear, found))
                return
            try:
                for one in found:
                    self._pass_on_unfinished(one)
            except Exception as failure:  # noqa: BLE001 - as for an ear that breaks
                self._then(self._break_off(failure))
                return
        self.clear_sample = max(self.clear_sample, ear.committable_sample)
        self._go_on()

    async def _tell(self, ear: Ear, found: Sequence[object]) -> None:
        await self._pass_on(found)
        self.clear_sample = max(self.clear_sample, ear.committable_sample)

    async def _skip(self, sound: Sound) -> None:
        """A packet of a pause: nothing of it is kept."""
        await self._end_ear()
        self._skipped(sound)

    def _skipped(self, sound: Sound) -> None:
        self._recording.skipped(self.channel, sound.number, sound.pcm)
        self.heard_sample = self.clear_sample = (sound.number + 1) * PACKET_SAMPLES

    async def _lose(self, lost: Lost) -> None:
        await self._end_ear()
        start = max(lost.start_sample, self._start_sample)
        self.heard_sample = max(self.heard_sample, lost.end_sample)
        await self._listeners.sound_lost(self.channel, start, lost.end_sample)
        self.clear_sample = self.heard_sample

    async def _end_ear(self) -> None:
        ear, self._ear = self._ear, None
        if ear is None:
            return
        await self._pass_on(await self._workbench.run(ear.finish))
        self.clear_sample = max(self.clear_sample, self.heard_sample)

    async def _pass_on(self, heard: Sequence[object]) -> None:
        for one in heard:
            if isinstance(one, UtteranceEnded):
                end = self._recording.cut(one.start_sample, one.end_sample)
                if end < one.end_sample:
                    # the agent paused while this was being said
                    one = UtteranceEnded(one.start_sample, end, one.audio[:end - one.start_sample],
                                         one.mean_speech_probability, min(end, one.speech_end_sample))
                await self._listeners.utterance_ended(self.channel, one)
            else:
                self._pass_on_unfinished(one)

    def _pass_on_unfinished(self, heard: object) -> None:
        """Of an utterance that is under way."""
        if isinstance(heard, PartialDue):
            if self._recording.cut(heard.start_sample, heard.end_sample) == heard.end_sample:
                self._listeners.partial_due(self.channel, heard)
        elif isinstance(heard, VoiceReturned):
            self._listeners.voice_returned(self.channel, heard.start_sample)


def _whole(pcm: bytes) -> bytes:
    """Exactly one packet of samples: a short one, the last of its channel, is filled up with silence."""
    return pcm if len(pcm) == 2 * PACKET_SAMPLES else pcm.ljust(2 * PACKET_SAMPLES, b"\0")
