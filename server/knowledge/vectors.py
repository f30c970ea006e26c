"""Nearness by meaning: entries as vectors of an embedding model, where one is installed; without one words alone are searched.

In come the texts of all entries, once, and a query; out comes a nearness of 0..1 for each entry.  The model is read by
`models.embed`; a damaged one is named in the log and left out, never used in part.  Next: `server.assist.library`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.embed import TextEmbedder, installed
from models.errors import ModelError

log = logging.getLogger(__name__)

_FAR = 0.35
"""Cosine of texts that have little to do with each other; it counts as no nearness."""
_BATCH = 64


class Embedder(Protocol):
    """What an index needs of an embedding model."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text, shape (texts, size).  Raises `EngineFailed`."""
        ...


class VectorIndex:
    """The entries of one playbook by meaning.  Safe from several threads."""

    def __init__(self, embedder: Embedder, texts: Sequence[str]) -> None:
        """Embed all texts; if the model fails on them, the index is empty and says so in the log."""
        self._embedder = embedder
        self._count = len(texts)
        self._vectors: NDArray[np.float32] | None = None
        try:
            parts = [embedder.embed(texts[first:first + _BATCH]) for first in range(0, len(texts), _BATCH)]
            self._vectors = np.concatenate(parts) if parts else None
        except ModelError as error:
            log.error("entries are found by words alone: %s", error)

    def nearness(self, text: str) -> NDArray[np.float64]:
        """0..1 for every entry, shape (entries,); all 0 if the model fails on this text."""
        nothing = np.zeros(self._count, np.float64)
        if self._vectors is None or not text.strip():
            return nothing
        try:
            query = self._embedder.embed([text])[0]
        except ModelError as error:
            log.warning("a line is looked for by words alone: %s", error)
            return nothing
        cosine: NDArray[np.float64] = (self._vectors @ query).astype(np.float64)
        return np.asarray(np.clip((cosine - _FAR) / (1.0 - _FAR), 0.0, 1.0), np.float64)


@lru_cache(maxsize=1)
def installed_embedder() -> Embedder | None:
    """The embedding model of this machine, loaded once per process; None if there is none or it is damaged."""
    found = installed()
    if not found:
        return None
    try:
        return TextEmbedder(found[0].directory)
    except ModelError as error:
        log.error("entries are found by words alone: %s", error)
        return None
