"""Private numbers in a call of two languages."""

from __future__ import annotations

from server.calls.masking import CallMasking


def test_a_number_announced_in_another_language_than_the_call_s_is_masked() -> None:
    masking = CallMasking("zh")
    masked = masking.mask("customer", "en", "My security code is 4711.", 1000)
    assert "4711" not in masked.text and len(masked.text) == len("My security code is 4711.")
    assert [masked.text[slice(*one.span)] for one in masked.redactions] == ["****"]


def test_a_number_that_both_languages_find_counts_once() -> None:
    masked = CallMasking("zh").mask("customer", "en", "It is 6228 8013 5792 4680 135, please.", 1000)
    assert len(masked.redactions) == 1 and "6228" not in masked.text


def test_what_the_other_side_asks_in_its_language_makes_the_answer_private() -> None:
    masking = CallMasking("zh")
    question = masking.mask("agent", "zh", "请问您的验证码是多少？", 1000)
    masking.overhear("agent", question.text, 1000, question.redactions)
    assert "4711" not in masking.mask("customer", "en", "It's 4711.", 3000).text


def test_partials_are_masked_in_their_language_and_change_nothing() -> None:
    masking = CallMasking("zh")
    for _ in range(2):
        assert "47" not in masking.mask_partial("customer", "en", "my security code is 47", 500)
    assert masking.mask("customer", "zh", "好的", 1000).text == "好的"


def test_lines_that_are_masked_already_lead_to_the_same_state() -> None:
    spoken = [("agent", "zh", "请问您的卡号后四位？"), ("customer", "en", "It is 4 7"), ("customer", "en", "1 1.")]
    live, again = CallMasking("zh"), CallMasking("zh")
    for at_ms, (channel, lang, text) in enumerate(spoken):
        masked = live.mask(channel, lang, text, at_ms * 1000)  # type: ignore[arg-type]
        live.overhear(channel, masked.text, at_ms * 1000, masked.redactions)  # type: ignore[arg-type]
        repeated = again.mask(channel, lang, masked.text, at_ms * 1000)  # type: ignore[arg-type]
        again.overhear(channel, repeated.text, at_ms * 1000, repeated.redactions)  # type: ignore[arg-type]
        assert repeated.text == masked.text
    assert live.mask("customer", "en", "5 5 5", 4000).text == again.mask("customer", "en", "5 5 5", 4000).text
