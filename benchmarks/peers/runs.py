"""One run of one server with so many streams, in a form that is the same for all, and what follows from it.  Pure.

`seatmate` and `running` make it from what their clients saw; `report` prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.evaluation.scoring import percentiles

from .heard import Heard
from .lags import Lags, match
from .schedule import Schedule
from .sound import SoundSet

LATE_MS = 50.0
"""Clients whose packets leave later than this at p99 disturb what they measure."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One stream as it went."""

    call: int
    side: int
    """Channel of the call's file, 0 or 1."""
    spoke_from_s: float
    """When its first sample was said, in seconds of the run."""
    heard: Sequence[Heard]


@dataclass(frozen=True, slots=True)
class Run:
    """What happened."""

    spoken: Sequence[Spoken]
    refused: Sequence[str]
    """A sentence for each stream that was refused or cut."""
    cpu_s: float | None
    """Of the server's process within the measured time; None where the system does not tell."""
    peak_rss_mb: float
    late_ms: Sequence[float]
    """How late each packet left the client."""


def result(server: str, streams: int, run: Run, sound: SoundSet, schedule: Schedule) -> dict[str, Any]:
    """The run as a JSON object; null is what could not be measured."""
    lags, speech_ms = Lags(), 0.0
    for one in run.spoken:
        spans = sound.calls[one.call].spans_ms[one.side]
        match(schedule.measured((end for _, end in spans), one.spoke_from_s), one.heard, lags)
        speech_ms += speech_in(spans, one.spoke_from_s, schedule)
    late = percentiles(list(run.late_ms))
    return {
        "server": server,
        "streams": streams,
        "utterances": lags.utterances,
        "covering_lag_ms": percentiles(lags.covering_ms),
        "final_lag_ms": percentiles(lags.final_ms),
        "lost_covering": lags.lost_covering,
        "lost_final": lags.lost_final,
        "refused": list(run.refused),
        "cpu_s": round(run.cpu_s, 1) if run.cpu_s is not None else None,
        "cpu_per_speech_s": round(run.cpu_s / speech_ms * 1000, 2) if run.cpu_s is not None and speech_ms else None,
        "rss_mb": round(run.peak_rss_mb, 1),
        "speech_s": round(speech_ms / 1000, 1),
        "client_late_ms": late,
        "client_late": late is not None and late["p99"] > LATE_MS,
    }


def speech_in(spans_ms: Sequence[tuple[float, float]], spoke_from_s: float, schedule: Schedule) -> float:
    """Milliseconds of speech of one stream within the measured time."""
    first_ms = (schedule.measure_from_s - spoke_from_s) * 1000
    last_ms = (schedule.sound_s - spoke_from_s) * 1000
    return sum(max(0.0, min(end, last_ms) - max(start, first_ms)) for start, end in spans_ms)
