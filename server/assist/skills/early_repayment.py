"""Early repayment: the fee by the product table, what is to be paid, and the interest that is saved.

The balance, the rate and the months left come from the customer's record, once they may be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from server.assist.cards.calling import called, slot_number
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.figures import canonical, figures
from server.assist.limits import balance_of, lent, number_of
from server.assist.loans import MAX_MONTHS, early_repayment_fee, equal_instalments
from server.assist.turns import CallView, Turn
from server.content.playbook import Product

RANK = 11
_CARD = "early_repayment"
_LOANS = frozenset({"loan"})
_FEES = ("early_repayment_fee", "early_fee", "prepayment_fee", "early_repayment", "early_payoff_fee")
_FREE_AFTER = ("early_repayment_free_after", "free_after")
_LABELS = {
    "zh": {"title": "提前还款试算 · {}", "amount": "提前还款本金", "fee_rate": "违约金比例", "paid": "已还月数", "free": "满{}个月免收",
           "fee": "违约金", "total": "需要支付", "saved": "少付利息（按档案）", "source": "产品表", "missing": "产品表没有，请核对",
           "warning": "产品表缺少“{}”：核对之前不要报数。"},
    "en": {"title": "Early repayment · {}", "amount": "Principal repaid early", "fee_rate": "Early repayment fee",
           "paid": "Months paid so far", "free": "none after {} months", "fee": "Fee", "total": "To be paid",
           "saved": "Interest saved (by the record)", "source": "Product table",
           "missing": "Not in the product table; check it",
           "warning": "The product table lacks “{}”: quote no figure before it is checked."},
}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """A calculation if the line asks what early repayment costs and the amount is known, else None."""
    loan_topic = turn.intent in ("loan_inquiry", "rate_fee", "repayment")
    topic = turn.intent if loan_topic or turn.intent == _CARD else call.dialogue.topic
    named = bool({"amount", "term"} & set(turn.slots))
    wanted = called(turn, call, _CARD)
    if not wanted and not (topic == _CARD and (turn.intent == _CARD or named)):
        return None
    product = call.product_of(turn, _LOANS)
    if product is None:
        return None
    amount = _repaid(call, product)
    if amount is None and not wanted:
        return None
    rate = number_of(call.book, product, _FEES, ("percent",))
    known = {"amount": amount, "fee_rate": rate}
    return Sheet(f"{_CARD}.{product.id}", {name: canonical(value) for name, value in known.items() if value is not None},
                 frozenset({"amount"} & set(turn.slots)))


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """The cost of what was entered."""
    product = call.playbook.products[card_id.partition(".")[2]]
    label = _LABELS[call.book.lang]
    balance = balance_of(call.book) if call.book.identified() else None
    free_after = number_of(call.book, product, _FREE_AFTER, ("months",))
    form = Form(given, call.book.lang)
    amount = form.amount("amount", label["amount"], highest=balance)
    rate = form.percent("fee_rate", label["fee_rate"], missing=label["missing"])
    paid = None
    if free_after is not None:
        words = f"{label['paid']}（{label['free']}）" if call.book.lang == "zh" else f"{label['paid']} ({label['free']})"
        paid = form.months("paid", words.format(int(free_after)), 0, MAX_MONTHS, needed=False)
    if number_of(call.book, product, _FEES, ("percent",)) is None:
        form.warning = label["warning"].format(label["fee_rate"])
    if form.good and amount is not None and rate is not None:
        free = paid is not None and free_after is not None and paid >= free_after
        fee = Decimal(0) if free else early_repayment_fee(amount, rate)
        form.result(label["fee"], fee, f"{_CARD}.fee", strong=True)
        form.result(label["total"], amount + fee, f"{_CARD}.total")
        saved = _saved(call, product, amount)
        if saved is not None:
            form.result(label["saved"], saved, f"{_CARD}.saved")
    return form.drawn("calculator", card_id, label["title"].format(product.name),
                      source=product.source or label["source"], dated=product.date)


def _repaid(call: CallView, product: Product) -> Decimal | None:
    """What is repaid early: the amount named if the customer can owe so much, else the whole balance once it may be told."""
    amount = slot_number(call, "amount")
    balance = balance_of(call.book)
    if balance is None:
        return amount if amount is not None and lent(call.book, product, amount) else None
    if amount is not None and 0 < amount <= balance:
        return amount
    return balance if call.book.identified() else None


def _saved(call: CallView, product: Product, amount: Decimal) -> Decimal | None:
    """The interest that this part of the loan would still cost; None if the record does not tell rate and months."""
    rate, months = _recorded(call, "loan_rate", "percent"), _recorded(call, "months_left", "months")
    held = call.book.products.by_name.get(call.facts.customer.get("loan_product", "").lower())
    if rate is None or months is None or held != product.id or not 1 <= months <= MAX_MONTHS:
        return None
    return equal_instalments(amount, rate, int(months)).interest


def _recorded(call: CallView, name: str, kind: str) -> Decimal | None:
    if not call.book.speakable(name):
        return None
    found = [one for one in figures(call.facts.customer.get(name, ""), call.book.lang) if one.kind == kind]
    return found[0].number if found else None
