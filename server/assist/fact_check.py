"""The number lock: every figure of a text must be a fact, or the text is not shown.

In comes a filled text; out come the facts of its figures, or the first figure that none supports.  That a reply is
approved does not make its figures true: a figure in the reply itself passes only if it equals a fact, or if the
reply's `source` or `house_figures` states it as a fixed figure of the house (a hotline, a deadline).
Next: `suggesting` shows the text, or says `SuggestionBlocked`.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.assist.facts import FactBook, Known
from server.assist.figures import figures, same
from server.content.playbook import Reply


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the number lock says of a text."""

    facts: tuple[Known, ...]
    """One for each figure, as it stands in the text."""
    unsupported: str = ""
    """The first figure that no fact supports; empty if the text may be shown."""


def check(text: str, book: FactBook, products: frozenset[str], reply: Reply | None = None) -> Verdict:
    """Looks every figure of a text up among the facts.

    Args:
        products: ids of the products that the text is about.
        reply: the approved reply it was made from, for its fixed figures.
    """
    facts: list[Known] = []
    for figure in figures(text, book.lang):
        origin = book.support(figure, products)
        if not origin and reply is not None and any(
                same(figure, one) for stated in (*reply.house_figures, reply.source) for one in figures(stated, book.lang)):
            origin = f"reply.{reply.id}.source"
        if not origin:
            return Verdict(tuple(facts), figure.text)
        facts.append(Known(figure.text, origin))
    return Verdict(tuple(facts))
