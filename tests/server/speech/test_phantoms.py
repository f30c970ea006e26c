"""The tables of what recognisers write where nobody speaks."""

from __future__ import annotations

import pytest

from server.speech.phantoms import EN, ZH, has_credits, is_phantom, letters_of


def test_every_language_has_its_own() -> None:
    assert len(ZH) >= 60
    assert len(EN) >= 60
    assert all(letters_of(one) == one for one in ZH | EN)


@pytest.mark.parametrize(("text", "lang"), [
    ("谢谢观看。", "zh"), ("字幕志愿者", "zh"), ("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", "zh"), ("谢谢观看谢谢观看", "zh"),
    ("Thank you.", "zh"), ("Thank you. Thank you. Thank you.", "en"), ("Thanks for watching!", "en"), ("you", "en"), ("[Music]", "en"),
])
def test_phantoms_are_known(text: str, lang: str) -> None:
    assert is_phantom(letters_of(text), lang)


@pytest.mark.parametrize(("text", "lang"), [
    ("谢谢，我的贷款还清了吗", "zh"), ("谢谢大家帮我查一下", "zh"), ("Thank you for the rate you gave me", "en"), ("you are right", "en"),
    ("谢谢观看", "en"), ("", "zh"),
])
def test_sentences_are_none(text: str, lang: str) -> None:
    assert not is_phantom(letters_of(text), lang)


@pytest.mark.parametrize("text", ["字幕由Amara.org社区提供", "Subtitles by the Amara.org community", "Thanks for watching", "以下是普通话通话，简体中文。",
                                  "Please like and subscribe", "中文字幕组"])
def test_credits_are_found_inside(text: str) -> None:
    assert has_credits(text)


@pytest.mark.parametrize("text", ["这个字我看不清", "I want to subscribe to the newsletter", "他点赞了我们的服务", "watching my balance"])
def test_speech_has_no_credits(text: str) -> None:
    assert not has_credits(text)
