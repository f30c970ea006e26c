"""Partials on the client's screen: masked, sent, and taken off again when they prove to be no speech.

In: partial transcripts of one call (`session`).  Out: `Partial` and `UtteranceDropped` to the call's client.  A partial whose
final is out already is not sent.

An utterance that was cut in a monologue has painted words that its final will not hold: they become the first partial of the
next one, sent ahead of that final and shown together with it (`Partial.follows`), so that no word leaves the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from protocol.message import SAMPLES_PER_MS, Channel, Language, Message, utterance_id
from protocol.transcript import Partial, UtteranceDropped
from server.speech.carrying import rest_behind
from server.speech.listening import PartialDue, UtteranceEnded
from server.speech.scheduler import Transcript

from .known import KnownUtterances
from .pipeline import Pipeline
from .transcribing import language_of

Carry = Callable[[str, str, str, str], tuple[str, int]]
"""Call, utterance, language and words that belong to its beginning -> what is to be shown of it, and how much is settled."""


@dataclass(slots=True)
class _Growing:
    """What is known of an utterance between its first partial and its final; unmasked, and never longer than that."""

    text: str = ""
    settled: str = ""
    """The beginning of `text` that is shown."""
    heard_sample: int = 0
    painted: bool = False


@dataclass(frozen=True, slots=True)
class _Rest:
    """The settled words behind a cut, and what they follow."""

    channel: Channel
    due: PartialDue
    lang: Language
    text: str


class Painting:
    """What is painted of one call and may change.  Used on the loop's thread."""

    def __init__(self, call: str, pipeline: Pipeline, in_use: asyncio.Lock, known: KnownUtterances,
                 show: Callable[[Message], bool], hides: Callable[[int, int, str], bool],
                 guess: Callable[[Partial], None] = lambda partial: None,
                 carry: Carry = lambda call, name, lang, text: (text, len(text))) -> None:
        """`in_use` is held while a worker thread has the pipeline; `show` sends to whoever looks now.

        `hides` says of a stretch of samples and its text whether a pause forbids that it is shown; `guess` is told of the
        whole text, masked, with the words that may still change and are not shown; `carry` is the recogniser's.
        """
        self._call = call
        self._pipeline = pipeline
        self._in_use = in_use
        self._known = known
        self._tell = show
        self._hides = hides
        self._guess = guess
        self._carry = carry
        self._growing: dict[str, _Growing] = {}
        self._rests: dict[str, _Rest] = {}
        self._waiting: set[asyncio.Task[None]] = set()

    def show(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        """Mask and send a partial, as soon as the pipeline is free."""
        if not self._in_use.locked():
            self._send_partial(channel, due, transcript)
            return
        task = asyncio.create_task(self._send_later(channel, due, transcript))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    def behind(self, channel: Channel, ended: UtteranceEnded, text: str, lang: Language) -> str:
        """What was heard behind an utterance (its final's text, not masked) that was cut from it; empty for every other one.

        The settled words among them are shown as the next utterance's when this one is `settled`.
        """
        name = utterance_id(channel, ended.start_sample)
        growing = self._growing.get(name)
        if not ended.goes_on or growing is None:
            return ""
        if growing.painted and (rest := rest_behind(growing.settled, text)):
            due = PartialDue(ended.end_sample, growing.heard_sample, ended.audio[:0], follows_sample=ended.start_sample)
            self._rests[name] = _Rest(channel, due, lang, rest)
        return rest_behind(growing.text, text)

    def settled(self, name: str) -> None:
        """Its final is about to replace it."""
        self._growing.pop(name, None)
        rest = self._rests.pop(name, None)
        if rest is not None:
            text, stable_chars = self._carry(self._call, utterance_id(rest.channel, rest.due.start_sample), rest.lang, rest.text)
            self._send(rest.channel, rest.due, text, stable_chars, rest.lang)

    def drop(self, channel: Channel, start_sample: int) -> None:
        """It was no speech."""
        name = utterance_id(channel, start_sample)
        self._known.add(name)
        self._rests.pop(name, None)
        growing = self._growing.pop(name, None)
        if growing is not None and growing.painted:
            self._tell(UtteranceDropped(call=self._call, utterance=name))

    async def stop(self) -> None:
        """Send nothing more."""
        for task in list(self._waiting):
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _send_later(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        async with self._in_use:
            self._send_partial(channel, due, transcript)

    def _send_partial(self, channel: Channel, due: PartialDue, transcript: Transcript) -> None:
        self._send(channel, due, transcript.text, transcript.stable_chars, language_of(transcript))

    def _send(self, channel: Channel, due: PartialDue, text: str, stable_chars: int, lang: Language | None) -> None:
        name = utterance_id(channel, due.start_sample)
        growing = self._growing.get(name) or _Growing()
        # One that was on its way while words were carried over does not know of them.
        late = stable_chars < len(growing.settled)
        if late or name in self._known or self._hides(due.start_sample, due.end_sample, text):
            return
        self._growing[name] = growing
        growing.text, growing.settled = text, text[:stable_chars]
        growing.heard_sample = max(growing.heard_sample, due.end_sample)
        heard_ms = due.end_sample // SAMPLES_PER_MS
        # Behind the settled words stands a guess: one word in nine of it would change before the agent's eyes.
        masked = self._pipeline.mask_partial(channel, text, heard_ms, lang)
        follows = "" if due.follows_sample is None else utterance_id(channel, due.follows_sample)
        whole = Partial(call=self._call, utterance=name, channel=channel, start_ms=due.start_sample // SAMPLES_PER_MS,
                        heard_ms=heard_ms, text=masked, follows=follows)
        self._guess(whole)
        if masked != text:
            # Stars that turn into an amount would be words taken back.
            stable_chars = min(stable_chars, self._pipeline.undecided_from(channel, text, heard_ms, lang))
        shown = masked[:stable_chars].rstrip()
        if shown and self._tell(replace(whole, text=shown, stable_chars=len(shown))):
            growing.painted = True
