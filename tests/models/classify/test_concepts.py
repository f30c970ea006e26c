"""Words of one meaning as features."""

from __future__ import annotations

import numpy as np
import pytest

from models.classify.concepts import MOST_CONCEPTS, Concepts
from models.classify.features import Places, hashes, numbers, places_of, tokens, units

TABLE = {"loss": ["亏", "亏损", "赔", "los*", "wiped out"], "mine": ["算我的", "on me", "promis*"], "promise": ["承诺", "promis*"],
         "account": ["bank account*"]}


@pytest.fixture(scope="module")
def concepts() -> Concepts:
    return Concepts(TABLE)


@pytest.mark.parametrize(("text", "expected"), [
    ("亏了算我的", [("loss",), ("mine",)]),
    ("没有亏损", [("loss",)]),
    ("Losing is on me", [("loss",), ("mine",)]),
    ("I promised", [("mine", "promise")]),
    ("two bank accounts, one bank", [("account",)]),
    ("今天天气好", []),
    ("", []),
])
def test_the_longest_word_counts_once(concepts: Concepts, text: str, expected: list[tuple[str, ...]]) -> None:
    assert concepts.found(tokens(text)) == expected


def test_neighbours_make_pairs_in_their_order(concepts: Concepts) -> None:
    assert set(concepts.units(tokens("赔钱都算我的"))) == {"@loss", "@mine", "@loss @mine"}
    assert "@mine @loss" in concepts.units(tokens("算我的，不会亏"))


def test_sentences_of_other_words_share_features(concepts: Concepts) -> None:
    shared = set(units("亏了算我的", concepts)) & set(units("you lose, it's on me", concepts))
    assert shared == {"@loss", "@mine", "@loss @mine"} and not set(units("亏了算我的")) & set(units("you lose, it's on me"))


def test_a_long_text_gives_few(concepts: Concepts) -> None:
    assert len(concepts.found(tokens("亏" * 500))) == MOST_CONCEPTS


def test_both_ways_to_a_place_agree(concepts: Concepts) -> None:
    vocabulary = np.unique(np.concatenate([hashes("亏损承诺", concepts), hashes("on me")]))
    for text in ("亏损承诺", "it is on me 亏", "nothing"):
        assert places_of(text, Places(vocabulary), concepts) == numbers(text, vocabulary, concepts).tolist()


@pytest.mark.parametrize("word", ["", "u盾", "no. 1", "*", "12"])
def test_what_no_token_can_be_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        Concepts({"name": [word]})
