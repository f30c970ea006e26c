"""When the sound of a call is silent for its listeners, because a private number is said or about to be said.

In: masked partials, with the words that may still change, and finals.  Out: is this packet silent?  A number is known
only after it is spoken, so what can be is silenced before: from a question for a number on, and from a word that
announces one.  Then from the first text in which two masked digits stand until the utterance ends, and until the
number can not go on.  Both channels are silent, for one side may be heard on the other.  What the recording's pauses
hide is silent too. Pure, but for `LiveCall.hides`.  Next: `listening`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protocol.message import PACKET_MS, PACKET_SAMPLES, CallEvent, Channel
from protocol.transcript import Final, Gap, Partial, UtteranceDropped
from server.calls.feed import LiveCall
from server.compliance.announcing import NUMBERS, SECRETS, asked_for, find_labels
from server.compliance.redaction import CUT_MS, EXPECT_MS

_PRIVATE = (*NUMBERS, *SECRETS)
_RUN = re.compile(r"\*{2,}")
"""What the mask leaves of a number that has begun."""
_RUN_AT_END = re.compile(r"\*{2,}\W{0,3}(?:[\w'*]\W?){0,4}\W*$")
"""A number behind which little is said: it may go on in the next utterance."""
_DIGIT = re.compile(r"[0-9*]")
_NEAR_END = 10
"""Characters behind an announcing word after which the number comes at once."""
_MOVED_ON = 8
"""Letters of a line without a number that show that the talk goes on."""
_OPEN_MS = 30_000
"""An utterance of which nothing is heard any more is over."""


@dataclass(slots=True)
class _Number:
    """A number that was given, in an utterance of one side."""

    channel: Channel
    end_ms: int


class Silencer:
    """The silence of one call."""

    def __init__(self, call: LiveCall) -> None:
        self._call = call
        self._open: dict[str, tuple[Channel, int]] = {}
        """Utterance in which a number is being said -> its channel and how far it was heard."""
        self._until_ms = -1
        self._given: _Number | None = None

    def growing(self, partial: Partial) -> None:
        """A text that grows, with the words that may still change."""
        self._read(partial.channel, partial.utterance, partial.text, partial.start_ms, partial.heard_ms)

    def dropped(self, message: UtteranceDropped) -> None:
        """It was no speech."""
        self._open.pop(message.utterance, None)

    def committed(self, event: CallEvent) -> None:
        """A final, or sound that nobody could read."""
        if isinstance(event, Final):
            self._open.pop(event.utterance, None)
            self._read(event.channel, "", event.text, event.start_ms, event.end_ms)
        elif isinstance(event, Gap):
            for name in [name for name, (channel, _) in self._open.items() if channel == event.channel]:
                del self._open[name]

    def silent(self, number: int) -> bool:
        """Whether nothing of packet `number` may be heard, on either channel."""
        start_ms = number * PACKET_MS
        if start_ms < self._until_ms or any(start_ms < heard_ms + _OPEN_MS for _, heard_ms in self._open.values()):
            return True
        # digits stand for words that nobody knows yet: a pause that begins within the packet hides all of it
        return self._call.hides(number * PACKET_SAMPLES, (number + 1) * PACKET_SAMPLES, "0")

    def _read(self, channel: Channel, growing: str, text: str, start_ms: int, end_ms: int) -> None:
        """A text of this channel; `growing`: the utterance it belongs to, empty for a final."""
        announced = _announced(text)
        if growing:
            if _RUN.search(text) or announced:
                self._open[growing] = (channel, end_ms)
            else:
                self._open.pop(growing, None)
        if _RUN.search(text):
            if not growing:
                self._given = _Number(channel, end_ms)
                self._until_ms = end_ms + CUT_MS if _RUN_AT_END.search(text) else -1
            return
        if channel == "agent" and asked_for(text) in _PRIVATE:
            self._until_ms, self._given = max(self._until_ms, end_ms + EXPECT_MS), None
        elif announced and not growing:
            self._until_ms = max(self._until_ms, end_ms + CUT_MS)
        elif self._given is not None and start_ms >= self._given.end_ms and channel != self._given.channel \
                and not announced and sum(map(str.isalnum, text)) >= _MOVED_ON and not _DIGIT.search(text):
            # whoever asked for it talks of something else
            self._until_ms, self._given = -1, None


def _announced(text: str) -> bool:
    """True if the text ends with a word after which a private number comes."""
    labels = find_labels(text)
    return bool(labels) and labels[-1].entity in _PRIVATE and len(text) - labels[-1].end <= _NEAR_END
