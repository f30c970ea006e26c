"""A bundled classifier that is loaded when it is first needed, and does without where it can not be.

In comes a line; out comes the most probable label, or nothing while there is no working model: the log says that once, and
phrases alone go on.  `server.assist.second_opinion` and `server.compliance.paraphrases` are next.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from models.classify.classifier import Scored, TextClassifier
from models.errors import ModelError

_LOG = logging.getLogger(__name__)
_KEPT = 4096
"""Lines whose answers are kept; what people say recurs."""


class LazyClassifier:
    """A classifier, loaded when first asked.  Safe to use from several threads."""

    def __init__(self, directory: Path, without: str) -> None:
        """`without` says in the log what goes on if there is no working model."""
        self._directory = directory
        self._without = without
        self._lock = Lock()
        self._loaded = False
        self._classifier: TextClassifier | None = None
        self.best = lru_cache(maxsize=_KEPT)(self._best)
        """The most probable label of a text; None if there is no working model."""

        self.found = lru_cache(maxsize=_KEPT)(self._found)
        """What a text is if it is not `other` (`TextClassifier.found`); None if it is, or if there is no working model."""

        self.against_other = lru_cache(maxsize=_KEPT)(self._against_other)
        """What a text would be if it were not `other`, with the probability that it is not; None if there is no working model."""

    def load(self) -> TextClassifier | None:
        """The classifier itself; None if it is missing or damaged."""
        with self._lock:
            if not self._loaded:
                self._loaded = True
                try:
                    self._classifier = TextClassifier(self._directory)
                except ModelError as error:
                    _LOG.warning("%s (%s): %s", self._without, error.code, error)
            return self._classifier

    def _best(self, text: str) -> Scored | None:
        classifier = self.load()
        return None if classifier is None else self._asked(classifier.best, text)

    def _found(self, text: str) -> Scored | None:
        classifier = self.load()
        return None if classifier is None else self._asked(classifier.found, text)

    def _against_other(self, text: str) -> Scored | None:
        classifier = self.load()
        return None if classifier is None else self._asked(classifier.against_other, text)

    def _asked(self, ask: Callable[[str], Scored | None], text: str) -> Scored | None:
        try:
            return ask(text)
        except ModelError as error:
            _LOG.warning("%s gave no answer (%s): %s", self._directory.name, error.code, error)
            return None
