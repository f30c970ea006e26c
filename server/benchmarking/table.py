"""The result for a terminal: the JSON object in, lines out.  Pure; `server.commands.bench` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .report import DISTURBED_SHARE

_STAGE_TITLES = {"end_pointing": "silence until it counts as over", "hearing": "sound on its way, voice activity",
                 "queue": "waiting for the recogniser", "decode": "decoding", "delivery": "rules, commit, the way back"}


def lines(found: Mapping[str, Any]) -> list[str]:
    """The whole result."""
    rows = [f"{found['calls']} calls, {found['seconds']:g} s, {found['model']} on {found['device']} "
            f"({found['compute_type']}, {found['threads']} threads, window {found['window']}), {found['cores']} cores", ""]
    rows.append(f"{'':36}{'p50':>8}{'p95':>8}{'p99':>8}")
    rows.append(_lag_row("final lag, ms", found["final_lag_ms"]))
    for name, title in _STAGE_TITLES.items():
        if found["stages_ms"][name]:
            rows.append(_lag_row(f"  {title}", found["stages_ms"][name]))
    rows.append(_lag_row("partial lag, ms", found["partial_lag_ms"]))
    rows.append(_lag_row("between two partials, ms", found["partial_interval_ms"]))
    rows += ["", _said(found), _cost(found)]
    if found["batches"]:
        batches = found["batches"]
        rows.append(f"batch: mean {found['batch']['mean']}, largest {found['batch']['max']}; finals "
                    f"{batches['final']['windows']} in {batches['final']['count']} decodes, partials "
                    f"{batches['partial']['windows']} in {batches['partial']['count']}; the engine is busy "
                    f"{100 * found['engine_busy']:.0f} % of the time")
    rows.append(_driver(found["driver"]))
    rows += _troubles(found)
    return rows


def _said(found: Mapping[str, Any]) -> str:
    rates = "".join(f", {name.upper()} {100 * found[name]:.1f} %" for name in ("cer", "wer") if found[name] is not None)
    return (f"utterances: {found['utterances']} said, {found['lost_utterances']} lost, {found['rejected_utterances']} "
            f"rejected, {found['gaps']} gaps; {found['partials']} partials, {_number(found['dropped_partials'])} "
            f"dropped{rates}")


def _cost(found: Mapping[str, Any]) -> str:
    parts = ", ".join(f"{part} {cpu_s}" for part, cpu_s in (found["cpu_by_part_s"] or {}).items())
    return (f"server: {_number(found['cpu_s'])} CPU s ({_number(found['cpu_per_speech_s'])} a second of speech"
            + (f"; {parts}; voice activity {found['voice_activity_cpu_s']}" if parts else "")
            + f"), {_number(found['rss_mb'])} MB, {_number(found['rss_per_call_mb'])} MB a call")


def _driver(driver: Mapping[str, Any]) -> str:
    late = driver["send_late_ms"]
    sent = f"packets late p50 {late['p50']:.1f}, p99 {late['p99']:.1f}, at most {driver['send_late_max_ms']:.0f} ms" if late \
        else "no packet was sent"
    return f"driver: {100 * driver['cpu_share']:.0f} % of a core; {sent}"


def _troubles(found: Mapping[str, Any]) -> list[str]:
    rows = []
    if found["driver"]["late"]:
        rows.append("The driver was late: the machine has too little time for it, and the lags are not the server's alone.")
    if (found["other_cpu_share"] or 0) > DISTURBED_SHARE:
        rows.append(f"Other programs used {100 * found['other_cpu_share']:.0f} % of the machine: on a quiet one the lags are "
                    "shorter.")
    if found["server_died"]:
        rows.append(f"The server was gone before the end (exit code {_number(found['server_exit_code'])}).")
    if found["refused_calls"]:
        rows.append(f"The server refused {found['refused_calls']} of {found['calls']} calls: "
                    + ", ".join(f"{code} ({count})" for code, count in found["refusals"].items()))
    if found["cut_calls"]:
        rows.append(f"{found['cut_calls']} calls did not come to their end.")
    if found["pong"] and found["pong"]["degraded"]:
        rows.append("Gave way meanwhile: " + ", ".join(found["pong"]["degraded"]))
    return [""] + rows if rows else []


def _lag_row(title: str, values: Mapping[str, float] | None) -> str:
    cells = "".join(f"{values[name]:8.0f}" for name in ("p50", "p95", "p99")) if values else f"{'-':>8}" * 3
    return f"{title:36}{cells}"


def _number(value: object) -> str:
    return "-" if value is None else str(value)
