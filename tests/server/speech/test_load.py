"""Load, cadence, lag and what gives way, from made-up times."""

from __future__ import annotations

import pytest

from server.speech.load import LoadMeter, LoadSettings, Step


def busy(meter: LoadMeter, share: float, since_s: float, seconds: float, every_s: float = 0.2) -> float:
    """Decodes that take so much of the time; returns when they are over."""
    for number in range(round(seconds / every_s)):
        end_s = since_s + (number + 1) * every_s
        meter.decoded(end_s - share * every_s, end_s)
    return since_s + seconds


def steps(meter: LoadMeter, share: float, since_s: float, seconds: float) -> list[Step]:
    """The step after each second."""
    return [meter.step(busy(meter, share, since_s + second, 1.0)) for second in range(round(seconds))]


def test_an_idle_recogniser_has_no_load() -> None:
    meter = LoadMeter()
    assert (meter.load(100.0), meter.partial_interval_ms(100.0), meter.recognition_lag_ms) == (0.0, 400, 0.0)
    assert meter.step(100.0) == Step.NOTHING


def test_load_is_the_busy_share_and_fades() -> None:
    meter = LoadMeter()
    now_s = busy(meter, 0.5, 0.0, 20)
    assert meter.load(now_s) == pytest.approx(0.5, abs=0.03)
    assert meter.load(now_s + 2) == pytest.approx(0.25, abs=0.03)
    assert meter.load(now_s + 60) == 0.0


def test_the_load_of_two_engines_is_shared() -> None:
    meter = LoadMeter(engines=2)
    busy(meter, 0.8, 0.0, 10)
    assert meter.load(10.0) == pytest.approx(0.4, abs=0.03)
    for number in range(100):
        for _ in range(2):
            meter.decoded(20 + number * 0.1, 20.08 + number * 0.1)
    assert meter.load(30.0) == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("every_s", [0.05, 0.5])
def test_partials_stretch_under_load_and_recover_however_often_something_is_decoded(every_s: float) -> None:
    meter = LoadMeter()
    now_s = busy(meter, 0.9, 0.0, 3, every_s)
    assert meter.partial_interval_ms(now_s) == 400
    now_s = busy(meter, 0.9, now_s, 9, every_s)
    assert meter.partial_interval_ms(now_s) == 2000
    now_s = busy(meter, 0.3, now_s, 14, every_s)
    assert meter.partial_interval_ms(now_s) == 400


def test_a_pause_brings_the_cadence_back_at_once() -> None:
    meter = LoadMeter()
    now_s = busy(meter, 0.9, 0.0, 12)
    assert meter.partial_interval_ms(now_s) == 2000 and meter.partial_interval_ms(now_s + 10) == 400


def test_what_gives_way_comes_in_order_and_goes_in_order() -> None:
    meter = LoadMeter()
    rising = steps(meter, 1.0, 0.0, 20)
    assert sorted(set(rising)) == rising[:1] + [Step.AGENT_PARTIALS, Step.PARTIALS, Step.HYPOTHESES,
                                                        Step.ASSISTANCE]
    assert rising == sorted(rising)
    falling = steps(meter, 0.2, 20.0, 25)
    assert falling == sorted(falling, reverse=True) and falling[-1] == Step.NOTHING
    assert {Step.PARTIALS, Step.AGENT_PARTIALS} < set(falling)


def test_half_load_gives_nothing_back_before_it_is_easy() -> None:
    meter = LoadMeter()
    steps(meter, 1.0, 0.0, 20)
    assert set(steps(meter, 0.85, 20.0, 30)) == {Step.ASSISTANCE}


def test_what_was_taken_back_too_early_is_taken_back_later_the_next_time() -> None:
    def seconds_until_back(since_s: float) -> int:
        return steps(meter, 0.2, since_s, 60).index(Step.NOTHING)

    meter = LoadMeter(LoadSettings(back_s=5.0))
    steps(meter, 1.0, 0.0, 20)
    found = steps(meter, 0.2, 20.0, 9)
    assert found[-1] == Step.HYPOTHESES
    assert Step.ASSISTANCE in steps(meter, 1.0, 29.0, 8)
    assert seconds_until_back(37.0) > 25


def test_a_long_pause_takes_everything_back() -> None:
    meter = LoadMeter()
    steps(meter, 1.0, 0.0, 20)
    assert meter.step(120.0) == Step.NOTHING


def test_the_lag_is_that_of_recent_finals() -> None:
    meter = LoadMeter()
    for _ in range(50):
        meter.final_delivered(9000)
    for _ in range(20):
        meter.final_delivered(300)
    assert meter.recognition_lag_ms == 300
