"""Loan plan, early repayment, instalment fee, remittance: figures, limits, and what the product table lacks."""

from __future__ import annotations

import pytest

from tests.server.assist.cards.conftest import BOOKS, Desk, problems, values, without_term

RECORD = BOOKS["zh_finance"].customers["C1001"].fields


def test_equal_principal_falls_month_by_month() -> None:
    desk = Desk(BOOKS["zh_finance"])
    desk.say("我想办星享贷，贷20万分两年")
    card = desk.enter("instalment.star_loan", "method", "falling")
    # 8,333.33 a month; interest 608.33 at first and 25.35 on the last 8,333.41.
    assert values(card)["首月/末月还款"] == "8,941.66元 / 8,358.76元"
    assert "首月还8,941.66元" in card.body and "instalment.monthly" not in desk.book.calculated


def test_a_fee_raises_the_yearly_cost_and_one_as_large_as_the_loan_has_none() -> None:
    desk = Desk(BOOKS["en_finance"])
    desk.say("I want a Harbor Loan, borrow $12,000 over one year")
    cost = values(desk.enter("instalment.harbor_loan", "fee", "600"))["Yearly cost with fees"]
    assert cost == "16.23% APR, 17.49% compounded"
    card = desk.enter("instalment.harbor_loan", "fee", "12000")
    assert "Yearly cost with fees" not in values(card) and card.blocks is not None and "means nothing" in card.blocks.warning


def test_a_missing_rate_is_said_and_nothing_is_worked_out() -> None:
    desk = Desk(without_term(BOOKS["zh_finance"], "star_loan", "annual_rate"))
    (card,) = [one for one in desk.say("我想办星享贷，贷20万分两年") if one.kind == "calculator"]
    assert card.blocks is not None and "缺少“年化利率”" in card.blocks.warning
    assert problems(card) == {"rate": "产品表没有，请核对"} and values(card) == {} and card.body == ""
    assert not any(name.startswith("instalment") for name in desk.book.calculated)


def test_a_missing_early_repayment_fee_is_said() -> None:
    desk = Desk(without_term(BOOKS["zh_finance"], "star_loan", "early_repayment_fee"), RECORD)
    (card,) = [one for one in desk.say("星享贷我要提前还款5万") if one.id == "early_repayment.star_loan"]
    assert card.blocks is not None and "违约金比例" in card.blocks.warning and values(card) == {}


def test_early_repayment_is_free_after_a_year_and_never_more_than_is_owed() -> None:
    desk = Desk(BOOKS["zh_finance"], RECORD)
    desk.say("星享贷我要提前还款5万")
    assert values(desk.enter("early_repayment.star_loan", "paid", "11"))["违约金"] == "500元"
    assert values(desk.enter("early_repayment.star_loan", "paid", "12"))["违约金"] == "0元"
    card = desk.enter("early_repayment.star_loan", "amount", "86400.01")
    assert values(card) == {} and "不能大于" in problems(card)["amount"]


def test_an_instalment_fee_is_told_as_a_yearly_rate() -> None:
    desk = Desk(BOOKS["zh_finance"])
    (card,) = [one for one in desk.say("账单分期，1万分12期，分期费率折合年化多少") if one.id.startswith("instalment_fee")]
    assert values(card) == {"每期还款": "883.33元（末期883.37元）", "手续费合计": "600元", "费率×12": "6%",
                            "折合年化": "10.9%（单利），11.46%（复利）"}


@pytest.mark.parametrize(("amount", "fee", "total"), [
    ("100", "50元（0.1%，最低50元，最高260元）", "130元"), ("10000", "71元（0.1%，最低50元，最高260元）", "151元"),
    ("50000", "260元（0.1%，最低50元，最高260元）", "340元")])
def test_a_remittance_fee_has_a_least_and_a_most(amount: str, fee: str, total: str) -> None:
    desk = Desk(BOOKS["zh_finance"])
    assert [card.id for card in desk.say("跨境汇款手续费多少，汇美元")][0] == "remittance_fees"
    shown = values(desk.enter("remittance_fees", "amount", amount))
    assert (shown["手续费"], shown["费用合计"]) == (fee, total)


def test_what_is_left_of_the_yearly_quota() -> None:
    desk = Desk(BOOKS["zh_finance"])
    desk.say("我想汇5000美元到美国")
    card = desk.enter("remittance_fees", "used", "45000")
    assert values(card)["年度便利化额度剩余"] == "0 USD" and (card.blocks is None or not card.blocks.warning)
    card = desk.enter("remittance_fees", "used", "45000.01")
    assert card.blocks is not None and "超过年度便利化额度" in card.blocks.warning and "年度便利化额度剩余" not in values(card)
    card = desk.enter("remittance_fees", "currency", "HKD")
    assert values(card)["折合人民币"] == "4,550元（参考汇率0.91）"


def test_the_daily_limit_in_english() -> None:
    desk = Desk(BOOKS["en_finance"])
    (card,) = [one for one in desk.say("I want to wire money abroad, $25,000") if one.id == "remittance_fees"]
    assert values(card)["All fees"] == "$35" and card.blocks is None
    card = desk.enter("remittance_fees", "amount", "25000.01")
    assert card.blocks is not None and card.blocks.warning.startswith("Above the daily limit (25,000 USD).")
