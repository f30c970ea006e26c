"""Instalment fee to yearly rate: what a fee "0.5% a month" of the first amount really costs a year.

Every month the fee is taken on the whole amount though less and less of it is owed; the rate that discounts the payments
to the amount says what that is worth.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.assist.cards.calling import called, slot_months, slot_number
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.figures import canonical
from server.assist.limits import LONGEST, number_of
from server.assist.loans import MAX_MONTHS, cents, fee_instalments, money, percent, yearly_cost
from server.assist.turns import CallView, Turn
from server.content.playbook import Product

RANK = 12
_CARD = "instalment_fee"
_INTENTS = frozenset({"rate_fee", "bill_inquiry", "repayment"})
_FEES = ("monthly_fee", "fee_per_instalment")
_LABELS = {
    "zh": {"title": "分期费率折年化 · {}", "amount": "分期金额", "fee": "每期费率", "term": "期数", "first": "每期还款", "last": "（末期{}）",
           "fees": "手续费合计", "times": "费率×12", "cost": "折合年化", "costs": "{}（单利），{}（复利）", "source": "产品表",
           "say": "每期费率{}，分{}期，折合年化{}（单利）。"},
    "en": {"title": "Instalment fee as a yearly rate · {}", "amount": "Amount", "fee": "Fee per month", "term": "Months",
           "first": "Monthly payment", "last": " (last {})", "fees": "All fees", "times": "Fee × 12", "cost": "True yearly rate",
           "costs": "{} APR, {} compounded", "source": "Product table",
           "say": "A fee of {} a month over {} months is {} APR."},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """A calculation if the line asks what instalments cost of a product with a monthly fee, else None."""
    products = call.playbook.products
    named = [products[name] for name in (*reversed(turn.products), *reversed(call.dialogue.products[-1:]))]
    product = next((one for one in named if _fee_of(call, one)), None)
    wanted = called(turn, call, _CARD)
    if product is None and wanted:
        product = next((one for one in products.values() if _fee_of(call, one)), None)
    if product is None or not (wanted or (turn.intent in _INTENTS and {"amount", "term"} & set(turn.slots))):
        return None
    known = {"amount": slot_number(call, "amount"), "fee": number_of(call.book, product, _FEES, ("percent",)),
             "term": slot_months(call) or number_of(call.book, product, LONGEST, ("months",))}
    return Sheet(f"{_CARD}.{product.id}", {name: canonical(value) for name, value in known.items() if value is not None},
                 frozenset({"amount", "term"} & set(turn.slots)))


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """The yearly rate of what was entered."""
    product = call.playbook.products[card_id.partition(".")[2]]
    label, lang = _LABELS[call.book.lang], call.book.lang
    longest = number_of(call.book, product, LONGEST, ("months",))
    form = Form(given, lang)
    amount = form.amount("amount", label["amount"])
    fee = form.percent("fee", label["fee"])
    months = form.months("term", label["term"], 1, MAX_MONTHS if longest is None else int(longest))
    if form.good and amount is not None and fee is not None and months is not None:
        payments = fee_instalments(amount, fee, months)
        cost = yearly_cost(amount, payments)
        last = "" if payments[-1] == payments[0] else label["last"].format(money(payments[-1], lang))
        form.result(label["first"], money(payments[0], lang) + last, f"{_CARD}.monthly")
        form.result(label["fees"], cents(amount * fee / 100) * months, f"{_CARD}.fees")
        form.result(label["times"], percent(fee * 12))
        if cost is not None:
            form.result(label["cost"], label["costs"].format(percent(cost.nominal), percent(cost.effective)),
                        f"{_CARD}.annual_cost", strong=True)
            form.body = label["say"].format(percent(fee), months, percent(cost.nominal))
    return form.drawn("calculator", card_id, label["title"].format(product.name),
                      source=product.source or label["source"], dated=product.date)


def _fee_of(call: CallView, product: Product) -> bool:
    return number_of(call.book, product, _FEES, ("percent",)) is not None
