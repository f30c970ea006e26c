"""What is to be computed, against the figures known for Whisper, and the plan made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.batches import EXPECTED_DEMAND, measured, plan
from benchmarks.compute import H200, demand, encode_gflop, peak_gflops, shape_of, window_gflop
from benchmarks.scripted_model import SHAPES, build_scripted_model


@pytest.mark.parametrize(("name", "long", "short"), [("tiny", 37, 4.2), ("base", 87, 10.7), ("small", 344, 46),
                                                     ("large-v3-turbo", 2274, 328)])
def test_the_encoder_costs_what_is_known(name: str, long: float, short: float) -> None:
    assert encode_gflop(SHAPES[name], 3000) == pytest.approx(long, rel=0.01)
    assert encode_gflop(SHAPES[name], 500) == pytest.approx(short, rel=0.02)


def test_a_beam_costs_the_decoder_only() -> None:
    shape = SHAPES["tiny"]
    greedy, beam = (window_gflop(shape, 500, 20, width) for width in (1, 5))
    assert beam > greedy > encode_gflop(shape, 500)
    assert beam - greedy == pytest.approx(4 * (greedy - window_gflop(shape, 500, 0, 1)))


def test_the_shape_is_read_from_the_model(tmp_path: Path) -> None:
    found = shape_of(build_scripted_model(tmp_path / "model"))
    micro = SHAPES["micro"]
    assert (found.d_model, found.heads, found.encoder_layers, found.decoder_layers, found.mel_bands, found.positions) == (
        micro.d_model, micro.heads, micro.encoder_layers, micro.decoder_layers, micro.mel_bands, micro.positions)
    (tmp_path / "model" / "model.bin").write_bytes(b"\0" * 100)
    with pytest.raises(ValueError, match="no Whisper model"):
        shape_of(tmp_path / "model")


def test_each_window_and_batch_is_timed(tmp_path: Path) -> None:
    import ctranslate2

    directory = build_scripted_model(tmp_path / "model")
    model = ctranslate2.models.Whisper(str(directory), device="cpu", intra_threads=1)
    rows = list(measured(directory, model, shape_of(directory), [1.0, 60.0], [1, 2], 100.0))
    assert [(row["window_s"], row["frames"], row["batch"]) for row in rows] == [(1, 100, 1), (1, 100, 2), (60, 3000, 1),
                                                                                (60, 3000, 2)]
    assert all(row["encode_ms"] > 0 and row["generate_ms"] > 0 and row["generate_beam_ms"] > 0 for row in rows)
    assert all(row["encode_share"] == pytest.approx(row["encode_gflop"] / row["encode_ms"] * 10, rel=0.1, abs=0.01)
               for row in rows)


def test_the_plan_says_that_it_is_one_and_grows_with_the_share() -> None:
    def calls(share: float, wanted: dict[str, float] = EXPECTED_DEMAND) -> Any:
        return plan(SHAPES["large-v3-turbo"], [{"encode_share": share}], wanted, H200)["calls"]
    assert "plan" in plan(SHAPES["tiny"], [{"encode_share": 0.5}], EXPECTED_DEMAND, H200)["kind"]
    assert 0 < calls(0.2) < calls(0.5)
    assert calls(0.5, {"finals": 1.0, "partials": 3.0}) < calls(0.5)


def test_what_calls_ask_for_is_read_from_a_report(tmp_path: Path) -> None:
    report = {"calls": 10, "seconds": 20, "batches": {"final": {"windows": 60}, "partial": {"windows": 200}}}
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert demand(tmp_path / "report.json") == {"finals": 0.3, "partials": 1.0}


def test_the_ceiling_is_measured() -> None:
    assert peak_gflops(1, size=128) > 0
