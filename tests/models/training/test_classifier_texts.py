"""The text that the intent classifier is trained on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from models.training.classifier_texts import (
    LANGUAGES,
    OTHER,
    Line,
    Phrasing,
    draw,
    expand,
    playbook_phrasings,
    read_sections,
    spoken_lines,
    template_phrasings,
    unseen_lines,
    vocabulary_of,
    without_held_out,
    worn,
)

PLAYBOOKS = Path(__file__).resolve().parents[3] / "server" / "playbooks"


def test_every_intent_has_sixty_ways_of_putting_it_in_each_language() -> None:
    ways = Counter((one.lang, one.label) for one in template_phrasings() if one.source == "template")
    assert len({label for _, label in ways}) == 22
    assert len(ways) == 44 and min(ways.values()) >= 60


def test_every_template_expands() -> None:
    rng = Random(1)
    for phrasing in template_phrasings():
        for _ in range(5):
            text = expand(phrasing.template, phrasing.lang, rng)
            assert text and not re.search(r"[\[\]{}|~]", text), phrasing


def test_unbalanced_brackets_are_an_error() -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        expand("[a|b", "en", Random(1))


def test_no_held_out_line_is_trained_on() -> None:
    held_out = [*unseen_lines(), *spoken_lines()]
    bare = [re.sub(r"\W", "", line.text.lower()) for line in held_out]
    listed = {re.sub(r"\W", "", one.template.lower()) for one in template_phrasings()}
    assert len(set(bare)) == len(bare) and not set(bare) & listed
    drawn = draw(template_phrasings(), 2000, Random(2), {})
    shouted = [Line(f"{line.text.upper()}!", line.label, line.lang, "") for line in held_out]
    assert without_held_out([*drawn, *held_out, *shouted]) == without_held_out(drawn) and len(without_held_out(drawn)) >= 1990


def test_the_held_out_test_has_every_label() -> None:
    lines = Counter((line.lang, line.label) for line in unseen_lines())
    assert len(lines) == 44 and min(lines.values()) >= 12 and all(lines[lang, OTHER] >= 50 for lang in LANGUAGES)
    spoken = Counter((line.lang, line.label) for line in spoken_lines())
    assert len(spoken) == 44 and min(spoken.values()) >= 8 and all(spoken[lang, OTHER] >= 20 for lang in LANGUAGES)


def test_playbooks_give_their_phrases_and_their_agents() -> None:
    found = playbook_phrasings(PLAYBOOKS)
    assert {one.source for one in found} == {"phrase", "agent"} and {one.lang for one in found} == set(LANGUAGES)
    assert all(one.label == OTHER for one in found if one.source == "agent")
    assert Phrasing("还款日", "repayment", "zh", "phrase") in found


def test_draws_are_repeatable_and_follow_the_shares() -> None:
    phrasings = template_phrasings()
    lines = draw(phrasings, 2000, Random(5), {OTHER: 21.0})
    assert lines == draw(phrasings, 2000, Random(5), {OTHER: 21.0})
    assert 0.45 < sum(line.label == OTHER for line in lines) / 2000 < 0.55


def test_wearing_down_loses_and_doubles_words() -> None:
    rng = Random(3)
    text = "my card was stolen in the city yesterday evening"
    worn_texts = [worn(text, "en", rng) for _ in range(200)]
    sizes = Counter(len(worn_text.split()) for worn_text in worn_texts)
    assert min(sizes) < 9 < max(sizes) and all(set(worn_text.split()) <= set(text.split()) for worn_text in worn_texts)
    assert any(len(worn("我的卡丢了吗", "zh", rng)) == 6 and worn("我的卡丢了吗", "zh", rng) != "我的卡丢了吗" for _ in range(200))


def test_the_vocabulary_leaves_out_what_one_phrasing_alone_holds() -> None:
    one, two = Line("lost card", "a", "en", "1"), Line("stolen card", "a", "en", "2")
    assert len(vocabulary_of([one, one])) == 0
    assert set(vocabulary_of([one, two]).tolist()) == set(vocabulary_of([one], 1).tolist()) & set(vocabulary_of([two], 1).tolist())


def test_a_line_before_any_section_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("; remark\nline\n# label\n", encoding="utf-8")
    with pytest.raises(ValueError, match="before any section"):
        read_sections(path)
