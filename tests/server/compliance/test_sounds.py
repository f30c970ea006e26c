"""Phrases found by their sound: the characters that a recogniser writes for them, and words that only look alike."""

from __future__ import annotations

import pytest

from server.compliance.sounds import SoundLexicon


@pytest.fixture(scope="module")
def lexicon() -> SoundLexicon[str]:
    return SoundLexicon([("投诉", "complaint"), ("保证能批", "approval"), ("核对无误", "identity")])


@pytest.mark.parametrize(("text", "value", "span"), [
    ("我要头诉你们", "complaint", (2, 4)), ("我要透诉", "complaint", (2, 4)), ("您放心,保证能匹", "approval", (4, 8)),
    ("保正能皮的", "approval", (0, 4)), ("核对无物,周先生", "identity", (0, 4))])
def test_homophones(lexicon: SoundLexicon[str], text: str, value: str, span: tuple[int, int]) -> None:
    (hit,) = lexicon.find(text)
    assert (hit.value, hit.start, hit.end) == (value, *span)


@pytest.mark.parametrize("text", ["", "告诉你们", "倾诉", "投资", "偷税", "保证能及时回复", "你们头像换了", "tousu", "toùsù 123", "😀\ue000"])
def test_other_sounds(lexicon: SoundLexicon[str], text: str) -> None:
    assert lexicon.find(text) == []


def test_without_phrases() -> None:
    assert SoundLexicon[str]([]).find("投诉") == []
