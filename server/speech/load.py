"""How busy the recogniser is, and what gives way: times of decodes in, load, partial cadence and steps out.  Pure.

What gives way, in this order: partials come less often (0.4 -> 2 s), the agent's partials stop, then all and with them what
is decoded before an utterance is certainly over, then the other hypotheses of a final, then alternatives and what a language
model would do.  Each step lasts a while before the next, and longer before it is taken back.  Finals and compliance never
give way; `admission` says when a new call is refused.
"""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass
from enum import IntEnum


class Step(IntEnum):
    """What has given way; each includes those before it."""

    NOTHING = 0
    AGENT_PARTIALS = 1
    PARTIALS = 2
    """And finals that are not certain yet."""
    HYPOTHESES = 3
    """Finals keep one hypothesis, as partials do."""
    ASSISTANCE = 4


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """What counts as busy."""

    window_s: float = 4.0
    """The load is measured over so much time."""
    target: float = 0.8
    """Partials are stretched to keep the load here."""
    full: float = 0.95
    """Above it, with partials stretched as far as they go, the next step is taken."""
    easy: float = 0.7
    """Below it, the last step is taken back."""
    min_interval_ms: int = 400
    """Cadence of partials while there is time."""
    max_interval_ms: int = 2000
    """Cadence of partials at full load."""
    stretch: float = 1.5
    """Factor a second by which the cadence is stretched; it shrinks half as fast."""
    step_s: float = 2.0
    """A step lasts so long before the next is taken."""
    back_s: float = 5.0
    """The load is easy for so long before a step is taken back; doubled each time that was too early."""
    longest_back_s: float = 60.0
    recent_finals: int = 20
    """Finals that the lag is averaged over."""


class LoadMeter:
    """Counts busy time of all engines.  Not thread-safe: `dispatch` calls it under its lock."""

    def __init__(self, settings: LoadSettings | None = None, engines: int = 1) -> None:
        self.settings = settings or LoadSettings()
        self._engines = engines
        self._busy: deque[tuple[float, float]] = deque()
        self._busy_s = 0.0
        self._lags_ms: deque[float] = deque(maxlen=self.settings.recent_finals)
        self._interval_ms = float(self.settings.min_interval_ms)
        self._adapted_s: float | None = None
        self._step = Step.NOTHING
        self._stepped_s = 0.0
        self._easy_since_s: float | None = None
        self._back_s = self.settings.back_s
        self._taken_back_s: float | None = None

    def decoded(self, start_s: float, end_s: float) -> None:
        """An engine decoded a batch in this time; adapts the cadence."""
        self._busy.append((start_s, end_s))
        self._busy_s += end_s - start_s
        settings = self.settings
        since_s = start_s if self._adapted_s is None else max(self._adapted_s, end_s - 1.0)
        self._adapted_s = end_s
        elapsed_s = max(0.0, end_s - since_s)
        if self.load(end_s) > settings.target:
            factor = settings.stretch**elapsed_s
        elif self._step:
            factor = 1.0
        else:
            factor = settings.stretch ** (-elapsed_s / 2)
        self._interval_ms = min(max(self._interval_ms * factor, settings.min_interval_ms), settings.max_interval_ms)
        self.step(end_s)

    def final_delivered(self, lag_ms: float) -> None:
        """A final took this long from its hand-in to its text."""
        self._lags_ms.append(lag_ms)

    def load(self, now_s: float) -> float:
        """Share of the engines' time in use over the last seconds, 0..1."""
        since = now_s - self.settings.window_s
        while self._busy and self._busy[0][1] <= since:
            start_s, end_s = self._busy.popleft()
            self._busy_s = self._busy_s - (end_s - start_s) if self._busy else 0.0
        # Asked for each packet of each call: only the batches at the edge of the time are looked at, at most one an engine.
        edge = itertools.islice(self._busy, self._engines)
        busy = self._busy_s - sum(max(0.0, since - start_s) for start_s, _ in edge)
        return min(1.0, max(0.0, busy / (self.settings.window_s * self._engines)))

    def partial_interval_ms(self, now_s: float) -> int:
        """New speech that the next partial of an utterance should wait for."""
        if self._adapted_s is not None and self.load(now_s) == 0.0 and not self.step(now_s):
            self._interval_ms = float(self.settings.min_interval_ms)
        return round(self._interval_ms)

    @property
    def recognition_lag_ms(self) -> float:
        """Mean wait + decode of recent finals; 0 before the first."""
        return sum(self._lags_ms) / len(self._lags_ms) if self._lags_ms else 0.0

    def step(self, now_s: float) -> Step:
        """What has given way by now."""
        settings = self.settings
        load = self.load(now_s)
        if load >= settings.easy:
            self._easy_since_s = None
        elif self._easy_since_s is None:
            # Nothing was decoded since then.
            self._easy_since_s = now_s if self._adapted_s is None else min(now_s, self._adapted_s)
        if load > settings.full and self._interval_ms >= settings.max_interval_ms:
            self._give_way(now_s)
        elif self._easy_since_s is not None:
            self._take_back(self._easy_since_s, now_s)
        return self._step

    def _give_way(self, now_s: float) -> None:
        settings = self.settings
        if self._step == Step.ASSISTANCE or now_s - self._stepped_s < settings.step_s:
            return
        if self._taken_back_s is not None and now_s - self._taken_back_s < 2 * self._back_s:
            self._back_s = min(2 * self._back_s, settings.longest_back_s)
        self._taken_back_s = None
        self._step, self._stepped_s = Step(self._step + 1), now_s

    def _take_back(self, easy_since_s: float, now_s: float) -> None:
        while self._step and now_s - easy_since_s >= self._back_s:
            easy_since_s += self._back_s
            self._step = Step(self._step - 1)
            self._stepped_s = self._taken_back_s = self._easy_since_s = easy_since_s
        if not self._step and now_s - easy_since_s >= self.settings.longest_back_s:
            self._back_s = self.settings.back_s
