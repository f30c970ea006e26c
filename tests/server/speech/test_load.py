"""Load, cadence and lag from made-up times."""

from __future__ import annotations

import pytest

from server.speech.load import LoadMeter, LoadSettings


def busy(meter: LoadMeter, share: float, since_s: float, seconds: float) -> float:
    """One decode a second that takes `share` of it."""
    now = since_s
    while now < since_s + seconds:
        meter.decoded(now + 1 - share, now + 1)
        now += 1
    return now


def test_an_idle_recogniser_has_no_load() -> None:
    meter = LoadMeter()
    assert (meter.load(100.0), meter.partial_interval_ms, meter.recognition_lag_ms) == (0.0, 400, 0.0)
    assert not meter.agent_partials_stop(100.0) and not meter.refuses_calls(100.0)


def test_load_is_the_busy_share_and_fades() -> None:
    meter = LoadMeter()
    now = busy(meter, 0.5, 0.0, 20)
    assert meter.load(now) == pytest.approx(0.5, abs=0.07)
    assert meter.load(now + 4) == pytest.approx(0.25, abs=0.07)
    assert meter.load(now + 60) == 0.0


def test_partials_stretch_under_load_and_recover() -> None:
    meter = LoadMeter()
    now = busy(meter, 0.9, 0.0, 40)
    assert meter.partial_interval_ms == 3000
    busy(meter, 0.3, now, 60)
    assert meter.partial_interval_ms == 400


def test_first_the_agents_partials_give_way_then_new_calls() -> None:
    meter = LoadMeter(LoadSettings(longest_lag_ms=1000))
    now = busy(meter, 1.0, 0.0, 40)
    assert meter.agent_partials_stop(now) and not meter.refuses_calls(now)
    meter.final_delivered(2500)
    assert meter.refuses_calls(now)
    assert not meter.refuses_calls(now + 30)


def test_the_lag_is_that_of_recent_finals() -> None:
    meter = LoadMeter()
    for _ in range(50):
        meter.final_delivered(9000)
    for _ in range(20):
        meter.final_delivered(300)
    assert meter.recognition_lag_ms == 300
