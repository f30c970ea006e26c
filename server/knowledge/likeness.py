"""How much a line is like a question that an article is written for: its title, or one of its keywords.

In come the articles' questions and the rarity of words, once; then lines.  Each question is cut on first use, so that
loading costs nothing.  Next: the library gives the likeness to `ranking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from protocol.message import Language

from .terms import query_keys

_LEAST_TERMS = 2
"""A question or a line of one word, or one shared word, is too little to be called alike."""
_ROUNDED = 1e-3
"""More than rounding changes a likeness by."""


class Likeness:
    """The questions of one playbook's articles.  Safe from several threads: what is kept is the same whoever works it out."""

    def __init__(self, questions: Callable[[str], Sequence[str]], rarity: Callable[[str], float], lang: Language) -> None:
        """`questions`: article id -> its questions; `rarity`: weight of an index term."""
        self._questions = questions
        self._lang: Language = lang
        self._cut: dict[str, tuple[frozenset[str], tuple[tuple[frozenset[str], float], ...]]] = {}
        self._weights = _Weights(rarity)
        self._filed: dict[str, tuple[str, ...]] | None = None
        """Word -> articles of which a question holds it."""

    def terms(self, text: str) -> Mapping[str, float]:
        """The words of a text with their weights."""
        weights = self._weights
        if len(weights) >= _WEIGHTS_KEPT:
            weights.clear()
        return {term: weights[term] for term in query_keys(text, self._lang)}

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

    def near(self, line: Mapping[str, float], least: float, articles: Iterable[str]) -> set[str]:
        """Articles that may be as like a line as `least`; those left out are less so.

        Args:
            line: from `terms`.
            articles: all there are, always the same; filed by their words at the first call.
        """
        if len(line) < _LEAST_TERMS:
            return set()
        if self._filed is None:
            self._filed = self._file(articles)
        filed = self._filed
        # To be so like, a question must share this much of the line; so it holds one of the rarer words, if the others
        # together weigh less than that.
        needed = (least - _ROUNDED) / (2 - least) * sum(line.values())
        known = [(len(filed[word]), word) for word in line if word in filed]
        if sum(line[word] for _, word in known) < needed:
            return set()
        found: set[str] = set()
        known.sort(reverse=True)
        common = 0.0
        for _, word in known:
            common += line[word]
            if common >= needed:
                found.update(filed[word])
        return found

    def _file(self, articles: Iterable[str]) -> dict[str, tuple[str, ...]]:
        filed: dict[str, list[str]] = {}
        for article in articles:
            for word in self._of(article)[0]:
                filed.setdefault(word, []).append(article)
        return {word: tuple(found) for word, found in filed.items()}

    def _of(self, article: str) -> tuple[frozenset[str], tuple[tuple[frozenset[str], float], ...]]:
        """All words of an article's questions; and of each question its words and their weight."""
        known = self._cut.get(article)
        if known is None:
            cut = [self.terms(question) for question in self._questions(article)]
            questions = tuple((frozenset(words), sum(words.values())) for words in cut if len(words) >= _LEAST_TERMS)
            known = self._cut[article] = (frozenset().union(*(words for words, _ in questions)), questions)
        return known


class _Weights(dict[str, float]):
    """Index term -> its weight, worked out the first time it is asked for."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        super().__init__()
        self._rarity = rarity

    def __missing__(self, term: str) -> float:
        weight = self[term] = self._rarity(term)
        return weight


_WEIGHTS_KEPT = 50_000
"""Words of which the weight is kept; what customers say has no end."""
