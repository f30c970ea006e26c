"""What a Whisper model has to compute, and what a machine can: shapes and sizes in, GFLOP and GFLOP/s out.

One multiplication with its addition counts as two.  Normalisation, activation and features are left out: below 2 %.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scripted_model import SHAPES, Shape

_PEAK_PROGRAM = """
import sys, time
import numpy as np
size = int(sys.argv[1])
one = np.random.default_rng(1).standard_normal((size, size), dtype=np.float32)
best = 1e9
for _ in range(6):
    start = time.perf_counter()
    one @ one
    best = min(best, time.perf_counter() - start)
print(2 * size ** 3 / best / 1e9)
"""


def encode_gflop(shape: Shape, frames: int) -> float:
    """One window of so many mel frames (a 30 s window of Whisper has 3000)."""
    size, places = shape.d_model, frames // 2
    convolutions = 2 * 3 * shape.mel_bands * size * frames + 2 * 3 * size * size * places
    # projections 8, feed-forward 16 a place and size squared; scores and values 4 a pair of places
    layer = 24 * places * size**2 + 4 * places**2 * size
    return (convolutions + shape.encoder_layers * layer) / 1e9


def cross_gflop(shape: Shape, frames: int) -> float:
    """Keys and values of the cross-attention, once a window."""
    return shape.decoder_layers * 4 * (frames // 2) * shape.d_model**2 / 1e9


def token_gflop(shape: Shape, frames: int, position: int, vocabulary: int) -> float:
    """One decoder step of one hypothesis with so many tokens before it."""
    size = shape.d_model
    layer = 28 * size**2 + 4 * (frames // 2) * size + 4 * position * size
    return (shape.decoder_layers * layer + 2 * size * vocabulary) / 1e9


def window_gflop(shape: Shape, frames: int, tokens: int, beam: int, vocabulary: int = 51_865) -> float:
    """A whole decode: encoder, cross-attention, so many tokens in each hypothesis."""
    steps = sum(token_gflop(shape, frames, position, vocabulary) for position in range(tokens))
    return encode_gflop(shape, frames) + cross_gflop(shape, frames) + beam * steps


def decoder_bytes(shape: Shape, bytes_per_weight: int, vocabulary: int = 51_865) -> int:
    """Weights that every decoder step reads, whatever the batch."""
    return bytes_per_weight * (shape.decoder_layers * 14 * shape.d_model**2 + vocabulary * shape.d_model)


def shape_of(directory: Path) -> Shape:
    """The shape of a converted model, from the sizes of its tensors.

    Raises:
        ValueError: its first tensors are not those of a Whisper model.
    """
    sizes = _tensor_shapes(directory / "model.bin")
    layers = {side: len({name.split("/")[1] for name in sizes if name.startswith(f"{side}/layer_")})
              for side in ("encoder", "decoder")}
    try:
        d_model, mel_bands, _ = sizes["encoder/conv1/weight"]
        text_tokens = sizes["decoder/embeddings/weight"][0]
    except (KeyError, ValueError):
        raise ValueError(f"{directory} holds no Whisper model in CTranslate2 form") from None
    known = [shape.heads for shape in SHAPES.values() if shape.d_model == d_model]
    heads = known[0] if known else max(1, d_model // 64)
    positions = sizes.get("encoder/position_encodings/encodings", (1500,))[0]
    return Shape(d_model, heads, layers["encoder"], layers["decoder"], text_tokens, mel_bands, positions)


def peak_gflops(threads: int, size: int = 1536) -> float:
    """GFLOP/s of a float32 matrix product on so many threads, the best of six; in a process of its own."""
    environment = {**os.environ, **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), str(threads))}
    done = subprocess.run([sys.executable, "-c", _PEAK_PROGRAM, str(size)], env=environment, capture_output=True, text=True,
                          check=True)
    return float(done.stdout)


@dataclass(frozen=True, slots=True)
class Device:
    """What a device is said to do by its maker."""

    name: str
    peak_gflops: float
    """Dense, in the type that the model computes in."""
    memory_gb_per_s: float


H200 = Device("H200-class GPU, float16", 989_000.0, 4_800.0)


def _tensor_shapes(file: Path) -> dict[str, tuple[int, ...]]:
    """Name -> shape of each tensor of a CTranslate2 model.bin (format 6)."""
    found: dict[str, tuple[int, ...]] = {}
    with file.open("rb") as stream:
        def number(size: int) -> int:
            return int.from_bytes(stream.read(size), "little")

        def text() -> str:
            return stream.read(number(2)).rstrip(b"\0").decode("utf-8", "replace")
        number(4)
        text()
        number(4)
        for _ in range(number(4)):
            name = text()
            shape = tuple(number(4) for _ in range(number(1)))
            number(1)
            stream.seek(number(4), os.SEEK_CUR)
            found[name] = shape
    return found


def demand(report: Path) -> dict[str, float]:
    """What one call asks of the recogniser, from a report of `bench streams`: windows a second of finals and partials."""
    found = json.loads(report.read_text(encoding="utf-8"))
    calls_s = found["calls"] * found["seconds"]
    return {"finals": found["batches"]["final"]["windows"] / calls_s,
            "partials": found["batches"]["partial"]["windows"] / calls_s}
