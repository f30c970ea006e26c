"""Placeholders of articles and replies: are they known, and how long does a text get once filled?

`{customer.<field>}`, `{product.<id>.<term>}` (or `.name`) and `{slot.<name>}` are the only ones.
Next: `server.content.checking` refuses a text with a problem; the live filling belongs to `server.assist`.
"""

from __future__ import annotations

import re

from protocol.message import Language

from .names import SLOTS
from .playbook import Playbook

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
MAX_CHARACTERS_ZH = 50
MAX_WORDS_EN = 25
CUSTOMER_BASICS = ("name", "title")
"""Fields that every customer has beside those of its record."""
_SLOT_SAMPLES = {"zh": "200,000元", "en": "$200,000"}


class Filling:
    """What the placeholders of one playbook may name."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._fields = set(CUSTOMER_BASICS).union(*(customer.fields for customer in playbook.customers.values()))

    def problem(self, text: str) -> str:
        """What is wrong with the placeholders of a text, as a sentence; empty if nothing is."""
        for name in PLACEHOLDER.findall(text):
            reason = self._unknown(name)
            if reason:
                return f"the placeholder {{{name}}} {reason}"
        if "{" in (rest := PLACEHOLDER.sub("", text)) or "}" in rest:
            return "has a brace without its partner; placeholders are written {product.<id>.<term>}"
        return ""

    def longest(self, text: str) -> str:
        """The text filled for the customer that makes it longest; slots are filled with an amount."""
        customers = list(self._playbook.customers) or [""]
        return max((PLACEHOLDER.sub(lambda match, who=customer: self._value(match.group(1), who), text)  # type: ignore[misc]
                    for customer in customers), key=len)

    def _unknown(self, name: str) -> str:
        parts = name.split(".")
        if parts[0] == "customer" and len(parts) == 2:
            if parts[1] not in self._fields:
                return f"names no field of a customer; known: {', '.join(sorted(self._fields))}"
        elif parts[0] == "product" and len(parts) == 3:
            product = self._playbook.products.get(parts[1])
            if product is None:
                return f"names no product; known: {', '.join(self._playbook.products)}"
            if parts[2] not in product.terms and parts[2] != "name":
                return f"names no term of `{parts[1]}`; known: {', '.join(product.terms)}"
        elif parts[0] == "slot" and len(parts) == 2:
            if parts[1] not in SLOTS:
                return f"names no slot; known: {', '.join(SLOTS)}"
        else:
            return "is not known; write {customer.<field>}, {product.<id>.<term>} or {slot.<name>}"
        return ""

    def _value(self, name: str, customer_id: str) -> str:
        parts = name.split(".")
        if parts[0] == "product":
            product = self._playbook.products[parts[1]]
            return product.name if parts[2] == "name" else product.terms[parts[2]].value
        if parts[0] == "customer":
            customer = self._playbook.customers.get(customer_id)
            if customer is None:
                return ""
            return str(getattr(customer, parts[1]) if parts[1] in CUSTOMER_BASICS else customer.fields.get(parts[1], ""))
        return _SLOT_SAMPLES[self._playbook.lang]


def words_of(text: str, lang: Language) -> tuple[int, int, str]:
    """(length, limit, unit) of a reply: characters without spaces for Chinese, words for English."""
    if lang == "zh":
        return len(re.sub(r"\s", "", text)), MAX_CHARACTERS_ZH, "characters"
    return len(text.split()), MAX_WORDS_EN, "words"
