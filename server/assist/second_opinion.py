"""What the bundled classifier makes of a customer's line when the playbook's phrases say nothing or disagree.

In comes a line; out comes an intent with a calibrated confidence, or nothing.  The model is loaded on the first question,
once per process; where it is missing or damaged, phrases alone go on working and the log says so once.  `intents` asks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.classify import INTENT_MODEL, LazyClassifier

_KEPT = 4096
"""Lines whose answers are kept; what people say recurs."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The most probable intent of a line."""

    intent: str
    confidence: float
    """Calibrated probability, 0..1."""
    sure: bool
    """True if the confidence reaches the threshold that the model's recipe found."""


Ask = Callable[[str], Opinion | None]


class SecondOpinion:
    """A classifier, loaded when first asked.  Safe to use from several threads."""

    def __init__(self, directory: Path = INTENT_MODEL) -> None:
        self._classifier = LazyClassifier(directory, "intents are found by the playbook's phrases alone")
        self._answers = lru_cache(maxsize=_KEPT)(self._answer)

    def __call__(self, text: str) -> Opinion | None:
        """The opinion on a line; None if there is no working model."""
        return self._answers(text)

    def _answer(self, text: str) -> Opinion | None:
        best, classifier = self._classifier.best(text), self._classifier.load()
        if best is None or classifier is None:
            return None
        return Opinion(best.label, round(best.confidence, 4), best.confidence >= classifier.threshold)


bundled = SecondOpinion()
"""The one of this process."""
