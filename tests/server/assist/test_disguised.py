"""Words whose letters hide from a comparison are never painted; honest ones are."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.rule_check import disguised


@pytest.mark.parametrize(("lang", "text"), [
    ("en", "Your loan is appr\u200boved"), ("en", "I promise you a pro\u00adfit"), ("en", "g u a r a n t e e d"),
    ("en", "you are guar_anteed to win"), ("en", "y-o-u can not lose"), ("en", "it is gua|ranteed"), ("en", "no ri·sk"),
    ("zh", "保\u200b本"), ("zh", "保_本保息"), ("zh", "借 新 的 还 旧 的"), ("zh", "我們比其他銀行都好"), ("zh", "本⾦安全"),
    ("zh", "三-小时到账"), ("zh", "您的经理是刘·建·国"),
])
def test_hidden_letters(lang: Language, text: str) -> None:
    assert disguised(text, lang)


@pytest.mark.parametrize(("lang", "text"), [
    ("en", "I'm sorry to hear that. A one-time, up-to-date check takes 2 days (e.g. by e-mail)."), ("en", "Plan A or B is fine - you choose."),
    ("zh", "您好，Visa 卡的年费是 200 元，您可以在 APP 里查看。"), ("zh", "我理解您的心情。\n请您稍等，我来查一下余额。"),
])
def test_honest_words(lang: Language, text: str) -> None:
    assert not disguised(text, lang)
