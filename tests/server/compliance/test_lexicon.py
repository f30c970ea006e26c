"""Phrases are found whatever their spacing, case and width, and their places lead back to the shown text."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.compliance.lexicon import Lexicon, fold


@pytest.mark.parametrize(("lang", "phrase", "text", "shown"), [
    ("zh", "保证能批", "您放心,保 证 能-批!", "保 证 能-批"),
    ("zh", "100%通过", "１００％通过", "１００％通过"),
    ("zh", "加我QQ", "加我qq吧", "加我qq"),
    ("en", "pre existing", "Pre-Existing  conditions", "Pre-Existing"),
    ("en", "don't worry", "DON’T   worry.", "DON’T   worry"),
    ("en", "gift card", "two gift cards", "gift card"),
])
def test_found_with_the_place_in_the_shown_text(lang: Language, phrase: str, text: str, shown: str) -> None:
    folded = fold(text, lang)
    (hit,) = Lexicon([(phrase, "x")], lang).find(folded.text)
    start, end = folded.span(hit.start, hit.end)
    assert text[start:end] == shown
    assert hit.value == "x"


@pytest.mark.parametrize(("lang", "phrase", "text"), [
    ("en", "rate", "a separate matter"), ("en", "fee", "coffee"), ("zh", "100%", "2100%"), ("zh", "cvv", "cvvx"),
])
def test_words_and_numbers_match_whole_only(lang: Language, phrase: str, text: str) -> None:
    assert Lexicon([(phrase, 0)], lang).find(fold(text, lang).text) == []


def test_overlapping_phrases_and_shared_ones_are_all_found() -> None:
    lexicon = Lexicon([("保本", 1), ("保本保息", 2), ("保息", 3), ("保本", 4)], "zh")
    assert sorted(hit.value for hit in lexicon.find("保本保息")) == [1, 2, 3, 4]
    assert len(lexicon) == 3


def test_quotations_are_marked() -> None:
    folded = fold("他说“保本”了", "zh")
    assert folded.text == "他说保本了"
    assert folded.quoted == ((2, 4),)


def test_no_phrases_find_nothing() -> None:
    assert Lexicon([], "zh").find("保本") == []
    assert fold("", "zh").span(0, 0) == (0, 0)
