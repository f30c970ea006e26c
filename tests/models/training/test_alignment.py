from __future__ import annotations

import numpy as np
import pytest

from models.training.alignment import frame_labels, phoneme_inventory, phoneme_name, token_spans, tone_labels


def test_a_words_time_is_spread_over_its_characters() -> None:
    spans = token_spans([(0, 1), (1, 2)], [(0, 2, 1.0, 2.0)], 3.0)
    assert spans[:, :2].tolist() == [[1.0, 1.5], [1.5, 2.0]]
    assert spans[:, 2].tolist() == [2.0, 2.0]


def test_a_mark_has_the_pause_and_counts_as_heard_early_in_it() -> None:
    spans = token_spans([(0, 1), (1, 2), (2, 3), (3, 4)], [(0, 1, 0.0, 0.4), (2, 3, 1.0, 1.4)], 2.0)
    assert spans[1] == pytest.approx([0.4, 1.0, 0.6])
    assert spans[3] == pytest.approx([1.4, 2.0, 1.6])


def test_pieces_of_an_english_word_share_its_time() -> None:
    # " Thank you": the pieces " Th", "ank", " you"; words begin after the space.
    spans = token_spans([(0, 3), (3, 6), (6, 10)], [(1, 6, 0.0, 0.5), (7, 10, 0.5, 0.8)], 1.0)
    assert spans[0] == pytest.approx([0.0, 0.2, 0.5])
    assert spans[1] == pytest.approx([0.2, 0.5, 0.5])
    assert spans[2] == pytest.approx([0.5, 0.8, 0.8])


def test_bytes_of_a_rare_character_share_its_time() -> None:
    spans = token_spans([(0, 1)] * 3, [(0, 1, 0.2, 0.6)], 1.0)
    assert np.allclose(spans[:, :2], [0.2, 0.6])


def test_spans_never_go_back_in_time() -> None:
    offsets = [(place, place + 1) for place in range(8)]
    words = [(0, 2, 0.1, 0.5), (2, 3, 0.5, 0.7), (4, 7, 1.0, 1.9)]
    spans = token_spans(offsets, words, 2.5)
    assert (np.diff(spans[:, 0]) >= 0).all() and (spans[:, 1] > spans[:, 0]).all()


def test_frame_labels_last_until_the_next_event() -> None:
    assert frame_labels([(3, 0.02), (0, 0.06), (5, 0.08)], 6).tolist() == [0, 3, 3, 0, 5, 5]


def test_tones_cover_their_characters() -> None:
    assert tone_labels([2, 3], [(0, 2, 0.02, 0.1)], 6).tolist() == [0, 2, 2, 3, 3, 0]


def test_phonemes_lose_their_stress_and_rare_ones_are_left_out() -> None:
    assert phoneme_name("'Au") == "Au" and phoneme_name("_:") == "" and phoneme_name("(en)") == ""
    assert phoneme_inventory(["'a", "a", "b", "_:"], 2) == ["", "a"]
