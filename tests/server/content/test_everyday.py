"""Everyday words and the questions of articles: read from the playbook, and every mistake named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.content.loading import PlaybookError, load_playbook
from tests.server.content.test_loading import HEAD, PRODUCT, write

EVERYDAY = """[[same]]
words = ["the rate"]
means = "apr"

[[alike]]
words = ["cash machine", "atm"]
"""
ARTICLES = """[[article]]
id = "one"
title = "One"
body = "Text."
asked = [
    "my card is stuck",
    "it ate my card",
]

[[article]]
id = "two"
title = "Two"
body = "Text."
asked = ["where is it"]
"""


def test_both_are_read(tmp_path: Path) -> None:
    book = load_playbook(write(tmp_path, playbook=HEAD, products=PRODUCT, everyday=EVERYDAY, knowledge=ARTICLES))
    assert book.everyday.same[0].means == "apr" and book.everyday.alike[0].words == ("cash machine", "atm")
    assert book.articles["one"].asked == ("my card is stuck", "it ate my card")


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ('means = "apr"', 'means = "penalty"', 3, "no label of the product table holds `penalty`"),
    ('means = "apr"', 'means = " "', 3, "no label"),
    ('["the rate"]', "[]", 2, "needs 1 or more"),
    ('["the rate"]', '["the rate", "the rate"]', 2, "stands twice"),
    ('"cash machine", "atm"', '"atm"', 6, "needs 2 or more"),
    ('"cash machine", "atm"', '"atm", " "', 6, "empty word"),
    ('words = ["cash', 'word = ["cash', 6, "unknown field `word`"),
    ("[[alike]]", "[[allike]]", 5, "unknown key `allike`; expected one of: same, alike"),
    ('"cash machine", "atm"', "3", 6, "Expected `str`"),
    ('\n[[alike]]', '\n[[same]]\nwords = ["the rate"]\nmeans = "loan apr"\n[[alike]]', 7, "no label")])
def test_a_mistake_in_the_everyday_words_is_named(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in EVERYDAY
    house = write(tmp_path, playbook=HEAD, products=PRODUCT, everyday=EVERYDAY.replace(old, new, 1))
    with pytest.raises(PlaybookError) as found:
        load_playbook(house)
    assert f"everyday.toml:{line}:" in str(found.value) and words in str(found.value), str(found.value)


def test_a_word_stands_for_one_thing(tmp_path: Path) -> None:
    two = PRODUCT + 'fee = {label = "Late fee", value = "5 dollars"}\n'
    more = EVERYDAY + '\n[[same]]\nwords = ["what it costs", "the rate"]\nmeans = "late fee"\n'
    with pytest.raises(PlaybookError, match=r"everyday\.toml:9: `the rate` stands for `apr` already"):
        load_playbook(write(tmp_path, playbook=HEAD, products=two, everyday=more))


@pytest.mark.parametrize(("new", "line", "words"), [
    ('"It ate my card"', 14, "`asked`: `It ate my card` stands in the article `one` already"),
    ('" "', 14, "`asked` holds an empty question"), ('"it\\u200b"', 10, "U+200B"), ("3", 14, "Expected `str`")])
def test_a_mistake_in_the_questions_of_an_article_is_named(tmp_path: Path, new: str, line: int, words: str) -> None:
    house = write(tmp_path, playbook=HEAD, products=PRODUCT, knowledge=ARTICLES.replace('"where is it"', new))
    with pytest.raises(PlaybookError) as found:
        load_playbook(house)
    assert f"knowledge.toml:{line}:" in str(found.value) and words in str(found.value), str(found.value)
