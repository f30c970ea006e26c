"""Moods in words that no mood word covers: what the shipped model finds, and what it weighs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.classify import LazyClassifier
from server.calls.utterance import Utterance
from server.content.playbook import Playbook
from server.emotion.mood import ENTER, MoodTracker
from server.emotion.wording import WEIGHT, shown_mood

Make = Callable[..., Utterance]
New = Callable[[Playbook], MoodTracker]
ANGRY = "你们一个个都不管，耍我玩呢"


@pytest.mark.parametrize(("text", "lang"), [("我想问一下转账限额是多少", "zh"), ("好的，你说", "zh"), ("what's the daily transfer limit", "en"),
                                            ("嗯", "zh"), ("ok", "en")])
def test_plain_talk_shows_nothing(text: str, lang: str) -> None:
    assert shown_mood(text, lang) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "lang", "mood"), [
    (ANGRY, "zh", "angry"), ("你说得真清楚，帮了我大忙", "zh", "pleased"),
    ("I'm sick and tired of your excuses", "en", "angry"), ("please hurry, somebody is taking my money right now", "en", "anxious")])
def test_a_mood_shows_without_its_words(text: str, lang: str, mood: str) -> None:
    assert shown_mood(text, lang) == mood  # type: ignore[arg-type]


def test_one_such_line_tells_nothing_and_a_second_one_does(zh: Playbook, tracker: New, line: Make) -> None:
    assert WEIGHT < ENTER
    mood = tracker(zh)
    assert mood.hear(line(ANGRY, 2)) == []
    (event,) = mood.hear(line(ANGRY + "啊", 6))
    assert (event.mood, event.cues) == ("angry", ("worded",))  # type: ignore[union-attr]


def test_without_a_model_words_and_voice_go_on(tmp_path: Path) -> None:
    assert shown_mood(ANGRY, "zh", LazyClassifier(tmp_path / "none", "words go on")) is None
