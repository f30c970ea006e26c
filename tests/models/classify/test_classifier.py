"""The bundled intent classifier, and directories that can not be used."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from models.classify import INTENT_MODEL, TextClassifier
from models.errors import ModelDamaged, ModelError, ModelMissing, ModelUnsupported
from models.store import write_manifest
from models.training.classifier_measure import measure
from models.training.classifier_texts import unseen_lines


@pytest.fixture(scope="module")
def classifier() -> TextClassifier:
    return TextClassifier(INTENT_MODEL)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(INTENT_MODEL, tmp_path / "copied"))


@pytest.mark.parametrize(("text", "label"), [
    ("我的银行卡掉在出租车上了，赶紧帮我停了", "card_loss"),
    ("密码输了好几次都不对，账户给锁了", "password_reset"),
    ("please shut off my debit card, i left it in a taxi", "card_loss"),
    ("i typed my pin wrong too many times and now it's locked", "password_reset"),
])
def test_labels(classifier: TextClassifier, text: str, label: str) -> None:
    assert classifier.rank(text)[0].label == label


def test_probabilities_add_up_and_fall(classifier: TextClassifier) -> None:
    ranked = classifier.rank("能不能给我宽限几天")
    assert {scored.label for scored in ranked} == set(classifier.labels)
    assert classifier.best("能不能给我宽限几天") == ranked[0]
    assert sum(scored.confidence for scored in ranked) == pytest.approx(1, abs=1e-3)
    assert [scored.confidence for scored in ranked] == sorted((scored.confidence for scored in ranked), reverse=True)


def test_texts_together_are_judged_as_alone(classifier: TextClassifier) -> None:
    texts = ["我要投诉", "", "i want to send money abroad to my son who studies there and needs to pay his rent", "\x00"]
    for text, together in zip(texts, classifier.rank_all(texts), strict=True):
        alone = classifier.rank(text)
        assert together[0].label == alone[0].label
        # Int8 activations share one scale over a batch.
        assert together[0].confidence == pytest.approx(alone[0].confidence, abs=0.05)
    assert classifier.rank_all([]) == []


def test_the_card_says_what_is_measured_again() -> None:
    card = tomllib.loads((INTENT_MODEL / "card.toml").read_text(encoding="utf-8"))
    rates, numbers = measure(INTENT_MODEL, unseen_lines())
    for name, rate in rates.items():
        assert card["rates"][name][0] == pytest.approx(rate.value, abs=0.02), name
    assert card["numbers"]["macro F1, best label"] == pytest.approx(numbers["macro F1, best label"], abs=0.02)


def test_a_flipped_byte_is_damage(copied: Path) -> None:
    model = copied / "model.onnx"
    data = bytearray(model.read_bytes())
    data[1000] ^= 1
    model.write_bytes(data)
    with pytest.raises(ModelDamaged, match="differs from the manifest"):
        TextClassifier(copied)


@pytest.mark.parametrize("name", ["model.onnx", "classifier.json", "manifest.json"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelMissing, match=name):
        TextClassifier(copied)


@pytest.mark.parametrize(("change", "error"), [
    ({"features": 99}, ModelUnsupported), ({"labels": ["one"]}, ModelDamaged), ({"labels": []}, ModelDamaged),
    ({"threshold": 2}, ModelDamaged), ({"threshold": "x"}, ModelDamaged), ({"vocabulary": [3, 1]}, ModelDamaged),
    ({"vocabulary": [-1]}, ModelDamaged), ({"vocabulary": {}}, ModelDamaged), ({"vocabulary": []}, ModelDamaged),
])
def test_facts_that_describe_no_classifier(copied: Path, change: dict[str, object], error: type[ModelError]) -> None:
    path = copied / "classifier.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    write_manifest(copied, "x", "x", "x")
    with pytest.raises(error):
        TextClassifier(copied)


def test_something_else_than_a_network(copied: Path) -> None:
    (copied / "model.onnx").write_bytes(b"not a network")
    write_manifest(copied, "x", "x", "x")
    with pytest.raises(ModelDamaged, match="can not be loaded"):
        TextClassifier(copied)
