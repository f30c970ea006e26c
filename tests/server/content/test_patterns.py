"""Patterns that could stop a call are refused; those that people need are taken."""

from __future__ import annotations

import pytest

from server.content.patterns import MAX_LENGTH, UnsafePattern, compile_pattern, needed


@pytest.mark.parametrize(("pattern", "says"), [
    ("(a+)+b", "nested repeat"),
    ("(a*)*b", "nested repeat"),
    ("((ab)+c?)+d", "nested repeat"),
    ("(?:a+){0,3}b", "nested repeat"),
    ("(a|aa)+b", "without bound"),
    ("(a|aa){0,60}b", "60 times"),
    ("(?:a{0,8}){0,8}b", "8 times"),
    ("x(?=(a+)+b)", "nested repeat"),
    ("(?!(a+)+b)x", "nested repeat"),
    ("a*a*b", "in a row"),
    (r"(a)\1", "back-reference"),
    ("a?", "empty text"),
    ("", "empty text"),
    ("(a", "not a regular expression"),
    ("a{3,1}", "not a regular expression"),
    ("a" * (MAX_LENGTH + 1), "the limit is"),
])
def test_unsafe_patterns_are_refused(pattern: str, says: str) -> None:
    with pytest.raises(UnsafePattern, match=says):
        compile_pattern(pattern)


@pytest.mark.parametrize(("pattern", "text"), [
    (r"\*{3,}", "卡号****"),
    ("(?:保证|肯定)(?:能|会){0,4}批", "保证能批"),
    ("年化[^。]{0,14}(?:百分之|[0-9])", "年化利率百分之三"),
    (r"\bguarantee[sd]?\b[^.!?;]{0,24}\breturn", "We GUARANTEE a return"),
    ("(ab)*c", "ababc"),
])
def test_ordinary_patterns_match_whatever_the_case(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).search(text)


@pytest.mark.parametrize(("pattern", "texts"), [
    ("abc", {"abc"}), ("(?:ab|cd)x?", {"ab", "cd"}), ("a?bc", {"bc"}), ("[xy]z?", {"x", "y"}), ("(?:Ab)+[0-9]", {"ab"}),
    ("a.{0,4}bcd", {"bcd"}), (r"\d{3}", set()), ("(?:ab|[^c])", set()), ("(?:ab)?", set()), ("(?!no)yes", {"yes"}),
    (r"\b(?:need|want)\b.{0,9}\d", {"need", "want"}), ("违约金[^。]{0,8}(?:不收|免)", {"违约金"}), ("(?>ab)c", {"ab"}),
])
def test_what_a_match_must_hold(pattern: str, texts: set[str]) -> None:
    assert needed(pattern) == texts
