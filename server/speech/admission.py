"""How many calls fit: speech and engine time of decoded finals in, the number of calls out.  Pure.

What a call costs is measured: seconds of speech in a second of call, times engine seconds for a second of speech.  Only
finals count, since partials give way before a call is refused.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdmissionSettings:
    """When the server is full."""

    window_s: float = 60.0
    """Costs are measured over so much time."""
    usable: float = 0.7
    """Share of the engines' time that finals may take: above it, waiting grows fast."""
    lag_target_ms: float = 400.0
    """Wait and decode of a final; together with the silence that ends an utterance, 800 ms."""
    expected_talk: float = 0.9
    """Speech seconds in a second of call, both sides together, until it is measured."""
    expected_weight_s: float = 60.0
    """The expectation counts as so many seconds of calls."""
    least_speech_s: float = 20.0
    """Speech decoded before a cost is believed."""
    readmit: float = 0.75
    """Share of the lag target at which calls are taken again."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    at_s: float
    call: str
    speech_s: float
    engine_s: float
    lag_ms: float


class Admission:
    """Measures what calls cost.  Not thread-safe: `dispatch` calls it under its lock."""

    def __init__(self, engines: int = 1, settings: AdmissionSettings | None = None) -> None:
        self.settings = settings or AdmissionSettings()
        self._engines = engines
        self._decoded: deque[_Decoded] = deque()
        self._speech_s = 0.0
        self._engine_s = 0.0
        self._since_s: dict[str, float] = {}
        self._seen_s: dict[str, float] = {}
        self._late = False

    def final_delivered(self, call: str, speech_s: float, engine_s: float, lag_ms: float, now_s: float) -> None:
        """A final of so much speech took this share of an engine's time, and so long from its hand-in to its text."""
        self._decoded.append(_Decoded(now_s, call, speech_s, engine_s, lag_ms))
        self._speech_s += speech_s
        self._engine_s += engine_s
        self._since_s.setdefault(call, now_s - speech_s)
        self._seen_s[call] = now_s
        self._forget(now_s)

    def active_calls(self, now_s: float) -> int:
        """Calls in which somebody spoke during the last minute."""
        self._forget(now_s)
        return len(self._seen_s)

    def lag_p95_ms(self, now_s: float) -> float:
        """Wait and decode that 95 % of the recent finals kept within; 0 without any."""
        self._forget(now_s)
        lags = sorted(one.lag_ms for one in self._decoded)
        return lags[min(len(lags) - 1, int(0.95 * len(lags)))] if lags else 0.0

    def capacity(self, now_s: float) -> int | None:
        """Calls that fit; None until enough was decoded to tell."""
        self._forget(now_s)
        settings = self.settings
        if self._speech_s < settings.least_speech_s or self._engine_s <= 0:
            return None
        since = now_s - settings.window_s
        call_s = sum(now_s - max(start, since) for start in self._since_s.values())
        talk = (self._speech_s + settings.expected_talk * settings.expected_weight_s) / (
            call_s + settings.expected_weight_s
        )
        per_call = talk * self._engine_s / self._speech_s
        return max(1, int(self._engines * settings.usable / per_call))

    def refuses(self, live_calls: int, partials_gone: bool, now_s: float) -> bool:
        """Whether one more call would break the lag target: it does not fit, or finals are late though partials gave way."""
        settings = self.settings
        lag_ms = self.lag_p95_ms(now_s)
        limit_ms = settings.lag_target_ms * (settings.readmit if self._late else 1.0)
        self._late = lag_ms > limit_ms and (partials_gone or self._late)
        capacity = self.capacity(now_s)
        return self._late or (capacity is not None and live_calls >= capacity)

    def _forget(self, now_s: float) -> None:
        since = now_s - self.settings.window_s
        while self._decoded and self._decoded[0].at_s < since:
            gone = self._decoded.popleft()
            self._speech_s -= gone.speech_s
            self._engine_s -= gone.engine_s
            if self._seen_s.get(gone.call, now_s) < since:
                del self._seen_s[gone.call], self._since_s[gone.call]
