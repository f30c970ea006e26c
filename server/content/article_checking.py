"""What is refused of articles, replies and products beside their fields: loose ends, circles, hidden characters, no rate.

In comes a converted playbook with the origin of every entry; out comes nothing, or a `PlaybookError` with file and line.
Next: `checking`, which asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from .errors import PlaybookError
from .playbook import Article, Playbook, Product

RATE_UNIT = "percent_per_year"
_RATED_KINDS = ("loan",)
_RATE_NAME = re.compile(r"(^|_)(rate|apr)$")
_HIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
                     "\u2060-\u2064\u2066-\u206f\ufeff"
                     "\U000e0000-\U000e007f]")
"""Characters that a reader does not see and a program does: zero width, writing direction, tags."""


class Places(Protocol):
    """Where entries stand; `checking.Origins`."""

    def error(self, table: str, key: str, message: str, field: str = "", needle: str = "") -> PlaybookError:
        """The error to raise about an entry."""
        ...


def check_entries(playbook: Playbook, origins: Places) -> None:
    """Refuse what can not be used or must not be hidden.

    Raises:
        PlaybookError: the first error found.
    """
    for product in playbook.products.values():
        _rate(product, origins)
        values = (term.value for term in product.terms.values())
        _visible("product", product.id, (product.name, product.summary, *values), origins)
    terms = {name for product in playbook.products.values() for name in product.terms}
    for article in playbook.articles.values():
        _visible("article", article.id, (article.title, article.body, *article.rows, *article.rows.values(), *article.asked),
                 origins)
        for name in article.about:
            if name not in terms:
                raise origins.error("article", article.id, f"`about`: no product has a term `{name}`", "about", name)
        for before in article.follows:
            if before not in playbook.articles:
                raise origins.error("article", article.id, f"`follows`: there is no article `{before}`", "follows", before)
    for reply in playbook.replies.values():
        _visible("reply", reply.id, (reply.text,), origins)
    _asked_once(playbook.articles.values(), origins)
    _no_circle(playbook.articles, origins)


def _asked_once(articles: Iterable[Article], origins: Places) -> None:
    """A question that leads to two articles leads to neither."""
    owner: dict[str, str] = {}
    for article in articles:
        for question in article.asked:
            if not question.strip():
                raise origins.error("article", article.id, "`asked` holds an empty question; take it out", "asked")
            before = owner.setdefault(question.strip().lower(), article.id)
            if before != article.id:
                raise origins.error("article", article.id, f"`asked`: `{question}` stands in the article `{before}` already; "
                                    "a question belongs to one article", "asked", question)


def _rate(product: Product, origins: Places) -> None:
    """A loan whose table names no rate would leave every reply about it without its most asked figure."""
    if product.kind not in _RATED_KINDS:
        return
    rates = [name for name, term in product.terms.items() if term.unit == RATE_UNIT or _RATE_NAME.search(name)]
    if not rates:
        raise origins.error("product", product.id, "has no rate; a loan needs a term such as annual_rate = "
                            f'{{label = "…", value = "3.65%", number = 3.65, unit = "{RATE_UNIT}"}}')
    for name in rates:
        if product.terms[name].number is None:
            raise origins.error("product", product.id, f"the rate `{name}` has no `number`; write the figure of its value "
                                "once more as a number, such as number = 3.65", name)


def _visible(table: str, key: str, texts: Iterable[str], origins: Places) -> None:
    for text in texts:
        hidden = _HIDDEN.search(text)
        if hidden:
            raise origins.error(table, key, f"holds the hidden character U+{ord(hidden.group()):04X}; a text must show all "
                                "that it says, write it anew without", needle=hidden.group())


def _no_circle(articles: dict[str, Article], origins: Places) -> None:
    try:
        TopologicalSorter({name: article.follows for name, article in articles.items()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        raise origins.error("article", circle[0], "`follows` goes in a circle: " + ", ".join(circle), "follows") from None
