"""Throughput of a model against batch and window, as share of what the machine can compute, and a plan for a large GPU.

    python -m benchmarks.batches DIR [--device cpu|cuda] [--threads N] [--windows 2,5,10,30] [--batches 1,2,4,8,16]
                                 [--out ROWS.jsonl] [--plot FILE.png] [--streams REPORT.json]

Encoding and generating (20 tokens, greedy and beam 5) are timed apart.  The ceiling is a float32 matrix product on as many
threads; int8 may exceed it.  On a GPU no ceiling is measured: the maker's figure stands in, and is named.  With a report of
`bench streams`, the plan uses what its calls asked for; it is a plan, not a measurement.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.compute import (
    H200,
    Device,
    cross_gflop,
    decoder_bytes,
    demand,
    encode_gflop,
    peak_gflops,
    shape_of,
    token_gflop,
)
from benchmarks.plots import throughput_plot
from benchmarks.scripted_model import Shape

TOKENS = 20
FINAL_BEAM = 5
EXPECTED_DEMAND = {"finals": 0.35, "partials": 1.2}
"""Windows a second and call where no report says: utterances of 2.5 s, both sides together 90 % of the time."""
USABLE = 0.7
"""Of the device's time: above it, waiting grows fast."""
MOST_SHARE = 0.5
"""Of a GPU's declared peak; products of this size rarely reach more."""
LAUNCH_S = 5e-6
"""A GPU begins no more than one kernel in so much time; small models wait for that alone."""
_KERNELS_PER_LAYER = {"encoder": 12, "decoder": 18}
_REPEATS = 3
_LEAST_S = 0.3


def measured(directory: Path, model: Any, shape: Shape, windows_s: Sequence[float], batches: Sequence[int],
             ceiling_gflops: float) -> Iterator[dict[str, Any]]:
    """One row for each window length and batch; times are the best of several, in milliseconds."""
    start, end = _tokens(directory)
    preprocessor = json.loads((directory / "preprocessor_config.json").read_text(encoding="utf-8"))
    frames_per_s = preprocessor["sampling_rate"] // preprocessor["hop_length"]
    for window_s in windows_s:
        frames = min(int(window_s * frames_per_s), 2 * shape.positions)
        for batch in batches:
            times_ms = _times_ms(model, shape, frames, [start] * batch, end)
            encode = batch * encode_gflop(shape, frames)
            generate = batch * (cross_gflop(shape, frames) + sum(
                token_gflop(shape, frames, position, shape.text_tokens) for position in range(TOKENS)))
            yield {"window_s": window_s, "batch": batch, "frames": frames,
                   **{name: round(value, 2) for name, value in times_ms.items()},
                   "encode_gflop": round(encode, 4), "generate_gflop": round(generate, 4),
                   "encode_share": round(encode / times_ms["encode_ms"] * 1000 / ceiling_gflops, 4),
                   "generate_share": round(generate / times_ms["generate_ms"] * 1000 / ceiling_gflops, 4)}


def _times_ms(model: Any, shape: Shape, frames: int, prompts: list[list[int]], end: int) -> dict[str, float]:
    import ctranslate2

    features = np.random.default_rng(1).standard_normal((len(prompts), shape.mel_bands, frames), dtype=np.float32)
    sound = ctranslate2.StorageView.from_array(features)
    encoded = model.encode(sound, to_cpu=False)

    def generate(beam: int) -> None:
        # half of the length is for new tokens; without an end they are all written
        model.generate(encoded, prompts, beam_size=beam, max_length=2 * TOKENS, suppress_tokens=[end], suppress_blank=False)
    # copying the result back waits for a GPU to have it
    return {"encode_ms": _best_ms(lambda: model.encode(sound, to_cpu=True)),
            "generate_ms": _best_ms(lambda: generate(1)), "generate_beam_ms": _best_ms(lambda: generate(FINAL_BEAM))}


