"""What a batch costs is learnt from batches."""

from __future__ import annotations

import pytest

from server.speech.cost import CostModel


def test_without_knowledge_everything_may_be_tried() -> None:
    model = CostModel()
    assert model.predict_ms(False, 3.0, 4) == 0.0 and model.windows_within(False, 3.0, 200, 8) == 8


def test_what_was_decoded_is_known_and_followed() -> None:
    model = CostModel()
    model.learn(False, 3.0, 1, 40.0)
    assert model.predict_ms(False, 3.0, 1) == 40.0
    for _ in range(40):
        model.learn(False, 3.0, 1, 60.0)
    assert model.predict_ms(False, 3.0, 1) == pytest.approx(60.0, rel=0.01)


def test_what_is_new_is_scaled_from_the_nearest() -> None:
    model = CostModel()
    model.learn(False, 2.0, 1, 30.0)
    model.learn(False, 8.0, 1, 100.0)
    assert model.predict_ms(False, 2.0, 4) == 120.0 and model.predict_ms(False, 6.0, 1) == 75.0
    assert model.predict_ms(True, 2.0, 1) == 0.0, "finals cost otherwise"


def test_a_batch_keeps_within_its_budget_and_grows_when_batching_pays() -> None:
    model = CostModel()
    model.learn(False, 4.0, 1, 50.0)
    assert model.windows_within(False, 4.0, 200, 16) == 4
    model.learn(False, 4.0, 4, 80.0)
    assert model.windows_within(False, 4.0, 200, 16) == 10
    model.learn(False, 4.0, 10, 350.0)
    assert model.windows_within(False, 4.0, 200, 16) < 10
    model.learn(False, 30.0, 1, 900.0)
    assert model.windows_within(False, 30.0, 200, 16) == 1


def test_a_time_that_somebody_else_made_long_does_not_count_whole() -> None:
    model = CostModel()
    model.learn(False, 4.0, 1, 50.0)
    model.learn(False, 4.0, 1, 5000.0)
    assert model.predict_ms(False, 4.0, 1) < 80.0
