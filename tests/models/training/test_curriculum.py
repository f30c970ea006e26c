from __future__ import annotations

import pytest

from models.training.curriculum import PEAK_RATE, augmentation, group_shares, learning_rate, loss_weights

GROUPS = {"short/words": 500, "short/template": 100, "main/words": 300, "main/template": 700, "wide/words": 300,
          "wide/template": 700, "playbook/scenario": 300, "playbook/playbook": 300}


@pytest.mark.parametrize("progress", [0.0, 0.1, 0.5, 1.0])
def test_shares_add_up(progress: float) -> None:
    shares = group_shares(progress, GROUPS)
    assert sum(shares.values()) == pytest.approx(1.0) and min(shares.values()) >= 0


def test_what_can_not_be_guessed_comes_first() -> None:
    early, late = group_shares(0.0, GROUPS), group_shares(1.0, GROUPS)
    assert early["short/words"] > 0.7 and early["playbook/scenario"] == early["wide/words"] == 0
    assert late["short/words"] < 0.1 and late["wide/template"] > 0.1 and late["playbook/scenario"] > 0.1


def test_a_group_that_is_not_there_yet_takes_no_share() -> None:
    assert group_shares(1.0, {"short/words": 3}) == {"short/words": 1.0}


def test_help_fades_and_disturbance_grows() -> None:
    assert loss_weights(0.0).guided > 3 * loss_weights(1.0).guided
    assert augmentation(0.0).cut < augmentation(1.0).cut and augmentation(0.0).join == 0


def test_the_rate_warms_up_and_falls() -> None:
    assert learning_rate(0, 0.0) < PEAK_RATE / 100
    assert learning_rate(5000, 0.2) == pytest.approx(PEAK_RATE)
    assert learning_rate(5000, 1.0) < PEAK_RATE / 20


def test_long_numbers_and_odd_voices_come_late_and_then_weigh() -> None:
    groups = {**GROUPS, "digits/long digits": 1000, "every/words": 500}
    early, late = group_shares(0.3, groups), group_shares(1.0, groups)
    assert early["digits/long digits"] == early["every/words"] == 0
    assert late["digits/long digits"] > 0.1 and late["every/words"] > 0.05
