"""When recording is paused: spans of call time in which sound is acknowledged but never transcribed.

In: when a pause begins and ends (`pausing`), the position of the sound.  Out: is this sample paused, and the state to show.
Pure.  A pause ends by itself after the limit, so that a forgotten one does not silence a call.  Next: `hearing`, `kept_sound`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from protocol.call import RecordingState
from protocol.message import CHANNELS, SAMPLES_PER_MS, CallEvent, Channel
from protocol.transcript import Gap

from .card_data import PauseVoices

DECLINED = "declined"
"""Reason of a pause that has no limit: the customer refuses the recording, and nothing is heard without it."""
FOREVER_MS = 1 << 50
_SPEAKS_ON_MS = 500


@dataclass
class PauseSpan:
    """One pause, in milliseconds of call time."""

    start_ms: int
    end_ms: int
    """Where it ends; while it is open, its limit."""
    reason: str = ""
    open: bool = True
    """True until the agent or the limit ended it."""


class Recording:
    """The pauses of one call."""

    def __init__(self, limit_ms: int) -> None:
        self._limit_ms = limit_ms
        self._spans: list[PauseSpan] = []
        self._voices: PauseVoices | None = None
        self.on_moved_on: Callable[[int], None] = lambda at_ms: None
        """Told at once at which call time a pause that began by itself has lost its reason: the next line may follow closely."""

    @property
    def current(self) -> PauseSpan | None:
        """The open pause, None while recording."""
        return self._spans[-1] if self._spans and self._spans[-1].open else None

    @property
    def resumed_ms(self) -> int:
        """Call time at which the last pause ended or will end; 0 if there was none."""
        return self._spans[-1].end_ms if self._spans else 0

    def pause(self, at_ms: int, reason: str) -> PauseSpan | None:
        """Begin a pause; None if one is open already."""
        if self.current is not None:
            return None
        if self._spans:
            at_ms = max(at_ms, self._spans[-1].end_ms)
        span = PauseSpan(at_ms, FOREVER_MS if reason == DECLINED else at_ms + self._limit_ms, reason)
        self._spans.append(span)
        self._voices = PauseVoices(at_ms) if reason == "card" else None
        return span

    def resume(self, at_ms: int) -> PauseSpan | None:
        """End the open pause at this call time, or at its limit if that came first; None if none is open."""
        span = self.current
        if span is None:
            return None
        span.end_ms = max(span.start_ms, min(at_ms, span.end_ms))
        span.open = False
        return span

    def expired(self, at_ms: int) -> bool:
        """True if the open pause has reached its limit."""
        return self.current is not None and at_ms >= self.current.end_ms

    def skipped(self, channel: Channel, number: int, pcm: bytes) -> None:
        """A packet of a pause: only how loud it was is remembered."""
        if self._voices is not None:
            self._voices.hear(channel, number, pcm)
            if (at_ms := self._voices.both_heard_ms) and self.moved_on(at_ms):
                self.on_moved_on(at_ms)

    def moved_on(self, at_ms: int) -> bool:
        """True if the open pause began by itself and its reason is over."""
        return self.current is not None and self._voices is not None and self._voices.moved_on(at_ms)

    def paused_at(self, sample: int) -> bool:
        """True if this sample of the call falls into a pause."""
        if not self._spans:
            return False
        at_ms = sample // SAMPLES_PER_MS
        return any(span.start_ms <= at_ms < span.end_ms for span in self._spans)

    def right_behind_card(self, at_ms: int) -> bool:
        """True if a pause for card data has only just ended there: who speaks on may be in the middle of a number."""
        return any(span.reason == "card" and 0 <= at_ms - span.end_ms < _SPEAKS_ON_MS for span in self._spans)

    def cut(self, start_sample: int, end_sample: int) -> int:
        """Where a stretch of speech has to stop because a pause begins in it; `end_sample` if none does."""
        starts = [span.start_ms * SAMPLES_PER_MS for span in self._spans if span.end_ms * SAMPLES_PER_MS > start_sample]
        return max(start_sample, min([end_sample, *starts]))

    def restore(self, events: Iterable[CallEvent]) -> None:
        """Rebuild from a call's stored events: a pause outlives a restart of the server."""
        for event in events:
            if not isinstance(event, RecordingState):
                continue
            if event.paused:
                self.pause(event.at_ms, event.reason)
            else:
                self.resume(event.at_ms)


def paused_event(call: str, span: PauseSpan) -> RecordingState:
    """What is shown of a pause that begins."""
    return RecordingState(call=call, paused=True, reason=span.reason, until_ms=-1 if span.end_ms == FOREVER_MS else span.end_ms,
                          at_ms=span.start_ms)


def resumed_events(call: str, span: PauseSpan, reason: str) -> list[CallEvent]:
    """What is shown of a pause that is over: the state, and a gap in each channel if it had any length."""
    gaps = [Gap(call=call, at_ms=span.end_ms, channel=channel, start_ms=span.start_ms, end_ms=span.end_ms,
                why="card" if span.reason == "card" else "paused")
            for channel in CHANNELS if span.end_ms > span.start_ms]
    return [RecordingState(call=call, paused=False, reason=reason, at_ms=span.end_ms), *gaps]
