"""Loan plan: equal instalments or equal principal, and what the loan costs a year with its fees.

The inputs stand on the card, so the agent sees what was counted with; the results become facts for the number lock.
An amount that can not be meant (more or less than the product lends) opens no card: a recogniser errs, and one wrong
figure costs more than a card that is missing.  What the product table lacks is said and never assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from server.assist.cards.calling import called, slot_months, slot_number
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.figures import canonical
from server.assist.limits import LONGEST, lending_range, lent, number_of
from server.assist.loans import cents, equal_instalments, equal_principal, money, percent, spoken_money, yearly_cost
from server.assist.turns import CallView, Turn
from server.content.playbook import Product

RANK = 10
_CARD = "instalment"
_TOPICS = frozenset({"loan_inquiry", "rate_fee", "repayment"})
_LOANS = frozenset({"loan"})
_RATES = ("annual_rate", "annualised_rate", "yearly_rate", "interest_rate", "rate", "apr")
_FEES = ("origination_fee", "service_fee", "handling_fee")
_LABELS = {
    "zh": {"title": "还款试算 · {}", "amount": "贷款金额", "rate": "年化利率", "term": "期限", "method": "还款方式", "equal": "等额本息",
           "falling": "等额本金", "fee": "一次性费用", "monthly": "每月还款", "falls": "首月/末月还款", "interest": "总利息", "total": "还款总额",
           "cost": "年化综合成本", "costs": "{}（单利），{}（复利）", "source": "产品表", "missing": "产品表没有，请核对",
           "warning": "产品表缺少“{}”：核对之前不要报数。", "no_cost": "费用几乎等于贷款金额，年化成本没有意义。",
           "say": "贷{}分{}个月，每月还{}，年化综合成本{}。", "say_falling": "贷{}分{}个月，首月还{}，逐月减少，年化综合成本{}。"},
    "en": {"title": "Loan plan · {}", "amount": "Loan amount", "rate": "Yearly rate", "term": "Term", "method": "Repayment",
           "equal": "Equal instalments", "falling": "Equal principal", "fee": "Single fee", "monthly": "Monthly payment",
           "falls": "First/last payment", "interest": "Total interest", "total": "Total repaid", "cost": "Yearly cost with fees",
           "costs": "{} APR, {} compounded", "source": "Product table", "missing": "Not in the product table; check it",
           "warning": "The product table lacks “{}”: quote no figure before it is checked.",
           "no_cost": "The fee takes nearly all of the amount; a yearly cost means nothing.",
           "say": "{} over {} months is {} a month; with fees it costs {} APR.",
           "say_falling": "{} over {} months starts at {} and falls every month; with fees it costs {} APR."},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """A plan if the line names an amount or a term, or asks for the calculation; else None."""
    topic = turn.intent if turn.intent in _TOPICS or turn.intent == "early_repayment" else call.dialogue.topic
    named = topic in _TOPICS and bool({"amount", "term"} & set(turn.slots))
    wanted = called(turn, call, "loan_plan")
    product = call.product_of(turn, _LOANS) if named or wanted else None
    if product is None:
        return None
    amount = slot_number(call, "amount")
    months = slot_months(call)
    if months is None:
        months = number_of(call.book, product, LONGEST, ("months",))
    said = {"amount", "term"} & set(turn.slots)
    given = _given(call, product, amount, months)
    if _LABELS[call.book.lang]["falling"].lower() in turn.utterance.text.lower():
        given["method"] = "falling"
        said.add("method")
    if amount is None:
        return Sheet(f"{_CARD}.{product.id}", given, frozenset(said)) if wanted else None
    if months is None or not lent(call.book, product, amount, months):
        return None
    return Sheet(f"{_CARD}.{product.id}", given, frozenset(said))


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """The plan of what was entered."""
    product = call.playbook.products[card_id.partition(".")[2]]
    label, lang = _LABELS[call.book.lang], call.book.lang
    least, most, longest = lending_range(call.book, product)
    form = Form(given, lang)
    amount = form.amount("amount", label["amount"], least, most)
    rate = form.percent("rate", label["rate"], missing=label["missing"])
    months = form.months("term", label["term"], 1, longest)
    method = form.choice("method", label["method"], (("equal", label["equal"]), ("falling", label["falling"])))
    entered = form.amount("fee", label["fee"], needed=False, zero=True)
    if number_of(call.book, product, _RATES, ("percent_per_year", "percent")) is None:
        form.warning = label["warning"].format(label["rate"])
    if form.good and amount is not None and rate is not None and months is not None:
        _count(form, call, product, amount, rate, months, method == "falling", entered)
    return form.drawn("calculator", card_id, label["title"].format(product.name),
                      source=product.source or label["source"], dated=product.date)


def _count(form: Form, call: CallView, product: Product, amount: Decimal, rate: Decimal, months: int, falling: bool,
           entered: Decimal | None) -> None:
    label, lang = _LABELS[call.book.lang], call.book.lang
    payments: tuple[Decimal, ...]
    if falling:
        plan = equal_principal(amount, rate, months)
        payments, total, interest, first = plan.payments, plan.total, plan.interest, plan.payments[0]
        form.result(label["falls"], f"{money(first, lang)} / {money(payments[-1], lang)}", f"{_CARD}.first", strong=True)
    else:
        equal = equal_instalments(amount, rate, months)
        payments, total, interest, first = (equal.monthly,) * months, equal.total, equal.interest, equal.monthly
        form.result(label["monthly"], equal.monthly, f"{_CARD}.monthly", strong=True)
    form.result(label["interest"], interest, f"{_CARD}.interest")
    form.result(label["total"], total, f"{_CARD}.total")
    fee, late = _fee(call, product, amount) if entered is None else (entered, False)
    if fee and entered is None:
        form.result(label["fee"], fee, f"{_CARD}.fee")
    if late:
        payments = (payments[0] + fee, *payments[1:])
    cost = yearly_cost(amount if late else amount - fee, payments)
    if cost is None:
        form.warning = form.warning or label["no_cost"]
        return
    form.result(label["cost"], label["costs"].format(percent(cost.nominal), percent(cost.effective)), f"{_CARD}.annual_cost")
    form.body = label["say_falling" if falling else "say"].format(
        spoken_money(amount, lang), months, money(first, lang), percent(cost.nominal))


def _fee(call: CallView, product: Product, amount: Decimal) -> tuple[Decimal, bool]:
    """The single fee that the tables name, and whether it is paid with the first instalment."""
    for entry in call.playbook.skills.loan_fee:
        if entry.id == product.id:
            return cents(amount * entry.percent / 100) + entry.fixed, entry.paid == "first_instalment"
    share = number_of(call.book, product, _FEES, ("percent",))
    return (cents(amount * share / 100) if share is not None else Decimal(0)), False


def _given(call: CallView, product: Product, amount: Decimal | None, months: Decimal | None) -> dict[str, str]:
    rate = number_of(call.book, product, _RATES, ("percent_per_year", "percent"))
    known = {"amount": amount, "rate": rate, "term": months}
    return {"method": "equal"} | {name: canonical(value) for name, value in known.items() if value is not None}
