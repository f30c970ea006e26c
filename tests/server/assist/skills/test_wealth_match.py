"""Wealth matching: questions, holdings, products that suit, review."""

from __future__ import annotations

import msgspec
import pytest

from protocol.assist import Card
from server.assist.skills.wealth_match import class_of, level_of
from server.content.playbook import Term
from tests.server.assist.cards.conftest import BOOKS, Desk, problems, values

ZH, EN = BOOKS["zh_finance"], BOOKS["en_finance"]
ID = "wealth_match"


def open_card(desk: Desk) -> Card:
    (card,) = [one for one in desk.say("有什么理财推荐一个？") if one.id == ID]
    return card


def answer(desk: Desk, choice: str) -> Card:
    """Every question answered alike; the page of the holdings."""
    card = open_card(desk)
    while any(row.input is not None and row.input.kind == "choice" for row in card.rows):
        for row in card.rows:
            if row.input is not None:
                card = desk.enter(ID, row.input.name, choice)
        card = next_page(desk, card)
    return card


def next_page(desk: Desk, card: Card) -> Card:
    assert card.blocks is not None
    (name,) = [action.name for action in card.blocks.actions if action.primary]
    return desk.enter(ID, name)


def test_there_are_ten_questions_and_every_one_counts() -> None:
    for book in (ZH, EN):
        assert len(book.skills.risk_question) == 10
        classes = book.skills.risk_class
        assert [one.id for one in classes] == ["C1", "C2", "C3", "C4", "C5"]
        most = sum(max(one.points for one in question.answers) for question in book.skills.risk_question)
        assert class_of(0, classes).id == "C1" and class_of(19, classes).id == "C1" and class_of(20, classes).id == "C2"
        assert class_of(most, classes).id == "C5"


def test_the_next_page_opens_only_when_the_questions_are_answered() -> None:
    card = open_card(Desk(ZH))
    assert card.blocks is not None and not card.blocks.actions and len(card.rows) == 5
    assert [step.done for step in card.blocks.steps] == [False] * 4


@pytest.mark.parametrize(("choice", "result", "most"), [("0", "C1 谨慎型", 1), ("1", "C2 稳健型", 2), ("3", "C5 激进型", 5)])
def test_a_product_suits_only_up_to_the_customers_class(choice: str, result: str, most: int) -> None:
    desk = Desk(ZH)
    card = next_page(desk, answer(desk, choice))
    assert values(card)["测评结果"] == result and card.blocks is not None and card.blocks.table is not None
    levels = {product.name: level_of(product, desk.assistant._view) for product in ZH.products.values()}
    for name, _, _, verdict in card.blocks.table.rows:
        level = levels[name]
        assert (verdict == "匹配") == (level is not None and level <= most), name
    assert "不得高于" in card.body


def test_holdings_and_a_share_that_has_to_be_looked_at() -> None:
    desk = Desk(ZH, {"risk_level": "平衡型（R3）"})
    answer(desk, "1")
    wrong = desk.enter(ID, "fund", "-1")
    assert "fund" in problems(wrong) and values(wrong) == {} and wrong.blocks is not None
    assert not [action for action in wrong.blocks.actions if action.primary], "not with a wrong entry"
    desk.enter(ID, "fund", "60000")
    card = desk.enter(ID, "deposit", "40000")
    assert values(card) == {"持仓合计": "100,000元", "最大占比": "60%"}
    card = next_page(desk, card)
    assert card.blocks is not None and "与档案评级不同" in card.blocks.warning
    card = next_page(desk, card)
    assert values(card)["单类产品超过一半"] == "需要现在处理" and values(card)["测评满一年"] == "留意"
    assert card.blocks is not None and [step.done for step in card.blocks.steps] == [True, True, True, False]


def test_a_level_that_the_table_does_not_say_plainly_suits_nobody() -> None:
    product = EN.products["balanced_fund"]
    for words, level in (("medium-high", 4), ("medium", 3), ("high", 5), ("low or high", None), ("unknown", None)):
        changed = msgspec.structs.replace(product, terms={**product.terms, "risk_level": Term(label="Risk", value=words)})
        book = msgspec.structs.replace(EN, products={**EN.products, product.id: changed})
        assert level_of(changed, Desk(book).assistant._view) == level, words


def test_a_page_that_does_not_exist_is_the_last_or_the_first() -> None:
    desk = Desk(ZH)
    open_card(desk)
    assert desk.assistant.enter_card(ID, "page:77", "") == [], "no such button"
