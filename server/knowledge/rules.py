"""Which term of a product a question asks for: "提前还款要不要违约金" and a product in, that product's rule out.

A term is recognised by the words of its label in the product table and by the playbook's everyday words for them
(`[[same]]` of `everyday.toml`; longer ones win where two overlap); which product is meant
comes from the call.  Without one, the answer is the question which product it is, with each one's value at hand.
Next: a skill makes a card of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from protocol.message import Language
from server.assist.phrases import PhraseFinder, fold
from server.content.playbook import Playbook

from .graph import KnowledgeGraph
from .terms import compared_terms, key_of

_COVERED = 0.6
"""Share of a label's weight that a question must hold."""
_CLOSE = 0.9
"""A term said nearly as fully as the best one is asked for too."""
_MOST = 4
"""Lines of a rule."""
_FIRST_PART = {"zh": ("（", "("), "en": ("(",)}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One term of a product."""

    term: str
    """Its name in the product table."""
    label: str


@dataclass(frozen=True, slots=True)
class ProductRule:
    """The rule of one product that a question asks for."""

    product: str
    lines: tuple[RuleLine, ...]
    """What was asked for first, then the conditions it hangs on; at most four."""
    articles: tuple[str, ...]
    """Ids of the articles that explain it for this product."""


@dataclass(frozen=True, slots=True)
class WhichProduct:
    """The products differ in what was asked for, and none is known: ask."""

    label: str
    """What was asked for."""
    term: str
    products: tuple[str, ...]
    """Ids of the products that have this term."""


class _Label:
    """One way in which the product table calls a term."""

    def __init__(self, term: str, words: tuple[tuple[str, float], ...]) -> None:
        """`words`: (word, its weight), in order."""
        self.term = term
        self.words = words
        self._whole = sum(weight for _, weight in words)

    def said(self, words: set[str]) -> float:
        """Weight of the label's words that a question holds, less what it leaves out; 0 if that is too much."""
        said = sum(weight for word, weight in self.words if word in words)
        # Of two labels that are both said, the longer one says more: 提前还款违约金 rather than 违约金.
        return said * said / self._whole if self._whole and said >= _COVERED * self._whole else 0.0


class RuleBook:
    """The questions that one playbook's product table can answer; never changes once it is built."""

    def __init__(self, playbook: Playbook, graph: KnowledgeGraph) -> None:
        self._playbook = playbook
        self._graph = graph
        self._lang: Language = playbook.lang
        self._same: PhraseFinder[str] = PhraseFinder(
            ((word, one.means) for one in playbook.everyday.same for word in one.words), playbook.lang)
        labels: dict[str, set[str]] = {}
        for product in playbook.products.values():
            for name, term in product.terms.items():
                labels.setdefault(name, set()).add(self._first_part(term.label))
        terms = {name: [frozenset(self._words(label)) for label in sorted(known)] for name, known in labels.items()}
        seen: Counter[str] = Counter()
        for known in terms.values():
            seen.update(frozenset(word for label in known for word in label))
        weight = {word: log(1 + len(terms) / count) for word, count in seen.items()}
        self._labels = [_Label(name, tuple((word, weight[word]) for word in sorted(label)))
                        for name, known in terms.items() for label in known]
        self._holding: dict[str, list[int]] = {}
        """Word -> places of the labels that hold it."""
        for place, one in enumerate(self._labels):
            for word, _ in one.words:
                self._holding.setdefault(word, []).append(place)

    def asked(self, text: str) -> tuple[str, ...]:
        """Names of the terms that a text asks for, best covered first; empty if it asks for none."""
        words = set(self._words(text)) | {word for _, _, same in self._longest(text) for word in self._words(same)}
        best: dict[str, float] = {}
        for place in {place for word in words for place in self._holding.get(word, ())}:
            label = self._labels[place]
            said = label.said(words)
            if said > best.get(label.term, 0.0):
                best[label.term] = said
        scored = sorted((-said, name) for name, said in best.items())
        return tuple(name for score, name in scored if -score >= _CLOSE * -scored[0][0])

    def answer(self, text: str, products: Sequence[str],
               kinds: frozenset[str] = frozenset()) -> ProductRule | WhichProduct | None:
        """The rule that a question asks for.

        Args:
            products: ids of the products that may be meant, the likeliest first; empty if none is known.
            kinds: kinds of product that the question can be about; empty: any.

        Returns:
            None if no term is asked for, or the products meant do not have it.
        """
        asked = self.asked(text)
        if not asked:
            return None
        table = self._playbook.products
        for product in products:
            if product in table:
                lines = self._lines(product, asked)
                if lines:
                    return ProductRule(product, lines, self._articles(product, lines))
        if any(product in table for product in products):
            return None
        having = [product for product in table.values()
                  if asked[0] in product.terms and (not kinds or product.kind in kinds)]
        if len(having) == 1:
            lines = self._lines(having[0].id, asked)
            return ProductRule(having[0].id, lines, self._articles(having[0].id, lines))
        if not having:
            return None
        return WhichProduct(having[0].terms[asked[0]].label, asked[0], tuple(product.id for product in having))

    def _lines(self, product: str, asked: Sequence[str]) -> tuple[RuleLine, ...]:
        terms = self._playbook.products[product].terms
        names: dict[str, None] = {}
        for name in asked:
            if name in terms:
                names[name] = None
                names.update(dict.fromkeys(one for one in self._graph.conditions(product, name) if one in terms))
        return tuple(RuleLine(name, terms[name].label) for name in list(names)[:_MOST])

    def _articles(self, product: str, lines: Sequence[RuleLine]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for line in lines:
            node = self._graph.term(product, line.term)
            if node is not None:
                found.update(dict.fromkeys(article.id for article in self._graph.to(node, "explains")))
        return tuple(found)

    def _longest(self, text: str) -> list[tuple[int, int, str]]:
        kept: list[tuple[int, int, str]] = []
        for hit in sorted(self._same.find(fold(text)), key=lambda one: (one[0] - one[1], one[0])):
            if not any(hit[0] < other[1] and hit[1] > other[0] for other in kept):
                kept.append(hit)
        return kept

    def _words(self, text: str) -> list[str]:
        return [key_of(term, self._lang) for term in compared_terms(text, self._lang)]

    def _first_part(self, label: str) -> str:
        for mark in _FIRST_PART[self._lang]:
            label = label.partition(mark)[0]
        return label
