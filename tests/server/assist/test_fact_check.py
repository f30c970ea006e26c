"""The number lock: nothing but facts gets through, whatever was tampered with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.assist.dialogue import Dialogue
from server.assist.fact_check import check
from server.assist.facts import FactBook, ProductFigures
from server.assist.figures import figures
from server.assist.filling import fill, too_long
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook, Reply

RECORD = {"name": "周远", "title": "周先生", "loan_balance": "86,400元"}
LOAN = frozenset({"xingxiang"})


@pytest.fixture
def book(zh: Playbook) -> Callable[..., FactBook]:
    """Makes the facts of a call."""

    def make(identified: bool = True, offer: dict[str, dict[str, str]] | None = None) -> FactBook:
        dialogue = Dialogue("zh", done={"identity_check"} if identified else set())
        return FactBook(zh, CallFacts("c", customer=RECORD, offer=offer or {}), dialogue, ProductFigures(zh))

    return make


TRUE = "您的贷款余额是86,400元，年化利率3.65%，最长36个月。"


def test_facts_carry_their_origin(book: Callable[..., FactBook]) -> None:
    verdict = check(TRUE, book(), LOAN)
    assert verdict.unsupported == ""
    assert [(known.value, known.origin) for known in verdict.facts] == [
        ("86,400元", "customer.loan_balance"), ("3.65%", "product.xingxiang.annual_rate"), ("36个月", "product.xingxiang.max_term")]


@pytest.mark.parametrize(("true", "tampered"), [
    ("3.65%", "3.56%"), ("3.65%", "36.5%"), ("3.65%", "百分之三点五六"), ("3.65%", "2.80%"), ("3.65%", "3.65‰"), ("86,400元", "84,600元"),
    ("86,400元", "8.64元"), ("86,400元", "八万六千元"), ("36个月", "63个月"), ("36个月", "36天"), ("36个月", "六年"), ("36个月", "36%"),
])
def test_a_tampered_figure_is_caught(book: Callable[..., FactBook], true: str, tampered: str) -> None:
    assert check(TRUE.replace(true, tampered), book(), LOAN).unsupported == tampered


@pytest.mark.parametrize(("true", "rewritten"), [("3.65%", "百分之三点六五"), ("36个月", "三年"), ("86,400元", "八万六千四百元")])
def test_the_same_figure_in_other_words_passes(book: Callable[..., FactBook], true: str, rewritten: str) -> None:
    assert check(TRUE.replace(true, rewritten), book(), LOAN).unsupported == ""


def test_every_single_digit_matters(book: Callable[..., FactBook]) -> None:
    for place, char in enumerate(TRUE):
        if char.isdigit():
            for digit in "0123456789":
                changed = TRUE[:place] + digit + TRUE[place + 1:]
                same_value = [(one.kind, one.value) for one in figures(changed, "zh")] \
                    == [(one.kind, one.value) for one in figures(TRUE, "zh")]
                assert (check(changed, book(), LOAN).unsupported == "") is same_value, changed


def test_another_products_figure_supports_nothing(book: Callable[..., FactBook]) -> None:
    assert check("年化2.80%", book(), LOAN).unsupported == "2.80%"
    assert check("年化2.80%", book(), frozenset({"wenjian"})).unsupported == ""


def test_the_record_is_closed_before_the_customer_is_identified(book: Callable[..., FactBook]) -> None:
    closed = book(identified=False)
    assert check("余额86,400元", closed, LOAN).unsupported == "86,400元"
    assert fill("{customer.title}，余额{customer.loan_balance}", closed) is None
    assert fill("{customer.title}，您好", closed) is not None


def test_what_holds_for_this_call_replaces_the_table(book: Callable[..., FactBook]) -> None:
    offered = book(offer={"星享贷": {"年化利率": "3.25%"}})
    filled = fill("年化利率{product.xingxiang.annual_rate}", offered)
    assert filled is not None and filled.text == "年化利率3.25%"
    assert [(known.value, known.origin) for known in filled.facts] == [("3.25%", "offer.xingxiang.annual_rate")]
    assert check("年化3.25%", offered, LOAN).unsupported == ""
    assert check("年化3.65%", offered, LOAN).unsupported == "3.65%"


def test_the_customers_own_figures_are_facts(book: Callable[..., FactBook]) -> None:
    heard = book()
    heard.dialogue.hear_customer(Utterance("customer-16", "customer", 1, 2, "想还五万"), "repayment", {}, [])
    (known,) = check("您想还50,000元", heard, LOAN).facts
    assert known.origin == "said:customer-16"


def test_an_approved_reply_is_no_fact_but_its_house_figures_are(book: Callable[..., FactBook]) -> None:
    bare = Reply(id="r", text="3个工作日内答复您")
    assert check(bare.text, book(), LOAN, bare).unsupported == "3个工作日"
    assert check(bare.text, book(), LOAN, Reply(id="r", text=bare.text, house_figures=("3个工作日",))).unsupported == ""
    assert check(bare.text, book(), LOAN, Reply(id="r", text=bare.text, source="服务标准:3个工作日答复")).unsupported == ""
    assert check("5个工作日内答复您", book(), LOAN, Reply(id="r", text="", house_figures=("3个工作日",))).unsupported


@pytest.mark.parametrize("name", ["customer.unknown", "product.none.rate", "product.xingxiang.none", "slot.amount", "calculator.x.y",
                                  "nonsense", ""])
def test_an_unknown_placeholder_fills_nothing(book: Callable[..., FactBook], name: str) -> None:
    assert fill(f"a{{{name}}}", book()) is None


def test_length() -> None:
    assert not too_long("字" * 50, "zh") and too_long("字" * 51, "zh")
    assert not too_long("word " * 25, "en") and too_long("word " * 26, "en")
