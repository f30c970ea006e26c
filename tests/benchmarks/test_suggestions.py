"""A model that invents, over real HTTP: nothing of it is painted.  The large run is `python -m
benchmarks.suggestions`."""

from __future__ import annotations

import random

import pytest

from benchmarks.suggestions.inventing import invent, pieces
from benchmarks.suggestions.running import run
from server.content.loading import find_playbook, load_playbook


@pytest.mark.parametrize("name", ["zh_finance", "en_finance"])
async def test_no_invention_is_painted(name: str) -> None:
    tally = await run(load_playbook(find_playbook(name)), 60, seed=7)
    assert tally.asked >= 60 and tally.by_model > 0 and sum(tally.blocked.values()) > 30
    assert tally.leaks == [] and tally.digits == []


def test_the_stub_plants_what_it_says() -> None:
    rng = random.Random(3)
    for _ in range(300):
        for lang in ("zh", "en"):
            found = invent(lang, rng, [("A", "b", "3%")], "")  # type: ignore[arg-type]
            assert all(planted.lower() in found.text.lower() for planted in found.planted)
            assert bool(found.planted) == (found.kind not in ("clean", "true"))
            assert "".join(pieces(found.text, rng)) == found.text
