"""What a language model is told of a call: the facts that may be spoken now, the mood, the last lines.

In come the view of the call and what was said; out comes a `Brief`.  Next: `engines.prompting` words it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from protocol.message import Channel
from server.assist.engines.written import Brief
from server.assist.figures import figures
from server.assist.turns import CallView, Turn
from server.calls.utterance import Utterance

TURNS = 12
"""Lines of both sides in a prompt."""
_CUSTOMER_LINES = 60
"""Lines of the customer whose names and words a reply may repeat."""
_FACTS = 24
_PRODUCTS = 2


@dataclass(slots=True)
class Talk:
    """The words of one call as far as they are needed again, masked."""

    turns: deque[tuple[Channel, str]] = field(default_factory=lambda: deque(maxlen=TURNS))
    """The last lines of both sides."""
    _customer: deque[str] = field(default_factory=lambda: deque(maxlen=_CUSTOMER_LINES))

    def hear(self, utterance: Utterance) -> None:
        """A line of either side."""
        self.turns.append((utterance.channel, utterance.text))
        if utterance.channel == "customer":
            self._customer.append(utterance.text)

    @property
    def customer(self) -> str:
        """The customer's own words."""
        return " ".join(self._customer)


def brief_of(view: CallView, turn: Turn, talk: Talk, products: Sequence[str]) -> Brief:
    """The brief for an answer to a customer's line; `products` are the ids of those that it is about."""
    playbook, mood = view.playbook, view.dialogue.mood
    record = view.facts.customer
    address = next((record[name] for name in ("title", "name") if record.get(name) and view.book.speakable(name)), "")
    return Brief(lang=view.book.lang, institution=playbook.institution or playbook.title, mood=mood,
                 coaching=next(iter(playbook.coaching.get(mood, ())), ""), customer=address,
                 facts=tuple(_facts(view, turn, products))[:_FACTS], turns=tuple(talk.turns))


def _facts(view: CallView, turn: Turn, products: Sequence[str]) -> Iterator[tuple[str, str]]:
    playbook = view.playbook
    record = playbook.customers.get(view.facts.customer_id)
    labels = record.labels if record else {}
    for name, value in view.facts.customer.items():
        if value and view.book.speakable(name):
            yield labels.get(name, name), value
    for product_id in products[:_PRODUCTS]:
        product = playbook.products[product_id]
        for name, term in product.terms.items():
            known = view.book.term(product_id, name)
            if known is not None:
                yield f"{product.name} {term.label}", known.value
    for name, value in view.book.calculated.items():
        yield name, value
    for hit in turn.hits:
        if hit.kind == "article":
            article = playbook.articles[hit.id]
            # What holds a figure comes from the tables alone.
            if article.body and "{" not in article.body and not figures(article.body, view.book.lang):
                yield article.title, article.body
            return
