"""What has been talked about so far in one call: topics, products, details, mood, what the agent said and still owes.

In come masked utterances with what was recognised in them; `suggesting` and the skills read it, whole or as a frozen
`view`.  It keeps no clock and holds nothing but what the lines and events gave it, so hearing them again rebuilds it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from protocol.assist import Event, MoodName
from protocol.message import Language
from server.assist.figures import Figure, figures
from server.assist.slots import Slot
from server.assist.state.offers import AgentSpoken
from server.assist.state.questions import OpenQuestions
from server.assist.state.topics import NOT_A_TOPIC, TopicStack
from server.assist.state.view import DialogueView
from server.assist.state.window import Line, TurnWindow
from server.calls.utterance import Utterance

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
    topics: TopicStack = field(default_factory=TopicStack)
    """What it is about, and what it was about before."""
    products: list[str] = field(default_factory=list)
    """Ids of the products mentioned by either side, each once, the latest last."""
    slots: dict[str, Slot] = field(default_factory=dict)
    """The one named last standing last."""
    mood: MoodName = "calm"
    done: set[str] = field(default_factory=set)
    """Checklist items done."""
    breached: set[str] = field(default_factory=set)
    """Rules of severity `stop` that the agent broke."""
    said_figures: deque[tuple[str, Figure]] = field(default_factory=lambda: deque(maxlen=SAID_FIGURES))
    """(utterance id, figure) of the customer's own words, the latest last."""
    agent_lines: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_AGENT_LINES))
    """(end_ms, text) of the agent's last lines."""
    window: TurnWindow = field(default_factory=TurnWindow)
    """The last turns, and a summary of those before."""
    spoken: AgentSpoken = field(init=False)
    """What the agent said, offered and promised."""
    questions: OpenQuestions = field(init=False)
    """What the customer asked and was not answered yet."""

    def __post_init__(self) -> None:
        self.spoken = AgentSpoken(self.lang)
        self.questions = OpenQuestions(self.lang)

    @property
    def topic(self) -> str:
        """The last intent that names a subject, or empty."""
        return self.topics.current

    def note(self, events: Iterable[Event]) -> None:
        """Promises that were heard, and suggestions as they are made and taken back."""
        self.spoken.note(events)

    def hear_agent(self, utterance: Utterance, products: list[str]) -> None:
        """The agent said something."""
        self.agent_lines.append((utterance.end_ms, utterance.text))
        promised = self.spoken.hear(utterance.id, utterance.text, products, utterance.end_ms)
        self.questions.hear_agent(utterance.text)
        self.window.add(Line(utterance.id, "agent", utterance.end_ms, utterance.text, products=tuple(products),
                             promised=promised))
        self._mention(products)

    def hear_customer(self, utterance: Utterance, intent: str, slots: dict[str, Slot], products: list[str], *,
                      sure: bool = True, confidence: float = 1.0, listening: bool = False) -> None:
        """The customer said something; what was hardly understood (not `sure`) gives no figures.

        Args:
            confidence: of the intent, 0..1.
            listening: True if the line shows that the customer listens, and nothing else.
        """
        if self.topics.hear(intent, utterance.end_ms):
            for name in _OF_A_SUBJECT:
                self.slots.pop(name, None)
        for name, slot in slots.items():
            self.slots.pop(name, None)
            self.slots[name] = slot
        if sure:
            self.said_figures.extend((utterance.id, figure) for figure in figures(utterance.text, self.lang))
        if not listening:
            self.questions.hear_customer(utterance.id, utterance.text, intent, utterance.end_ms)
        self.window.add(Line(utterance.id, "customer", utterance.end_ms, utterance.text, intent, confidence,
                             tuple((name, slot.value) for name, slot in slots.items()), tuple(products)))
        self._mention(products)

    def agent_recently(self, at_ms: int) -> list[str]:
        """What the agent said in the last 20 s: an answer is often spoken in two breaths."""
        return [text for end_ms, text in self.agent_lines if at_ms - end_ms <= _AGENT_MS]

    def agent_asked(self) -> bool:
        """True if the agent's last line asks something."""
        return bool(self.agent_lines) and self.agent_lines[-1][1].rstrip().endswith(("?", "？", "吗", "吗。", "呢。"))

    def view(self) -> DialogueView:
        """Everything as it stands, frozen."""
        return DialogueView(
            lang=self.lang, topics=tuple(self.topics), slots=tuple(self.slots.items()), products=tuple(self.products),
            mood=self.mood, turns=self.window.turns, older=self.window.older, open_questions=self.questions.open,
            offers=self.spoken.offers, said=self.spoken.said, promises=self.spoken.promises, done=frozenset(self.done),
            breached=frozenset(self.breached))

    def _mention(self, products: list[str]) -> None:
        for product in products:
            if product in self.products:
                self.products.remove(product)
            self.products.append(product)


__all__ = ["NOT_A_TOPIC", "SAID_FIGURES", "Dialogue"]
