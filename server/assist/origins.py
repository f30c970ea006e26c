"""Where a reply comes from, in words for the agent: its topic, and the table, record or calculation its figures stand in.

In come a reply and the origins of its facts (`product.star_loan.annual_rate`); out comes one line such as
`提前还款话术 · 星享贷产品表 2026-11-01`.  Next: `suggesting` puts it under the suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from protocol.message import Language
from server.content.playbook import Playbook, Reply

_NO_TOPIC = ("other", "agree", "")
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"reply": "{}话术", "general": "通用话术", "product": "{}产品表 {}", "record": "客户档案 {}", "record_of": "客户档案：{}",
           "calculator": "试算", "offer": "本次报价"},
    "en": {"reply": "Reply: {}", "general": "House reply", "product": "{}, product table of {}",
           "record": "Customer record of {}", "record_of": "Customer record: {}",
           "calculator": "Calculation", "offer": "Offer of this call"},
}


class Titles:
    """Titles of the sources of one playbook's replies."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._words = _WORDS[playbook.lang]

    def of(self, reply: Reply, intent: str, origins: Iterable[str], customer_id: str = "",
           record_of: Mapping[str, str] | None = None) -> str:
        """The sources of one offered reply.

        Args:
            intent: what it answers; names the topic if the reply is written for it.
            origins: of the figures in it, as in `Suggestion.facts`.
            record_of: field of the customer's record -> system and date that it is from.
        """
        topic = intent if intent in reply.intents else next(iter(reply.intents), "")
        known = None if topic in _NO_TOPIC else self._playbook.intents.get(topic)
        first = reply.source or (self._words["reply"].format(known.title) if known else self._words["general"])
        parts = [first, *(self._title(origin, customer_id, record_of or {}) for origin in origins)]
        return " · ".join(part for part in dict.fromkeys(parts) if part)

    def of_figures(self, origins: Iterable[str], customer_id: str = "",
                   record_of: Mapping[str, str] | None = None) -> str:
        """The sources of the figures of a text that no approved reply stands behind; empty if it holds none."""
        parts = (self._title(origin, customer_id, record_of or {}) for origin in origins)
        return " · ".join(part for part in dict.fromkeys(parts) if part)

    def _title(self, origin: str, customer_id: str, record_of: Mapping[str, str]) -> str:
        kind, _, rest = origin.partition(".")
        if kind == "product":
            product = self._playbook.products.get(rest.partition(".")[0])
            return self._words["product"].format(product.name, product.date).rstrip() if product else ""
        if kind == "customer" and rest not in ("name", "title"):
            if rest in record_of:
                return self._words["record_of"].format(record_of[rest])
            record = self._playbook.customers.get(customer_id)
            return self._words["record"].format(record.verified if record else "").rstrip()
        return self._words.get(kind, "") if kind in ("calculator", "offer") else ""
