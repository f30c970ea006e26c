"""BM25 over documents of several fields: who shares a query's rare words, most in the title, comes first.

In come the terms of every document, once; then queries.  What each term gives each document is worked out when the index
is built, so a query adds up a few short arrays: about a millisecond for 10,000 documents.  Next: `ranking`, the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

FIELDS = (2.0, 1.0, 1.0)
"""How much a word of the title, the body and of what customers ask counts."""
_K1 = 1.2
_B = 0.75
_LEAST_IDF = 1e-6
"""Of a word that is in most documents; it must not speak against them."""


class WordIndex:
    """Documents by their words.  Never changes once it is built, so several threads may read it."""

    def __init__(self, documents: Iterable[Sequence[Sequence[str]]]) -> None:
        """File documents, each as the terms of its fields, at most as many as `FIELDS`; their places count from 0."""
        terms_seen: dict[str, int] = {}
        lengths: list[int] = []
        numbers: list[int] = []
        places: list[int] = []
        given: list[float] = []
        for place, fields in enumerate(documents):
            lengths.append(sum(map(len, fields)))
            counted: dict[str, float] = {}
            for worth, terms in zip(FIELDS, fields, strict=False):
                for term in terms:
                    counted[term] = counted.get(term, 0.0) + worth
            numbers += [terms_seen.setdefault(term, len(terms_seen)) for term in counted]
            given += counted.values()
            places += [place] * len(counted)
        self.size = len(lengths)
        """Number of documents."""
        length = np.array(lengths, np.float64)
        mean = float(length.mean()) if self.size else 0.0
        norm = _K1 * (1 - _B + _B * length / mean) if mean else np.full(self.size, _K1)
        # All terms' postings in one piece, each term's beside each other and in the order of the documents.
        number = np.array(numbers, np.int64)
        order = np.argsort(number, kind="stable")
        often = np.bincount(number, minlength=len(terms_seen))
        self._rows = np.array(places, np.int64)[order]
        weight = np.array(given, np.float64)[order]
        rare = {count: max(log((self.size - count + 0.5) / (count + 0.5)), _LEAST_IDF) for count in set(often.tolist())}
        idf = np.repeat(np.array([rare[count] for count in often.tolist()], np.float64), often)
        self._worth = idf * weight * (_K1 + 1) / (weight + norm[self._rows])
        ends = np.cumsum(often)
        most = np.maximum.reduceat(self._worth, ends - often) if len(ends) else ends
        self._terms = {term: (end - count, end, largest) for term, end, count, largest
                       in zip(terms_seen, ends.tolist(), often.tolist(), most.tolist(), strict=True)}
        """Term -> where its postings begin and end, and the most that it gives one document."""

    def scores(self, terms: Iterable[str], weights: Mapping[str, float] = MappingProxyType({})) -> NDArray[np.float64]:
        """BM25 of every document for a query; shape (documents,), 0 where no term is shared.

        Args:
            weights: of terms that count less than others; 1 for the rest.
        """
        rows: list[NDArray[np.int64]] = []
        worth: list[NDArray[np.float64]] = []
        for term in terms:
            posting = self._terms.get(term)
            if posting is not None:
                begin, end, _ = posting
                weight = weights.get(term, 1.0)
                rows.append(self._rows[begin:end])
                worth.append(self._worth[begin:end] if weight == 1.0 else weight * self._worth[begin:end])
        if not rows:
            return np.zeros(self.size, np.float64)
        # It adds in the order given, so a document's score is the same sum in every process.
        return np.asarray(np.bincount(np.concatenate(rows), np.concatenate(worth), self.size), np.float64)

    def at_most(self, terms: Iterable[str], weights: Mapping[str, float] = MappingProxyType({})) -> float:
        """What no document's score for a query is above: far quicker than the scores."""
        known = self._terms
        return float(sum(known[term][2] * weights.get(term, 1.0) for term in terms if term in known))

    def rarity(self, term: str) -> float:
        """How much a term tells of a document, above 0; the most for one that is in none."""
        begin, end, _ = self._terms.get(term, (0, 0, 0.0))
        return log(1 + (self.size + 1) / (end - begin + 0.5))

    def best(self, terms: Iterable[str], most: int) -> list[tuple[int, float]]:
        """(place, score) of the documents that share a term, best first, the earlier first where two are equal."""
        return top(self.scores(terms), most)


def top(scores: NDArray[np.float64], most: int) -> list[tuple[int, float]]:
    """(place, score) of the highest scores above 0, at most `most`, best first, the earlier first where two are equal."""
    (found,) = (scores > 0).nonzero()
    held = scores[found]
    if len(found) > most:
        least = np.partition(held, len(held) - most)[len(held) - most]
        found = found[held >= least]
        held = scores[found]
    order = (-held).argsort(kind="stable")[:most]
    return list(zip(found[order].tolist(), held[order].tolist(), strict=True))


def among_top(scores: NDArray[np.float64], most: int, places: Iterable[int]) -> list[int]:
    """Those of these places that `top` gives."""
    if len(scores) <= most:
        return [place for place in places if scores[place] > 0]
    least = np.partition(scores, len(scores) - most)[len(scores) - most]
    if least > 0 and np.count_nonzero(scores >= least) > most:
        # Of equal ones the earlier are taken.
        kept = {place for place, _ in top(scores, most)}
        return [place for place in places if place in kept]
    return [place for place in places if scores[place] > 0 and scores[place] >= least]
