"""Retrieval: the playbook's replies, articles, products and intents, found by words.

SQLite FTS5 in memory with BM25.  Chinese is cut before it goes in (dictionary words in search mode, plus every
single character and pair of characters), because FTS5's trigram tokenizer can not find words of two characters
such as 保本 or 利率; English is stemmed (porter).  Built once per playbook; safe from several threads.
Used by `suggesting` and the skills.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from threading import Lock
from typing import Literal

import jieba

from protocol.message import Language
from server.assist.phrases import PhraseFinder, fold
from server.content.playbook import Playbook

Kind = Literal["reply", "article", "product", "intent"]

jieba.setLogLevel(logging.WARNING)
_cutter = jieba.Tokenizer()

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
_EN_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ZH_STOP = frozenset("的了吗呢吧啊呀么我你您他她它们是在有和就都也还要会能这那个一不没请想给对上下把被让与及或很再又")
_ZH_STOP_WORDS = frozenset("一下 为什 为什么 时候 什么时候 怎么样 怎么办 我们 你们 这个 那个 怎么 什么 请问 您好 你好 可以 "
                           "就是 还是 现在 多少 是不 不是 能不 有没 一个".split())
_EN_STOP = frozenset("a an the i i'm i've i'd you your my me we our it it's is are was were be been am do does did to of in on "
                     "why at for with from and or but so if that this these those there here have has had can could would will "
                     "please just what how when about get got want know like need they them their any some".split())
_MAX_TERMS = 40
_MOST = 24
"""Entries that a search gives at most."""
_TERMS_KEPT = 8192
_HALF_SCORE = 6.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that was found."""

    kind: Kind
    id: str
    score: float
    """0..1, from BM25."""


