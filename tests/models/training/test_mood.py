"""The recipe of the mood classifier: its text, and what the shipped model does.  No training here."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from models.classify import MOOD_MODEL, TextClassifier
from models.training.classifier_texts import OTHER, expand, mood_lines
from models.training.mood import TASK, phrasings_of
from models.training.thresholded import rates

PLAYBOOKS = Path(__file__).resolve().parents[3] / "server" / "playbooks"


def test_every_mood_has_many_ways_to_be_said() -> None:
    made: dict[tuple[str, str], set[str]] = {}
    for phrasing in phrasings_of(PLAYBOOKS):
        rng = Random(phrasing.template)
        made.setdefault((phrasing.lang, phrasing.label), set()).update(
            expand(phrasing.template, phrasing.lang, rng) for _ in range(12))
    assert len(made) == 2 * 5 and all(len(texts) >= 100 for texts in made.values())


def test_the_unseen_lines_are_enough_of_every_label_and_no_phrasing() -> None:
    counts = Counter((line.lang, line.label) for line in mood_lines())
    assert len(counts) == 2 * 5 and all(count >= (40 if label == OTHER else 15) for (_, label), count in counts.items())
    known = {phrasing.template.lower() for phrasing in phrasings_of(PLAYBOOKS)}
    assert not [line.text for line in mood_lines() if line.label != OTHER and line.text.lower() in known]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_tells_what_the_shipped_model_does(lang: str) -> None:
    card = tomllib.loads((MOOD_MODEL / "card.toml").read_text(encoding="utf-8"))
    found = rates(TASK, mood_lines(), TextClassifier(MOOD_MODEL))
    for name in ("recall, any mood", "recall, its own mood", "false, lines without a mood"):
        assert card["rates"][f"{lang}: {name}"][0] == pytest.approx(found[f"{lang}: {name}"].value, abs=0.006)
    assert sum(path.stat().st_size for path in MOOD_MODEL.iterdir()) <= 3_000_000
