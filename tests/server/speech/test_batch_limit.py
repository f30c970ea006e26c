"""Halved at once, grown with care."""

from __future__ import annotations

from server.speech.batch_limit import BatchLimit


def test_out_of_memory_halves_down_to_one() -> None:
    limit = BatchLimit(16)
    found = []
    for _ in range(6):
        limit.out_of_memory(limit.limit, 0.0)
        found.append(limit.limit)
    assert found == [8, 4, 2, 1, 1, 1]


def test_a_smaller_batch_that_did_not_fit_counts_by_its_own_size() -> None:
    limit = BatchLimit(16)
    limit.out_of_memory(6, 0.0)
    assert limit.limit == 3


def test_it_grows_again_only_after_full_batches_and_a_pause() -> None:
    limit = BatchLimit(16)
    limit.out_of_memory(16, 100.0)
    limit.decoded(8, 130.0)
    limit.decoded(7, 300.0)
    assert limit.limit == 8
    limit.decoded(8, 161.0)
    assert limit.limit == 10
    limit.decoded(10, 162.0)
    assert limit.limit == 10
    for number in range(1, 9):
        limit.decoded(limit.limit, 161.0 + 60 * number)
    assert limit.limit == 16


def test_after_a_relapse_it_waits_longer() -> None:
    limit = BatchLimit(8)
    limit.out_of_memory(8, 0.0)
    limit.decoded(4, 61.0)
    limit.out_of_memory(5, 62.0)
    assert limit.limit == 2
    limit.decoded(2, 130.0)
    assert limit.limit == 2
    limit.decoded(2, 183.0)
    assert limit.limit == 3
