"""When the sound of a call is silent for its listeners, because a private number is said or about to be said.

In: masked partials, with the words that may still change, and finals.  Out: is this packet silent?  A number is known
only after it is spoken, so what can be is silenced before: from a question for a number on, and from a word that
announces one.  Then from the first digit until the utterance ends, and until the number can not go on.  Who listens
live hears what was said before its text was there; for who listens later (`held`) every digit is silent that is no
amount, rate or date, and so is what nobody has read yet.  Both channels are silent, for one side may be heard on the
other.  What the recording's pauses hide is silent too.  Pure, but for what it asks its `LiveCall`.  Next: `listening`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from protocol.message import CHANNELS, PACKET_MS, PACKET_SAMPLES, SAMPLES_PER_MS, CallEvent, Channel, Language
from protocol.transcript import Final, Gap, Partial, UtteranceDropped
from server.calls.feed import LiveCall
from server.compliance.announcing import NUMBERS, SECRETS, asked_for, find_labels
from server.compliance.redaction import CUT_MS, EXPECT_MS
from server.compliance.sound_spans import LEAD_MS, digit_places, spans_of

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
_UNREAD_MS = 400
"""The end of what a partial heard may stand in its successor only."""
_CLEAN_MS = 800
"""So far behind the newest word of a text without digits there is none, also if the recogniser is slow to decide."""
_MOST_PENDING, _MANY_PENDING = 300, 40
"""Texts, more than a minute of them; and more than come between two packets."""
_REMEMBERED_MS = 60_000
"""Nobody listens so much later."""


@dataclass(slots=True)
class _Silence:
    """[start, end) in which nothing is heard."""

    start_ms: int
    end_ms: int


@dataclass(slots=True)
class _Reading:
    """The newest text of an utterance that is being said."""

    channel: Channel
    start_ms: int
    heard_ms: int
    silence: _Silence | None
    clean_ms: int
    """Before this nothing was read as a digit."""
    digits: bool
    """True once a text of it had one."""


@dataclass(slots=True)
class _Number:
    """A number that was given, in an utterance of one side."""

    channel: Channel
    end_ms: int


class Silencer:
    """The silence of one call."""

    def __init__(self, call: LiveCall) -> None:
        self._call = call
        self._pending: deque[Partial | UtteranceDropped | Final | Gap] = deque(maxlen=_MOST_PENDING)
        """Not looked at yet: in most calls nobody listens, and then nobody ever does."""
        self._lang: Language = call.row.lang
        self._open: dict[str, _Reading] = {}
        self._said: list[_Silence] = []
        """Where a number was said, by the finals."""
        self._awaited: list[_Silence] = []
        """Where one may come; the last of them may still be shortened."""
        self._digits: list[_Silence] = []
        """Where any reading has digits that are no amount, rate or date."""
        self._given: _Number | None = None

    def growing(self, partial: Partial) -> None:
        """A text that grows, with the words that may still change."""
        self._pending.append(partial)

    def dropped(self, message: UtteranceDropped) -> None:
        """It was no speech."""
        self._pending.append(message)

    def committed(self, event: CallEvent) -> None:
        """A final, or sound that nobody could read."""
        if not isinstance(event, (Final, Gap)):
            return
        if isinstance(event, Final) and len(self._pending) > _MANY_PENDING:
            # nobody listens: how its text came to be interests nobody any more
            kept = [one for one in self._pending if not isinstance(one, Partial) or one.utterance != event.utterance]
            self._pending.clear()
            self._pending.extend(kept)
        self._pending.append(event)

    def _catch_up(self) -> None:
        while self._pending:
            one = self._pending.popleft()
            if isinstance(one, Partial):
                self._grow(one)
            elif isinstance(one, Final):
                self._settle(one)
            elif isinstance(one, Gap):
                self._said.append(_Silence(one.start_ms, one.end_ms))
                self._open = {name: other for name, other in self._open.items() if other.channel != one.channel}
            else:
                self._open.pop(one.utterance, None)

    def _settle(self, event: Final) -> None:
        before = self._open.pop(event.utterance, None)
        clean_ms = before.clean_ms if before is not None else event.start_ms - LEAD_MS
        places = self._places(event.text, event.start_ms, event.end_ms, clean_ms)
        self._digits += places
        if _RUN.search(event.text):
            self._said += places
        self._expect(event.channel, event.text, event.start_ms, event.end_ms, growing=False)
        self._forget(event.end_ms - _REMEMBERED_MS)

    def _grow(self, partial: Partial) -> None:
        text, before = partial.text, self._open.get(partial.utterance)
        clean_ms, digits = (before.clean_ms, before.digits) if before is not None else (partial.start_ms - LEAD_MS, False)
        places = self._places(text, partial.start_ms, partial.heard_ms, clean_ms)
        self._digits += places
        silence = None
        if places or "*" in text:
            silence, digits = _Silence(clean_ms, partial.heard_ms + _OPEN_MS), True
        elif _announced(text):
            silence = _Silence(partial.heard_ms - _UNREAD_MS, partial.heard_ms + _OPEN_MS)
        if not digits:
            clean_ms = max(clean_ms, partial.heard_ms - _CLEAN_MS)
        self._open[partial.utterance] = _Reading(partial.channel, partial.start_ms, partial.heard_ms, silence, clean_ms, digits)
        self._expect(partial.channel, text, partial.start_ms, partial.heard_ms, growing=True)

    def silent(self, number: int, *, held: bool = False) -> bool:
        """Whether nothing of packet `number` may be heard, on either channel.

        Args:
            held: it is heard so late that its text should be there; without one it is silent.
        """
        self._catch_up()
        start_ms, end_ms = number * PACKET_MS, (number + 1) * PACKET_MS
        silences = [*self._said, *self._awaited, *(one.silence for one in self._open.values() if one.silence is not None)]
        if held:
            silences += self._digits
        if any(one.start_ms < end_ms and start_ms < one.end_ms for one in silences):
            return True
        if held and not all(self._read(channel, end_ms) for channel in CHANNELS):
            return True
        # digits stand for words that nobody knows yet: a pause that begins within the packet hides all of it
        return self._call.hides(number * PACKET_SAMPLES, (number + 1) * PACKET_SAMPLES, "0")

    def _read(self, channel: Channel, until_ms: int) -> bool:
        """Whether the text of everything before this is known, as far as somebody spoke."""
        return self._call.settled_ms(channel) >= until_ms or any(
            one.channel == channel and one.start_ms - LEAD_MS <= until_ms <= one.heard_ms - _UNREAD_MS
            for one in self._open.values())

    def _places(self, text: str, start_ms: int, end_ms: int, clean_ms: int) -> list[_Silence]:
        """Where the digits of a text are said, masked ones and others, rather too much, but not before `clean_ms`."""
        # a star may stand for a figure or for a letter of a word, which take more or less time to say
        spans = [span for instead in "0a" for span in spans_of(
            text.replace("*", instead), digit_places(text, self._lang), start_ms * SAMPLES_PER_MS, end_ms * SAMPLES_PER_MS,
            self._lang)]
        return [_Silence(max(clean_ms, start // SAMPLES_PER_MS), end // SAMPLES_PER_MS) for start, end in spans]

    def _expect(self, channel: Channel, text: str, start_ms: int, end_ms: int, *, growing: bool) -> None:
        """What comes behind this text; `growing`: it is not at its end."""
        announced = _announced(text)
        if _RUN.search(text):
            if not growing:
                self._given = _Number(channel, end_ms)
                self._await_no_more(end_ms)
                if _RUN_AT_END.search(text):
                    self._awaited.append(_Silence(end_ms, end_ms + CUT_MS))
        elif channel == "agent" and asked_for(text) in _PRIVATE:
            self._awaited.append(_Silence(end_ms - _UNREAD_MS, end_ms + EXPECT_MS))
            self._given = None
        elif announced and not growing:
            self._awaited.append(_Silence(end_ms - _UNREAD_MS, end_ms + CUT_MS))
        elif self._given is not None and start_ms >= self._given.end_ms and channel != self._given.channel \
                and not announced and sum(map(str.isalnum, text)) >= _MOVED_ON and not _DIGIT.search(text):
            # whoever asked for it talks of something else
            self._await_no_more(start_ms)
            self._given = None

    def _await_no_more(self, from_ms: int) -> None:
        for one in self._awaited:
            one.end_ms = min(one.end_ms, from_ms)

    def _forget(self, before_ms: int) -> None:
        self._said = _later(self._said, before_ms)
        self._awaited = _later(self._awaited, before_ms)
        self._digits = _later(self._digits, before_ms)
        self._open = {name: one for name, one in self._open.items() if one.heard_ms > before_ms}


def _later(silences: Sequence[_Silence], before_ms: int) -> list[_Silence]:
    return [one for one in silences if one.end_ms > max(before_ms, one.start_ms)]


def _announced(text: str) -> bool:
    """True if the text ends with a word after which a private number comes."""
    labels = find_labels(text)
    return bool(labels) and labels[-1].entity in _PRIVATE and len(text) - labels[-1].end <= _NEAR_END
