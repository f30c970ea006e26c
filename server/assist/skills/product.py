"""Product card: the lines of the product table for a product that the customer names, or clearly means."""

from __future__ import annotations

from protocol.assist import Card, CardRow
from server.assist.turns import CallView, Turn

RANK = 20
MOST_ROWS = 6
_SURE = 0.5
"""Retrieval score from which a product is meant though not named."""
_KINDS = {"loan_inquiry": {"loan"}, "rate_fee": {"loan"}, "investment_inquiry": {"wealth", "deposit"},
          "insurance_inquiry": {"insurance"}, "remittance": {"remittance"}, "limit_increase": {"card"},
          "early_repayment": {"loan"}, "repayment": {"loan", "card"}, "account_inquiry": {"account"}}
"""Intent -> the kinds of product that it can be about."""
_NOT_ABOUT_TERMS = frozenset({"card_loss", "transaction_dispute", "complaint", "password_reset", "not_interested", "agree",
                              "identity_question", "callback_later"})
"""Who lost a card names it too, but does not ask for its terms."""


def offer(turn: Turn, call: CallView) -> Card | None:
    """The card of the product a line is about, else None."""
    product_id = _product(turn, call)
    if product_id is None:
        return None
    product = call.playbook.products[product_id]
    names = product.rows or tuple(product.terms)
    rows: list[CardRow] = []
    for name in names[:MOST_ROWS]:
        known = call.book.term(product_id, name)
        if known is not None:
            rows.append(CardRow(label=product.terms[name].label, value=known.value))
    return Card(call="", kind="product", id=product_id, title=product.name, rows=tuple(rows), body=product.summary,
                source=product.source, date=product.date)


def _product(turn: Turn, call: CallView) -> str | None:
    if turn.products and turn.intent not in _NOT_ABOUT_TERMS:
        return turn.products[-1]
    products = call.playbook.products
    best = next((hit for hit in turn.hits if hit.kind == "product"), None)
    if turn.asked:
        return best.id if best is not None and best.score >= _SURE else None
    kinds = _KINDS.get(turn.intent, set())
    if not kinds:
        return None
    if best is not None and best.score >= _SURE and products[best.id].kind in kinds:
        return best.id
    named = next((name for name in reversed(call.dialogue.products) if products[name].kind in kinds), None)
    if named is not None:
        return named
    fitting = [product.id for product in products.values() if product.kind in kinds]
    return fitting[0] if fitting and turn.intent.endswith("_inquiry") else None
