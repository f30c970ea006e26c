"""Can an amount be meant?  What a product lends at most and at least, for how long, and what the customer owes.

In come the facts of a call; used by the calculator and by `suggesting` before they work with a number that was heard.
"""

from __future__ import annotations

from decimal import Decimal

from server.assist.facts import FactBook
from server.assist.figures import figures
from server.assist.loans import MAX_MONTHS
from server.content.playbook import Product

LONGEST = ("max_term", "longest_term", "max_months", "term", "months")
"""Names that tables give to the longest term."""
_MOST = ("max_amount", "maximum", "max_loan", "limit")
_LEAST = ("min_amount", "minimum", "min_loan")
_BALANCES = ("loan_balance", "balance", "principal_balance", "payoff_amount")
_MONEY = ("yuan", "usd")


def lent(book: FactBook, product: Product, amount: Decimal, months: Decimal | None = None) -> bool:
    """True if the product may be had in this amount and, if one is given, over this whole number of months."""
    most, least = number_of(book, product, _MOST, _MONEY), number_of(book, product, _LEAST, _MONEY)
    if amount <= 0 or (most is not None and amount > most) or (least is not None and amount < least):
        return False
    if months is None:
        return True
    longest = number_of(book, product, LONGEST, ("months",))
    return months == int(months) and 1 <= months <= (MAX_MONTHS if longest is None else longest)


def lending_range(book: FactBook, product: Product) -> tuple[Decimal | None, Decimal | None, int]:
    """(least amount, most amount, most months) of a product; None where its table sets no limit."""
    longest = number_of(book, product, LONGEST, ("months",))
    return (number_of(book, product, _LEAST, _MONEY), number_of(book, product, _MOST, _MONEY),
            MAX_MONTHS if longest is None else int(longest))


def balance_of(book: FactBook) -> Decimal | None:
    """What the customer owes by the record; None if the record does not say.  May be told only once identified."""
    for name in _BALANCES:
        value = book.facts.customer.get(name, "")
        found = [figure for figure in figures(value, book.lang) if figure.kind in ("money", "number")]
        if found:
            return found[0].number
    return None


def number_of(book: FactBook, product: Product, names: tuple[str, ...], units: tuple[str, ...]) -> Decimal | None:
    """The number of the first of these terms that the product has; what holds for this call wins over the table.

    Args:
        units: units that it may have; None is returned for another one.
    """
    for name in names:
        known = book.term(product.id, name)
        if known is None:
            continue
        term = product.terms.get(name)
        if known.origin.startswith("product.") and term is not None and term.number is not None:
            return Decimal(str(term.number)) if not term.unit or term.unit in units else None
        found = figures(known.value, book.lang)
        return found[0].number if found else None
    return None
