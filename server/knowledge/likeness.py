"""How much a line is like a question that an article is written for: its title, or one of its keywords.

In come the articles' questions and the rarity of words, once; then lines.  Each question is cut on first use, so that
loading costs nothing.  Next: the library gives the likeness to `ranking`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from protocol.message import Language

from .terms import key_of, query_terms

_LEAST_TERMS = 2
"""A question or a line of one word, or one shared word, is too little to be called alike."""


class Likeness:
    """The questions of one playbook's articles.  Safe from several threads: what is kept is the same whoever works it out."""

    def __init__(self, questions: Callable[[str], Sequence[str]], rarity: Callable[[str], float], lang: Language) -> None:
        """`questions`: article id -> its questions; `rarity`: weight of an index term."""
        self._questions = questions
        self._rarity = rarity
        self._lang: Language = lang
        self._cut: dict[str, tuple[frozenset[str], tuple[tuple[frozenset[str], float], ...]]] = {}
        self._weights: dict[str, float] = {}

    def terms(self, text: str) -> Mapping[str, float]:
        """The words of a text with their weights."""
        found = dict.fromkeys(key_of(term, self._lang) for term in query_terms(text, self._lang))
        return {term: self._weight(term) for term in found}

    def of(self, article: str, line: Mapping[str, float]) -> float:
        """0..1: the shared weight of a line and the article's nearest question, 1 if both hold the same words.

        Args:
            line: from `terms`.
        """
        if len(line) < _LEAST_TERMS:
            return 0.0
        every, questions = self._of(article)
        if len(every.intersection(line)) < _LEAST_TERMS:
            return 0.0
        whole = sum(line.values())
        best = 0.0
        for words, weight in questions:
            shared = words.intersection(line)
            if len(shared) >= _LEAST_TERMS:
                # in the line's order, so that the sum is the same in every process
                best = max(best, 2 * sum(line[word] for word in line if word in shared) / (whole + weight))
        return round(best, 4)

    def _of(self, article: str) -> tuple[frozenset[str], tuple[tuple[frozenset[str], float], ...]]:
        """All words of an article's questions; and of each question its words and their weight."""
        known = self._cut.get(article)
        if known is None:
            cut = [self.terms(question) for question in self._questions(article)]
            questions = tuple((frozenset(words), sum(words.values())) for words in cut if len(words) >= _LEAST_TERMS)
            known = self._cut[article] = (frozenset().union(*(words for words, _ in questions)), questions)
        return known

    def _weight(self, term: str) -> float:
        known = self._weights.get(term)
        if known is None:
            if len(self._weights) >= _WEIGHTS_KEPT:
                self._weights.clear()
            known = self._weights[term] = self._rarity(term)
        return known


_WEIGHTS_KEPT = 50_000
"""Words of which the weight is kept; what customers say has no end."""
