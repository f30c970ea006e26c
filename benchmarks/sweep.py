"""The highest number of calls that one server carries: `seatmate-server bench streams` again and again, by bisection.

    python -m benchmarks.sweep --model NAME|DIR [--seconds 30] [--limit-ms 800] --out RUNS.jsonl [--plot LAG.png]

A number of calls is carried if p95 of the final lag is within the limit, nothing is lost, no call is refused.  Each run is
one line of the file, which further sweeps are added to; the plot shows all of its lines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.plots import lag_plot
from models.errors import ModelError
from server.benchmarking.driving import Plan
from server.benchmarking.errors import BenchmarkError
from server.benchmarking.report import good
from server.benchmarking.streams import Request, all_lines, measure
from server.commands.bench import LANGS

FINENESS = 0.08
"""The bisection ends when the two sides are nearer than this share of the lower one, or one call."""


def carried(found: Mapping[str, Any], limit_ms: float) -> bool:
    """Whether a run shows that its calls were carried."""
    lag = found["final_lag_ms"]
    return good(found) and lag is not None and lag["p95"] <= limit_ms


def search(carries: Callable[[int], bool], first: int, most: int) -> int:
    """The highest number that is carried, 0 if not even one is; doubles up from `first`, then bisects.

    One more than the answer was not carried, unless it is `most` or further away than `FINENESS` allows.
    """
    low, high, at = 0, most + 1, min(first, most)
    while low < most:
        if carries(at):
            low = at
        else:
            high = at
        if high - low <= max(1, int(low * FINENESS)):
            break
        at = min(2 * low, most) if high > most and low else (low + high) // 2 if high <= most else at
    return low


def main(argv: Sequence[str] | None = None) -> int:
    """Sweep; 1 if not even one call is carried, 2 if nothing could be measured."""
    parser = argparse.ArgumentParser(description="Find the highest number of calls that one server carries.")
    parser.add_argument("--model", default="")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--lang", default="zh", choices=tuple(LANGS))
    parser.add_argument("--voices", default="auto", choices=("auto", "espeak", "vowels"))
    parser.add_argument("--seconds", type=float, default=30.0, help="measured in each run (default: 30)")
    parser.add_argument("--limit-ms", type=float, default=800.0, help="p95 of the final lag (default: 800)")
    parser.add_argument("--first", type=int, default=4, help="calls of the first run (default: 4)")
    parser.add_argument("--most", type=int, default=512, help="calls of the largest run (default: 512)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="JSON lines, one a run; added to")
    parser.add_argument("--plot", type=Path, help="lag against calls, as PNG or SVG")
    args = parser.parse_args(argv)
    request = Request(1, Plan(args.seconds, 2.0, args.seed), args.model, args.device, LANGS[args.lang])
    try:
        lines = all_lines(request.langs, args.voices)

        def carries(calls: int) -> bool:
            # never more than twenty calls begin in one second
            found = measure(replace(request, calls=calls, plan=replace(request.plan, ramp_s=max(2.0, calls / 20))), lines)
            with args.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(found, ensure_ascii=False) + "\n")
            print(row(found, args.limit_ms), flush=True)
            return carried(found, args.limit_ms)
        best = search(carries, args.first, args.most)
    except (BenchmarkError, ModelError) as error:
        print(f"sweep: {error} [{error.code}]", file=sys.stderr)
        return 2
    print(f"{best} calls are carried with p95 within {args.limit_ms:.0f} ms and nothing lost")
    if args.plot:
        lag_plot([json.loads(line) for line in args.out.read_text(encoding="utf-8").splitlines()], args.limit_ms, args.plot)
    return 0 if best else 1


def row(found: Mapping[str, Any], limit_ms: float) -> str:
    """One run in a line."""
    lag = found["final_lag_ms"] or {"p50": float("nan"), "p95": float("nan")}
    return (f"{found['calls']:4d} calls: final lag p50 {lag['p50']:6.0f}, p95 {lag['p95']:6.0f} ms; lost "
            f"{found['lost_utterances']}, refused {found['refused_calls']}; engine busy {found['engine_busy']}; driver p99 "
            f"{(found['driver']['send_late_ms'] or {'p99': 0})['p99']:.0f} ms late; "
            + ("carried" if carried(found, limit_ms) else "not carried"))


if __name__ == "__main__":
    sys.exit(main())
