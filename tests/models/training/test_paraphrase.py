"""The recipe of the paraphrase classifier: its text, and how thresholds are chosen.  No training here."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from models.classify import PARAPHRASE_MODEL, TextClassifier
from models.training.classifier_texts import OTHER, expand, paraphrase_lines, template_phrasings
from models.training.paraphrase import TASK, phrasings_of
from models.training.thresholded import LEAST_THRESHOLD, rates, threshold

PLAYBOOKS = Path(__file__).resolve().parents[3] / "server" / "playbooks"


def test_every_rule_has_sixty_phrasings_a_language() -> None:
    made: dict[tuple[str, str], set[str]] = {}
    for phrasing in template_phrasings("paraphrase"):
        rng = Random(phrasing.template)
        made.setdefault((phrasing.lang, phrasing.label), set()).update(
            expand(phrasing.template, phrasing.lang, rng) for _ in range(12))
    assert len(made) == 2 * 20 and {lang for lang, _ in made} == {"zh", "en"}
    assert all(len(texts) >= (150 if label == OTHER else 60) for (_, label), texts in made.items())


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
    assert sum(path.stat().st_size for path in PARAPHRASE_MODEL.iterdir()) <= 3_000_000
