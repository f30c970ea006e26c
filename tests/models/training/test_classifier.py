"""The torch-free parts of the classifier's recipe: its options, splits and questions."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from models.training.__main__ import parser
from models.training.classifier import folds, parted, read_questions
from models.training.classifier_card import card_toml, readme
from models.training.classifier_texts import Line, template_phrasings
from models.training.scoring import Rate


def test_the_command_line_has_the_recipe() -> None:
    chosen = parser().parse_args(["classifier", "--work", "w"])
    assert chosen.out.name == "intent-seatmate-zh-en" and chosen.seed == 1


def test_whole_phrasings_are_set_apart() -> None:
    phrasings = template_phrasings()
    found = folds(phrasings, 1)
    for split in found:
        assert not set(split.apart) & set(split.kept) and len(split.apart) + len(split.kept) == len(phrasings)
        assert 0.2 < len(split.apart) / sum(one.source != "phrase" for one in phrasings) < 0.3
    assert sum(len(split.apart) for split in found) == sum(one.source != "phrase" for one in phrasings)
    assert folds(phrasings, 1) == found


def test_questions_are_parted_by_label() -> None:
    lines = [Line(f"{label} {number}", label, "en", "") for label in "ab" for number in range(100)]
    parts = parted(lines, 1)
    assert [Counter(line.label for line in part) for part in parts] == [{"a": 80, "b": 80}, {"a": 10, "b": 10}, {"a": 10, "b": 10}]
    assert sorted(line.text for part in parts for line in part) == sorted(line.text for line in lines)


def test_a_csv_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="text and category"):
        read_questions(path)
    path.write_text('text,category\n"Where, please?",place\n')
    assert read_questions(path) == [Line("Where, please?", "place", "en", "Where, please?")]


def test_the_card_names_every_rate() -> None:
    rates = {"zh: right": Rate(0.5, 0.4, 0.6, 100)}
    card = card_toml(rates, {"size, MB": 1.5}, ["other"])
    assert '"zh: right" = [0.5000, 0.4000, 0.6000, 100]' in card and "recipe_commit" in tomllib.loads(card)["training"]
    text = readme(rates, {"size, MB": 1.5}, {
        "labels": 22, "features": 9, "phrasings": 8, "lines": 7, "seed": 1, "temperature": 1.2, "threshold": 0.6,
        "difference": 0.01, "same": 0.99, "unseen": 604, "spoken": 384})
    assert "| zh: right | 50.0 % (40.0-60.0, n=100) |" in text and "1.5" in text
