"""What the talk is about now, and what it was about before: a stack of topics, the present one on top.

In: the intent of each customer's line.  Out: `Topic`s.  A topic that comes back moves to the top again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

NOT_A_TOPIC = frozenset({"other", "agree", "not_interested", "callback_later", "identity_question", "complaint"})
"""Intents that say how the customer takes it rather than what it is about; a complaint has a subject of its own."""
DEPTH = 8
"""Topics remembered; there are hardly more in a call."""
_FAMILY = {"loan_inquiry": "loan", "rate_fee": "loan", "application_status": "loan"}
"""Subjects that share their details: who asks for a loan and then for its rate means the same amount."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of the talk."""

    intent: str
    since_ms: int
    """Call time at which it came up first."""
    last_ms: int
    """… and last."""
    lines: int
    """How many of the customer's lines were about it."""


class TopicStack:
    """The topics of one call."""

    def __init__(self) -> None:
        self._topics: list[Topic] = []

    def __iter__(self) -> Iterator[Topic]:
        """The present one first."""
        return reversed(self._topics)

    @property
    def current(self) -> str:
        """Intent of the present topic, or empty."""
        return self._topics[-1].intent if self._topics else ""

    def hear(self, intent: str, at_ms: int) -> bool:
        """A line of the customer's; True if it begins another subject, whose details are others."""
        if intent in NOT_A_TOPIC:
            return False
        moved = _FAMILY.get(intent, intent) != _FAMILY.get(self.current, self.current)
        known = next((topic for topic in self._topics if topic.intent == intent), None)
        if known is None:
            self._topics.append(Topic(intent, at_ms, at_ms, 1))
            del self._topics[:-DEPTH]
        else:
            self._topics.remove(known)
            self._topics.append(replace(known, last_ms=at_ms, lines=known.lines + 1))
        return moved
