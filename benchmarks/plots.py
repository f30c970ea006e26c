"""Plots of the benchmarks: rows of JSON in, picture files out.  Needs matplotlib: pip install 'seatmate[bench]'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


def lag_points(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[int, float, float]]]:
    """Model -> (calls, p50, p95) of the final lag in ms, by calls; of several runs with as many calls the median one."""
    by_calls: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        if row["final_lag_ms"] is not None:
            by_calls[str(row["model"]), int(row["calls"])].append((row["final_lag_ms"]["p95"], row["final_lag_ms"]["p50"]))
    points: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for (model, calls), lags in sorted(by_calls.items()):
        p95, p50 = sorted(lags)[(len(lags) - 1) // 2]
        points[model].append((calls, p50, p95))
    return dict(points)


def lag_plot(rows: Sequence[Mapping[str, Any]], limit_ms: float, file: Path) -> None:
    """Final lag against the number of calls, a curve a model, with the limit."""
    figure, axes = _figure("calls at once (two channels each)", "speech end to final, ms")
    for model, points in lag_points(rows).items():
        calls = [point[0] for point in points]
        line, = axes.plot(calls, [point[2] for point in points], marker="o", label=f"{model}, p95")
        axes.plot(calls, [point[1] for point in points], marker=".", linestyle=":", color=line.get_color(),
                  label=f"{model}, p50")
    axes.axhline(limit_ms, color="grey", linewidth=1, linestyle="--", label=f"{limit_ms:.0f} ms")
    axes.set_ylim(bottom=0, top=4 * limit_ms)
    _save(figure, axes, file)


def throughput_plot(rows: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Windows a second against the batch, a curve for each window length and stage."""
    figure, axes = _figure("windows in one batch", "windows a second")
    curves: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in rows:
        for stage in ("encode", "generate"):
            curves[f"{stage}, {row['window_s']:g} s"].append((row["batch"], 1000 * row["batch"] / row[f"{stage}_ms"]))
    for label, points in sorted(curves.items()):
        axes.plot(*zip(*sorted(points), strict=True), marker="o", label=label)
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    _save(figure, axes, file)


def _figure(across: str, up: str) -> tuple[Any, Any]:
    import matplotlib

    # no display is needed, none is looked for
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.grid(alpha=0.3)
    return figure, axes


def _save(figure: Any, axes: Any, file: Path) -> None:
    axes.legend(fontsize="small")
    figure.savefig(file, dpi=120)
