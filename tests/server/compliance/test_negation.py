"""Denied, asked and reported words do not count; what only looks like a denial does not excuse."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.compliance.lexicon import Lexicon, fold
from server.compliance.negation import excuse, holds_denial


def why(text: str, phrase: str, lang: Language) -> list[str]:
    folded = fold(text, lang)
    return [excuse(folded.text, hit.start, hit.end, lang) for hit in Lexicon([(phrase, 0)], lang).find(folded.text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("这款产品保本。", ""),
    ("这款产品不保本。", "denied"),
    ("这款产品并不保本", "denied"),
    ("我们不能保证保本", "denied"),
    ("没有人能承诺保本", "denied"),
    ("它绝不是保本的", "denied"),
    ("严禁宣传保本", "denied"),
    ("保本是不可能的", "denied"),
    ("保本这种话我不能说", "denied"),
    ("不是不保本", ""),
    ("它不仅保本", ""),
    ("不用担心,保本的", ""),
    ("不用担心保本的", ""),
    ("没问题,保本", ""),
    ("不瞒您说保本", ""),
    ("特别保本", ""),
    ("再不买就没有保本的了", "denied"),
    ("不是存款,但是保本", ""),
    ("这款产品不是存款它保本", ""),
    ("保本吗?", "asked"),
    ("这个保本吗", "asked"),
    ("是不是保本", "asked"),
    ("什么叫保本", "asked"),
    ("这个产品保本,您看可以吗?", ""),
    ("产品保本,对吧?", ""),
    ("您刚才说保本,其实不是", "reported"),
    ("骗子会说,保本高收益", "reported"),
    ("所谓的保本", "reported"),
    ("有人跟您说保本,不要信", "reported"),
    ("我跟您说,保本的", ""),
    ("我跟您说保本", ""),
    ("您说的没错,保本", ""),
])
def test_chinese(text: str, expected: str) -> None:
    assert why(text, "保本", "zh") == [expected]


@pytest.mark.parametrize(("text", "expected"), [
    ("This is guaranteed.", ""),
    ("It's not guaranteed.", "denied"),
    ("It isn't guaranteed", "denied"),
    ("Nothing is guaranteed.", "denied"),
    ("Approval is never guaranteed", "denied"),
    ("I can’t say it is guaranteed", "denied"),
    ("A guaranteed return is not possible", "denied"),
    ("It is not true that it is not guaranteed", ""),
    ("Don't worry, it is guaranteed", ""),
    ("We won't push you and we won't say it's guaranteed", "denied"),
    ("We do not hurry you and never say it is guaranteed", "denied"),
    ("It's neither safe nor guaranteed", "denied"),
    ("It's not that it's not guaranteed", ""),
    ("My husband said it was guaranteed", "reported"),
    ("Not only safe, guaranteed too", ""),
    ("If you don't sign it is guaranteed", ""),
    ("It is not a deposit but guaranteed", ""),
    ("Is it guaranteed?", "asked"),
    ("So, is this guaranteed?", "asked"),
    ("It is guaranteed, right?", ""),
    ("It is guaranteed. Would you like it?", ""),
    ("You said it was guaranteed", "reported"),
    ("If anyone tells you it is guaranteed, hang up", "reported"),
    ("Scammers claim it is guaranteed", "reported"),
])
def test_english(text: str, expected: str) -> None:
    assert why(text, "guaranteed", "en") == [expected]


def test_a_denial_inside_a_match_is_seen() -> None:
    assert holds_denial("the fund is not a deposit", "en")
    assert not holds_denial("the fund is a deposit", "en")
    assert holds_denial("保险不等于存钱", "zh")
    assert not holds_denial("保险等于存钱", "zh")
