"""Sound of one call on its way to the disk: held back until what was said in it is known, and written without its numbers.

In: packets in order (`intake`), what was masked in each final (`session`), how far the call is committed.  Out: stretches
for `server.storage.sound`.  Nothing is written before its final is masked and `HOLD_MS` have passed, in which a further part
of a number would make an earlier one private.  A server that dies loses what it held; nothing of that was written.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from protocol.assist import Redaction
from protocol.message import CHANNELS, PACKET_SAMPLES, SAMPLE_RATE_HZ, SAMPLES_PER_MS, Channel
from server.compliance.announcing import NUMBERS, SECRETS
from server.compliance.redaction import EXPECT_MS, Found
from server.compliance.sound_spans import digit_places, hidden_places, spans_of
from server.storage.errors import StorageError
from server.storage.sound import SoundFile, Stretch

from .consent import CallConsents
from .health import Health
from .packets import Lost, Sound
from .pipeline import Heard
from .recording import Recording

log = logging.getLogger(__name__)

HOLD_MS = EXPECT_MS
"""Sound waits for so long behind the committed position: parts of a number are not farther apart."""
BLOCK_SAMPLES = 5 * SAMPLE_RATE_HZ
"""Sound sealed at once, at most."""
_WORTHWHILE = 2 * SAMPLE_RATE_HZ
"""Less than this is not written until the call ends."""
_FAILED = "sound.failed"
_TONE_HZ, _TONE_LEVEL = 440.0, 1_000.0


class KeptSound:
    """The sound of one call.  Used on the loop's thread; writing runs in a worker's."""

    def __init__(self, call: str, file: SoundFile | None, recording: Recording, workers: Executor, health: Health,
                 consents: CallConsents, *, tone: bool = False) -> None:
        """`file`: None if the installation keeps no sound; `tone`: a tone instead of silence for a private number."""
        self._call = call
        self._file = file
        self._recording = recording
        self._workers = workers
        self._health = health
        self._consents = consents
        self._tone = tone
        self._held: dict[Channel, deque[tuple[int, bytes]]] = {channel: deque() for channel in CHANNELS}
        self._silent: list[tuple[int, int]] = []
        self._digits: list[tuple[int, int]] = []
        """Samples of digits that are not private so far."""

    def take(self, channel: Channel, parts: Iterable[Sound | Lost]) -> None:
        """Packets of a channel, in order."""
        if self._file is not None:
            self._held[channel].extend((one.number * PACKET_SAMPLES, one.pcm) for one in parts if isinstance(one, Sound))

    def said(self, start_sample: int, end_sample: int, text: str, heard: Heard) -> None:
        """A final at [start, end), its text before it was masked, and what came of it.

        What was masked is silenced on both channels, for one side may be heard on the other.
        """
        if self._file is None:
            return
        masked, lang = heard.utterance.text, heard.utterance.lang
        redactions = [Found(one.entity, one.span) for one in heard.events if isinstance(one, Redaction)]
        self._silent += spans_of(text, hidden_places(text, masked, redactions), start_sample, end_sample, lang)
        if masked != text and (not redactions or any(one.entity in (*NUMBERS, *SECRETS) for one in redactions)):
            self._silent += [span for span in self._digits if span[1] >= start_sample - HOLD_MS * SAMPLES_PER_MS]
            self._digits.clear()
        else:
            self._digits += spans_of(text, digit_places(text, lang), start_sample, end_sample, lang)

    def unknown(self, start_sample: int, end_sample: int) -> None:
        """Somebody may have spoken here, and nobody knows what."""
        if self._file is not None:
            self._silent.append((start_sample, end_sample))

    async def write(self, positions: Mapping[Channel, int], *, all_of_it: bool = False) -> None:
        """Write what is old enough; before the customer was told or agreed it is dropped, and a refusal deletes the file.

        Args:
            positions: channel -> first sample that is not committed; everything before it has its final.
            all_of_it: the call is over, nothing more will be said.
        """
        if self._file is None:
            return
        if self._consents.declined("recording"):
            await self._do(self._file.forget)
        until = min(positions.values()) - (0 if all_of_it else HOLD_MS * SAMPLES_PER_MS)
        waiting = sum(bool(held) and held[0][0] + _WORTHWHILE <= until for held in self._held.values())
        if not waiting and not all_of_it:
            return
        stretches = [one for channel in CHANNELS for one in self._ripe(channel, positions[channel] if all_of_it else until)]
        self._silent = [span for span in self._silent if span[1] > until]
        self._digits = [span for span in self._digits if span[1] > until]
        file = self._file
        if file is not None and self._consents.may_keep_sound and stretches:
            await self._do(lambda: file.append(stretches))

    async def _do(self, work: Callable[[], None]) -> None:
        """A call is never held up by its sound: what the disk refuses ends the keeping, and says so."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._workers, work)
        except StorageError as error:
            log.error("call %s: its sound is kept no further: %s", self._call, error)
            self._health.raise_code(_FAILED, self._call)
            self._file = None
            for held in self._held.values():
                held.clear()

    def _ripe(self, channel: Channel, until: int) -> list[Stretch]:
        """Held sound that ends before a sample, pauses left out, private numbers silenced; it is held no longer."""
        held, start = self._held[channel], 0
        pieces: list[NDArray[np.int16]] = []
        found: list[Stretch] = []
        while held and held[0][0] + PACKET_SAMPLES <= until:
            sample, body = held.popleft()
            paused = self._recording.paused_at(sample) or self._recording.paused_at(sample + PACKET_SAMPLES - 1)
            gap = pieces and sample != start + PACKET_SAMPLES * len(pieces)
            if pieces and (paused or gap or len(pieces) * PACKET_SAMPLES >= BLOCK_SAMPLES):
                found.append(self._stretch(channel, start, pieces))
                pieces = []
            if not paused:
                start = start if pieces else sample
                pieces.append(np.frombuffer(body.ljust(2 * PACKET_SAMPLES, b"\0"), "<i2"))
        if pieces:
            found.append(self._stretch(channel, start, pieces))
        return found

    def _stretch(self, channel: Channel, start: int, pieces: Sequence[NDArray[np.int16]]) -> Stretch:
        pcm = np.concatenate(pieces)
        for first, last in self._silent:
            low, high = max(first, start) - start, min(last, start + len(pcm)) - start
            if low < high:
                pcm[low:high] = self._instead(start + low, high - low)
        return Stretch(channel, start, pcm)

    def _instead(self, start_sample: int, samples: int) -> NDArray[np.int16]:
        if not self._tone:
            return np.zeros(samples, np.int16)
        phase = (start_sample + np.arange(samples)) * (2.0 * np.pi * _TONE_HZ / SAMPLE_RATE_HZ)
        return np.asarray(_TONE_LEVEL * np.sin(phase), np.int16)
