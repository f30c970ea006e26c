"""What a classifier sees of a text."""

from __future__ import annotations

import numpy as np
import pytest

from models.classify.features import MOST_TOKENS, MOST_UNITS, PADDING, hashes, numbers, padded, tokens, units


@pytest.mark.parametrize(("text", "expected"), [
    ("我想贷20万，分两年还", ["我", "想", "贷", "#", "万", "分", "两", "年", "还"]),
    ("百分之三点五", ["#"]),
    ("查一下", ["查", "一", "下"]),
    ("I’ve lost MY card, $1,200.50!", ["i've", "lost", "my", "card", "#"]),
    ("app闪退", ["app", "闪", "退"]),
    ("……!?\x00\ud800", []),
])
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_units_hold_neighbours_gaps_and_beginnings() -> None:
    found = units("why declined")
    assert {"why", "declined", "^ why", "why declined", "declined $", "decl-", "decli-", "declin-"} <= set(found)
    assert "卡 _ 了" in units("卡丢了")


def test_numbers_are_places_of_the_known_features_only() -> None:
    vocabulary = np.sort(np.unique(hashes("卡丢了")))
    assert len(numbers("卡丢了", vocabulary)) == len(hashes("卡丢了"))
    places = numbers("卡丢了", vocabulary)
    assert places.min() >= 1 and places.max() <= len(vocabulary)
    assert sorted(vocabulary[places - 1].tolist()) == sorted(hashes("卡丢了").tolist())
    assert numbers("hello there", vocabulary).tolist() == [PADDING]
    assert numbers("", vocabulary).tolist() == [PADDING]


def test_a_long_text_is_cut() -> None:
    assert len(tokens("卡" * 5000)) == MOST_TOKENS
    assert len(units("declination " * 5000)) <= MOST_UNITS


def test_padding_fills_up_shorter_texts() -> None:
    filled = padded([np.array([3, 4], np.int64), np.array([5], np.int64)])
    assert filled.tolist() == [[3, 4], [5, PADDING]]
