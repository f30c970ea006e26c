"""How busy the recogniser is, and what gives way: times of decodes in, load, partial cadence and lag out.  Pure.

What gives way, in this order: partials come less often (0.4 -> 3 s), the agent's partials stop, new calls are refused.
Finals never give way.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """What counts as busy."""

    window_s: float = 8.0
    """The load is measured over so much time."""
    target: float = 0.8
    """Partials are stretched to keep the load here."""
    full: float = 0.95
    """Above it, with partials stretched as far as they go, the agent's partials stop."""
    min_interval_ms: int = 400
    """Cadence of partials while there is time."""
    max_interval_ms: int = 3000
    """Cadence of partials at full load."""
    longest_lag_ms: float = 4000.0
    """Finals later than this on average: no new calls."""
    recent_finals: int = 20
    """Finals that the lag is averaged over."""


class LoadMeter:
    """Counts busy time; one a device.  Not thread-safe: the scheduler calls it under its lock."""

    def __init__(self, settings: LoadSettings | None = None) -> None:
        self.settings = settings or LoadSettings()
        self._busy: deque[tuple[float, float]] = deque()
        self._lags_ms: deque[float] = deque(maxlen=self.settings.recent_finals)
        self._interval_ms = float(self.settings.min_interval_ms)

    def decoded(self, start_s: float, end_s: float) -> None:
        """A batch was decoded in this time; adapts the cadence."""
        self._busy.append((start_s, end_s))
        settings = self.settings
        factor = 1.15 if self.load(end_s) > settings.target else 0.95
        self._interval_ms = min(max(self._interval_ms * factor, settings.min_interval_ms), settings.max_interval_ms)

    def final_delivered(self, lag_ms: float) -> None:
        """A final took this long from its hand-in to its text."""
        self._lags_ms.append(lag_ms)

    def load(self, now_s: float) -> float:
        """Share of the last seconds in which the recogniser was busy, 0..1."""
        since = now_s - self.settings.window_s
        while self._busy and self._busy[0][1] <= since:
            self._busy.popleft()
        busy = sum(min(end, now_s) - max(start, since) for start, end in self._busy if start < now_s)
        return min(1.0, max(0.0, busy / self.settings.window_s))

    @property
    def partial_interval_ms(self) -> int:
        """New speech that the next partial of an utterance should wait for."""
        return round(self._interval_ms)

    @property
    def recognition_lag_ms(self) -> float:
        """Mean wait + decode of recent finals; 0 before the first."""
        return sum(self._lags_ms) / len(self._lags_ms) if self._lags_ms else 0.0

    def agent_partials_stop(self, now_s: float) -> bool:
        """Whether the agent's own partials give way; what the customer says comes first."""
        return self._interval_ms >= self.settings.max_interval_ms and self.load(now_s) > self.settings.full

    def refuses_calls(self, now_s: float) -> bool:
        """Whether one more call would make every call worse."""
        return self.agent_partials_stop(now_s) and self.recognition_lag_ms > self.settings.longest_lag_ms
