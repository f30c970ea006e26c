"""Retrieval: the playbook's replies, articles, products and intents, found by words and, where a model is installed, meaning.

Built once per playbook; it never changes afterwards, so several threads may search.  `server.knowledge` does the
finding; here one playbook's entries become its documents.  Used by `suggesting`, `intents` and the skills.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from protocol.message import Language
from server.assist.phrases import PhraseFinder, fold
from server.content.playbook import Article, Playbook
from server.knowledge.everyday import EverydayWords
from server.knowledge.graph import KnowledgeGraph
from server.knowledge.likeness import Likeness
from server.knowledge.ranking import (
    CHANCE,
    FIT,
    INTENT,
    LIKE_ENOUGH,
    PRODUCT,
    SEARCH,
    SURE,
    WORD,
    WORDS_AT_MOST,
    Ranked,
    Situation,
    rank,
)
from server.knowledge.rules import RuleBook
from server.knowledge.terms import compared_terms, index_terms, query_keys, query_terms, single_terms
from server.knowledge.vectors import Embedder, VectorIndex, installed_embedder
from server.knowledge.words import WordIndex, among_top, top

Kind = Literal["reply", "article", "product", "intent"]
KINDS: tuple[Kind, ...] = ("article", "intent", "product", "reply")
"""In the order in which entries are filed."""

_MOST = 24
"""Entries that a search gives at most."""
_HALF_SCORE = 6.0
_BY_MEANING = 0.6
"""Score of an entry whose meaning is the query's and that shares no word with it."""
_RANKED = 48
"""Articles that are looked at closely, of those that words, intent and product speak for."""
_SCORES_KEPT = 16
_ROUNDED = 1e-3
"""More than rounding changes a score by."""
_NEARLY_SURE = SURE - _ROUNDED
_HALF_ARTICLE = 20.0
"""Score of an article that shares so much with a line that it counts half."""
_SINGLE = 0.6
"""Weight of a single shared character."""
_SHORT = 0.3
"""Weight of a keyword of one character or one English word; one of three characters, or two words, counts whole."""
_KEPT = 512
"""Lines whose search is kept: one line is looked for by several skills."""


class Hit(NamedTuple):
    """One entry that was found."""

    kind: Kind
    id: str
    score: float
    """0..1: from BM25, raised where the meaning is near."""


class Hits(Sequence[Hit]):
    """What a search found, best first; put in order the first time that somebody looks at it."""

    def __init__(self, scores: NDArray[np.float64], entries: Sequence[tuple[Kind, str]], kinds: Mapping[Kind, slice]) -> None:
        """`scores` of all entries; `kinds`: where the entries of a kind stand."""
        self._scores = scores
        self._entries = entries
        self._kinds = kinds

    def may_hold(self, kind: Kind, least: float) -> bool:
        """False if surely no entry of this kind has such a score."""
        held = self._scores[self._kinds[kind]]
        return bool(len(held)) and float(held.max()) >= least - _ROUNDED

    @cached_property
    def found(self) -> tuple[Hit, ...]:
        """Up to 24 entries."""
        return tuple([Hit(*self._entries[place], round(score, 4)) for place, score in top(self._scores, _MOST)])

    def __iter__(self) -> Iterator[Hit]:
        """The best first."""
        return iter(self.found)

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        """The entry, or the entries, at a place."""
        return self.found[place]

    def __len__(self) -> int:
        """How many were found."""
        return len(self.found)


