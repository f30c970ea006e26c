"""Help for the agent: the events of `seatmate-server replay` in their live form, and what the agent does with them.

Field names are those of the event files, which others rely on; the live form adds ids and times.
"""

from __future__ import annotations

from typing import Literal

from .message import CallEvent, Channel, Message

Severity = Literal["stop", "remind", "inform"]
MoodName = Literal["calm", "unhappy", "angry", "anxious", "pleased"]
CardKind = Literal["product", "knowledge", "calculator", "procedure"]


class Intent(CallEvent, frozen=True, kw_only=True, tag="intent"):
    """What the customer wants with this utterance."""

    intent: str
    confidence: float
    slots: dict[str, str] = {}


class Mood(CallEvent, frozen=True, kw_only=True, tag="mood"):
    """The customer's mood; of the customer channel only."""

    mood: MoodName
    score: float
    """-1 (worst) .. 1."""
    cues: tuple[str, ...] = ()
    """Codes with a value: `louder:6dB`, `faster:1.3x`, `higher:2.1st`, `said:投诉`; worded by the client."""
    coaching: str = ""
    """One sentence from the playbook for this mood, or empty."""


class Alert(CallEvent, frozen=True, kw_only=True, tag="alert"):
    """A compliance or customer warning."""

    id: str
    """Unique within the call."""
    category: str
    severity: Severity
    rule: str
    rule_version: str = ""
    channel: Channel = "agent"
    span: tuple[int, int] = (0, 0)
    """[from, to) characters of the utterance's text."""
    quote: str = ""
    """The words that caused it, masked."""
    text: str = ""
    """What to do or say instead."""
    source: str = ""
    """The regulation or house rule behind it."""
    private: bool = False
    """True if the customer must not learn of it."""


class AlertCleared(CallEvent, frozen=True, kw_only=True, tag="alert_cleared"):
    """An alert is settled."""

    id: str
    rule: str
    why: Literal["said", "corrected", "acknowledged", "expired"]


class Redaction(CallEvent, frozen=True, kw_only=True, tag="redaction"):
    """A private number or name was masked."""

    entity: str
    span: tuple[int, int]
    masked: str


class Fact(Message, frozen=True, kw_only=True, tag="fact"):
    """A figure in a suggestion and where it comes from."""

    value: str
    origin: str
    """`customer.<field>`, `product.<id>.<term>`, `calculator.<id>`, `said:<utterance>`; `from` in event files."""


class Suggestion(CallEvent, frozen=True, kw_only=True, tag="suggestion"):
    """Words that the agent may say next."""

    id: str
    text: str
    alternatives: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    source_titles: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    engine: str = "playbook"
    answers: str = ""
    """The customer's words that it answers, masked."""


class SuggestionWithdrawn(CallEvent, frozen=True, kw_only=True, tag="suggestion_withdrawn"):
    """The topic has moved on, or the agent said it."""

    id: str
    why: Literal["said", "topic", "replaced", "expired"]


class SuggestionBlocked(CallEvent, frozen=True, kw_only=True, tag="suggestion_blocked"):
    """Not painted: a number that no fact supports, a rule, a length."""

    text: str
    why: str


class CardRow(Message, frozen=True, kw_only=True, tag="row"):
    """One line of a card."""

    label: str
    value: str


class Card(CallEvent, frozen=True, kw_only=True, tag="card"):
    """A product, knowledge, calculator or procedure card; at most six lines."""

    kind: CardKind
    id: str
    title: str
    rows: tuple[CardRow, ...] = ()
    body: str = ""
    source: str = ""
    date: str = ""
    """ISO date of the source."""


class Checklist(CallEvent, frozen=True, kw_only=True, tag="checklist"):
    """One checklist item and its state."""

    item: str
    state: Literal["due", "done", "missed", "open"]
    title: str = ""
    say: str = ""
    """Words that would tick it."""
    due_ms: int = -1
    """Call time by which it should be said; -1 if no time is set."""


class Gate(CallEvent, frozen=True, kw_only=True, tag="gate"):
    """A risky operation that waits for a second person."""

    id: str
    operation: str
    state: Literal["waiting", "approved", "denied"]
    until_ms: int = -1


class Promise(CallEvent, frozen=True, kw_only=True, tag="promise"):
    """Something that one side promised."""

    text: str
    by: Channel
    due: str | None = None
    """ISO 8601 date, or null."""


class Feedback(Message, frozen=True, kw_only=True, tag="feedback"):
    """Client to server: what became of an item on the agent's screen."""

    call: str
    item: str
    """Id of an alert, a suggestion, a card, or an utterance."""
    kind: Literal["suggestion", "alert", "card", "final", "partial", "mood", "checklist"]
    action: Literal["painted", "accepted", "copied", "next", "dismissed", "pinned", "unpinned", "acknowledged",
                    "disputed", "expired"]
    at_ms: int = 0
    """Call time by the client's clock."""
    lag_ms: float = -1.0
    """Speech end -> painted, for `painted`."""
    note: str = ""


class Ask(Message, frozen=True, kw_only=True, tag="ask"):
    """Client to server: the agent types a question to the knowledge base."""

    call: str
    text: str


Event = (Intent | Mood | Alert | AlertCleared | Redaction | Suggestion | SuggestionWithdrawn | SuggestionBlocked | Card
         | Checklist | Gate | Promise)
