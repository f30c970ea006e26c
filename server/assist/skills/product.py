"""Product card: the lines of the product table for a product that the customer names, or clearly means."""

from __future__ import annotations

from collections.abc import Iterator

from protocol.assist import Card, CardRow
from server.assist.library import Hit, Hits
from server.assist.turns import CallView, Turn

RANK = 20
MOST_ROWS = 6
_SURE = 0.5
"""Retrieval score from which a product is meant though not named …"""
_LEAD = 0.1
"""… and how far the next of its kind must be behind."""
KINDS = {"loan_inquiry": frozenset({"loan"}), "rate_fee": frozenset({"loan"}), "early_repayment": frozenset({"loan"}),
         "repayment": frozenset({"loan", "card"}), "investment_inquiry": frozenset({"wealth", "deposit"}),
         "insurance_inquiry": frozenset({"insurance"}), "remittance": frozenset({"remittance"}),
         "limit_increase": frozenset({"card"}), "account_inquiry": frozenset({"account"})}
"""Intent -> the kinds of product that it can be about."""
_NOT_ABOUT_TERMS = frozenset({"card_loss", "transaction_dispute", "complaint", "password_reset", "not_interested", "agree",
                              "identity_question", "callback_later"})
"""Who lost a card names it too, but does not ask for its terms."""
_ANSWERED_ELSEWHERE = frozenset({"repayment"})
"""About a product that is known, but not about its terms."""


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
    if turn.asked:
        return next((hit.id for hit in _close(turn)), None)
    kinds = KINDS.get(turn.intent, frozenset())
    if turn.intent in _ANSWERED_ELSEWHERE:
        return None
    known = [name for name in reversed(call.dialogue.products) if products[name].kind in kinds] or held(call, kinds)
    if known:
        return known[0]
    found = [hit for hit in _close(turn) if products[hit.id].kind in kinds]
    if found and (len(found) == 1 or found[0].score - found[1].score >= _LEAD):
        return found[0].id
    # Which of several is meant nobody has said: a guess would be noise.
    fitting = [product.id for product in products.values() if product.kind in kinds]
    return fitting[0] if len(fitting) == 1 and turn.intent.endswith("_inquiry") else None


def _close(turn: Turn) -> Iterator[Hit]:
    """Products that share enough words with a line, best first."""
    if isinstance(turn.hits, Hits) and not turn.hits.may_hold("product", _SURE):
        return iter(())
    return (hit for hit in turn.hits if hit.kind == "product" and hit.score >= _SURE)


def held(call: CallView, kinds: frozenset[str]) -> list[str]:
    """Ids of the products of these kinds that the customer's record names, in its order."""
    names = (call.book.products.by_name.get(value.lower()) for key, value in call.facts.customer.items()
             if key.endswith("product"))
    return [name for name in names if name is not None and call.playbook.products[name].kind in kinds]
