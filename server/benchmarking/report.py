"""The result of a run as one JSON object: a drive, its account and the server's figures in.  Pure; `table` prints it.

    calls, seconds, model, device, threads, audio_s
    final_lag_ms, partial_lag_ms {p50, p95, p99}      null where nothing arrived
    dropped_partials, lost_utterances, cer, cpu_s, rss_mb, batch {mean, max}
    …                                                 further fields, each described in docs/evaluating.md

Null is what could not be measured, never zero.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from protocol.message import CHANNELS
from server.evaluation.scoring import percentiles

from .accounting import Account
from .driving import Drive
from .voices import VoiceSource

DISTURBED_SHARE = 0.1
"""Of the cores; other programs that use more than this take time from the server."""
LATE_MS = 50.0
"""A driver whose packets leave later than this at p99 disturbs what it measures."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the drive does not know of itself."""

    model: str
    voices: VoiceSource
    scripted: bool
    """True if the model writes a fixed text: its error rate means nothing."""
    exit_code: int | None
    """Of the server's process; None if it was not started here."""


def result(drive: Drive, found: Account, figures: Mapping[str, Any], conditions: Conditions) -> dict[str, Any]:
    """The result."""
    plan = drive.plan
    info = _info(drive, figures)
    calls = len(drive.clients)
    batches = _in_window(figures.get("batches", ()), drive)
    cpu_s = drive.last.cpu_s - drive.first.cpu_s if drive.first and drive.last else None
    scored = conditions.voices == "espeak" and not conditions.scripted
    return {
        "calls": calls,
        "seconds": plan.seconds,
        "model": info.get("model") or conditions.model,
        "device": info.get("device"),
        "threads": info.get("threads"),
        "audio_s": round(len(CHANNELS) * plan.seconds * sum(client.spoke_from_s > 0 for client in drive.clients), 1),
        "final_lag_ms": percentiles(found.final_lag_ms),
        "partial_lag_ms": percentiles(found.partial_lag_ms),
        "dropped_partials": _dropped_partials(drive, found, figures),
        "endings": _endings(figures),
        "greedy_finals": figures.get("counters", {}).get("greedy_finals"),
        "lost_utterances": found.lost,
        "cer": _rate(found, "zh") if scored else None,
        "cpu_s": _rounded(cpu_s, 2),
        "rss_mb": _rounded(drive.peak_rss_mb or None, 1),
        "batch": _batch(batches),
        "wer": _rate(found, "en") if scored else None,
        "compute_type": info.get("compute_type"),
        "window": info.get("window"),
        "voices": conditions.voices,
        "utterances": found.lines,
        "finals": len(found.final_lag_ms),
        "partials": found.partials,
        "rejected_utterances": found.rejected,
        "gaps": found.gaps,
        "refused_calls": found.refused_calls,
        "refusals": found.refusals,
        "cut_calls": found.cut_calls,
        "server_died": drive.server_died,
        "server_exit_code": conditions.exit_code,
        "speech_s": round(found.speech_s, 1),
        "speech_share": _rounded(_share(found.speech_s, drive), 3),
        "cpu_per_speech_s": _rounded(cpu_s / found.speech_s if cpu_s is not None and found.speech_s else None, 4),
        "cpu_by_part_s": _cpu_by_part(drive, figures),
        "voice_activity_cpu_s": _voice_activity(drive, figures),
        "engine_busy": _rounded(sum(end - start for start, end, *_ in batches) / plan.seconds if batches else None, 3),
        "rss_before_mb": _rounded(drive.before.rss_mb if drive.before else None, 1),
        "rss_per_call_mb": _rounded((drive.peak_rss_mb - drive.before.rss_mb) / calls if drive.before else None, 2),
        "stages_ms": {name: percentiles(values) for name, values in found.stages_ms.items()},
        "partial_interval_ms": percentiles(found.partial_interval_ms),
        "changed_share": _rounded(found.changed_words, 4),
        "batches": _batches(batches),
        "pong": _pong(drive),
        "packets_asked_again": found.asked_again,
        "driver": _driver(drive),
        "cores": _cores(),
        "other_cpu_share": _other_cpu_share(drive, cpu_s),
        "seed": plan.seed,
        "ramp_s": plan.ramp_s,
        "warm_up_s": plan.warm_up_s,
    }


def good(found: Mapping[str, Any]) -> bool:
    """Whether every call was carried and nothing that was said is lost."""
    return not (found["lost_utterances"] or found["refused_calls"] or found["cut_calls"] or found["server_died"])


def _info(drive: Drive, figures: Mapping[str, Any]) -> dict[str, Any]:
    """What transcribes: as the stopwatches know it, else as the server says in its welcome."""
    if figures.get("info"):
        return dict(figures["info"])
    for client in drive.clients:
        if client.welcome is not None:
            engine = client.welcome.recogniser
            return {"model": engine.model, "device": engine.device, "compute_type": engine.compute_type}
    return {}


def _in_window(batches: Sequence[Sequence[Any]], drive: Drive) -> list[Sequence[Any]]:
    first_s, last_s = drive.window_s
    return [batch for batch in batches if first_s <= batch[0] <= last_s]


