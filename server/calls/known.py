"""Which utterances of a call are settled, so that none is said twice; only those near the end of the call are remembered.

In: ids of utterances that became finals or were dropped, positions as they are committed.  Out: was it settled before?
Sound before a committed position is never heard again, so ids from before it may be forgotten.  Pure.  Next: `session`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from protocol.message import SAMPLE_RATE_HZ, Channel

KEPT_SAMPLES = 120 * SAMPLE_RATE_HZ
"""Kept for so long behind the committed position: a partial may come out of a loaded recogniser after its final."""
_TIDIED_AT = 64


class KnownUtterances:
    """Ids of settled utterances of one call."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._ids = set(ids)
        self._tidied_at = _TIDIED_AT

    def __contains__(self, name: str) -> bool:
        return name in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, name: str) -> None:
        """It is settled."""
        self._ids.add(name)

    def forget_before(self, positions: Mapping[Channel, int]) -> None:
        """Everything before these samples (16 kHz) is committed."""
        if len(self._ids) < self._tidied_at:
            return
        self._ids = {name for name in self._ids if not _may_go(name, positions)}
        self._tidied_at = max(_TIDIED_AT, 2 * len(self._ids))


def _may_go(name: str, positions: Mapping[Channel, int]) -> bool:
    for channel, position in positions.items():
        if name.startswith(f"{channel}-"):
            return int(name[len(channel) + 1:]) < position - KEPT_SAMPLES
    return False
