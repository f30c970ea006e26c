"""Retrieval: two-character Chinese words, English stems, products by name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from server.assist.library import Library, index_terms, query_terms
from server.content.playbook import Article, Playbook


@pytest.mark.parametrize(("text", "found"), [("保本", "baoben"), ("利率", "rate"), ("挂失", "loss_steps"), ("冻结", "loss")])
def test_two_character_words_are_found(zh: Playbook, text: str, found: str) -> None:
    assert found in [hit.id for hit in Library(zh).search(text)]


def test_a_word_inside_another_word_is_found() -> None:
    article = Article(id="a", title="非保本浮动收益型产品说明")
    library = Library(Playbook(id="p", title="p", lang="zh", version="1", articles={"a": article}))
    assert [hit.id for hit in library.search("保本")] == ["a"]
    assert [hit.id for hit in library.search("浮动")] == ["a"]
    assert library.search("存款") == ()


def test_a_single_character_is_found(zh: Playbook) -> None:
    assert Library(zh).search("丢")


def test_english_is_stemmed(en: Playbook) -> None:
    library = Library(en)
    assert [hit.id for hit in library.search("disputing some charges")] == ["disputes"]
    assert "block" in [hit.id for hit in library.search("can you block it")]


def test_scores_fall_and_stay_within_bounds(zh: Playbook) -> None:
    scores = [hit.score for hit in Library(zh).search("提前还款违约金是多少")]
    assert scores == sorted(scores, reverse=True) and all(0 <= score < 1 for score in scores)


@pytest.mark.parametrize("text", ["", "的了吗", '"; DROP TABLE entry; --', 'a" OR "b', "AND OR NOT NEAR", "*", "()", "😀", "{customer.name}"])
def test_any_text_can_be_looked_for(zh: Playbook, en: Playbook, text: str) -> None:
    for playbook in (zh, en):
        library = Library(playbook)
        assert isinstance(library.search(text), tuple)
        assert library.search("card") == Library(playbook).search("card")


def test_products_by_name_and_alias(zh: Playbook, en: Playbook) -> None:
    assert Library(zh).products_in("理财一号和星享贷哪个好") == ["wenjian", "xingxiang"]
    assert Library(en).products_in("my Credit Cards") == ["aurora"]
    assert Library(en).products_in("discredit cardigan") == []


def test_several_threads_may_search(zh: Playbook) -> None:
    library = Library(zh)
    expected = library.search("提前还款")
    with ThreadPoolExecutor(4) as pool:
        assert all(one == expected for one in pool.map(lambda _: Library.search(library, "提前还款"), range(50)))
        assert len({len(one) for one in pool.map(library.search, [f"利率{number}" for number in range(50)])}) >= 1


def test_terms() -> None:
    assert {"保", "保本", "理财产品"} <= set(index_terms("保本理财产品", "zh"))
    assert "保本" in query_terms("这个保本吗", "zh")
    assert query_terms("what is the late fee", "en") == ("late", "fee")
