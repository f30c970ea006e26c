"""Mood words of the tests, and utterances in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from protocol.message import Channel, Language
from server.calls.utterance import CallFacts, Utterance, VoiceMeasures
from server.content.playbook import MoodWord, Playbook
from server.emotion.mood import MoodTracker


@pytest.fixture
def zh() -> Playbook:
    """A Chinese playbook of mood words."""
    return Playbook(id="m", title="m", lang="zh", version="1", mood_words=(
        MoodWord(phrase="生气", mood="angry"), MoodWord(phrase="投诉", mood="angry"), MoodWord(phrase="骗人", mood="angry"),
        MoodWord(phrase="失望", mood="unhappy", weight=0.7), MoodWord(phrase="担心", mood="anxious", weight=0.8),
        MoodWord(phrase="太好了", mood="pleased"), MoodWord(phrase="不着急", mood="calm"), MoodWord(phrase="好", mood="pleased", weight=0.2)),
        coaching={"angry": ("先道歉。", "给出时间。")})


@pytest.fixture
def en() -> Playbook:
    """An English playbook of mood words."""
    return Playbook(id="e", title="e", lang="en", version="1", mood_words=(
        MoodWord(phrase="angry", mood="angry"), MoodWord(phrase="upset", mood="unhappy", weight=0.6),
        MoodWord(phrase="great", mood="pleased")))


@pytest.fixture
def tracker() -> Callable[[Playbook], MoodTracker]:
    """Makes a tracker."""
    return lambda playbook: MoodTracker(playbook, CallFacts("c", lang=playbook.lang))


@pytest.fixture
def line() -> Callable[..., Utterance]:
    """Makes an utterance of two seconds that ends at `end_s`."""

    def make(text: str, end_s: float = 2, channel: Channel = "customer", voice: VoiceMeasures | None = None,
             lang: Language = "zh") -> Utterance:
        end_ms = int(end_s * 1000)
        return Utterance(f"{channel}-{end_ms}", channel, max(0, end_ms - 2000), end_ms, text, lang, voice=voice)

    return make
