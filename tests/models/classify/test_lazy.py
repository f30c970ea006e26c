"""A bundled classifier that is loaded when it is needed."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from models.classify import PARAPHRASE_MODEL, LazyClassifier


def test_an_answer_is_worked_out_once_and_names_a_label() -> None:
    lazy = LazyClassifier(PARAPHRASE_MODEL, "without")
    classifier = lazy.load()
    assert classifier is not None and lazy.load() is classifier
    best = lazy.best("您稍等，我给您查一下")
    assert best is not None and best.label in classifier.labels and lazy.best("您稍等，我给您查一下") is best


def test_thresholds_are_those_of_labels() -> None:
    classifier = LazyClassifier(PARAPHRASE_MODEL, "without").load()
    assert classifier is not None
    assert set(classifier.thresholds) == set(classifier.labels) - {"other"}
    assert all(0.5 <= least <= 0.99 for least in classifier.thresholds.values())


def test_a_missing_or_damaged_model_answers_nothing_and_says_so_once(
        tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged = Path(shutil.copytree(PARAPHRASE_MODEL, tmp_path / "model"))
    (damaged / "model.onnx").write_bytes(b"")
    for directory, code in ((damaged, "model.damaged"), (tmp_path / "none", "model.missing")):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            lazy = LazyClassifier(directory, "phrases go on alone")
            assert lazy.best("一") is None and lazy.best("二") is None
        (record,) = caplog.records
        assert "phrases go on alone" in record.getMessage() and code in record.getMessage()
