"""What the bundled classifier makes of a customer's line when the playbook's phrases say nothing or disagree.

In comes a line; out comes an intent with a calibrated confidence, or nothing.  The model is loaded on the first question,
once per process; where it is missing or damaged, phrases alone go on working and the log says so once.  `intents` asks it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from models.classify import INTENT_MODEL, TextClassifier
from models.errors import ModelError

_LOG = logging.getLogger(__name__)
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
        self._directory = directory
        self._lock = Lock()
        self._loaded = False
        self._classifier: TextClassifier | None = None
        self._answers = lru_cache(maxsize=_KEPT)(self._answer)

    def __call__(self, text: str) -> Opinion | None:
        """The opinion on a line; None if there is no working model."""
        return self._answers(text)

    def _answer(self, text: str) -> Opinion | None:
        classifier = self._load()
        if classifier is None:
            return None
        try:
            best = classifier.best(text)
        except ModelError as error:
            _LOG.warning("the intent classifier gave no answer (%s): %s", error.code, error)
            return None
        return Opinion(best.label, round(best.confidence, 4), best.confidence >= classifier.threshold)

    def _load(self) -> TextClassifier | None:
        with self._lock:
            if not self._loaded:
                self._loaded = True
                try:
                    self._classifier = TextClassifier(self._directory)
                except ModelError as error:
                    _LOG.warning("intents are found by the playbook's phrases alone (%s): %s", error.code, error)
            return self._classifier


bundled = SecondOpinion()
"""The one of this process."""
