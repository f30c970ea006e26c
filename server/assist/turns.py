"""What a suggestion or a card is made from: the customer's turn, and a view of the call it happens in.

Made by `assistant`; read by `suggesting` and by every skill.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from server.assist.dialogue import Dialogue
from server.assist.facts import FactBook
from server.assist.library import Hit, Library
from server.assist.slots import Slot
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook, Product


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the customer, understood.  Of a question that the agent types, the same."""

    utterance: Utterance
    """Masked."""
    intent: str
    confidence: float
    backchannel: bool = False
    """True if it only shows listening."""
    slots: dict[str, Slot] = field(default_factory=dict)
    """Named in this line."""
    products: tuple[str, ...] = ()
    """Ids named in this line."""
    hits: tuple[Hit, ...] = ()
    """Replies, articles and products that share its words, best first."""
    upset: bool = False
    """True if a bad mood showed in this very line, which asks for nothing else."""
    asked: bool = False
    """True if the agent typed it: answer with what fits best, though it is no sure thing."""


@dataclass(slots=True)
class CallView:
    """What a skill may read of the call.  It changes nothing but `book.calculated`."""

    playbook: Playbook
    facts: CallFacts
    dialogue: Dialogue
    library: Library
    book: FactBook
    forbidden: Callable[[str], str] = lambda text: ""
    """Why a text may not be shown as a suggestion (`rule:<id>`), or empty."""

    def product_of(self, turn: Turn, kinds: frozenset[str]) -> Product | None:
        """The product of these kinds that a turn is about.

        Named in it, named before, held by the customer, the closest by words, the first of the table, in this order.
        """
        products = self.playbook.products
        for name in (*reversed(turn.products), *reversed(self.dialogue.products)):
            if products[name].kind in kinds:
                return products[name]
        for field_name, value in self.facts.customer.items():
            held = self.book.products.by_name.get(value.lower()) if field_name.endswith("product") else None
            if held is not None and products[held].kind in kinds:
                return products[held]
        for hit in turn.hits:
            if hit.kind == "product" and products[hit.id].kind in kinds:
                return products[hit.id]
        return next((product for product in products.values() if product.kind in kinds), None)