class Library:
    """The searchable content of one playbook."""

    def __init__(self, playbook: Playbook, embedder: Embedder | None = None) -> None:
        """Index a playbook; `embedder` replaces the embedding model installed on this machine, if any."""
        self._playbook = playbook
        self._lang: Language = playbook.lang
        entries = list(self._rows(playbook))
        self._entries: list[tuple[Kind, str]] = [(kind, entry) for kind, entry, _, _ in entries]
        order = [kind for kind, _ in self._entries]
        self._kinds: dict[Kind, slice] = {kind: slice(order.index(kind), order.index(kind) + order.count(kind))
                                          if kind in order else slice(0) for kind in KINDS}
        cut = [(self._cut(title), self._cut(body)) for _, _, title, body in entries]
        self._words = WordIndex(cut)
        chosen = embedder or installed_embedder()
        self._vectors = VectorIndex(chosen, [" ".join((*title, *body)) for _, _, title, body in entries]) if chosen else None
        self._products: PhraseFinder[str] = PhraseFinder(
            ((name, product.id) for product in playbook.products.values()
             for name in (product.name, *product.aliases)), playbook.lang)
        self._articles: PhraseFinder[tuple[str, str]] = PhraseFinder(
            ((word, (article.id, word)) for article in playbook.articles.values() for word in article.keywords), playbook.lang)
        self._by_intent: dict[str, list[str]] = {}
        for article in playbook.articles.values():
            for intent in article.intents:
                self._by_intent.setdefault(intent, []).append(article.id)
        ordered = [playbook.articles[entry] for kind, entry in self._entries if kind == "article"]
        self._place = {article.id: place for place, article in enumerate(ordered)}
        self._card_kinds = np.array([article.kind for article in ordered], dtype="U16")
        self._of_intent = {intent: np.array([self._place[name] for name in names], np.int64)
                           for intent, names in self._by_intent.items()}
        self._of_product = {product: np.array([self._place[one.id] for one in ordered if product in one.products], np.int64)
                            for product in {product for one in ordered for product in one.products}}
        self._everyday = EverydayWords((group.words for group in playbook.everyday.alike), playbook.lang)
        asked = {name: article.asked for name, article in playbook.articles.items()}
        # The articles come first among the entries, so a place is an article's wherever it is below their number.
        self._asked = WordIndex(([*titled, *self._groups(title)], [*told, *self._groups(body)],
                                 [*self._cut(asked[name]), *self._groups(asked[name])])
                                for (_, name, title, body), (titled, told) in zip(entries[:len(asked)], cut, strict=False))
        self._scores = lru_cache(maxsize=_SCORES_KEPT)(self._score)
        self._found = lru_cache(maxsize=_KEPT)(self._search)
        self._likeness = Likeness(lambda name: _questions(playbook.articles[name]), self._words.rarity, playbook.lang)
        self._named = lru_cache(maxsize=_KEPT)(self._products_in)
        self._ranked = lru_cache(maxsize=_SCORES_KEPT)(self._rank)
        self._asked_parts = lru_cache(maxsize=_SCORES_KEPT)(self._asked_terms)
        self.article_words = lru_cache(maxsize=_KEPT)(self._article_words)
        """Text -> article id -> how many keywords of the article it holds, a short one counting less."""

    def search(self, text: str) -> tuple[Hit, ...]:
        """Up to 24 entries that share words (or meaning) with a text, best first; of any kind."""
        return self._found(text).found

    def hits(self, text: str) -> Hits:
        """The same, for those who may not look at it."""
        return self._found(text)

    def articles(self, text: str, situation: Situation, among: frozenset[str] = frozenset(),
                 least: float = FIT) -> list[Ranked]:
        """Articles that answer a line in this situation, best first, each with its reasons; empty if none is a fit.

        Args:
            among: kinds of card to choose from; empty: all.
            least: score to reach; 0 gives the whole order, also of what no card is worth.
        """
        return list(self._ranked(text, situation, among, least))

    def _rank(self, text: str, situation: Situation, among: frozenset[str], least: float) -> tuple[Ranked, ...]:
        words, line = self.article_words(text), self._likeness.terms(text)
        # For an author, and for what the agent typed, every article is weighed; of a line that was heard only a few can fit.
        every = least < FIT or situation.asked
        speaking = set() if every else self._speaking(situation, words, line)
        # What nothing else speaks for must be sure by its words: most lines are far from that.
        if not every and not speaking and self._vectors is None and self._at_most(text) < _NEARLY_SURE:
            return ()
        scores = self._article_scores(text)
        sure = float(scores.max(initial=0.0)) >= _NEARLY_SURE
        if not every and not sure and not speaking:
            return ()
        likely = SEARCH * scores
        for intent, chance in ((situation.intent, situation.confidence), *situation.likely):
            if intent in self._of_intent:
                likely[self._of_intent[intent]] += INTENT * chance
        for product in situation.products:
            if product in self._of_product:
                likely[self._of_product[product]] += PRODUCT
        for name, count in words.items():
            likely[self._place[name]] += WORD * min(count, WORDS_AT_MOST)
        if among:
            likely = np.where(np.isin(self._card_kinds, list(among)), likely, 0.0)
        if every or sure:
            looked_at = [self._entries[place][1] for place, _ in top(likely, _RANKED)]
            weighed = looked_at if every else [
                name for name in looked_at if name in speaking or scores[self._place[name]] >= _NEARLY_SURE]
        else:
            places = [self._place[name] for name in speaking]
            weighed = looked_at = [self._entries[place][1] for place in among_top(likely, _RANKED, places)]
        return tuple(rank([self._playbook.articles[name] for name in weighed],
                          {name: round(float(scores[self._place[name]]), 4) for name in looked_at}, words, situation, least,
                          lambda name: self._likeness.of(name, line)))

    def _speaking(self, situation: Situation, words: Mapping[str, float], line: Mapping[str, float]) -> set[str]:
        """Every article that something speaks for beside the search (`rank`), and some others."""
        found = set(words)
        if situation.confidence >= CHANCE and situation.intent != "other":
            found.update(self._by_intent.get(situation.intent, ()))
        for intent, chance in situation.likely:
            if chance >= CHANCE:
                found.update(self._by_intent.get(intent, ()))
        return found | self._likeness.near(line, LIKE_ENOUGH, self._place)

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """Products, fees, conditions, documents, channels and articles, and what joins them."""
        return KnowledgeGraph(self._playbook)

    @cached_property
    def rules(self) -> RuleBook:
        """Which term of a product a question asks for."""
        return RuleBook(self._playbook, self.graph)

    def products_in(self, text: str) -> list[str]:
        """Ids of the products named in a text, in order, the longer name winning where two overlap."""
        return list(self._named(text))

    def _products_in(self, text: str) -> tuple[str, ...]:
        hits = self._products.find(fold(text))
        if not hits:
            return ()
        hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        kept: list[tuple[int, int, str]] = []
        for start, end, product in hits:
            if not any(start < other[1] and end > other[0] for other in kept):
                kept.append((start, end, product))
        return tuple(dict.fromkeys(product for _, _, product in sorted(kept)))

    def articles_for(self, intent: str) -> list[str]:
        """Ids of the articles written for an intent."""
        return self._by_intent.get(intent, [])

    def _search(self, text: str) -> Hits:
        return Hits(self._scores(text), self._entries, self._kinds)

    def _score(self, text: str) -> NDArray[np.float64]:
        """0..1 for every entry; shape (entries,)."""
        scores = self._words.scores(query_keys(text, self._lang))
        scores = scores / (scores + _HALF_SCORE)
        return scores if self._vectors is None else _joined(scores, self._vectors.nearness(text))

    def _asked_terms(self, text: str) -> tuple[tuple[str, ...], dict[str, float]]:
        """What articles are looked for by, and the weights of what counts less."""
        singles = dict.fromkeys(single_terms(text, self._lang), _SINGLE)
        terms = query_keys(text, self._lang)
        for term in terms:
            singles.pop(term, None)
        return (*terms, *singles, *self._everyday.terms(text)), singles

    def _at_most(self, text: str) -> float:
        """What no article's score by its words is above."""
        most = self._asked.at_most(*self._asked_parts(text))
        return most / (most + _HALF_ARTICLE)

    def _article_scores(self, text: str) -> NDArray[np.float64]:
        """0..1 for every article, by what customers ask for it too; shape (articles,)."""
        scores = self._asked.scores(*self._asked_parts(text))
        scores = scores / (scores + _HALF_ARTICLE)
        return scores if self._vectors is None else _joined(scores, self._vectors.nearness(text)[:len(scores)])

    def _article_words(self, text: str) -> Mapping[str, float]:
        kept: dict[str, list[tuple[int, int, str]]] = {}
        for start, end, (article, word) in sorted(self._articles.find(fold(text)), key=lambda hit: (hit[0] - hit[1], hit[0])):
            before = kept.setdefault(article, [])
            # A keyword inside a longer one of the same article, or said twice, tells nothing new.
            if not any(word == known or left <= start and end <= right for left, right, known in before):
                before.append((start, end, word))
        return {article: sum(self._told(word) for _, _, word in found) for article, found in kept.items()}

    def _told(self, keyword: str) -> float:
        size = len(keyword) if self._lang == "zh" else 2 * len(keyword.split()) - 1
        return min(1.0, _SHORT + (1 - _SHORT) * (size - 1) / 2)

    def _rows(self, playbook: Playbook) -> Iterable[tuple[Kind, str, list[str], list[str]]]:
        """(kind, id, texts of the title, texts of the body) of every entry that can be found, in a fixed order."""
        titles = {intent.id: intent.title for intent in playbook.intents.values()}
        names = {product.id: " ".join((product.name, *product.aliases)) for product in playbook.products.values()}
        for article in sorted(playbook.articles.values(), key=lambda one: one.id):
            yield "article", article.id, _about(article, titles, names), [article.body, *article.rows, *article.rows.values()]
        for intent in sorted(playbook.intents.values(), key=lambda one: one.id):
            yield "intent", intent.id, [intent.title], list(intent.phrases)
        for product in sorted(playbook.products.values(), key=lambda one: one.id):
            terms = [term.label for term in product.terms.values()]
            yield "product", product.id, [names[product.id]], [product.summary, *terms]
        for reply in sorted(playbook.replies.values(), key=lambda one: one.id):
            about = [*reply.keywords, *(titles.get(intent, "") for intent in reply.intents)]
            yield "reply", reply.id, about, [reply.text]

    def _groups(self, texts: Iterable[str]) -> list[str]:
        """Everyday words in texts, as index terms."""
        return [group for text in texts for group in self._everyday.terms(text)]

    def _cut(self, texts: Iterable[str]) -> list[str]:
        return [term for text in texts for term in index_terms(text, self._lang)]


def _joined(words: NDArray[np.float64], near: NDArray[np.float64]) -> NDArray[np.float64]:
    """Either way of finding may be right alone; agreement counts most."""
    meaning = _BY_MEANING * near
    return np.asarray(words + meaning - words * meaning, np.float64)


def _questions(article: Article) -> tuple[str, ...]:
    return (article.title, *article.keywords, *article.asked)


def _about(article: Article, titles: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    return [article.title, *article.keywords, *(titles.get(intent, "") for intent in article.intents),
            *(names.get(product, "") for product in article.products)]


__all__ = ["Hit", "Hits", "Kind", "Library", "Ranked", "Situation", "compared_terms", "index_terms", "query_terms"]
