"""What has been talked about so far in one call: topic, products, slots, mood, what the agent said.

In come masked utterances with what was recognised in them; `suggesting` and the skills read it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from protocol.assist import MoodName
from protocol.message import Language
from server.assist.figures import Figure, figures
from server.assist.slots import Slot
from server.calls.utterance import Utterance

NOT_A_TOPIC = frozenset({"other", "agree", "not_interested", "callback_later", "identity_question", "complaint"})
"""Intents that say how the customer takes it rather than what it is about; a complaint has a subject of its own."""
_FAMILY = {"loan_inquiry": "loan", "rate_fee": "loan", "application_status": "loan"}
"""Subjects that share their details: who asks for a loan and then for its rate means the same amount."""
_OF_A_SUBJECT = ("amount", "term", "rate", "date", "reason")
"""Slots that belong to a subject and go with it."""
SAID_FIGURES = 200
"""Figures of the customer's that a reply may repeat; a talk goes back no further."""
_AGENT_LINES = 4
_AGENT_MS = 20_000


@dataclass(slots=True)
class Dialogue:
    """The state of one call's talk."""

    lang: Language
    topic: str = ""
    """The last intent that names a subject."""
    products: list[str] = field(default_factory=list)
    """Ids of the products mentioned by either side, each once, the latest last."""
    slots: dict[str, Slot] = field(default_factory=dict)
    mood: MoodName = "calm"
    done: set[str] = field(default_factory=set)
    """Checklist items done."""
    breached: set[str] = field(default_factory=set)
    """Rules of severity `stop` that the agent broke."""
    said_figures: deque[tuple[str, Figure]] = field(default_factory=lambda: deque(maxlen=SAID_FIGURES))
    """(utterance id, figure) of the customer's own words, the latest last."""
    agent_lines: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_AGENT_LINES))
    """(end_ms, text) of the agent's last lines."""

    def hear_agent(self, utterance: Utterance, products: list[str]) -> None:
        """The agent said something."""
        self.agent_lines.append((utterance.end_ms, utterance.text))
        self._mention(products)

    def hear_customer(self, utterance: Utterance, intent: str, slots: dict[str, Slot], products: list[str], *,
                      sure: bool = True) -> None:
        """The customer said something; what was hardly understood (not `sure`) gives no figures."""
        if intent not in NOT_A_TOPIC:
            if _FAMILY.get(intent, intent) != _FAMILY.get(self.topic, self.topic):
                for name in _OF_A_SUBJECT:
                    self.slots.pop(name, None)
            self.topic = intent
        self.slots.update(slots)
        if sure:
            self.said_figures.extend((utterance.id, figure) for figure in figures(utterance.text, self.lang))
        self._mention(products)

    def agent_recently(self, at_ms: int) -> list[str]:
        """What the agent said in the last 20 s: an answer is often spoken in two breaths."""
        return [text for end_ms, text in self.agent_lines if at_ms - end_ms <= _AGENT_MS]

    def agent_asked(self) -> bool:
        """True if the agent's last line asks something."""
        return bool(self.agent_lines) and self.agent_lines[-1][1].rstrip().endswith(("?", "？", "吗", "吗。", "呢。"))

    def _mention(self, products: list[str]) -> None:
        for product in products:
            if product in self.products:
                self.products.remove(product)
            self.products.append(product)
