"""Whatever is transcribed, the stage neither fails nor slips: lengths hold, spans fit, events repeat."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol.assist import Alert
from protocol.message import Language
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.lexicon import fold
from server.compliance.redaction import Redactor
from server.content.loading import find_playbook, load_playbook

PIECES = ("保证", "不", "能批", "零风险", "吗?", ",", "。", " ", "卡号", "六二二八", "6222 ", "021234567890", "元", "百分之三", "验证码", "嗯",
          "no ", "risk ", "guaranteed ", "double ", "five ", "oh ", "point ", "percent ", "the code is ", "年", "“", "”", "İ", "ß", "ﬁ", "x")
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join)
BOOKS = {lang: load_playbook(find_playbook(f"{lang}_finance")) for lang in ("zh", "en")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(lines=st.lists(TEXTS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_masking_keeps_the_length_and_only_puts_stars(lang: Language, lines: list[str]) -> None:
    redactor = Redactor(lang)
    for index, text in enumerate(lines):
        masked = redactor.mask(text, index * 3_000)
        assert len(masked.text) == len(text)
        assert all(new in (old, "*") for old, new in zip(text, masked.text, strict=True))
        for one in masked.redactions:
            assert 0 <= one.span[0] < one.span[1] <= len(text)
        assert (masked.text == text) == (not any(text[i] != masked.text[i] for i in range(len(text))))


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_folding_leads_back_into_the_text(lang: Language, text: str) -> None:
    folded = fold(text, lang)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(set(folded.places))
    assert all(0 <= place < len(text) for place in folded.places)


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(lines=st.lists(st.tuples(st.sampled_from(["agent", "customer"]), TEXTS), max_size=4))
@settings(max_examples=60, deadline=None)
def test_events_repeat_and_their_spans_fit(lang: Language, lines: list[tuple[str, str]]) -> None:
    runs = []
    for _ in range(2):
        compliance = Compliance(BOOKS[lang], CallFacts(call="c", lang=lang, started_at="2026-11-20T10:00:00+08:00"))
        runs.append([compliance.hear(Utterance(str(index), channel, index * 3_000, index * 3_000 + 2_000, text, lang))  # type: ignore[arg-type]
                     for index, (channel, text) in enumerate(lines)])
    assert runs[0] == runs[1]
    for events, (_, text) in zip(runs[0], lines, strict=True):
        for event in events:
            if isinstance(event, Alert) and event.quote:
                assert text[event.span[0]:event.span[1]] == event.quote
