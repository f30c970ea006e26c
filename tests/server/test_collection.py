"""What was loaded is left out of the search for cycles, and only while the program's main part runs."""

from __future__ import annotations

import gc

import pytest

from server.collection import rare_collection


def test_what_is_loaded_is_frozen_and_everything_is_as_before_afterwards() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with pytest.raises(ZeroDivisionError), rare_collection():
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold()[0] > before[0] and gc.get_threshold()[1:] == before[1:]
        raise ZeroDivisionError
    assert gc.get_threshold() == before and gc.get_freeze_count() == 0


def test_what_goes_in_circles_is_still_found() -> None:
    with rare_collection():
        ring: list[object] = []
        ring.append(ring)
        del ring
        assert gc.collect() >= 1
