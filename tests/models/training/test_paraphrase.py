"""The recipe of the paraphrase classifier: its text, and how thresholds are chosen.  No training here."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from models.classify import PARAPHRASE_MODEL, TextClassifier
from models.classify.concepts import Concepts
from models.classify.features import tokens
from models.training.classifier_texts import (
    AGENTS,
    OTHER,
    Line,
    Phrasing,
    draw,
    expand,
    paraphrase_lines,
    template_files,
    template_phrasings,
    without_held_out,
)
from models.training.paraphrase import TASK, composed_phrasings, concept_table, phrasings_of, words_alike, words_of
from models.training.thresholded import LEAST_THRESHOLD, Apart, apart_rates, rates, threshold, thresholds

PLAYBOOKS = Path(__file__).resolve().parents[3] / "server" / "playbooks"


def test_every_rule_has_many_phrasings_a_language() -> None:
    made: dict[tuple[str, str], set[str]] = {}
    for phrasing in template_phrasings("paraphrase"):
        rng = Random(phrasing.template)
        made.setdefault((phrasing.lang, phrasing.label), set()).update(
            expand(phrasing.template, phrasing.lang, rng) for _ in range(4))
    assert len(made) == 2 * 20 and {lang for lang, _ in made} == {"zh", "en"}
    assert all(len(texts) >= (1000 if label == OTHER else 180) for (_, label), texts in made.items())


def test_the_unseen_lines_are_enough_and_of_the_same_rules() -> None:
    counts = Counter((line.lang, line.label) for line in paraphrase_lines())
    assert set(counts) == {(phrasing.lang, phrasing.label) for phrasing in template_phrasings("paraphrase")}
    assert all(count >= (120 if label == OTHER else 10) for (_, label), count in counts.items())


def test_no_unseen_breach_is_a_phrasing() -> None:
    """Harmless lines that a playbook happens to hold are left out when lines are drawn (`without_held_out`)."""
    known = {phrasing.template.strip("。.!?？").lower() for phrasing in phrasings_of(PLAYBOOKS)}
    assert not [line.text for line in paraphrase_lines() if line.label != OTHER and line.text in known]


def test_a_threshold_keeps_harmless_lines_out() -> None:
    count = round(1 / TASK.false_share)
    wanted = np.array([1] * count + [0] * 2)
    probabilities = np.tile([0.1, 0.9], (count + 2, 1))
    probabilities[:2] = [[0.8, 0.2], [0.7, 0.3]]
    assert threshold(probabilities, wanted, ["risk", OTHER], TASK.false_share) == 0.7001
    assert threshold(probabilities[2:], wanted[2:], ["risk", OTHER], TASK.false_share) == LEAST_THRESHOLD


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_tells_what_the_shipped_model_does(lang: str) -> None:
    card = tomllib.loads((PARAPHRASE_MODEL / "card.toml").read_text(encoding="utf-8"))
    found = rates(TASK, paraphrase_lines(), TextClassifier(PARAPHRASE_MODEL))
    for name in ("recall, any rule", "recall, its own rule", "false, lines that break nothing"):
        assert card["rates"][f"{lang}: {name}"][0] == pytest.approx(found[f"{lang}: {name}"].value, abs=0.006)
    assert sum(path.stat().st_size for path in PARAPHRASE_MODEL.iterdir()) <= 10_000_000


def test_every_file_of_a_language_is_read_and_no_held_out_one(tmp_path: Path) -> None:
    for name in ("x_zh.txt", "x_zh_b.txt", "x_zh_a.txt", "x_en.txt", "x_unseen_zh.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.name for path in template_files("x", "zh", tmp_path)] == ["x_zh.txt", "x_zh_a.txt", "x_zh_b.txt"]
    assert not any("unseen" in path.name for lang in ("zh", "en") for path in template_files("paraphrase", lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_composed_template_expands_and_no_unseen_breach_comes_of_it(lang: str) -> None:
    composed = composed_phrasings(lang)
    counts = Counter(phrasing.label for phrasing in composed)
    assert len(counts) == 20 and min(counts.values()) >= 10 and counts[OTHER] >= 60
    rng = Random(1)
    texts = [expand(phrasing.template, lang, rng) for phrasing in composed for _ in range(2)]
    assert not [text for text in texts if re.search(r"[\[\]{}|<>()]", text)]
    lines = [Line(text, "", lang, "") for text in texts]
    assert len(without_held_out(lines, [line for line in paraphrase_lines() if line.label != OTHER])) >= 0.99 * len(lines)


def test_a_name_stands_for_its_words_and_an_unknown_one_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "paraphrase_words_en.txt").write_text("; remark\nmoney: your cash|your savings\n", encoding="utf-8")
    (tmp_path / "paraphrase_composed_en_a.txt").write_text("# no_risk\n<money> [can't|won't] shrink\n", encoding="utf-8")
    assert words_alike("en", tmp_path) == {"money": "your cash|your savings"}
    (phrasing,) = composed_phrasings("en", tmp_path)
    assert phrasing == Phrasing("[your cash|your savings] [can't|won't] shrink", "no_risk", "en", "composed")
    (tmp_path / "paraphrase_composed_en_a.txt").write_text("# no_risk\n<cash> is safe\n", encoding="utf-8")
    with pytest.raises(KeyError, match="cash"):
        composed_phrasings("en", tmp_path)


def test_more_lines_are_drawn_from_what_says_many_things() -> None:
    phrasings = [Phrasing("one", "risk", "en", "template"), Phrasing("[two|two]", "risk", "en", "composed")]
    drawn = Counter(line.template for line in draw(phrasings, 400, Random(1), {}, AGENTS))
    assert 2 < drawn["[two|two]"] / drawn["one"] < 4.5


def test_the_words_of_a_rule_become_templates() -> None:
    rule = {"id": "risk", "phrases": ["零风险"], "forms": ["(您|你)?不会(亏|赔)钱", "a few risks?", r"\d(x|y)"]}
    made = words_of(rule)
    assert made == ["零风险", "[您|你|]不会[亏|赔]钱", "a few risk[s|]"]
    assert expand(made[1], "zh", Random(1)).endswith("钱")


def test_the_table_of_concepts_is_sound() -> None:
    table = concept_table()
    concepts = Concepts(table)
    assert len(table) >= 50 and all(table.values())
    assert [name for names in concepts.found(tokens("亏了由我们赔")) for name in names] == ["loss", "loss", "waive"]
    facts = json.loads((PARAPHRASE_MODEL / "classifier.json").read_text(encoding="utf-8"))
    assert facts["concepts"] == table


def test_each_language_has_its_own_threshold() -> None:
    labels = ["risk", OTHER]
    lines = [Line("", OTHER, lang, "") for lang in ("zh", "en") for _ in range(100)]
    probabilities = np.array([[0.6, 0.4]] * 100 + [[0.9, 0.1]] * 100)
    apart = Apart(None, lines)  # type: ignore[arg-type]
    assert thresholds(TASK, probabilities, apart, labels) == {"en": 0.9001, "zh": 0.6001}
    assert thresholds(replace(TASK, false_shares={}), probabilities, apart, labels) == {"en": 0.9001, "zh": 0.9001}
    found = apart_rates(TASK, probabilities, apart, labels, {"en": 0.5, "zh": 0.7})
    assert found[f"en, set apart: false, {TASK.harmless}"].value == 1 and found[f"zh, set apart: false, {TASK.harmless}"].value == 0


def test_agents_open_their_lines_as_agents_do() -> None:
    phrasings = [Phrasing("一", "risk", "zh", "template"), Phrasing("二", OTHER, "zh", "template")]
    lines = draw(phrasings, 400, Random(1), {}, replace(AGENTS, worn=0.0))
    before = {line.text.rpartition("一")[0] for line in lines if line.label == "risk"}
    assert "说实话，" in before and not any("请问" in text for text in before)
