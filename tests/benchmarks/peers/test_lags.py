"""When an utterance counts as covered, final or lost, whatever server it came from."""

from __future__ import annotations

from benchmarks.peers.heard import Heard
from benchmarks.peers.lags import TOLERANCE_MS, Lags, match


def _matched(ends_ms: list[float], heard: list[Heard]) -> Lags:
    lags = Lags()
    match(ends_ms, heard, lags)
    return lags


def test_the_first_text_that_reaches_the_end_counts() -> None:
    lags = _matched([3000.0], [Heard(3100, 2000, 0), Heard(3400, 3000, 0), Heard(3900, 3050, 3000), Heard(4500, 3200, 3200)])
    assert (lags.covering_ms, lags.final_ms) == ([400], [900])


def test_a_message_from_before_the_end_of_the_voice_covers_nothing() -> None:
    assert _matched([3000.0], [Heard(2950, 3000, 3000)]).lost_covering == 1


def test_an_end_a_little_too_early_still_covers() -> None:
    lags = _matched([3000.0], [Heard(3200, 3000 - TOLERANCE_MS - 1, 0), Heard(3300, 3000 - TOLERANCE_MS, 0)])
    assert lags.covering_ms == [300]


def test_final_text_covers_too() -> None:
    assert _matched([3000.0], [Heard(3300, 0, 3000)]).covering_ms == [300]


def test_a_later_utterance_ends_the_wait_of_one_that_was_passed_over() -> None:
    assert _matched([3000.0, 7000.0], [Heard(7500, 7000, 7000)]).final_ms == [4500, 500]


def test_what_never_came_is_lost() -> None:
    lags = _matched([3000.0, 7000.0], [Heard(3500, 3000, 0)])
    assert (lags.utterances, lags.lost_covering, lags.lost_final) == (2, 1, 2)


def test_streams_add_up() -> None:
    lags = Lags()
    match([1000.0], [Heard(1200, 1000, 1000)], lags)
    match([2000.0], [Heard(2500, 2000, 2000)], lags)
    assert (lags.utterances, lags.final_ms) == (2, [200, 500])
