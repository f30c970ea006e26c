"""Pauses of one call: by the agent's key, and by itself while card data are read out.

In: the key, texts as they come, the passing of time.  Out: the pause begins or ends in `Recording`, and the events that say
so.  They are stored, so a restarted server is paused where it was.  Next: `session` commits and sends the events.
"""

from __future__ import annotations

from collections.abc import Callable

from protocol.call import RecordingPause
from protocol.message import SAMPLES_PER_MS, Channel, Language
from server.compliance.digits import holds_digits

from . import card_data
from .recording import DECLINED, Recording, paused_event, resumed_events

CARD = "card"
"""Reason of a pause that began by itself."""


class Pausing:
    """The pauses of one call.  Used on the loop's thread."""

    def __init__(self, call: str, recording: Recording, by_itself: bool, announce: Callable[..., None]) -> None:
        """`by_itself`: card data pause it too; `announce` is given the events that follow."""
        self._call = call
        self._recording = recording
        self._by_itself = by_itself
        self._announce = announce
        recording.on_moved_on = lambda at_ms: self.end(at_ms, "moved_on")

    def by_agent(self, message: RecordingPause, at_ms: int) -> None:
        """The key: pause or resume from this call time on; it does not outweigh the customer's refusal."""
        if self._declined:
            return
        if message.paused:
            self._begin(at_ms, message.reason)
        else:
            self.end(at_ms, message.reason)

    def decline(self, at_ms: int) -> None:
        """The customer refuses, and this house hears nothing then: pause until the customer agrees."""
        if not self._declined:
            self.end(at_ms, DECLINED)
            self._begin(at_ms, DECLINED)

    def agree(self, at_ms: int) -> None:
        """The customer agrees again."""
        if self._declined:
            self.end(at_ms, "agreed")

    @property
    def _declined(self) -> bool:
        return self._recording.current is not None and self._recording.current.reason == DECLINED

    def end(self, at_ms: int, reason: str) -> None:
        """Resume, if it is paused."""
        span = self._recording.resume(at_ms)
        if span is not None:
            self._announce(*resumed_events(self._call, span, reason))

    def pass_time(self, at_ms: int) -> None:
        """Resume at the limit, or when the talk has moved on from card data."""
        if self._recording.expired(at_ms):
            self.end(at_ms, "limit")
        elif self._recording.moved_on(at_ms):
            self.end(at_ms, "moved_on")

    def listen(self, channel: Channel, text: str, lang: Language, end_ms: int, *, final: bool = True) -> None:
        """A text up to this call time: it pauses the call if card data follow it."""
        if not self._by_itself or self._recording.current is not None:
            return
        begins = final and card_data.asks(text) if channel == "agent" else card_data.reads(text, lang)
        if begins and end_ms >= self._recording.resumed_ms:
            self._begin(end_ms, CARD)

    def hides(self, start_sample: int, end_sample: int, text: str) -> bool:
        """True if a text must not be shown: said in a pause, or digits that run into one or stand right behind one for a card."""
        cut = self._recording.cut(start_sample, end_sample)
        if cut == end_sample:
            behind = self._recording.right_behind_card(start_sample // SAMPLES_PER_MS)
            return self._recording.paused_at(start_sample) or (behind and holds_digits(_first_word(text), 1))
        return cut == start_sample or holds_digits(text, 1)

    def _begin(self, at_ms: int, reason: str) -> None:
        span = self._recording.pause(at_ms, reason)
        if span is not None:
            self._announce(paused_event(self._call, span))


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0] if text[:1].isascii() else text[:1]
