"""What the transcript shows of utterances that are still being said: partials and their end in, rows of the list edited.

A partial that follows an utterance which was cut waits for that one's final, for some of its words stand in that one's row
until then: both change at once, so no word is gone for a moment or seen twice.  `call_state` hands the messages in.
"""

from __future__ import annotations

from collections import deque

from protocol.transcript import Partial, UtteranceDropped

from .lists import TranscriptList, TranscriptRow
from .paint_lag import Unpainted

LATE_PARTIALS = 64
"""Dropped utterances of which a partial may still be under way."""
_MOST_WAITING = 16
"""Utterances that may wait for a final: there is one a side, and a few more after an outage."""


class PartialRows:
    """The partials of one call."""

    def __init__(self, transcript: TranscriptList, unpainted: Unpainted) -> None:
        self._transcript = transcript
        self._unpainted = unpainted
        self._dropped: deque[str] = deque(maxlen=LATE_PARTIALS)
        self._waiting: dict[str, Partial] = {}

    def __len__(self) -> int:
        """Utterances remembered that have no row."""
        return len(self._dropped) + len(self._waiting)

    def put(self, message: Partial) -> None:
        """Show a partial, now or with the final that it follows; one that comes too late is not shown."""
        known = self._transcript.get(message.utterance)
        if message.utterance in self._dropped or (known is not None and known.final):
            return
        before = self._transcript.get(message.follows)
        if before is not None and not before.final:
            self._waiting[message.utterance] = message
            while len(self._waiting) > _MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]
            return
        self._unpainted.expect("partial", message.utterance, message.heard_ms)
        self._show(message)

    def final(self, utterance: str) -> None:
        """The final of this utterance is in the list; its words in others are shown there now."""
        self._waiting.pop(utterance, None)
        for message in [one for one in self._waiting.values() if one.follows == utterance]:
            # Not measured: its words were painted when they were said.
            self._show(self._waiting.pop(message.utterance))

    def drop(self, message: UtteranceDropped) -> None:
        """It was no speech."""
        known = self._transcript.get(message.utterance)
        if known is None or not known.final:
            self._dropped.append(message.utterance)
            self._unpainted.forget("partial", message.utterance)
            self._transcript.take(message.utterance)
            self.final(message.utterance)

    def take_all(self) -> None:
        """None of them will get a final."""
        self._waiting.clear()
        for row in [row for row in self._transcript if not row.final]:
            self._unpainted.forget("partial", row.id)
            self._transcript.take(row.id)

    def _show(self, message: Partial) -> None:
        self._transcript.put(TranscriptRow(message.utterance, message.channel, message.start_ms, message.heard_ms,
                                           message.text, stable_chars=message.stable_chars))
