"""When each utterance was in the text: what was said and what arrived in, lags and losses out.  Pure; `report` is next.

For every server alike: the lag of an utterance is the time from its last voiced sample to the first message at or after
that moment whose text covers the utterance's end.  Two lags are told apart: `covering` counts text that may still change,
`final` only text that does not.  An end that is given up to `TOLERANCE_MS` too early still covers, since servers measure the
end of a voice differently.  An utterance is lost if no such message arrives before the streams are closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .heard import Heard

TOLERANCE_MS = 300.0


@dataclass(slots=True)
class Lags:
    """Of all utterances of a run, milliseconds."""

    utterances: int = 0
    covering_ms: list[float] = field(default_factory=list)
    final_ms: list[float] = field(default_factory=list)

    @property
    def lost_covering(self) -> int:
        """Utterances that no text ever covered."""
        return self.utterances - len(self.covering_ms)

    @property
    def lost_final(self) -> int:
        """Utterances that no final text ever covered."""
        return self.utterances - len(self.final_ms)


def match(ends_ms: Iterable[float], heard: Sequence[Heard], into: Lags) -> None:
    """Add one stream: the ends of its utterances (ms of the stream) and what arrived for it, in order of arrival."""
    for end_ms in ends_ms:
        into.utterances += 1
        for reached, lags in ((_covers, into.covering_ms), (_final, into.final_ms)):
            lag_ms = _lag_ms(end_ms, heard, reached)
            if lag_ms is not None:
                lags.append(lag_ms)


def _covers(one: Heard) -> float:
    return max(one.covers_ms, one.final_ms)


def _final(one: Heard) -> float:
    return one.final_ms


def _lag_ms(end_ms: float, heard: Sequence[Heard], reached: Callable[[Heard], float]) -> float | None:
    for one in heard:
        if one.at_ms >= end_ms and reached(one) >= end_ms - TOLERANCE_MS:
            return one.at_ms - end_ms
    return None
