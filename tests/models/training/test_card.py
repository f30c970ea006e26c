"""When a card says that its model follows prompts."""

from __future__ import annotations

import pytest

from models.training.card import follows_prompts
from models.training.measure import Measurement, product_names
from models.training.scoring import Rate
from tests.models.training.test_corpus import PLAYBOOKS


def measured(**rates: float) -> Measurement:
    """The dialogues' error rates by condition, the same in both languages."""
    return Measurement(rates={f"demo {condition}: {lang}": Rate(value, value, value, 33)
                              for condition, value in rates.items() for lang in ("zh", "en")})


@pytest.mark.parametrize(("prompted", "named", "follows"), [
    (0.02, 0.02, True), (0.02, 0.9, False), (0.9, 0.02, False), (0.025, 0.029, True), (0.02, 0.031, False)])
def test_neither_a_line_nor_names_before_it_may_make_it_worse(prompted: float, named: float, follows: bool) -> None:
    assert follows_prompts(measured(clean=0.02, prompted=prompted, named=named)) is follows


def test_what_was_not_measured_is_not_followed() -> None:
    assert not follows_prompts(measured(clean=0.02, prompted=0.02))
    assert not follows_prompts(Measurement())


def test_the_names_are_those_of_both_playbooks() -> None:
    names = product_names(PLAYBOOKS)
    assert set(names) == {"zh", "en"} and all(len(found) == 8 for found in names.values())
