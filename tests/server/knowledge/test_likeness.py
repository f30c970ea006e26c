"""A line like an article's title or keyword; what agrees or declines asks for nothing; short keywords count less."""

from __future__ import annotations

from server.assist.library import Library, Situation
from server.content.playbook import Article, Playbook
from server.knowledge.likeness import Likeness
from server.knowledge.ranking import FIT, rank

QUESTIONS = {"a": ("How do I move my due date?", "later payment day"), "b": ("Points",)}
LIKE = Likeness(QUESTIONS.__getitem__, lambda term: 2.0 if term in ("due", "date") else 1.0, "en")


def test_the_same_words_are_alike_and_one_shared_word_is_nothing() -> None:
    assert LIKE.of("a", LIKE.terms("how do I move my due date")) == 1.0
    assert 0.5 < LIKE.of("a", LIKE.terms("move the due date to friday please")) < 1.0
    assert LIKE.of("a", LIKE.terms("what a lovely date")) == 0.0
    assert LIKE.of("b", LIKE.terms("points")) == 0.0 and LIKE.of("a", LIKE.terms("")) == 0.0


def test_likeness_alone_makes_a_card_and_less_of_it_none() -> None:
    article = Article(id="a", title="t")
    assert rank([article], {}, {}, Situation("other"), likeness=lambda name: 0.9)[0].why == ("like",)
    assert rank([article], {}, {}, Situation("other"), likeness=lambda name: 0.5) == []


def test_who_agrees_or_declines_asks_for_nothing() -> None:
    article = Article(id="a", title="t", intents=("rate_fee",))
    for intent, found in (("other", True), ("agree", False), ("not_interested", False)):
        assert bool(rank([article], {"a": 0.6}, {"a": 1.0}, Situation(intent, 0.9))) is found
    assert rank([article], {"a": 0.6}, {"a": 1.0}, Situation("agree", 0.9, asked=True))[0].score >= FIT


def test_a_keyword_in_a_longer_one_is_counted_once_and_a_short_one_less() -> None:
    articles = {"a": Article(id="a", title="t", keywords=("提前还款", "提前还", "丢"))}
    library = Library(Playbook(id="p", title="p", lang="zh", version="1", articles=articles))
    assert library.article_words("我要提前还款")["a"] == 1.0
    assert 0 < library.article_words("丢了")["a"] < 0.5
    assert library.article_words("提前还款，丢了")["a"] < 1.5 and library.article_words("你好") == {}
