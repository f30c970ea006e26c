"""The questions of the card benchmark name articles that exist, and the sets for tuning and for the result share none."""

from __future__ import annotations

import pytest

from benchmarks.cards_found.__main__ import PLAYBOOKS, idle, measure, questions
from protocol.message import Language
from server.content.loading import find_playbook, load_playbook


@pytest.mark.parametrize("lang", PLAYBOOKS)
def test_both_sets_ask_for_articles_that_exist(lang: Language) -> None:
    articles = load_playbook(find_playbook(PLAYBOOKS[lang])).articles
    held, tuning = list(questions(lang)), list(questions(lang, tuning=True))
    assert len(held) == 60 and len(tuning) == 50
    assert all(ids & articles.keys() for ids, _ in (*held, *tuning))
    assert not {text for _, text in held} & {text for _, text in tuning}


@pytest.mark.parametrize("lang", PLAYBOOKS)
def test_no_article_holds_a_question_of_the_result(lang: Language) -> None:
    articles = load_playbook(find_playbook(PLAYBOOKS[lang])).articles.values()
    written = {bare(text) for article in articles for text in (article.title, *article.keywords, *article.asked)}
    assert not written & {bare(text) for _, text in questions(lang)}
    assert len(idle(lang)) == len(set(idle(lang))) == 60


def bare(text: str) -> str:
    """Letters and figures alone."""
    return "".join(one for one in text.lower() if one.isalnum())


def test_a_question_that_no_article_can_answer_is_named() -> None:
    playbook = load_playbook(find_playbook("en_finance"))
    with pytest.raises(SystemExit, match="en_finance has none of the articles"):
        measure(type(playbook)(id=playbook.id, title="", lang="en", version="1"), misses=False)
