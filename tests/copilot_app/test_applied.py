"""Events are applied once, in whatever order they come, and next to nothing is remembered of them."""

from __future__ import annotations

import random

from copilot_app.applied import MOST_AHEAD, AppliedEvents


def test_each_event_is_new_once_in_any_order() -> None:
    applied, numbers = AppliedEvents(), list(range(1, 201)) * 2
    random.Random(3).shuffle(numbers)
    new = [seq for seq in numbers if applied.note(seq)]
    assert sorted(new) == list(range(1, 201))
    assert len(applied) == 0


def test_events_in_order_are_one_number() -> None:
    applied = AppliedEvents()
    for seq in range(1, 5_000):
        assert applied.note(seq) and len(applied) == 0
    assert not applied.note(1) and not applied.note(4_999)


def test_a_hole_that_is_never_filled_is_given_up() -> None:
    applied = AppliedEvents()
    applied.note(1)
    for seq in range(3, 3 + MOST_AHEAD):
        assert applied.note(seq)
    assert len(applied) == MOST_AHEAD
    assert applied.note(3 + MOST_AHEAD) and len(applied) == 0
    assert not applied.note(2) and not applied.note(500)
    assert applied.note(4 + MOST_AHEAD)
