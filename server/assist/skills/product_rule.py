"""Rule card: what one product says on what was asked ("提前还款要不要违约金"), or which product must be asked for first.

The question's term and the product's rule come from the playbook's graph (`server.knowledge.rules`); every value stands on
the card as the product table, or this call's offer, has it.
"""

from __future__ import annotations

from protocol.assist import Card, CardRow
from server.assist.intents import OTHER
from server.assist.state.asking import asks
from server.assist.turns import CallView, Turn
from server.knowledge.rules import ProductRule, WhichProduct

RANK = 35
MOST_ROWS = 6
_KINDS = {"loan_inquiry": frozenset({"loan"}), "rate_fee": frozenset({"loan"}), "early_repayment": frozenset({"loan"}),
          "repayment": frozenset({"loan", "card"}), "investment_inquiry": frozenset({"wealth", "deposit"}),
          "insurance_inquiry": frozenset({"insurance"}), "remittance": frozenset({"remittance"}),
          "bill_inquiry": frozenset({"card"}), "limit_increase": frozenset({"card"}), "account_inquiry": frozenset({"account"})}
"""Intent -> the kinds of product that it can be about; others: any."""
_NO_QUESTION = frozenset({"card_loss", "transaction_dispute", "complaint", "password_reset", "not_interested", "agree",
                          "identity_question", "callback_later"})
_WORDS = {"zh": {"which": "{}：先问是哪个产品", "source": "产品表"},
          "en": {"which": "{}: ask which product first", "source": "Product table"}}


def offer(turn: Turn, call: CallView) -> Card | None:
    """The rule that answers a line, or the products to choose from, else None."""
    if turn.intent in _NO_QUESTION or not _asks(turn):
        return None
    found = call.library.rules.answer(turn.utterance.text, _meant(turn, call), _KINDS.get(turn.intent, frozenset()))
    if isinstance(found, ProductRule):
        return _rule(found, call)
    return _which(found, call) if found is not None else None


def _asks(turn: Turn) -> bool:
    """False for a line without subject or question: in "let me double check" a term's word is none."""
    return turn.intent != OTHER or turn.asked or bool(turn.products) or asks(turn.utterance.text, turn.utterance.lang)


def _meant(turn: Turn, call: CallView) -> tuple[str, ...]:
    """Products that may be meant, the likeliest first: named now, talked about, held."""
    held = (call.book.products.by_name.get(value.lower()) for name, value in call.facts.customer.items()
            if name.endswith("product"))
    kinds = _KINDS.get(turn.intent)
    known = [*reversed(turn.products), *reversed(call.dialogue.products), *(one for one in held if one is not None)]
    products = call.playbook.products
    return tuple(one for one in dict.fromkeys(known) if one in turn.products or not kinds or products[one].kind in kinds)


def _rule(rule: ProductRule, call: CallView) -> Card | None:
    product = call.playbook.products[rule.product]
    rows = [CardRow(label=line.label, value=known.value) for line in rule.lines
            if (known := call.book.term(rule.product, line.term)) is not None]
    if not rows:
        return None
    return Card(call="", kind="knowledge", id=f"rule.{product.id}.{rule.lines[0].term}",
                title=f"{product.name} · {rule.lines[0].label}", rows=tuple(rows[:MOST_ROWS]),
                source=product.source or _WORDS[call.book.lang]["source"], date=product.date)


def _which(which: WhichProduct, call: CallView) -> Card | None:
    products = [call.playbook.products[one] for one in which.products[:MOST_ROWS]]
    rows = tuple(CardRow(label=product.name, value=known.value) for product in products
                 if (known := call.book.term(product.id, which.term)) is not None)
    words = _WORDS[call.book.lang]
    return Card(call="", kind="knowledge", id=f"rule.which.{which.term}", title=words["which"].format(which.label),
                rows=rows, source=words["source"], date=max(product.date for product in products))
