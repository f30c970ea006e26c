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


def test_what_is_found_is_sure_and_never_other() -> None:
    lazy = LazyClassifier(PARAPHRASE_MODEL, "without")
    classifier = lazy.load()
    assert classifier is not None and 0.5 <= classifier.threshold < 1
    assert lazy.found("您稍等，我给您查一下") is None
    found = lazy.found("我给您打保票，您肯定能赚")
    assert found is not None and found.label != "other" and found.confidence >= classifier.threshold


def test_a_missing_or_damaged_model_answers_nothing_and_says_so_once(
        tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged = Path(shutil.copytree(PARAPHRASE_MODEL, tmp_path / "model"))
    (damaged / "model.onnx").write_bytes(b"")
    for directory, code in ((damaged, "model.damaged"), (tmp_path / "none", "model.missing")):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            lazy = LazyClassifier(directory, "phrases go on alone")
            assert lazy.best("一") is None and lazy.found("二") is None
        (record,) = caplog.records
        assert "phrases go on alone" in record.getMessage() and code in record.getMessage()
