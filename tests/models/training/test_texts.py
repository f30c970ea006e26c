from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from models.training.lexicon import Lexicon, WeightedWords
from models.training.playbook_texts import SCENARIO_WEIGHT, read_playbooks, spoken_sentences, strings_of
from models.training.scoring import units
from models.training.slots import SLOTS
from models.training.texts import TextMix, expand, sample_sentence, template_lines


@pytest.fixture
def lexicon() -> Lexicon:
    zh = WeightedWords.of([("贷款", 0.3), ("利率", 0.2), ("天空", 0.1)])
    return Lexicon({"zh": zh, "en": WeightedWords.of([("loan", 0.2), ("sky", 0.1)])}, dict.fromkeys("nvardmqtpc", zh))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_template_expands_to_spoken_words(language: str) -> None:
    rng = Random(3)
    for line in template_lines(language):
        for _ in range(20):
            text = expand(line, language, rng)
            assert text and not re.search(r"[\[\]{}|0-9]|  | [,.?]", text), (line, text)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(SLOTS["zh"]))
def test_slots_give_spoken_form(language: str, name: str) -> None:
    rng = Random(5)
    for _ in range(200):
        value = SLOTS[language][name](rng)
        assert value and not re.search(r"\d", value)
        assert bool(re.search("[\u4e00-\u9fff]", value)) == (language == "zh")


def test_long_digit_strings_have_seven_to_nineteen_digits() -> None:
    rng = Random(1)
    lengths = {len(re.sub("，", "", SLOTS["zh"]["digits"](rng))) for _ in range(2000)}
    assert min(lengths) == 7 and max(lengths) == 19 and 11 in lengths


@pytest.mark.parametrize("chinese", [0.0, 1.0])
def test_the_numbers_of_the_test_have_eleven_to_nineteen_digits(lexicon: Lexicon, chinese: float) -> None:
    rng = Random(3)
    drawn = [sample_sentence(rng, lexicon, TextMix(chinese=chinese, long_digits=1.0)) for _ in range(300)]
    counts = {len(units(sentence.text)) for sentence in drawn}
    assert min(counts) >= 11 and max(counts) <= 19 and len(counts) > 4
    assert {sentence.kind for sentence in drawn} == {"long digits"}


def test_the_mix_has_both_languages_in_their_shares(lexicon: Lexicon) -> None:
    rng = Random(7)
    drawn = [sample_sentence(rng, lexicon, TextMix()) for _ in range(2000)]
    chinese = sum(sentence.language == "zh" for sentence in drawn) / len(drawn)
    assert 0.55 < chinese < 0.65
    assert {sentence.kind for sentence in drawn} == {"template", "words", "digits", "pattern"}
    assert all(sentence.text[-1] in "。？！.?!，," or sentence.kind == "template" for sentence in drawn)


def test_the_same_seed_gives_the_same_sentences(lexicon: Lexicon) -> None:
    first, second = ([sample_sentence(Random(9), lexicon, TextMix()) for _ in range(5)] for _ in range(2))
    assert first == second


def test_characters_are_ordered_by_frequency(lexicon: Lexicon) -> None:
    assert set(lexicon.characters(4)) == {"贷", "款", "利", "率"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("您好,利率是3.65%。", [("您好，利率是百分之三点六五。", "zh")]),
        ("The fee is 2%.", [("The fee is two percent.", "en")]),
        ("{name}您好", []),
        ("https://example.invalid/a", []),
        ("x", []),
        ("loan", []),
    ],
)
def test_playbook_texts_become_spoken_sentences(text: str, wanted: list[tuple[str, str]]) -> None:
    assert spoken_sentences(text) == wanted


def test_long_texts_are_split_at_sentence_ends() -> None:
    sentences = spoken_sentences("这是一个很长的句子，需要分成几段来说。" * 12)
    assert len(sentences) > 2 and all(text.endswith("。") and len(text) <= 60 for text, _ in sentences)


def test_ids_and_patterns_are_not_spoken() -> None:
    content = {"id": "loan", "pattern": "保证.*通过", "say": "请稍等。", "line": [{"text": "您好"}]}
    assert list(strings_of(content)) == ["请稍等。", "您好"]


def test_scenario_lines_weigh_more_and_damaged_files_are_skipped(tmp_path: Path) -> None:
    scenarios = tmp_path / "zh" / "scenarios"
    scenarios.mkdir(parents=True)
    (scenarios / "a.toml").write_text('[[line]]\nchannel = "agent"\ntext = "您好，请讲。"\n', encoding="utf-8")
    (tmp_path / "zh" / "b.toml").write_text('say = "请稍等一下。"\n', encoding="utf-8")
    (tmp_path / "zh" / "c.toml").write_text("[[", encoding="utf-8")
    found = read_playbooks(tmp_path)
    assert sum(sentence.kind == "scenario" for sentence in found) == SCENARIO_WEIGHT
    assert sum(sentence.kind == "playbook" for sentence in found) == 1


def test_what_customers_of_practice_say_is_filled_from_their_facts(tmp_path: Path) -> None:
    folder = tmp_path / "zh" / "practice"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text('[facts]\nhouse = "下周三"\n[say.need]\nwords = ["我{fact.house}要过户。", "我{fact.gone}再来。"]\n',
                                   encoding="utf-8")
    found = [(line.text, line.kind) for line in read_playbooks(tmp_path)]
    assert ("我下周三要过户。", "practice") in found and not any("再来" in text for text, _ in found)


def test_what_every_customer_of_practice_says_is_among_the_sentences() -> None:
    found = {(line.text, line.kind) for line in read_playbooks(Path(__file__).resolve().parents[3] / "server" / "playbooks")}
    assert ("你让我把话说完。", "practice") in found and ("Let me finish, please.", "practice") in found
