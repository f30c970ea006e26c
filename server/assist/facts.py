"""What is known of a call, with its origin: the customer's record, the product table, what this call's offer changes
in it, results of the calculator, and the customer's own words.

The record is the one that the call saw, as it was then (`Pipeline.know`); a field that the agent may not see is not in it.
Used by `filling` (placeholders) and `fact_check` (the number lock).  Nothing else is a fact.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from protocol.message import Language
from server.assist.dialogue import Dialogue
from server.assist.figures import Figure, figures, same
from server.calls.utterance import CallFacts
from server.content.playbook import Playbook, Term
from server.speech.normalising import normalise

OPEN_FIELDS = frozenset({"name", "title"})
"""Fields of the record that may be spoken before the customer is identified."""
IDENTIFIED = "identity_check"
"""The checklist item that opens the rest of the record."""


@dataclass(frozen=True, slots=True)
class Known:
    """One fact."""

    value: str
    origin: str
    """`customer.<field>`, `product.<id>.<term>`, `offer.<subject>.<term>`, `calculator.<id>.<field>`, `said:<utterance>`."""


class ProductFigures:
    """The figures of every product's terms, worked out once per playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self.by_product: dict[str, list[tuple[str, Term, tuple[Figure, ...]]]] = {
            product.id: [(name, term, figures(term.value, playbook.lang)) for name, term in product.terms.items()]
            for product in playbook.products.values()}
        self.by_name: dict[str, str] = {}
        for product in playbook.products.values():
            for name in (product.id, product.name, *product.aliases):
                self.by_name.setdefault(name.lower(), product.id)


@dataclass(slots=True)
class FactBook:
    """The facts of one call."""

    playbook: Playbook
    facts: CallFacts
    dialogue: Dialogue
    products: ProductFigures
    calculated: dict[str, str] = field(default_factory=dict)
    """`<calculator>.<field>` -> value, of the last calculation of each kind."""
    _offer: dict[tuple[str, str], str] = field(default_factory=dict)
    _subjects: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for subject, terms in self.facts.offer.items():
            product = self.products.by_name.get(subject.lower())
            for term, value in terms.items():
                if product is None:
                    self._subjects[subject, term] = value
                else:
                    self._offer[product, self._term_name(product, term)] = value

    @property
    def lang(self) -> Language:
        """The playbook's language."""
        return self.playbook.lang

    def identified(self) -> bool:
        """True once the agent has checked who is speaking."""
        return IDENTIFIED in self.dialogue.done

    def speakable(self, name: str) -> bool:
        """True if this field of the record may be spoken now: never a private one, most only to the person identified."""
        record = self.playbook.customers.get(self.facts.customer_id)
        if name in self.facts.private or (record is not None and name in record.private):
            return False
        return name in OPEN_FIELDS or self.identified()

    def term(self, product_id: str, term: str) -> Known | None:
        """A term of a product: what holds for this call, else the product table."""
        if (product_id, term) in self._offer:
            return Known(self._offer[product_id, term], f"offer.{product_id}.{term}")
        product = self.playbook.products.get(product_id)
        if product is None or term not in product.terms:
            return None
        return Known(product.terms[term].value, f"product.{product_id}.{term}")

    def placeholder(self, name: str) -> Known | None:
        """The fact behind `customer.x`, `product.id.x`, `calculator.id.x` or `slot.x`; None if it is not known."""
        kind, _, rest = name.partition(".")
        if kind == "customer":
            value = self.facts.customer.get(rest, "")
            return Known(value, f"customer.{rest}") if value and self.speakable(rest) else None
        if kind == "product":
            product_id, _, term = rest.partition(".")
            product = self.playbook.products.get(product_id)
            if product is not None and term == "name":
                return Known(product.name, f"product.{product_id}.name")
            return self.term(product_id, term)
        if kind == "calculator" and rest in self.calculated:
            return Known(self.calculated[rest], f"calculator.{rest}")
        if kind == "slot":
            return self._slot(rest)
        return None

    def support(self, figure: Figure, products: frozenset[str]) -> str:
        """The origin of a fact that says the same as a figure, or empty.

        Args:
            products: ids of the products that the text is about; other products' terms support nothing.
        """
        for name, value in self.facts.customer.items():
            if self.speakable(name) and self._says(value, figure):
                return f"customer.{name}"
        for product_id in sorted(products):
            for name, _, known in self.products.by_product.get(product_id, ()):
                # What this call's offer says replaces the table; the table's own value then holds no longer.
                if (product_id, name) not in self._offer and any(same(one, figure) for one in known):
                    return f"product.{product_id}.{name}"
        for (product_id, name), value in self._offer.items():
            if product_id in products and self._says(value, figure):
                return f"offer.{product_id}.{name}"
        for (subject, name), value in self._subjects.items():
            if self._says(value, figure):
                return f"offer.{subject}.{name}"
        for name, value in self.calculated.items():
            if self._says(value, figure):
                return f"calculator.{name}"
        for utterance, said in reversed(self.dialogue.said_figures):
            if same(said, figure):
                return f"said:{utterance}"
        return ""

    def _says(self, value: str, figure: Figure) -> bool:
        return any(same(one, figure) for one in figures(value, self.lang))

    def _slot(self, name: str) -> Known | None:
        slot = self.dialogue.slots.get("term" if name == "months" else name)
        if slot is None:
            return None
        # As the transcript writes it, and every other figure of a reply.
        return Known(normalise(slot.value, self.lang), f"said:{slot.utterance}")

    def _term_name(self, product_id: str, term: str) -> str:
        """The id of a term that `--facts` may also name by its label."""
        terms = self.playbook.products[product_id].terms
        return next((name for name, entry in terms.items() if term in (name, entry.label)), term)
