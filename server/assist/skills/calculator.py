"""Calculator card: equal instalments of a loan, or what repaying early costs, from what the customer named.

The inputs stand on the card, so the agent sees what was counted with; the results become facts for the number lock.
An amount that can not be meant (more than the customer owes, more or less than the product lends) is not counted with:
a recogniser errs, and one wrong figure costs more than a card that is missing.
"""

from __future__ import annotations

from decimal import Decimal

from protocol.assist import Card, CardRow
from server.assist.figures import canonical
from server.assist.limits import LONGEST, balance_of, lent, number_of
from server.assist.loans import early_repayment_fee, equal_instalments, money
from server.assist.turns import CallView, Turn
from server.content.playbook import Product

RANK = 10
_INSTALMENTS = frozenset({"loan_inquiry", "rate_fee", "repayment"})
_LOANS = frozenset({"loan"})
_RATES = ("annual_rate", "annualised_rate", "yearly_rate", "interest_rate", "rate", "apr")
_FEES = ("early_repayment_fee", "early_fee", "prepayment_fee", "early_repayment", "early_payoff_fee")
_LABELS = {
    "zh": {"instalment": "等额本息试算", "early_repayment": "提前还款试算", "amount": "贷款金额", "rate": "年化利率",
           "term": "期限", "months": "{}个月", "monthly": "每月还款", "interest": "总利息", "total": "还款总额",
           "repaid": "提前还款本金", "fee_rate": "违约金比例", "fee": "违约金", "source": "产品表 · {}"},
    "en": {"instalment": "Equal instalments", "early_repayment": "Early repayment", "amount": "Loan amount",
           "rate": "Yearly rate", "term": "Term", "months": "{} months", "monthly": "Monthly payment",
           "interest": "Total interest", "total": "Total repaid", "repaid": "Principal repaid early",
           "fee_rate": "Early repayment fee", "fee": "Fee", "source": "Product table · {}"},
}


def offer(turn: Turn, call: CallView) -> Card | None:
    """A calculation if the line asks for one and enough is known, else None."""
    topic = turn.intent if turn.intent in _INSTALMENTS or turn.intent == "early_repayment" else call.dialogue.topic
    named = bool({"amount", "term"} & set(turn.slots))
    if topic == "early_repayment" and (turn.intent == "early_repayment" or named):
        return _early(turn, call)
    if topic in _INSTALMENTS and named:
        return _instalments(turn, call)
    return None


def _instalments(turn: Turn, call: CallView) -> Card | None:
    amount = _slot_number(call, "amount")
    product = call.product_of(turn, _LOANS)
    if amount is None or product is None:
        return None
    rate = number_of(call.book, product, _RATES, ("percent_per_year", "percent"))
    months = _slot_number(call, "term") if _is_months(call) else None
    if months is None:
        months = number_of(call.book, product, LONGEST, ("months",))
    if rate is None or months is None or not lent(call.book, product, amount, months):
        return None
    counted = equal_instalments(amount, rate, int(months))
    label = _LABELS[call.book.lang]
    lang = call.book.lang
    call.book.calculated |= {"instalment.monthly": money(counted.monthly, lang),
                             "instalment.total": money(counted.total, lang),
                             "instalment.interest": money(counted.interest, lang)}
    rows = (CardRow(label=label["amount"], value=money(amount, lang)),
            CardRow(label=label["rate"], value=f"{canonical(rate)}%"),
            CardRow(label=label["term"], value=label["months"].format(int(months))),
            CardRow(label=label["monthly"], value=money(counted.monthly, lang)),
            CardRow(label=label["interest"], value=money(counted.interest, lang)),
            CardRow(label=label["total"], value=money(counted.total, lang)))
    return _card("instalment", product, rows, label)


def _early(turn: Turn, call: CallView) -> Card | None:
    product = call.product_of(turn, _LOANS)
    if product is None:
        return None
    fee_rate = number_of(call.book, product, _FEES, ("percent",))
    amount = _repaid(call, product)
    if fee_rate is None or amount is None:
        return None
    fee = early_repayment_fee(amount, fee_rate)
    label = _LABELS[call.book.lang]
    lang = call.book.lang
    call.book.calculated |= {"early_repayment.fee": money(fee, lang), "early_repayment.total": money(amount + fee, lang)}
    rows = (CardRow(label=label["repaid"], value=money(amount, lang)),
            CardRow(label=label["fee_rate"], value=f"{canonical(fee_rate)}%"),
            CardRow(label=label["fee"], value=money(fee, lang)), CardRow(label=label["total"], value=money(amount + fee, lang)))
    return _card("early_repayment", product, rows, label)


def _repaid(call: CallView, product: Product) -> Decimal | None:
    """What is repaid early: the amount named if the customer can owe so much, else the whole balance once it may be told."""
    amount = _slot_number(call, "amount")
    balance = balance_of(call.book)
    if balance is None:
        return amount if amount is not None and lent(call.book, product, amount) else None
    if amount is not None and 0 < amount <= balance:
        return amount
    return balance if call.book.identified() else None


def _card(name: str, product: Product, rows: tuple[CardRow, ...], label: dict[str, str]) -> Card:
    return Card(call="", kind="calculator", id=f"{name}.{product.id}", title=f"{label[name]} · {product.name}", rows=rows,
                source=label["source"].format(product.source or product.name), date=product.date)


def _slot_number(call: CallView, name: str) -> Decimal | None:
    slot = call.dialogue.slots.get(name)
    return slot.figure.number if slot is not None and slot.figure is not None else None


def _is_months(call: CallView) -> bool:
    slot = call.dialogue.slots.get("term")
    return slot is not None and slot.figure is not None and slot.figure.kind == "months"
