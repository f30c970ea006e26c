"""Words that nobody approved: what a rule forbids by phrase or by meaning is never offered, correct words are."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.rule_check import breach
from server.calls.utterance import CallFacts
from server.content.loading import find_playbook, load_playbook


def found(lang: Language, text: str) -> str:
    playbook = load_playbook(find_playbook(f"{lang}_finance"))
    return breach(playbook, CallFacts(call="", lang=lang), text, ())


@pytest.mark.parametrize(("lang", "text"), [
    ("zh", "感谢您的来电，这一款您拿着绝对亏不了，您看可以吗？"), ("zh", "这款产品保本保息。"),
    ("en", "I understand, there's zero chance of losing anything here, is that all right?"),
    ("en", "Thank you for asking, your approval is in the bag, and I can explain more."),
    ("en", "Please tell me your password."),
])
def test_a_forbidden_meaning_is_refused_also_when_wrapped_in_courtesies(lang: Language, text: str) -> None:
    assert found(lang, text).startswith("rule:")


@pytest.mark.parametrize(("lang", "text"), [
    ("zh", "您好，我理解您的心情，具体以合同为准。"), ("zh", "投资有风险，本产品不保本。"), ("zh", "您的申请我们会在三个工作日内审核。"),
    ("en", "Thank you for asking. The fund can lose value."), ("en", "We'll review your application and let you know."),
])
def test_correct_words_are_offered(lang: Language, text: str) -> None:
    assert found(lang, text) == ""