def _batch(batches: Sequence[Sequence[Any]]) -> dict[str, float] | None:
    sizes = [batch[2] for batch in batches]
    return {"mean": round(float(np.mean(sizes)), 2), "max": int(max(sizes))} if sizes else None


def _batches(batches: Sequence[Sequence[Any]]) -> dict[str, Any] | None:
    """Finals and partials apart: how many, how large, how long a decode takes."""
    if not batches:
        return None
    found: dict[str, Any] = {}
    for name, final in (("final", True), ("partial", False)):
        chosen = [batch for batch in batches if batch[3] == final]
        found[name] = {"count": len(chosen), "windows": sum(batch[2] for batch in chosen),
                       "decode_ms": percentiles([(batch[1] - batch[0]) * 1000 for batch in chosen])}
    return found


def _dropped_partials(drive: Drive, found: Account, figures: Mapping[str, Any]) -> int | None:
    """Partials that were due and reached no screen: superseded, given up under load, or without a word."""
    if "partials_due_s" not in figures:
        return None
    first_s, last_s = drive.window_s
    due = sum(1 for at_s in figures["partials_due_s"] if first_s <= at_s <= last_s)
    return max(0, due - found.partials)


def _endings(figures: Mapping[str, Any]) -> dict[str, int] | None:
    """What was decoded before it was certain that an utterance was over, and how much of it was a final."""
    counters = figures.get("counters", {})
    return {"decoded": counters["endings"], "used": counters["endings_used"]} if "endings" in counters else None


def _rate(found: Account, lang: Any) -> float | None:
    size = found.sizes.get(lang, 0)
    return round(found.errors[lang] / size, 4) if size else None


def _share(speech_s: float, drive: Drive) -> float | None:
    """Of the time, on each side."""
    spoke = sum(client.spoke_from_s > 0 for client in drive.clients)
    counted_s = len(CHANNELS) * spoke * max(0.0, drive.plan.seconds - 1.5)
    return speech_s / counted_s if counted_s else None


def _cpu_by_part(drive: Drive, figures: Mapping[str, Any]) -> dict[str, float] | None:
    """CPU seconds of the event loop, the workers (voice activity, rules), the recogniser with its engine's threads, sockets."""
    if not (drive.first and drive.last and figures.get("threads")):
        return None
    parts = {thread: part for part, threads in figures["threads"].items() for thread in threads}
    found = {"loop": 0.0, "workers": 0.0, "recogniser": 0.0, "sockets": 0.0}
    for thread, cpu_s in drive.last.threads_cpu_s.items():
        name = drive.last.thread_names.get(thread, "")
        # a thread that nobody named does the engine's arithmetic
        part = parts.get(thread, "sockets" if name.startswith("ZMQ") else "recogniser")
        found[part] += cpu_s - drive.first.threads_cpu_s.get(thread, 0.0)
    return {part: round(cpu_s, 2) for part, cpu_s in found.items()}


def _voice_activity(drive: Drive, figures: Mapping[str, Any]) -> float | None:
    if "voice_activity_cpu_s" not in figures:
        return None
    first_s, last_s = drive.window_s
    seconds: Mapping[str, float] = figures["voice_activity_cpu_s"]
    return round(sum(cpu_s for second, cpu_s in seconds.items() if first_s <= int(second) < last_s), 2)


def _pong(drive: Drive) -> dict[str, Any] | None:
    """What the server said of itself in its pongs while it was measured."""
    first_s, last_s = drive.window_s
    pongs = [one.message for client in drive.clients for one in client.received.pongs if first_s <= one.at_s <= last_s]
    round_trips = [(one.at_s * 1000 - one.message.sent_ms) for client in drive.clients for one in client.received.pongs
                   if first_s <= one.at_s <= last_s]
    if not pongs:
        return None
    return {"load": round(float(np.mean([pong.load for pong in pongs])), 3),
            "queue_depth": percentiles([pong.queue_depth for pong in pongs]),
            "recognition_lag_ms": percentiles([pong.recognition_lag_ms for pong in pongs]),
            "round_trip_ms": percentiles(round_trips),
            "degraded": sorted({code for pong in pongs for code in pong.degraded})}


def _driver(drive: Drive) -> dict[str, Any]:
    """Whether the driver kept its own time."""
    late_ms = [late_s * 1000 for client in drive.clients for late_s in client.sent_late_s]
    late = percentiles(late_ms)
    cpu_s = drive.driver_cpu_s
    return {"cpu_s": round(cpu_s, 2), "cpu_share": round(cpu_s / drive.plan.seconds, 3), "send_late_ms": late,
            "send_late_max_ms": round(max(late_ms), 1) if late_ms else None,
            "longest_pause_ms": round(max(drive.pauses_s) * 1000, 1) if drive.pauses_s else 0.0,
            "late": bool(late and late["p99"] > LATE_MS)}


def _other_cpu_share(drive: Drive, cpu_s: float | None) -> float | None:
    """Of the machine's cores, what neither the server nor the driver used and somebody did."""
    if not (drive.first and drive.last and cpu_s is not None):
        return None
    all_s = drive.last.machine_cpu_s - drive.first.machine_cpu_s
    return round(max(0.0, all_s - cpu_s - drive.driver_cpu_s) / (_cores() * drive.plan.seconds), 3)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
