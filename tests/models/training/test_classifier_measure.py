"""Rates of a classifier."""

from __future__ import annotations

import numpy as np
import pytest

from models.classify import Scored
from models.training.classifier_measure import calibration_error, choose_threshold, macro_f1, milliseconds_a_line, rates
from models.training.classifier_texts import Line

LINES = [Line("1", "loan", "en", ""), Line("2", "loan", "en", ""), Line("3", "other", "en", ""), Line("4", "other", "en", "")]


def answers(*best: tuple[str, float]) -> list[tuple[Scored, ...]]:
    return [(Scored(label, confidence),) for label, confidence in best]


def test_rates_tell_sure_answers_from_best_labels() -> None:
    found = rates(LINES, answers(("loan", 0.9), ("loan", 0.3), ("loan", 0.9), ("other", 0.9)), 0.5)
    assert found["en: best label right, all lines"].value == 0.75
    assert found["en: best label right, lines with an intent"].value == 1
    assert found["en: intent answered and right"].value == 0.5
    assert found["en: right, of the intents answered"].value == 0.5
    assert found["en: false alarms, lines without an intent"].value == 0.5


def test_f1_is_averaged_over_the_labels() -> None:
    assert macro_f1(LINES, answers(("loan", 1), ("loan", 1), ("other", 1), ("other", 1))) == 1
    assert macro_f1(LINES, answers(*[("loan", 1.0)] * 4)) == pytest.approx((2 * 2 / 6) / 2)


def test_calibration_error() -> None:
    assert calibration_error(LINES, answers(("loan", 1), ("loan", 1), ("other", 1), ("other", 1))) == 0
    assert calibration_error(LINES, answers(*[("loan", 1.0)] * 4)) == pytest.approx(0.5)


def test_the_threshold_keeps_precision_and_false_alarms() -> None:
    sure = np.array([[0.9, 0.1]] * 40 + [[0.554, 0.446]] * 20 + [[0.1, 0.9]] * 40)
    wanted = np.array([0] * 40 + [1] * 20 + [1] * 40)
    assert choose_threshold(sure, wanted, other=1) == pytest.approx(0.56)
    assert choose_threshold(sure, 1 - wanted, other=1) > 0.9


def test_time_is_measured() -> None:
    seen: list[str] = []
    assert milliseconds_a_line(seen.append, ["a", "b"], rounds=2) >= 0
    assert seen == ["a", "b", "a", "b"]
