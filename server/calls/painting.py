"""Partials on the client's screen: masked, sent, and taken off again when they prove to be no speech.

In: partial transcripts of one call (`session`).  Out: `Partial` and `UtteranceDropped` to the call's client.  A partial whose
final is out already is not sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec.structs import replace

from protocol.message import SAMPLES_PER_MS, Channel, Message, utterance_id
from protocol.transcript import Partial, UtteranceDropped
from server.speech.listening import PartialDue
from server.speech.scheduler import Transcript

from .known import KnownUtterances
from .pipeline import Pipeline
from .transcribing import language_of


class Painting:
    """What is painted of one call and may change.  Used on the loop's thread."""

    def __init__(self, call: str, pipeline: Pipeline, in_use: asyncio.Lock, known: KnownUtterances,
                 show: Callable[[Message], bool], hides: Callable[[int, int, str], bool],
                 guess: Callable[[Partial], None] = lambda partial: None) -> None:
        """`in_use` is held while a worker thread has the pipeline; `show` sends to whoever looks now.

        `hides` says of a stretch of samples and its text whether a pause forbids that it is shown; `guess` is told of the
        whole text, masked, with the words that may still change and are not shown.
        """
        self._call = call
        self._pipeline = pipeline
        self._in_use = in_use
        self._known = known
        self._tell = show
        self._hides = hides
        self._guess = guess
        self._painted: set[str] = set()
        self._waiting: set[asyncio.Task[None]] = set()

    def show(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        """Mask and send a partial, as soon as the pipeline is free."""
        if not self._in_use.locked():
            self._send(channel, due, transcript)
            return
        task = asyncio.create_task(self._send_later(channel, due, transcript))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    def settled(self, name: str) -> None:
        """Its final replaces it."""
        self._painted.discard(name)

    def drop(self, channel: Channel, start_sample: int) -> None:
        """It was no speech."""
        name = utterance_id(channel, start_sample)
        self._known.add(name)
        if name in self._painted:
            self._painted.discard(name)
            self._tell(UtteranceDropped(call=self._call, utterance=name))

    async def stop(self) -> None:
        """Send nothing more."""
        for task in list(self._waiting):
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _send_later(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        async with self._in_use:
            self._send(channel, due, transcript)

    def _send(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        name = utterance_id(channel, due.start_sample)
        if name in self._known or self._hides(due.start_sample, due.end_sample, transcript.text):
            return
        heard_ms = due.end_sample // SAMPLES_PER_MS
        # Behind the settled words stands a guess: one word in nine of it would change before the agent's eyes.
        text = self._pipeline.mask_partial(channel, transcript.text, heard_ms, language_of(transcript))
        whole = Partial(call=self._call, utterance=name, channel=channel, start_ms=due.start_sample // SAMPLES_PER_MS,
                        heard_ms=heard_ms, text=text)
        self._guess(whole)
        text = text[:transcript.stable_chars].rstrip()
        if text and self._tell(replace(whole, text=text, stable_chars=len(text))):
            self._painted.add(name)
