"""A stretch of text is laid into the sound of its utterance, and rather too much of it."""

from __future__ import annotations

from server.compliance.redaction import Redactor
from server.compliance.sound_spans import LEAD_MS, MARGIN_MS, TRAIL_MS, digit_places, hidden_places, spans_of

MS = 16


def test_a_number_in_the_middle_is_covered_with_a_margin() -> None:
    text = "我的手机号是13800138000,请您记下来,谢谢,下次再联系。"
    masked = Redactor("zh").mask(text)
    (start, end), *rest = spans_of(text, hidden_places(text, masked.text, masked.redactions)[:1], 16_000, 16_000 + 6_000 * MS, "zh")
    said_from, said_to = 16_000 + 6_000 * MS * 6 // 33, 16_000 + 6_000 * MS * 17 // 33
    assert not rest and start <= said_from - MARGIN_MS * MS and end >= said_to + MARGIN_MS * MS
    assert end < 16_000 + 6_000 * MS


def test_the_digits_that_stay_readable_are_silenced_too() -> None:
    text = "卡号6222021234567890123"
    masked = Redactor("zh").mask(text)
    assert masked.text.endswith("123")
    places = hidden_places(text, masked.text, masked.redactions)
    assert max(end for _, end in places) == len(text)


def test_a_span_reaches_no_farther_than_the_voice() -> None:
    spans = spans_of("六二二八零一三五", [(0, 8)], 32_000, 48_000, "zh")
    assert spans == [(32_000 - LEAD_MS * MS, 48_000 + TRAIL_MS * MS)]
    assert spans_of("六二二八", [], 0, 1, "zh") == [] and spans_of("", [(0, 1)], 0, 0, "en")[0][0] == 0


def test_a_text_masked_without_a_finding_is_silenced_where_it_was_masked() -> None:
    assert hidden_places("pay 42", "pay **", []) == [(4, 5), (5, 6)]


def test_any_run_of_digits_may_be_the_first_part_of_a_number() -> None:
    assert digit_places("是七五四", "zh") == [(1, 4)] and digit_places("it is four", "en") == []
