"""Questions in other words: what an article is asked as, everyday words, single characters, and when a search is enough."""

from __future__ import annotations

import pytest

from protocol.message import Language
from server.assist.library import Library, Situation
from server.content.everyday import Alike, Everyday
from server.content.playbook import Article, Playbook
from server.knowledge.everyday import EverydayWords
from server.knowledge.ranking import FIT, rank
from server.knowledge.terms import single_terms
from server.knowledge.words import WordIndex

FILLED = {str(number): Article(id=str(number), title=f"另一件事{number}", body="说明") for number in range(20)}


def house(*articles: Article, lang: Language = "zh", everyday: Everyday | None = None) -> Library:
    return Library(Playbook(id="p", title="p", lang=lang, version="1", everyday=everyday or Everyday(),
                            articles={**FILLED, **{one.id: one for one in articles}}))


def order(library: Library, text: str) -> list[str]:
    return [one.id for one in library.articles(text, Situation(), least=0.05)]


def test_an_article_is_found_by_what_customers_ask() -> None:
    swallowed = Article(id="swallowed", title="吞卡", body="记下位置和时间")
    assert order(house(swallowed), "柜员机把我的卡扣住了") == ["swallowed"], "one character in common"
    library = house(swallowed, Article(id="card", title="卡", body="说明卡"))
    assert order(library, "柜员机扣住不还")[:1] != ["swallowed"]
    asked = house(Article(id="swallowed", title="吞卡", body="记下位置和时间", asked=("卡被柜员机扣住了，几时能拿",)),
                  Article(id="card", title="卡", body="说明卡"))
    assert order(asked, "柜员机扣住不还")[0] == "swallowed"


def test_words_that_are_used_for_one_another_find_the_same() -> None:
    article = Article(id="machine", title="取款机的故障", body="记下时间")
    assert order(house(article), "ATM坏掉") == []
    alike = Everyday(alike=(Alike(words=("取款机", "柜员机", "ATM")),))
    assert order(house(article, everyday=alike), "ATM坏掉") == ["machine"]


def test_groups_are_found_in_any_form_of_an_english_word() -> None:
    words = EverydayWords([("refused", "turned down"), ("cash machine", "atm")], "en")
    assert words.terms("They are refusing, my ATM's screen says: turned down!") == ("~0", "~1")
    assert words.terms("the machine") == () and EverydayWords([], "zh").terms("卡") == ()


def test_single_characters_count_less_and_only_those_that_mean_something() -> None:
    assert single_terms("我的卡ATM丢了，卡", "zh") == ("卡", "丢") and single_terms("a card", "en") == ()
    index = WordIndex([(["卡"], []), (["丢"], []), ([], ["他"]), ([], ["它"])])
    whole, less = index.scores(["卡", "丢"]), index.scores(["卡", "丢"], {"丢": 0.5})
    assert whole[0] == whole[1] == less[0] and less[1] == pytest.approx(0.5 * whole[1])


def test_a_word_of_the_questions_counts_as_one_of_the_body() -> None:
    index = WordIndex([([], ["fee"], []), ([], [], ["fee"]), (["fee"], [], []), ([], ["late"]), ([], ["rate"]), ([], ["loan"]), ([], ["card"])])
    body, asked, title = index.scores(["fee"])[:3]
    assert body == asked and title > body


def test_a_search_that_finds_one_article_well_before_all_others_is_enough() -> None:
    articles = [Article(id="a", title="t"), Article(id="b", title="t")]
    found = rank(articles, {"a": 0.6, "b": 0.4}, {}, Situation("other"))
    assert [one.id for one in found] == ["a"] and found[0].score >= FIT
    assert rank(articles, {"a": 0.6, "b": 0.58}, {}, Situation("other")) == [], "two that are as near are a guess"
    assert rank(articles, {"a": 0.4}, {}, Situation("other")) == [] and rank(articles, {}, {}, Situation("other")) == []


def test_a_short_keyword_and_a_chance_likeness_need_the_search_too() -> None:
    articles = [Article(id="a", title="t"), Article(id="b", title="t")]
    near = {"a": 0.42, "b": 0.41}
    assert [one.id for one in rank(articles, near, {"a": 0.3}, Situation("other"))] == ["a"]
    assert rank(articles, {"a": 0.38, "b": 0.37}, {"a": 0.3}, Situation("other")) == []
    assert rank(articles, {"a": 0.25}, {}, Situation("other"), likeness=lambda name: 0.6) == []
    assert rank(articles, {"a": 0.35}, {}, Situation("other"), likeness=lambda name: 0.6 if name == "a" else 0.0)[0].id == "a"
