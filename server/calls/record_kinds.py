"""What a call is about, as far as it decides how long it is kept: events and products in, names of kinds out.

A product that was named, what the customer wanted, and alerts tell it.  A kind comes up once; pure and deterministic, so a
rebuilt call tells the same ones again.  Next: `session` stores them, `server.privacy.retention` keeps the call for the longest.
"""

from __future__ import annotations

from collections.abc import Iterable

from protocol.assist import Alert, Intent
from protocol.message import CallEvent
from server.content.playbook import Playbook

_OF_PRODUCT = {"insurance": "insurance", "wealth": "wealth", "loan": "loan"}
"""Kind of a product -> kind of the record; of all others nothing follows."""
_OF_INTENT = {"insurance_inquiry": "insurance", "investment_inquiry": "wealth", "loan_inquiry": "loan", "early_repayment": "loan",
              "repayment": "loan", "rejection_reason": "loan", "complaint": "complaint"}
_OF_CATEGORY = {"aml_cue": "suspicion", "tipping_off": "suspicion", "complaint": "complaint", "regulator_mention": "complaint"}
KINDS = ("insurance", "wealth", "loan", "complaint", "suspicion")
"""All there are."""


class RecordKinds:
    """The kinds of one call."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._told: set[str] = set()

    def note(self, events: Iterable[CallEvent], products: Iterable[str]) -> tuple[str, ...]:
        """Kinds that come up for the first time with these events, and the products (ids) that the talk is about by now."""
        found = {_OF_PRODUCT.get(self._playbook.products[name].kind, "") for name in products if name in self._playbook.products}
        for event in events:
            if isinstance(event, Alert):
                found.add(_OF_CATEGORY.get(event.category, ""))
            elif isinstance(event, Intent):
                found.add(_OF_INTENT.get(event.intent, ""))
        new = tuple(kind for kind in KINDS if kind in found - self._told)
        self._told.update(new)
        return new
