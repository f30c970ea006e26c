"""What the agent has said, offered and promised.

In: the agent's lines, what became of suggestions, promises that were heard.  Out: `Offer`s, ids of replies said,
promises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from protocol.assist import Event, Promise, Suggestion, SuggestionWithdrawn
from protocol.message import Language
from server.assist.figures import figures

_FIGURES = 12
_PROMISES = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """One product that the agent spoke of."""

    product: str
    since_ms: int
    """Call time of the first line that named it."""
    utterance: str
    """Id of the last one."""
    figures: tuple[str, ...] = ()
    """As they were said in the same lines, each once."""


class AgentSpoken:
    """The agent's side of one call."""

    def __init__(self, lang: Language) -> None:
        self._lang: Language = lang
        self._offers: dict[str, Offer] = {}
        self._suggested: dict[str, str] = {}
        self._said: dict[str, None] = {}
        self._promises: list[str] = []
        self._of_line: list[str] = []

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The product spoken of first standing first."""
        return tuple(self._offers.values())

    @property
    def said(self) -> tuple[str, ...]:
        """Ids of the replies that the agent has said, in order."""
        return tuple(self._said)

    @property
    def promises(self) -> tuple[str, ...]:
        """What the agent promised, in order."""
        return tuple(self._promises)

    def hear(self, utterance: str, text: str, products: Iterable[str], at_ms: int) -> tuple[str, ...]:
        """A line of the agent's; what was promised in it."""
        named = tuple(figure.text for figure in figures(text, self._lang))
        for product in products:
            known = self._offers.get(product) or Offer(product, at_ms, utterance)
            self._offers[product] = Offer(product, known.since_ms, utterance,
                                          tuple(dict.fromkeys((*known.figures, *named)))[-_FIGURES:])
        promised, self._of_line = tuple(self._of_line), []
        return promised

    def note(self, events: Iterable[Event]) -> None:
        """What the stages found before the line itself is heard, and what became of suggestions."""
        for event in events:
            if isinstance(event, Promise) and event.by == "agent":
                self._promises = [*self._promises, event.text][-_PROMISES:]
                self._of_line.append(event.text)
            elif isinstance(event, Suggestion) and event.source:
                self._suggested[event.id] = event.source[0]
            elif isinstance(event, SuggestionWithdrawn):
                reply = self._suggested.pop(event.id, "")
                if event.why == "said" and reply:
                    self._said[reply] = None
