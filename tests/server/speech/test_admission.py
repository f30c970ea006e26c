"""How many calls fit, from made-up decodes."""

from __future__ import annotations

import pytest

from server.speech.admission import Admission, AdmissionSettings


def talk(
    admission: Admission, calls: int, share: float, engine_s_per_s: float, lag_ms: float = 200.0, since_s: float = 0.0,
    seconds: float = 60.0,
) -> float:
    """So many calls speak, five seconds an utterance, so much of the time; returns when it is over."""
    now_s = since_s
    while now_s < since_s + seconds:
        now_s += 5.0 / share
        for call in range(calls):
            admission.final_delivered(f"c{call}", 5.0, 5.0 * engine_s_per_s, lag_ms, now_s)
    return now_s


def test_nothing_is_known_before_anything_was_decoded() -> None:
    admission = Admission()
    assert admission.capacity(0.0) is None and not admission.refuses(1000, True, 0.0)
    admission.final_delivered("c", 5.0, 0.1, 200.0, 5.0)
    assert admission.capacity(5.0) is None and admission.active_calls(5.0) == 1


@pytest.mark.parametrize(("engines", "cost", "share", "fit"), [(1, 0.02, 0.9, 38), (1, 0.04, 0.9, 19), (2, 0.02, 0.9, 77),
                                                              (1, 0.02, 0.45, 70), (1, 2.0, 0.9, 1)])
def test_the_cost_of_a_call_says_how_many_fit(engines: int, cost: float, share: float, fit: int) -> None:
    admission = Admission(engines)
    now_s = talk(admission, 10, share, cost)
    capacity = admission.capacity(now_s)
    assert capacity is not None and capacity == pytest.approx(fit, rel=0.15)
    assert admission.refuses(capacity, False, now_s) and not admission.refuses(capacity - 1, False, now_s)


def test_one_talkative_call_does_not_decide_for_all() -> None:
    admission = Admission()
    for second in range(0, 30, 5):
        admission.final_delivered("c", 5.0, 0.05, 200.0, 5.0 + second)
    capacity = admission.capacity(30.0)
    assert capacity is not None and 60 < capacity < 80


def test_late_finals_refuse_a_call_once_the_partials_have_given_way() -> None:
    admission = Admission(settings=AdmissionSettings(window_s=20.0))
    now_s = talk(admission, 3, 0.9, 0.01, lag_ms=900.0, seconds=20)
    assert not admission.refuses(3, False, now_s)
    assert admission.refuses(3, True, now_s)
    assert admission.refuses(3, False, now_s), "as late as before"
    now_s = talk(admission, 3, 0.9, 0.01, lag_ms=350.0, since_s=now_s, seconds=25)
    assert admission.refuses(3, False, now_s), "not yet well below the target"
    now_s = talk(admission, 3, 0.9, 0.01, lag_ms=150.0, since_s=now_s, seconds=25)
    assert not admission.refuses(3, False, now_s)


def test_calls_that_are_over_are_forgotten() -> None:
    admission = Admission()
    now_s = talk(admission, 5, 0.9, 0.02)
    assert admission.active_calls(now_s) == 5
    assert admission.active_calls(now_s + 61) == 0 and admission.capacity(now_s + 61) is None
    assert admission.lag_p95_ms(now_s + 61) == 0.0
