"""Which items wait to be painted, and since when their speech has ended: `call_state` asks, the panes report."""

from __future__ import annotations

MOST_WAITING = 500
"""Items that may wait: what no pane shows is never painted."""


class Unpainted:
    """Items of one call that arrived and were not painted yet."""

    def __init__(self) -> None:
        self._speech_end_ms: dict[tuple[str, str], int] = {}
        self._reported: set[tuple[str, str]] = set()

    def __len__(self) -> int:
        """Items remembered."""
        return len(self._speech_end_ms) + len(self._reported)

    def expect(self, kind: str, item: str, speech_end_ms: int) -> None:
        """An item arrived or changed; without a time (-1) no speech caused it, and it has no lag."""
        if speech_end_ms >= 0:
            self._speech_end_ms.pop((kind, item), None)
            self._speech_end_ms[kind, item] = speech_end_ms
            if len(self._speech_end_ms) > MOST_WAITING:
                del self._speech_end_ms[next(iter(self._speech_end_ms))]

    def forget(self, kind: str, item: str) -> None:
        """The item will not be painted any more."""
        self._speech_end_ms.pop((kind, item), None)
        self._reported.discard((kind, item))

    def painted(self, kind: str, item: str, now_ms: int) -> float | None:
        """The item was painted: its lag in ms, or None if it was measured before or has none."""
        speech_end_ms = self._speech_end_ms.pop((kind, item), None)
        return None if speech_end_ms is None else float(now_ms - speech_end_ms)

    def is_new(self, kind: str, item: str) -> bool:
        """True if the server should hear of it: always, but only once for the many partials of an utterance."""
        if kind != "partial":
            return True
        new = (kind, item) not in self._reported
        self._reported.add((kind, item))
        return new
