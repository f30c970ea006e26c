"""Card replacement: the steps in order with what is done already, the fee and how long the new card takes."""

from __future__ import annotations

from collections.abc import Mapping

from server.assist.cards.calling import called, setting_of
from server.assist.cards.form import Form
from server.assist.cards.sheet import Drawn, Sheet
from server.assist.turns import CallView, Turn

RANK = 14
_CARD = "card_replacement"
_KINDS = frozenset({"card", "account"})
_TERMS = ("replacement_fee", "replacement_days")
_LABELS = {"zh": {"title": "补卡步骤 · {}", "source": "补卡流程"}, "en": {"title": "Card replacement · {}", "source": "Procedure"}}


def offer(turn: Turn, call: CallView) -> Sheet | None:
    """The steps if the line asks for a new card, else None."""
    if not call.playbook.skills.replacement_step or setting_of(call, _CARD).off or not called(turn, call, _CARD):
        return None
    product = call.product_of(turn, _KINDS)
    if product is not None and not set(_TERMS) & set(product.terms):
        # An instalment plan is a product of the card kind as well, and no card.
        product = next((one for one in call.playbook.products.values()
                        if one.kind in _KINDS and set(_TERMS) & set(one.terms)), product)
    return None if product is None else Sheet(f"{_CARD}.{product.id}", {})


def draw(card_id: str, given: Mapping[str, str], call: CallView) -> Drawn:
    """The steps as far as they are done."""
    product = call.playbook.products[card_id.partition(".")[2]]
    label = _LABELS[call.book.lang]
    form = Form(given, call.book.lang)
    for step in call.playbook.skills.replacement_step:
        # What the checklist knows ticks itself; the rest is the agent's to tick.
        form.step(step.id, step.text, done=bool(step.item) and step.item in call.dialogue.done, tick=not step.item)
    for name in _TERMS:
        known = call.book.term(product.id, name)
        if known is not None:
            form.result(product.terms[name].label, known.value, f"{_CARD}.{name}")
    setting = setting_of(call, _CARD)
    return form.drawn("procedure", card_id, label["title"].format(product.name),
                      source=setting.source or product.source or label["source"], dated=setting.date or product.date)