class Library:
    """The searchable content of one playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self._lang: Language = playbook.lang
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        tokenizer = "porter unicode61" if playbook.lang == "en" else "unicode61"
        self._database.execute("CREATE VIRTUAL TABLE entry USING fts5(kind UNINDEXED, id UNINDEXED, title, body, "
                               f"tokenize='{tokenizer}')")
        self._database.executemany("INSERT INTO entry(kind, id, title, body) VALUES (?, ?, ?, ?)", self._rows(playbook))
        self._database.commit()
        self._entries: dict[int, tuple[Kind, str]] = {
            row: (kind, entry) for row, kind, entry in self._database.execute("SELECT rowid, kind, id FROM entry")}
        self._products: PhraseFinder[str] = PhraseFinder(
            ((name, product.id) for product in playbook.products.values()
             for name in (product.name, *product.aliases)), playbook.lang)
        self._articles: PhraseFinder[tuple[str, str]] = PhraseFinder(
            ((word, (article.id, word)) for article in playbook.articles.values() for word in article.keywords), playbook.lang)
        self._by_intent: dict[str, list[str]] = {}
        for article in playbook.articles.values():
            for intent in article.intents:
                self._by_intent.setdefault(intent, []).append(article.id)
        self._scores = lru_cache(maxsize=_TERMS_KEPT)(self._term)
        self.article_words = lru_cache(maxsize=256)(self._article_words)
        """Text -> article id -> how many different keywords of the article it holds."""

    def search(self, text: str) -> tuple[Hit, ...]:
        """Up to 24 entries that share words with a text, best first; of any kind."""
        scores: dict[int, float] = {}
        # BM25 adds up over the terms, and a call's words recur: what a term gives is asked once.
        for term in query_terms(text, self._lang):
            for row, score in self._scores(term):
                scores[row] = scores.get(row, 0.0) + score
        best = nsmallest(_MOST, ((-score, *self._entries[row]) for row, score in scores.items()))
        return tuple(Hit(kind, entry, round(-rank / (-rank + _HALF_SCORE), 4)) for rank, kind, entry in best)

    def products_in(self, text: str) -> list[str]:
        """Ids of the products named in a text, in order, the longer name winning where two overlap."""
        hits = sorted(self._products.find(fold(text)), key=lambda hit: (hit[0] - hit[1], hit[0]))
        kept: list[tuple[int, int, str]] = []
        for start, end, product in hits:
            if not any(start < other[1] and end > other[0] for other in kept):
                kept.append((start, end, product))
        return list(dict.fromkeys(product for _, _, product in sorted(kept)))

    def _article_words(self, text: str) -> Mapping[str, int]:
        found = {value for _, _, value in self._articles.find(fold(text))}
        return Counter(article for article, _ in found)

    def articles_for(self, intent: str) -> list[str]:
        """Ids of the articles written for an intent."""
        return self._by_intent.get(intent, [])

    def _term(self, term: str) -> tuple[tuple[int, float], ...]:
        """(row, score) of the entries that hold a term."""
        with self._lock:
            rows = self._database.execute("SELECT rowid, bm25(entry, 0, 0, 2.0, 1.0) FROM entry WHERE entry MATCH ?",
                                          (f'"{term}"',)).fetchall()
        return tuple((row, -rank) for row, rank in rows)

    def _rows(self, playbook: Playbook) -> Iterable[tuple[str, str, str, str]]:
        titles = {intent.id: intent.title for intent in playbook.intents.values()}
        names = {product.id: " ".join((product.name, *product.aliases)) for product in playbook.products.values()}
        for reply in playbook.replies.values():
            about = [*reply.keywords, *(titles.get(intent, "") for intent in reply.intents)]
            yield "reply", reply.id, self._cut(about), self._cut([reply.text])
        for article in playbook.articles.values():
            about = [article.title, *article.keywords, *(titles.get(intent, "") for intent in article.intents),
                     *(names.get(product, "") for product in article.products)]
            yield "article", article.id, self._cut(about), self._cut([article.body, *article.rows, *article.rows.values()])
        for product in playbook.products.values():
            terms = [term.label for term in product.terms.values()]
            yield "product", product.id, self._cut([names[product.id]]), self._cut([product.summary, *terms])

        for intent in playbook.intents.values():
            yield "intent", intent.id, self._cut([intent.title]), self._cut(intent.phrases)

    def _cut(self, texts: Iterable[str]) -> str:
        return " ".join(" ".join(index_terms(text, self._lang)) for text in texts if text)


def index_terms(text: str, lang: Language) -> list[str]:
    """What a text is filed under: every word, and for Chinese every character and pair of characters as well."""
    if lang == "en":
        return _EN_WORD.findall(fold(text))
    terms: list[str] = []
    for run in _RUN.findall(fold(text)):
        if run.isascii():
            terms.append(run)
            continue
        terms += run
        terms += (run[place:place + 2] for place in range(len(run) - 1))
        terms += (word for word in _cutter.cut_for_search(run, HMM=False) if len(word) > 2)
    return terms


def compared_terms(text: str, lang: Language) -> list[str]:
    """What two texts are compared by: words, for Chinese pairs of characters."""
    if lang == "en":
        return [word for word in _EN_WORD.findall(fold(text)) if word not in _EN_STOP]
    return [run[place:place + 2] for run in _RUN.findall(fold(text)) for place in range(max(1, len(run) - 1))]


def query_terms(text: str, lang: Language) -> tuple[str, ...]:
    """What a text is looked for by: its words of two characters or more, or its characters if it has only one."""
    if lang == "en":
        words = [word for word in _EN_WORD.findall(fold(text)) if word not in _EN_STOP]
        return tuple(dict.fromkeys(words))[:_MAX_TERMS]
    terms: list[str] = []
    for run in _RUN.findall(fold(text)):
        if run.isascii():
            terms.append(run)
            continue
        pairs = (run[place:place + 2] for place in range(len(run) - 1))
        terms += (pair for pair in pairs if pair not in _ZH_STOP_WORDS and not (set(pair) & _ZH_STOP))
        if len(run) > 4:
            terms += (word for word in _cutter.cut_for_search(run, HMM=False)
                      if len(word) > 2 and word not in _ZH_STOP_WORDS)
        elif len(run) == 1 and run not in _ZH_STOP:
            terms.append(run)
    return tuple(dict.fromkeys(terms))[:_MAX_TERMS]
