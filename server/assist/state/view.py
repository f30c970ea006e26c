"""The state of one call's talk as one frozen value: equal talks give equal views.

Made by `server.assist.dialogue.Dialogue.view`; for retrieval, suggestions, skills, reports and tests that only read.
"""

from __future__ import annotations

from dataclasses import dataclass

from protocol.assist import MoodName
from protocol.message import Language
from server.assist.slots import Slot

from .offers import Offer
from .questions import Question
from .topics import Topic
from .window import Line, Older


@dataclass(frozen=True, slots=True)
class DialogueView:
    """Where the talk stands.

    Read `topic` for what it is about, `slots["amount"]` through `slot("amount")`, `turns` for the last words and `older` for
    what came before them; `open_questions` for what the agent still owes, `said` and `offers` for what need not be said twice.
    """

    lang: Language
    topics: tuple[Topic, ...]
    """The present one first; a complaint or a refusal is none."""
    slots: tuple[tuple[str, Slot], ...]
    """(name, detail), the one named last standing last; each says in which utterance, where in it, and instead of what."""
    products: tuple[str, ...]
    """Ids of the products mentioned by either side, the latest last."""
    mood: MoodName
    turns: tuple[Line, ...]
    """The last 20 lines of both sides, with the intent and its confidence of each line of the customer's."""
    older: Older
    open_questions: tuple[Question, ...]
    """Asked by the customer and not answered yet, the oldest first."""
    offers: tuple[Offer, ...]
    """Products that the agent spoke of, with the figures that he named."""
    said: tuple[str, ...]
    """Ids of the replies that he has said."""
    promises: tuple[str, ...]
    """What he promised."""
    done: frozenset[str]
    """Checklist items."""
    breached: frozenset[str]
    """Rules of severity `stop` that he broke."""

    @property
    def topic(self) -> str:
        """Intent of the present topic, or empty."""
        return self.topics[0].intent if self.topics else ""

    def slot(self, name: str) -> Slot | None:
        """A detail by its name (`server.assist.slots.NAMES`)."""
        return dict(self.slots).get(name)
