"""A classifier's directory in, labels with calibrated probabilities for a text out.

    intent-seatmate-zh-en/model.onnx        (texts, units) int64 -> (texts, labels) float32, each row adds up to 1
    intent-seatmate-zh-en/classifier.json   {"features", "labels", "threshold", "vocabulary"}, for some
                                            "concepts" {name: words} and "thresholds" {language: threshold}
    intent-seatmate-zh-en/manifest.json     as for every bundled model (`store`)

The recipe scales the probabilities and finds the threshold on lines set apart; the card says how far they are off on others.
`server.assist.second_opinion` is next.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.classify.concepts import Concepts
from models.classify.features import CONCEPTS_VERSION, VERSION, Places, numbers, padded, places_of
from models.errors import EngineFailed, ModelDamaged, ModelMissing, ModelUnsupported
from models.onnx_session import open_session
from models.store import BUNDLED_DIR, MANIFEST_FILE, Manifest, compare, read_manifest

INTENT_MODEL = BUNDLED_DIR / "intent-seatmate-zh-en"
"""What a customer's line is about, in Chinese and English."""
PARAPHRASE_MODEL = BUNDLED_DIR / "paraphrase-seatmate-zh-en"
"""Which rule an agent's line may break, in Chinese and English."""
MOOD_MODEL = BUNDLED_DIR / "mood-seatmate-zh-en"
"""What a customer's words show of the mood, in Chinese and English."""
OTHER = "other"
"""Label of what is none of the others."""
MODEL_FILE = "model.onnx"
FACTS_FILE = "classifier.json"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_AGAIN = "Reinstall the product."


@dataclass(frozen=True, slots=True)
class Scored:
    """One label of a text."""

    label: str
    confidence: float
    """Calibrated probability, 0..1."""


class TextClassifier:
    """One model, loaded once; safe to use from several threads."""

    def __init__(self, directory: Path) -> None:
        """Verify the files against the manifest and load them.

        Raises `ModelMissing`, `ModelDamaged`, or `ModelUnsupported` for a model made for other features.
        """
        verify(directory)
        self._vocabulary, self.labels, self.threshold, self.thresholds, self._concepts = _facts(directory / FACTS_FILE)
        self._places = Places(self._vocabulary)
        self._other = self.labels.index(OTHER) if OTHER in self.labels else -1
        self._session = open_session(directory / MODEL_FILE, "Classifying text", ModelDamaged, _AGAIN)
        width = self._session.get_outputs()[0].shape[-1]
        if width != len(self.labels):
            raise ModelDamaged(f"{directory / MODEL_FILE} gives {width} values for {len(self.labels)} labels. {_AGAIN}")

    def rank(self, text: str) -> tuple[Scored, ...]:
        """All labels of a text, the most probable first.  Raises `EngineFailed`."""
        return self.rank_all([text])[0]

    def best(self, text: str) -> Scored:
        """The most probable label of a text.  Raises `EngineFailed`."""
        row = self._run(np.array([places_of(text, self._places, self._concepts)], np.int64))[0]
        place = int(row.argmax())
        return Scored(self.labels[place], float(row[place]))

    def found(self, text: str) -> Scored | None:
        """What a text is if it is not `OTHER`, with the probability that it is not; None below the model's threshold.

        Raises `EngineFailed`.
        """
        likeliest = self.against_other(text)
        least = self.thresholds.get("zh" if _HAN.search(text) else "en", self.threshold)
        return likeliest if likeliest.confidence >= least else None

    def against_other(self, text: str) -> Scored:
        """The most probable label but `OTHER`, with the probability that the text is not `OTHER`, however small.

        Many labels that share what speaks against `OTHER` find more than the best of them alone.  Raises `EngineFailed`.
        """
        row = self._run(np.array([places_of(text, self._places, self._concepts)], np.int64))[0]
        sure = 1.0 - (float(row[self._other]) if self._other >= 0 else 0.0)
        if self._other >= 0:
            row[self._other] = -1.0
        return Scored(self.labels[int(row.argmax())], sure)

    def rank_all(self, texts: list[str]) -> list[tuple[Scored, ...]]:
        """The same for several texts in one run; empty for none.  Raises `EngineFailed`."""
        if not texts:
            return []
        return [tuple(Scored(self.labels[place], float(row[place])) for place in np.argsort(-row, kind="stable"))
                for row in self._run(padded([numbers(text, self._vocabulary, self._concepts) for text in texts]))]

    def _run(self, units: NDArray[np.int64]) -> NDArray[np.float32]:
        """Numbers of texts (texts, longest) to (texts, labels)."""
        try:
            (rows,) = self._session.run(None, {"units": units})
        except Exception as error:  # as above
            raise EngineFailed(f"The text classifier failed ({error}).") from error
        return np.asarray(rows, np.float32)


def is_classifier(directory: Path) -> bool:
    """Whether a directory holds, or held, a model of this kind."""
    return any((directory / name).is_file() for name in (MODEL_FILE, FACTS_FILE))


def verify(directory: Path) -> Manifest:
    """Compare the files with the manifest.  Raises `ModelMissing` or `ModelDamaged`."""
    manifest = read_manifest(directory)
    if manifest is None:
        raise ModelMissing(f"{directory} has no {MANIFEST_FILE}. {_AGAIN}")
    for name in (MODEL_FILE, FACTS_FILE):
        if name not in manifest.files:
            raise ModelMissing(f"{directory / name} is not in the manifest. {_AGAIN}")
    compare(directory, manifest)
    return manifest


def _facts(path: Path) -> tuple[NDArray[np.uint32], tuple[str, ...], float, dict[str, float], Concepts | None]:
    """(vocabulary, labels, threshold, language's thresholds, table of concepts) of a model."""
    try:
        facts = json.loads(path.read_bytes())
        version, vocabulary = facts["features"], np.array(facts["vocabulary"], np.uint32)
        labels, threshold = tuple(str(label) for label in facts["labels"]), float(facts["threshold"])
        thresholds = {str(lang): float(least) for lang, least in facts.get("thresholds", {}).items()}
        concepts = Concepts(facts["concepts"]) if version == CONCEPTS_VERSION else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ModelDamaged(f"{path} does not describe a classifier ({error!r}). {_AGAIN}") from error
    if version not in (VERSION, CONCEPTS_VERSION):
        raise ModelUnsupported(f"{path.parent.name} was made for features {version}, this product has {VERSION} "
                               f"and {CONCEPTS_VERSION}. {_AGAIN}")
    ordered = vocabulary.ndim == 1 and len(vocabulary) > 0 and bool(np.all(vocabulary[:-1] < vocabulary[1:]))
    if not ordered or len(set(labels)) != len(labels) or not labels or not all(
            0 <= least <= 1 for least in (threshold, *thresholds.values())):
        raise ModelDamaged(f"{path} does not describe a classifier. {_AGAIN}")
    return vocabulary, labels, threshold, thresholds, concepts
