"""What a suggestion or a card is made from: the customer's turn, and a view of the call it happens in.

Made by `assistant`; read by `suggesting` and by every skill.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from server.assist.dialogue import Dialogue
from server.assist.facts import FactBook
from server.assist.library import Hit, Library
from server.assist.slots import Slot
from server.assist.state.view import DialogueView
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
    hits: Sequence[Hit] = ()
    """Replies, articles and products that share its words, best first."""
    upset: bool = False
    """True if a bad mood showed in this very line, which asks for nothing else."""
    asked: bool = False
    """True if the agent typed it: answer with what fits best, though it is no sure thing."""
    settled: bool = False
    """True if nothing in it wants an answer: thanks, a bare decline, `that is all`."""
    ends: bool = False
    """True if it says that there is nothing more, or good-bye."""


_CLOSE = 0.5
"""Retrieval score from which a product is meant though not named …"""
_LEAD = 0.1
"""… and how far the next of its kind must be behind."""


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

    @property
    def talk(self) -> DialogueView:
        """Where the talk stands, frozen: topics, details with their origin, open questions, what was offered and said."""
        return self.dialogue.view()

    def product_of(self, turn: Turn, kinds: frozenset[str]) -> Product | None:
        """The product of these kinds that a turn is about.

        Named in it, named before, held by the customer, clearly the closest by words, the first of the table, in this order.
        """
        products = self.playbook.products
        for name in (*reversed(turn.products), *reversed(self.dialogue.products)):
            if products[name].kind in kinds:
                return products[name]
        for field_name, value in self.facts.customer.items():
            held = self.book.products.by_name.get(value.lower()) if field_name.endswith("product") else None
            if held is not None and products[held].kind in kinds:
                return products[held]
        found = [hit for hit in turn.hits if hit.kind == "product" and products[hit.id].kind in kinds]
        if found and found[0].score >= _CLOSE and (len(found) == 1 or found[0].score - found[1].score >= _LEAD):
            return products[found[0].id]
        if found:
            # Shared words show what kind is meant, not which one; the first of a kind is the one most people have.
            kinds = frozenset({products[found[0].id].kind})
        return next((product for product in products.values() if product.kind in kinds), None)
