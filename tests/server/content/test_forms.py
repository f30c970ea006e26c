"""Forms stand for every combination of their alternatives; what can not be read is refused with a reason."""

from __future__ import annotations

import pytest

from server.content.forms import MAX_PHRASES, FormError, phrases_of


@pytest.mark.parametrize(("form", "phrases"), [
    ("保本", ("保本",)),
    ("(保证|肯定)(能|会)批", ("保证能批", "保证会批", "肯定能批", "肯定会批")),
    ("零(的|)风险", ("零的风险", "零风险")),
    ("ab?c", ("abc", "ac")),
    ("a(b|c)?d", ("abd", "acd", "ad")),
    ("(you |)lose (all |)money", ("lose all money", "lose money")),
    ("a(b|b)c", ("abc",)),
])
def test_every_combination_is_a_phrase(form: str, phrases: tuple[str, ...]) -> None:
    assert phrases_of(form) == phrases


@pytest.mark.parametrize("form", ["(您|)零风险(的|)", "您?零风险了?"])
def test_what_may_be_missing_at_the_ends_adds_no_phrase(form: str) -> None:
    assert phrases_of(form) == ("零风险",)


@pytest.mark.parametrize(("form", "says"), [
    ("(a|b", "bracket"), ("((a|b)c)d", "bracket"), ("a|b", "without its bracket"), ("?a", "without its bracket"), ("a)b", "without"),
    ("(a|)(b|)", "empty phrase"), ("", "empty phrase"), ("(a|b|c|d)" * 7, f"more than {MAX_PHRASES}"),
])
def test_forms_that_can_not_be_read_are_refused(form: str, says: str) -> None:
    with pytest.raises(FormError, match=says):
        phrases_of(form)