def plan(shape: Shape, rows: Sequence[Mapping[str, Any]], wanted: Mapping[str, float], device: Device) -> dict[str, Any]:
    """Calls on a device that was not measured, as far as its recogniser goes.

    Batches of 16 windows of 5 s.  Encoding at the best share of the ceiling that was measured here, `MOST_SHARE` at most; a
    decoder step takes as long as its arithmetic, the reading of its weights or the start of its kernels, whichever is longest.
    """
    frames, batch = 500, 16
    share = min(MOST_SHARE, max(float(row["encode_share"]) for row in rows))
    arithmetic_s = (encode_gflop(shape, frames) + cross_gflop(shape, frames)) / (share * device.peak_gflops)
    encode_s = max(arithmetic_s, LAUNCH_S * _KERNELS_PER_LAYER["encoder"] * shape.encoder_layers / batch)
    reading_s = decoder_bytes(shape, 2, shape.text_tokens) / (device.memory_gb_per_s * 1e9)
    starting_s = LAUNCH_S * _KERNELS_PER_LAYER["decoder"] * shape.decoder_layers

    def window_s(beam: int) -> float:
        steps_s = (batch * beam * token_gflop(shape, frames, position, shape.text_tokens) / (share * device.peak_gflops)
                   for position in range(TOKENS))
        return encode_s + sum(max(one, reading_s, starting_s) for one in steps_s) / batch
    call = wanted["finals"] * window_s(FINAL_BEAM) + wanted["partials"] * window_s(1)
    return {"kind": "a plan, not a measurement", "device": device.name, "declared_gflops": device.peak_gflops,
            "declared_memory_gb_per_s": device.memory_gb_per_s, "encoder_share_of_ceiling": share,
            "finals_per_call_s": round(wanted["finals"], 3), "partials_per_call_s": round(wanted["partials"], 3),
            "usable": USABLE, "calls": int(USABLE / call)}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    args = _arguments(argv)
    import ctranslate2

    shape = shape_of(args.directory)
    compute_type = "float16" if args.device == "cuda" else "int8"
    model = ctranslate2.models.Whisper(str(args.directory), device=args.device, intra_threads=args.threads,
                                       compute_type=compute_type)
    ceiling = H200.peak_gflops if args.device == "cuda" else peak_gflops(args.threads)
    source = f"declared for an {H200.name}" if args.device == "cuda" else f"float32 matrix product, {args.threads} threads"
    print(f"{args.directory.name}: {shape}\nceiling {ceiling:.0f} GFLOP/s ({source}), {compute_type}\n")
    print("window s  batch  encode ms  generate ms  beam 5 ms  encode share  generate share")
    rows = []
    for row in measured(args.directory, model, shape, args.windows, args.batches, ceiling):
        rows.append({"model": args.directory.name, "device": args.device, "threads": args.threads, **row})
        print(f"{row['window_s']:8g}  {row['batch']:5d}  {row['encode_ms']:9.1f}  {row['generate_ms']:11.1f}  "
              f"{row['generate_beam_ms']:9.1f}  {100 * row['encode_share']:10.1f} %  {100 * row['generate_share']:12.1f} %",
              flush=True)
    wanted = demand(args.streams) if args.streams else EXPECTED_DEMAND
    planned = plan(shape, rows, wanted, H200)
    print(f"\nPlan, not measured: {planned['calls']} calls on one {H200.name}, at the encoder's best share of the ceiling "
          f"measured here ({100 * planned['encoder_share_of_ceiling']:.0f} %), {100 * USABLE:.0f} % of the time in use")
    if args.out:
        with args.out.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in [*rows, {"model": args.directory.name, "plan": planned}])
    if args.plot:
        throughput_plot(rows, args.plot)
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Throughput of a model against batch and window.")
    parser.add_argument("directory", type=Path, help="CTranslate2 model")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--windows", type=lambda text: [float(one) for one in text.split(",")], default=[2.0, 5.0, 10.0, 30.0])
    parser.add_argument("--batches", type=lambda text: [int(one) for one in text.split(",")], default=[1, 2, 4, 8])
    parser.add_argument("--out", type=Path, help="JSON lines; added to")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--streams", type=Path, help="report of `bench streams`, for what calls ask for")
    return parser.parse_args(argv)


def _tokens(directory: Path) -> tuple[list[int], int]:
    """What a transcript begins with, and the token that ends it."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    names = ("<|startoftranscript|>", "<|zh|>", "<|transcribe|>", "<|notimestamps|>")
    return [tokenizer.token_to_id(name) for name in names], tokenizer.token_to_id("<|endoftext|>")


def _best_ms(work: Callable[[], object]) -> float:
    best, spent, repeats = float("inf"), 0.0, 0
    while repeats < _REPEATS or spent < _LEAST_S:
        start_s = time.perf_counter()
        work()
        took_s = time.perf_counter() - start_s
        best, spent, repeats = min(best, took_s), spent + took_s, repeats + 1
    return best * 1000


if __name__ == "__main__":
    sys.exit(main())
