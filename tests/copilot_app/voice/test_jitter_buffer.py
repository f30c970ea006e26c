"""Steady sound out of unsteady pieces: loss, bursts, late pieces, drifting clocks, new counts; never a value that is no number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from copilot_app.voice.concealment import Concealer
from copilot_app.voice.jitter_buffer import GONE_PIECES, LEAST_MS, MOST_MS, JitterBuffer
from copilot_app.voice.pieces import PIECE_SAMPLES, Cutter, from_pcm


def voice(number: int, hz: float = 200.0) -> NDArray[np.float32]:
    """A piece of an endless tone."""
    at = number * PIECE_SAMPLES + np.arange(PIECE_SAMPLES)
    return (0.5 * np.sin(2 * np.pi * hz * at / 16_000)).astype(np.float32)


def test_pieces_come_out_in_order_and_unchanged() -> None:
    buffer = JitterBuffer()
    for number in (0, 2, 1, 3):
        buffer.put(number, voice(number))
    assert buffer.held_ms == 80
    first = buffer.take()
    assert np.array_equal(first[80:, 0], voice(0)[80:]), "only its first 5 ms fade in"
    for number in (1, 2, 3):
        assert np.array_equal(buffer.take()[:, 0], voice(number))


def test_it_waits_for_its_least_and_then_plays_even_a_single_piece() -> None:
    buffer = JitterBuffer()
    assert not buffer.take().any()
    buffer.put(0, voice(0))
    assert not buffer.take().any() and not buffer.flowing
    assert not buffer.take().any()
    assert buffer.take().any(), "a short word is heard although nothing follows"


def test_ten_percent_of_loss_is_concealed_without_a_jump() -> None:
    buffer = JitterBuffer()
    random = np.random.default_rng(7)
    heard = []
    for number in range(600):
        if random.random() > 0.1 or number < 3:
            buffer.put(number, voice(number))
        heard.append(buffer.take()[:, 0])
    sound = np.concatenate(heard[5:])
    assert buffer.counts.lost + buffer.counts.starved > 30 and buffer.counts.late == 0
    assert np.isfinite(sound).all() and np.abs(sound).max() <= 0.51
    # a 200 Hz tone of 0.5 moves by at most 0.04 from sample to sample; a bare hole would jump by up to 0.5
    assert np.abs(np.diff(sound)).max() < 0.12
    rms = np.sqrt((sound.reshape(-1, PIECE_SAMPLES) ** 2).mean(axis=1))
    assert np.mean(rms > 0.2) > 0.95, "single holes are not heard as holes"


def test_a_long_hole_fades_into_silence_and_ends_the_stream() -> None:
    buffer = JitterBuffer()
    for number in range(4):
        buffer.put(number, voice(number))
    heard = [buffer.take()[:, 0] for _ in range(4 + GONE_PIECES)]
    loudness = [float(np.abs(piece).max()) for piece in heard[4:]]
    assert loudness[0] > loudness[1] > loudness[2] > 0.0 and not any(loudness[3:])
    assert not buffer.flowing


def test_a_burst_of_late_pieces_is_cut_to_the_newest() -> None:
    buffer = JitterBuffer()
    for number in range(3):
        buffer.put(number, voice(number))
        buffer.take()
    for _ in range(5):
        buffer.take()
    for number in range(3, 55):
        buffer.put(number, voice(number))
        assert buffer.held_ms <= MOST_MS
    assert buffer.counts.dropped > 40
    buffer.take()
    assert buffer.held_ms <= MOST_MS


def test_a_piece_after_its_turn_is_thrown_away() -> None:
    buffer = JitterBuffer()
    for number in (0, 1, 3, 4):
        buffer.put(number, voice(number))
    for _ in range(3):
        buffer.take()
    buffer.put(2, voice(2))
    assert buffer.counts.lost == 1 and buffer.counts.late == 1
    assert np.array_equal(buffer.take()[80:, 0], voice(3)[80:])


def test_the_delay_follows_the_jitter_and_comes_back() -> None:
    buffer = JitterBuffer()
    sent = 0
    for turn in range(405):
        # every eighth turn nothing arrives, then what was held up
        arrived = turn + 1 if turn % 8 < 5 else turn - turn % 8 + 5
        for number in range(sent, arrived):
            buffer.put(number, voice(number))
        sent = max(sent, arrived)
        buffer.take()
    assert buffer.counts.starved < 20, "after it has learned, holding up three pieces no longer shows"
    assert 0 < buffer.held_ms <= MOST_MS
    for turn in range(405, 4_000):
        buffer.put(turn, voice(turn))
        buffer.take()
    assert buffer.held_ms <= LEAST_MS


@pytest.mark.parametrize("drift_ppm", [600, -600])
def test_two_clocks_that_run_apart_as_far_as_in_an_hour(drift_ppm: int) -> None:
    buffer = JitterBuffer()
    piece = voice(0)
    sent, most = 0, 0
    # 20 minutes, three times as far apart as the clocks of two sound cards are
    for turn in range(60_000):
        while sent * (1 - drift_ppm * 1e-6) <= turn:
            buffer.put(sent, piece)
            sent += 1
        buffer.take()
        most = max(most, buffer.held_ms)
    counts = buffer.counts
    assert most <= 60 and counts.late == counts.lost == 0
    # 0.72 s are 36 pieces
    assert counts.dropped + counts.starved <= 40


def test_a_new_count_begins_at_once() -> None:
    buffer = JitterBuffer()
    for number in range(500, 504):
        buffer.put(number, voice(number))
        buffer.take()
    for number in range(3):
        buffer.put(number, voice(number))
    assert np.array_equal(np.concatenate([buffer.take()[:, 0] for _ in range(3)])[80:],
                          np.concatenate([voice(number) for number in range(3)])[80:])


def test_a_missing_column_does_not_silence_the_other() -> None:
    buffer = JitterBuffer(columns=2)
    for number in range(4):
        buffer.put(number, voice(number), 0)
    for _ in range(4):
        heard = buffer.take()
        assert heard[:, 0].any() and not heard[:, 1].any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 400), st.booleans()), max_size=60), st.floats(-1, 1))
def test_no_order_of_pieces_makes_it_grow_or_leave_the_numbers(steps: list[tuple[int, bool]], value: float) -> None:
    buffer = JitterBuffer()
    for number, play in steps:
        buffer.put(number, np.full(7 if number % 3 else PIECE_SAMPLES, value, dtype=np.float32))
        assert buffer.held_ms <= MOST_MS
        if play:
            heard = buffer.take()
            assert heard.shape == (PIECE_SAMPLES, 1) and np.isfinite(heard).all() and np.abs(heard).max() <= 1.0


def test_concealment_keeps_the_pitch() -> None:
    concealer = Concealer()
    for number in range(3):
        concealer.good(voice(number, 150.0))
    stand_in = concealer.conceal()
    crossings = int((np.diff(np.signbit(stand_in).astype(int)) != 0).sum())
    assert crossings in (5, 6, 7), "20 ms of 150 Hz are three periods"


def test_samples_of_any_number_become_whole_pieces() -> None:
    cutter = Cutter()
    sound = np.arange(1_000, dtype=np.float32)
    pieces = cutter.cut(sound[:100]) + cutter.cut(sound[100:700]) + cutter.cut(sound[700:])
    assert [len(piece) for piece in pieces] == [PIECE_SAMPLES] * 3
    assert np.array_equal(np.concatenate(pieces), sound[:960])
    assert from_pcm(b"\x00\x40\x00\xc0\x07").tolist() == [0.5, -0.5]
