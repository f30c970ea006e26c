"""Which results are doubted, and which of several wins."""

from __future__ import annotations

import pytest

from models.asr import Recognition, best_of, doubtful
from models.asr.doubt import compression_ratio


def recognition(log_prob: float, compression: float = 1.0, no_speech: float = 0.1) -> Recognition:
    return Recognition("x", log_prob, no_speech, compression, "en")


@pytest.mark.parametrize(
    ("log_prob", "compression", "no_speech", "expected"),
    [(-0.9, 1.0, 0.1, False), (-1.1, 1.0, 0.1, True), (-0.1, 2.5, 0.1, True), (-1.1, 1.0, 0.7, False),
     (-0.9, 2.5, 0.7, True)],
)  # fmt: skip
def test_guesses_and_circles_are_doubted_and_silence_is_not(
    log_prob: float, compression: float, no_speech: float, expected: bool
) -> None:
    assert doubtful(recognition(log_prob, compression, no_speech)) is expected


def test_the_first_sure_result_wins_and_else_the_likeliest_that_is_straight() -> None:
    sure, circles, guess, wild = recognition(-0.5), recognition(-0.2, 3.0), recognition(-1.5), recognition(-2.5)
    assert best_of([guess, sure]) is sure
    assert best_of([circles, guess, wild]) is guess
    assert best_of([circles, recognition(-0.3, 2.6)]) is circles
    assert best_of([guess]) is guess


def test_circles_compress_well() -> None:
    assert compression_ratio("") == 0.0
    assert compression_ratio("thank you " * 20) > 2.4 > compression_ratio("My new card number is four two eight.")
