"""Figures that contradict the product table are caught; right, denied and asked ones are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protocol.assist import Alert, AlertCleared, Event
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.content.playbook import Playbook, Product, Term

Calls = Callable[..., Any]


def wrong(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.quote, event.text) for event in events if isinstance(event, Alert) and event.category == "misstatement"]


@pytest.mark.parametrize("text", [
    "星享贷年化利率百分之三点六五,最长三十六个月。", "星享贷年化利率是3.65%。", "星享贷最长三年。", "星享贷提前还款违约金是百分之一。",
    "星享贷年化利率不是2.65%。", "您是问星享贷利率是不是2.65%吗?", "星享贷很方便,两天就能办好。", "星居贷利率3.15%,星享贷利率3.65%。",
])
def test_these_are_right_or_no_statement(call: Calls, text: str) -> None:
    assert wrong(call().agent(text)) == []


@pytest.mark.parametrize(("text", "quote", "figure"), [
    ("星享贷年化利率百分之二点六五。", "百分之二点六五", "3.65%"), ("星享贷利率是3.56%。", "3.56%", "3.65%"),
    ("消费贷最长六十个月。", "六十个月", "36个月"), ("星享贷违约金是百分之三。", "百分之三", "1%"),
    ("星享贷利率3.65%,房贷利率是3.65%。", "3.65%", "3.15%"),
])
def test_these_contradict_the_table(call: Calls, text: str, quote: str, figure: str) -> None:
    ((said, advice),) = wrong(call().agent(text))
    assert said == quote and figure in advice


def test_the_product_is_the_one_named_last_by_either_side(call: Calls) -> None:
    line = call()
    line.customer("房贷利率是多少?")
    assert wrong(line.agent("年化利率是3.15%。")) == []
    line.customer("那消费贷呢?")
    assert wrong(line.agent("年化利率是3.15%。"))


def test_the_customers_own_product_and_figures(call: Calls) -> None:
    line = call(customer={"loan_product": "星享贷", "loan_rate": "4.35%"})
    assert wrong(line.agent("您现在的年利率是4.35%。")) == []
    assert wrong(line.agent("违约金是百分之五。"))


def test_without_a_product_nothing_is_claimed(call: Calls) -> None:
    assert wrong(call().agent("年化利率是百分之二。")) == []


def test_a_right_figure_afterwards_settles_it(call: Calls) -> None:
    line = call()
    assert wrong(line.agent("星享贷利率是2.65%。"))
    events = line.agent("对不起,利率是3.65%。")
    assert [event.why for event in events if isinstance(event, AlertCleared)] == ["corrected"]


def test_what_holds_for_this_call_goes_before_the_table(call: Calls) -> None:
    line = call(offer={"星享贷": {"年化利率": "2.65%"}, "快贷": {"利率": "9.9%"}})
    assert wrong(line.agent("星享贷年化利率2.65%。")) == []
    assert wrong(line.agent("星享贷年化利率3.65%。"))
    assert wrong(line.agent("快贷利率9.9%。")) == []
    assert wrong(line.agent("快贷利率8.8%。"))


@pytest.mark.parametrize(("term", "value", "right", "wrong_one"), [
    ("apr", "8.8", "年化利率百分之八点八。", "年化利率百分之六点六。"), ("annual_rate", "8.8%", "利率8.8%。", "利率8.6%。"),
    ("term_months", "24", "最长24个月。", "最长三十六个月。"), ("prepayment_penalty", "2%", "违约金是2%。", "违约金是百分之一。"),
    ("principal", "80000", "本金八万元。", "本金九万元。"),
])
def test_facts_of_a_call_under_any_name_and_without_a_unit(call: Calls, term: str, value: str, right: str,
                                                           wrong_one: str) -> None:
    assert wrong(call(offer={"loan": {term: value}}).agent(right)) == []
    assert wrong(call(offer={"loan": {term: value}}).agent(wrong_one))


INSURANCES = Playbook(id="t", title="t", lang="zh", version="1", products={
    "care": Product(id="care", name="星护医疗险", aliases=("医疗险", "保险"), kind="insurance", terms={
        "waiting_period": Term(label="等待期", value="30天", number=30, unit="days")}),
    "grave": Product(id="grave", name="星康重疾险", aliases=("重疾保险",), kind="insurance", terms={
        "waiting_period": Term(label="等待期", value="90天", number=90, unit="days")})})


OTHERS = Playbook(id="t", title="t", lang="zh", version="1", products={
    "car": Product(id="car", name="星驰车贷", kind="loan", terms={
        "annual_rate": Term(label="年化利率（单利）", value="4.20%", number=4.2, unit="percent_per_year"),
        "down_payment": Term(label="最低首付", value="20%", number=20, unit="percent")}),
    "fund": Product(id="fund", name="星稳180", kind="wealth", terms={
        "risk_level": Term(label="风险等级", value="R2 中低风险")}),
    "mixed": Product(id="mixed", name="星远混合基金", aliases=("基金",), kind="wealth", terms={
        "risk_level": Term(label="风险等级", value="R4 中高风险")}),
    "money": Product(id="money", name="星天货币基金", kind="wealth", terms={
        "risk_level": Term(label="风险等级", value="R1 低风险")}),
    "card": Product(id="card", name="星辰金卡", kind="card", terms={
        "cash_fee": Term(label="取现手续费", value="1%", number=1, unit="percent")})})


def stops(*lines: tuple[str, str], playbook: Playbook = INSURANCES) -> list[tuple[str, str]]:
    """(severity, quote) of the misstatements in a call about these products."""
    compliance = Compliance(playbook, CallFacts(call="c"))
    return [(event.severity, event.quote) for place, (channel, text) in enumerate(lines) for event in compliance.hear(
        Utterance(f"{channel}-{place}", channel, place * 3_000, place * 3_000 + 2_000, text))  # type: ignore[arg-type]
        if isinstance(event, Alert)]


def test_a_word_for_a_kind_of_product_may_mean_any_of_them() -> None:
    assert stops(("agent", "保险的等待期是九十天。")) == []
    assert [severity for severity, _ in stops(("agent", "保险的等待期是六十天。"))] == ["stop"]


def test_a_word_for_a_kind_means_the_product_that_the_talk_is_about() -> None:
    assert [quote for _, quote in stops(("customer", "我想问问医疗险。"), ("agent", "保险的等待期是九十天。"))] == ["九十天"]
    assert stops(("customer", "我想问问重疾险。"), ("agent", "星康重疾险的等待期是九十天。"), ("agent", "保险的等待期是九十天。")) == []


def test_a_rough_figure_that_names_what_holds_is_a_reminder() -> None:
    assert [severity for severity, _ in stops(("agent", "医疗险的等待期大概是六十天，具体以合同为准。"))] == ["remind"]
    assert [severity for severity, _ in stops(("agent", "医疗险的等待期大概是六十天。"))] == ["stop"]
    assert [severity for severity, _ in stops(("agent", "医疗险的等待期是六十天，具体以合同为准。"))] == ["stop"]


def test_a_down_payment_is_held_against_the_down_payment() -> None:
    assert stops(("agent", "星驰车贷年化4.20%，首付20%起"), playbook=OTHERS) == []
    assert [quote for _, quote in stops(("agent", "星驰车贷年化4.20%，首付10%起"), playbook=OTHERS)] == ["10%"]


def test_a_figure_in_a_products_name_is_no_statement() -> None:
    assert stops(("agent", "星稳180的风险等级是R2 中低风险。"), playbook=OTHERS) == []


def test_the_longer_name_counts() -> None:
    assert stops(("agent", "星天货币基金的风险等级是R1 低风险。"), playbook=OTHERS) == []
    assert [quote for _, quote in stops(("agent", "星天货币基金的风险等级是R2。"), playbook=OTHERS)] == ["2"]


def test_a_fee_of_a_card_that_is_only_held_must_be_named() -> None:
    assert stops(("customer", "我用的是星辰金卡。"), ("agent", "账单可以分成12期还，每期的手续费是0.5%。"), playbook=OTHERS) == []
    assert [quote for _, quote in stops(("customer", "我用的是星辰金卡。"), ("agent", "取现手续费是3%。"),
                                           playbook=OTHERS)] == ["3%"]
