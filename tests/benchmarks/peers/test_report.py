"""Capacity and ratios out of runs, and how they are told."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.peers.report import capacity, carries, comparison, known_servers, markdown, table


def _run(server: str, streams: int, covering_ms: float, final_ms: float | None, **changed: Any) -> dict[str, Any]:
    def lag(value: float | None) -> dict[str, float] | None:
        return None if value is None else {"p50": value / 2, "p95": value, "p99": value}

    return {"server": server, "streams": streams, "utterances": 10, "covering_lag_ms": lag(covering_ms),
            "final_lag_ms": lag(final_ms), "lost_covering": 0, "lost_final": 0 if final_ms else 10, "refused": [],
            "cpu_s": 10.0, "cpu_per_speech_s": 1.0, "rss_mb": 400.0, "client_late": False, **changed}


RUNS = [_run("whisper_live", 1, 600, None), _run("whisper_live", 2, 1200, None, cpu_per_speech_s=2.0),
        _run("whisper_live_kit", 1, 5000, None), _run("seatmate", 2, 100, 600, cpu_per_speech_s=0.5),
        _run("seatmate", 16, 400, 790), _run("seatmate", 32, 700, 1500)]
CONDITIONS = {"machine": {"cpu": "some CPU", "cores": 2, "system": "Linux"}, "model": {"name": "m", "scripted": True},
              "sound": {"lang": "zh", "voices": "vowels"}, "schedule": {"seconds": 45.0},
              "servers": {"whisper_live": {"version": "whisper-live 0.10.0", "options": {"single_model": True, "--pcm": None}}}}


@pytest.mark.parametrize("changed", [{"lost_final": 1}, {"refused": ["refused: WAIT"]}, {"final_lag_ms": None},
                                     {"final_lag_ms": {"p50": 1, "p95": 801, "p99": 900}}])
def test_a_run_that_loses_refuses_or_is_late_carries_nothing(changed: dict[str, Any]) -> None:
    assert carries(_run("seatmate", 1, 100, 200), "final")
    assert not carries(_run("seatmate", 1, 100, 200, **changed), "final")


def test_seatmate_counts_with_final_text_and_a_peer_with_any() -> None:
    assert capacity(RUNS, "seatmate") == {"streams": 16, "covering_streams": 32, "next": 32}
    assert capacity(RUNS, "whisper_live") == {"streams": 1, "covering_streams": 1, "next": 2}
    assert capacity(RUNS, "whisper_live_kit") == {"streams": 0, "covering_streams": 0, "next": 1}
    assert capacity([RUNS[0]], "whisper_live")["next"] is None


def test_ratios_stand_against_each_peer() -> None:
    ratios = comparison(RUNS, [], CONDITIONS)["ratios"]
    assert ratios["whisper_live"] == {"streams": 16.0, "same_streams": [
        {"streams": 2, "covering_p95": 12.0, "lag_p95": 2.0, "cpu": 4.0}]}
    assert ratios["whisper_live_kit"] == {"streams": None, "same_streams": []}


def test_the_table_names_every_run_and_what_could_not_be_measured() -> None:
    text = "\n".join(table(comparison(RUNS, [{"server": "whisper_live_batch", "why": "no registry\n    more"}], CONDITIONS)))
    assert text.count("whisper_live  ") == 2
    assert "Seatmate carries 16 times the streams of whisper_live" in text
    assert "whisper_live_batch was not measured: no registry" in text and "more" not in text.splitlines()[-1]


def test_markdown_tells_model_options_and_that_the_text_is_fixed() -> None:
    text = markdown(comparison(RUNS, [], CONDITIONS))
    assert "| seatmate | 16 | 0.20 / 0.40 | 0.40 / 0.79 |" in text
    assert "writes a fixed text" in text
    assert "`single_model=True`, `--pcm`" in text


def test_an_unknown_server_is_refused_by_name() -> None:
    assert known_servers(["seatmate", "whisper_live", "seatmate"]) == ["seatmate", "whisper_live"]
    with pytest.raises(ValueError, match="whisper_dead"):
        known_servers(["whisper_dead"])
