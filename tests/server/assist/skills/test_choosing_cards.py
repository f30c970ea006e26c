"""Which cards a line brings where several skills have something: the answer first, no product that nobody meant."""

from __future__ import annotations

import pytest

from protocol.assist import Card
from server.assist.assistant import Assistant
from server.assist.skills.knowledge import situation
from server.calls.utterance import CallFacts, Utterance
from server.content.loading import find_playbook, load_playbook
from server.content.playbook import Playbook

BOOKS = {name: load_playbook(find_playbook(name)) for name in ("zh_finance", "en_finance")}
ZH, EN = BOOKS["zh_finance"], BOOKS["en_finance"]


def said(text: str, playbook: Playbook, at_ms: int = 0) -> Utterance:
    return Utterance(f"customer-{at_ms}", "customer", at_ms, at_ms + 2_000, text, playbook.lang)


def cards(text: str, playbook: Playbook, **record: str) -> list[Card]:
    """Cards of a line that is the first of a call."""
    assistant = Assistant(playbook, CallFacts("c", lang=playbook.lang, customer=record))
    return [event for event in assistant.hear(said(text, playbook)) if isinstance(event, Card)]


@pytest.mark.parametrize("name", BOOKS)
def test_an_article_is_shown_to_who_says_its_title(name: str) -> None:
    playbook = BOOKS[name]
    missed = [article.id for article in playbook.articles.values()
              if article.id not in {card.id.partition(".")[0] for card in cards(article.title, playbook)}]
    assert len(missed) <= 0.1 * len(playbook.articles), missed


@pytest.mark.parametrize("name", BOOKS)
def test_a_line_brings_at_most_two_cards(name: str) -> None:
    playbook = BOOKS[name]
    for intent in playbook.intents.values():
        assert all(len(cards(phrase, playbook)) <= 2 for phrase in intent.phrases[:3])


@pytest.mark.parametrize(("text", "name"), [
    ("我在家门口等公交呢", "zh_finance"), ("好的，就照你说的办吧", "zh_finance"), ("我叫李小明，木子李", "zh_finance"),
    ("let me write that down", "en_finance"), ("works for me, go ahead", "en_finance"), ("my dog is barking", "en_finance")])
def test_ordinary_talk_brings_no_card(text: str, name: str) -> None:
    assert cards(text, BOOKS[name]) == []


def test_the_loan_of_the_record_comes_before_one_that_shares_words() -> None:
    nobody = [card.id for card in cards("我的贷款想提前还款", ZH)]
    assert "auto_loan" not in nobody and not any(ZH.products[one].kind == "loan" for one in nobody if one in ZH.products)
    owner = [card.id for card in cards("我的贷款想提前还款", ZH, loan_product=ZH.products["home_loan"].name)]
    assert any("home_loan" in one for one in owner)


def test_a_loan_named_before_is_the_one_that_is_meant() -> None:
    assistant = Assistant(ZH, CallFacts("c", lang="zh"))
    assistant.hear(said(f"我办过{ZH.products['home_loan'].name}", ZH))
    turn = assistant._turn(said("我想提前还款", ZH, 5_000), [])
    product = assistant._view.product_of(turn, frozenset({"loan"}))
    assert product is not None and product.id == "home_loan"
    assert situation(turn, assistant._view).products == ("home_loan",) and not situation(turn, assistant._view).named


def test_who_wants_to_borrow_gets_the_plan_of_the_ordinary_loan() -> None:
    shown = [card.id for card in cards("I'd like to borrow $12,000 over three years", EN)]
    assert "instalment.harbor_loan" in shown


