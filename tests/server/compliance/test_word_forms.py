"""English phrases in whatever form their words take."""

from __future__ import annotations

import pytest

from server.compliance.word_forms import FormLexicon

PHRASES = ("you will get approved", "we do not check your credit", "read me the six numbers", "your loan will be approved")
LEXICON: FormLexicon[str] = FormLexicon((one, one) for one in PHRASES)


@pytest.mark.parametrize(("said", "phrase"), [
    ("so you'll get approved, trust me.", PHRASES[0]), ("you're gonna, um, get approved", ""),
    ("you will, um, get get approved", PHRASES[0]), ("you will you know get approved", PHRASES[0]),
    ("we don't check your credit", PHRASES[1]), ("we dont basically check your credits", PHRASES[1]),
    ("we do not check you're credit", PHRASES[1]), ("read me the 6 numbers", PHRASES[2]),
    ("read me the the six number", PHRASES[2]), ("you're loan will be approved", PHRASES[3]),
    ("we do check your credit", ""), ("you will. get approved", ""), ("approved", ""), ("", ""),
])
def test_forms(said: str, phrase: str) -> None:
    assert {hit.value for hit in LEXICON.find(said)} == ({phrase} if phrase else set())


def test_a_place_leads_back_to_what_was_said() -> None:
    said = "okay, you will um get get approved now"
    (hit,) = LEXICON.find(said)
    assert said[hit.start:hit.end] == "you will um get get approved"


def test_three_words_are_not_joined_over_a_comma() -> None:
    lexicon = FormLexicon([("it is safe now", 1), ("nothing can fail", 2)])
    assert {hit.value for hit in lexicon.find("nothing can, fail")} == set()
    assert {hit.value for hit in lexicon.find("nothing can um fail")} == {2}


def test_no_phrases_and_short_phrases_find_nothing() -> None:
    assert FormLexicon[int]([]).find("anything at all that is said") == []
    assert FormLexicon([("no risk", 1)]).find("there is no risk at all") == []
