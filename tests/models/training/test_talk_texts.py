"""What people say in calls, as the recogniser is taught it: written like a transcript, drawn in both languages, never held-out lines."""

from __future__ import annotations

from random import Random

import pytest

from models.training.classifier_texts import Phrasing, unseen_lines
from models.training.talk_texts import TALK, bare, held_out_talk, talk_phrasings, talk_sentence, written


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("can i see my bill", "en", "Can I see my bill?"),
        ("i'm leaving on friday, i think", "en", "I'm leaving on Friday, I think."),
        ("you may march in, , please", "en", "You may march in, please."),
        ("Stop it!", "en", "Stop it!"),
        ("这笔利息多少", "zh", "这笔利息多少？"),
        ("这笔我查查，，不对，", "zh", "这笔我查查，不对。"),
        (" , ", "en", ""),
    ],
)
def test_a_line_gets_the_marks_and_capitals_of_a_transcript(text: str, lang: str, expected: str) -> None:
    assert written(text, lang) == expected


def test_sentences_of_both_languages_are_drawn_and_speakable() -> None:
    phrasings, rng = talk_phrasings(), Random(1)
    drawn = [talk_sentence(phrasings, 0.5, rng) for _ in range(400)]
    assert {line.kind for line in drawn} == {TALK} and {line.language for line in drawn} == {"zh", "en"}
    assert not [line.text for line in drawn if any(mark in line.text for mark in "[]{}|0123456789")]


def test_a_language_alone_can_be_asked_for() -> None:
    assert {talk_sentence(talk_phrasings(), 1.0, Random(seed)).language for seed in range(20)} == {"zh"}


def test_no_held_out_line_is_taught() -> None:
    kept = next(line for line in unseen_lines() if any(bare(line.text) == bare(held.text) for held in held_out_talk()))
    other = talk_phrasings()[kept.lang][0]
    held = Phrasing(kept.text, kept.label, kept.lang, "template")
    drawn = {talk_sentence({kept.lang: [held, other]}, float(kept.lang == "zh"), Random(seed)).text for seed in range(20)}
    assert drawn and bare(kept.text) not in {bare(text) for text in drawn}
