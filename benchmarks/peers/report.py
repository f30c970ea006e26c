"""The comparison as one JSON object, a table and Markdown: results of runs in.  Pure; `__main__` prints and writes it.

    machine, model, sound, schedule, limit_ms, servers {name: {version, options, event}}, runs [..], failed [{server, why}]
    capacity {name: {"streams", "next", "covering_streams"}}, ratios {name: {..}}

A server carries so many streams if the p95 of its lag is at most `LIMIT_MS`, nothing is lost and nothing is refused.  Peers
count with text that may still change (`covering`), Seatmate with final text: that is to Seatmate's disadvantage.
`covering_streams` is the same count for all, with text that may still change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .known import PEERS, SEATMATE

LIMIT_MS = 800.0
Row = Mapping[str, Any]


def carries(run: Row, event: str) -> bool:
    """Whether this run kept the limit; `event` is `covering` or `final`."""
    lag = run[f"{event}_lag_ms"]
    return (lag is not None and lag["p95"] <= LIMIT_MS and not run[f"lost_{event}"] and not run["refused"])


def event_of(server: str) -> str:
    """What counts for this server."""
    return "final" if server == SEATMATE else "covering"


def capacity(runs: Sequence[Row], server: str) -> dict[str, Any]:
    """The most streams carried (0: not even the fewest measured), and the next count, which was too many (null: untried)."""
    def most(event: str) -> int:
        return max((run["streams"] for run in runs if run["server"] == server and carries(run, event)), default=0)

    streams = most(event_of(server))
    return {"streams": streams, "covering_streams": most("covering"),
            "next": min((run["streams"] for run in runs if run["server"] == server and run["streams"] > streams), default=None)}


def ratios(runs: Sequence[Row], capacities: Mapping[str, Row]) -> dict[str, dict[str, Any]]:
    """Seatmate against each peer: streams carried, and lag and cost where both were measured with as many streams."""
    found: dict[str, dict[str, Any]] = {}
    own = {run["streams"]: run for run in runs if run["server"] == SEATMATE}
    for server in dict.fromkeys(run["server"] for run in runs if run["server"] != SEATMATE):
        mine, theirs = capacities.get(SEATMATE, {}).get("streams", 0), capacities[server]["streams"]
        both = [(run, own[run["streams"]]) for run in runs if run["server"] == server and run["streams"] in own]
        found[server] = {
            "streams": round(mine / theirs, 1) if theirs and mine else None,
            "same_streams": [{"streams": run["streams"],
                              "covering_p95": _quotient(_p95(run, "covering"), _p95(ours, "covering")),
                              "lag_p95": _quotient(_p95(run, "covering"), _p95(ours, "final")),
                              "cpu": _quotient(run["cpu_per_speech_s"], ours["cpu_per_speech_s"])} for run, ours in both]}
    return found


def comparison(runs: Sequence[Row], failed: Sequence[Row], conditions: Row) -> dict[str, Any]:
    """The whole result."""
    capacities = {server: capacity(runs, server) for server in dict.fromkeys(run["server"] for run in runs)}
    return {**conditions, "limit_ms": LIMIT_MS, "runs": list(runs), "failed": list(failed), "capacity": capacities,
            "ratios": ratios(runs, capacities)}


def table(found: Row) -> list[str]:
    """For a terminal."""
    head = f"{'server':<26}{'streams':>8}{'covering lag p50/p95':>22}{'final lag p50/p95':>20}{'lost':>9}{'CPU s/s':>9}{'MB':>7}"
    return [head, *(row(run) for run in found["runs"]), "", *_conclusions(found)]


def row(run: Row) -> str:
    """One run as a line of the table."""
    return (f"{run['server']:<26}{run['streams']:>8}{_lag(run['covering_lag_ms']):>22}{_lag(run['final_lag_ms']):>20}"
            f"{_lost(run):>9}{_number(run['cpu_per_speech_s']):>9}{run['rss_mb']:>7.0f}"
            + ("  clients late" if run["client_late"] else "") + ("  refused" if run["refused"] else ""))


def markdown(found: Row) -> str:
    """For the documentation: conditions, results, conclusions; without a date."""
    machine, model, sound = found["machine"], found["model"], found["sound"]
    rows = [f"Machine: {machine['cpu']}, {machine['cores']} cores, {machine['system']}.",
            f"Model: `{model['name']}`" + (" (writes a fixed text)" if model["scripted"] else "") + ". Sound: "
            f"{sound['lang']}, {sound['voices']}, {found['schedule']['seconds']:g} s measured.", "",
            "| server | streams | text covers the end, p50 / p95 s | final text, p50 / p95 s | lost (covering, final) of | "
            "CPU s per s of speech | MB |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for run in found["runs"]:
        rows.append(f"| {run['server']} | {run['streams']} | {_lag(run['covering_lag_ms'])} | {_lag(run['final_lag_ms'])} | "
                    f"{_lost(run)} of {run['utterances']} | {_number(run['cpu_per_speech_s'])} | {run['rss_mb']:.0f} |")
    rows += ["", *(f"- {line}" for line in _conclusions(found)), "", "| server | version | options |", "| --- | --- | --- |"]
    rows += [f"| {name} | {one['version']} | {_options(one['options'])} |" for name, one in found["servers"].items()]
    return "\n".join(rows) + "\n"


def _conclusions(found: Row) -> list[str]:
    rows = []
    for server, one in found["capacity"].items():
        limit = f"p95 at most {found['limit_ms'] / 1000:g} s, nothing lost"
        event = "final text" if event_of(server) == "final" else "text that covers the end"
        rows.append(f"{server}: {one['streams'] or 'not one of the measured counts of'} streams at {limit} ({event})"
                    + (f"; {one['next']} were too many" if one["next"] else "; more were not tried")
                    + (f"; counted with text that may change: {one['covering_streams']}" if server == SEATMATE else ""))
    for server, one in found["ratios"].items():
        if one["streams"] is not None:
            rows.append(f"Seatmate carries {one['streams']:g} times the streams of {server}")
        for same in one["same_streams"]:
            rows.append(f"{server} with {same['streams']} streams against Seatmate with as many: lag p95 "
                        f"{_number(same['lag_p95'])} times (its changeable text against Seatmate's final one; like with like "
                        f"{_number(same['covering_p95'])}), CPU {_number(same['cpu'])} times")
    rows += [f"{one['server']} was not measured: {one['why'].splitlines()[0]}" for one in found["failed"]]
    return rows


def _p95(run: Row, event: str) -> float | None:
    lag = run[f"{event}_lag_ms"]
    return lag["p95"] if lag else None


def _quotient(theirs: float | None, ours: float | None) -> float | None:
    return round(theirs / ours, 1) if theirs is not None and ours else None


def _lag(lag: Row | None) -> str:
    return f"{lag['p50'] / 1000:.2f} / {lag['p95'] / 1000:.2f}" if lag else "–"


def _lost(run: Row) -> str:
    return f"{run['lost_covering']}, {run['lost_final']}"


def _number(value: float | None) -> str:
    return f"{value:g}" if value is not None else "–"


def _options(chosen: Mapping[str, Any]) -> str:
    return ", ".join(f"`{name}`" if value is None else f"`{name}={value!r}`" for name, value in chosen.items()) or "defaults"


def known_servers(names: Iterable[str]) -> list[str]:
    """These names, each checked.

    Raises:
        ValueError: names the one that is not known.
    """
    checked = list(dict.fromkeys(names))
    for name in checked:
        if name not in PEERS and name != SEATMATE:
            raise ValueError(f"{name!r} is no server that is known here; known are {', '.join([*PEERS, SEATMATE])}")
    return checked
