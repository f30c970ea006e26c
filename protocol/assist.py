"""Help for the agent: the events of `seatmate-server replay` in their live form, and what the agent does with them.

Field names are those of the event files, which others rely on; the live form adds ids and times.
"""

from __future__ import annotations

from typing import Literal

from .consent import ConsentState
from .message import CallEvent, Channel, Language, Message

Severity = Literal["stop", "remind", "inform"]
MoodName = Literal["calm", "unhappy", "angry", "anxious", "pleased"]
CardKind = Literal["product", "knowledge", "calculator", "procedure"]
FieldKind = Literal["amount", "percent", "whole", "date", "choice"]

MAX_UNPINNED_CARDS = 8
"""So many unpinned cards stay on the screen; older ones leave it."""


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
    guessed: bool = False
    """True if no phrase of the rule was said, and a classifier takes the words to mean it: at most a reminder."""


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


class SuggestionPart(Message, frozen=True, kw_only=True, tag="suggestion_part"):
    """The approved beginning of a suggestion that a language model is writing.

    A `Suggestion` of the same id follows, or its withdrawal.
    """

    call: str
    id: str
    text: str
    """Everything so far."""
    engine: str = ""
    answers: str = ""
    """The customer's words that it answers, masked."""
    speech_end_ms: int = -1
    """Call time at which those words ended."""


class SuggestionWithdrawn(CallEvent, frozen=True, kw_only=True, tag="suggestion_withdrawn"):
    """The topic has moved on, or the agent said it."""

    id: str
    why: Literal["said", "topic", "replaced", "expired"]


class SuggestionBlocked(CallEvent, frozen=True, kw_only=True, tag="suggestion_blocked"):
    """Not painted: a number that no fact supports, a rule, a length."""

    text: str
    why: str


class Answer(CallEvent, frozen=True, kw_only=True, tag="answer"):
    """What the knowledge says to a question that the agent typed, in its own words."""

    question: str
    text: str
    source: tuple[str, ...] = ()
    """Ids of the articles or products it stands in."""
    source_titles: tuple[str, ...] = ()
    """One for each: title, source and date."""


class Translation(CallEvent, frozen=True, kw_only=True, tag="translation"):
    """A customer's line (`utterance`) in the agent's language, by a machine."""

    text: str
    lang: Language
    engine: str = ""


class CardChoice(Message, frozen=True, kw_only=True, tag="card_choice"):
    """One of the values that a field of kind `choice` takes."""

    value: str
    label: str


class CardField(Message, frozen=True, kw_only=True, tag="card_field"):
    """What the agent may enter on a card; every change goes to the server, which sends the card again."""

    name: str
    """Unique on its card; `CardInput.field`."""
    kind: FieldKind
    value: str = ""
    """As it was entered, a choice by its `value`; a date as YYYY-MM-DD."""
    unit: str = ""
    """Shown behind it: `元`, `%`, `months`."""
    lowest: str = ""
    highest: str = ""
    """Limits, both allowed; empty: none."""
    choices: tuple[CardChoice, ...] = ()
    problem: str = ""
    """Why nothing is counted with it, in words for the agent; empty if it is good."""


class CardRow(Message, frozen=True, kw_only=True, tag="row"):
    """One line of a card."""

    label: str
    value: str
    """Of a line with an input: what was understood, empty while there is a problem."""
    input: CardField | None = None
    """Shown instead of the value, if the line can be changed."""
    strong: bool = False
    """True for the line that the customer asked for."""


class CardStep(Message, frozen=True, kw_only=True, tag="card_step"):
    """One step of a procedure."""

    name: str
    """Unique on its card; `CardInput.field` when the agent ticks it."""
    text: str
    done: bool = False
    tick: bool = False
    """True if the agent may tick it; the others tick themselves."""


class CardTable(Message, frozen=True, kw_only=True, tag="card_table"):
    """A small table; every row has a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


class CardAction(Message, frozen=True, kw_only=True, tag="card_action"):
    """A button on a card."""

    name: str
    """`CardInput.field` when it is pressed."""
    label: str
    primary: bool = False


class CardBlocks(Message, frozen=True, kw_only=True, tag="card_blocks"):
    """What a card holds beside rows and text; each part may be empty."""

    steps: tuple[CardStep, ...] = ()
    """Above the rows."""
    table: CardTable | None = None
    """Beneath the rows."""
    warning: str = ""
    """What the agent must see before he uses the figures."""
    actions: tuple[CardAction, ...] = ()
    """At the end."""


class Card(CallEvent, frozen=True, kw_only=True, tag="card"):
    """A product, knowledge, calculator or procedure card; at most six rows beside those with an input.

    A card whose id is on the screen replaces that one.
    """

    kind: CardKind
    id: str
    title: str
    rows: tuple[CardRow, ...] = ()
    body: str = ""
    source: str = ""
    date: str = ""
    """ISO date of the source."""
    blocks: CardBlocks | None = None
    in_place: bool = False
    """True if it keeps its place on the screen: the same card, worked out anew."""


class Checklist(CallEvent, frozen=True, kw_only=True, tag="checklist"):
    """One checklist item and its state."""

    item: str
    state: Literal["due", "done", "missed", "open"]
    title: str = ""
    say: str = ""
    """Words that would tick it."""
    due_ms: int = -1
    """Call time by which it should be said; -1 if no time is set."""
    by_hand: bool = False
    """True if the agent ticked it while the server could not hear."""


class Gate(CallEvent, frozen=True, kw_only=True, tag="gate"):
    """A risky operation that waits for a second person."""

    id: str
    operation: str
    state: Literal["waiting", "approved", "denied"]
    until_ms: int = -1
    """Call time at which no answer counts as a denial; -1 once it is decided."""
    by: str = ""
    """Who answered, as others see them; empty if nobody did."""
    why: Literal["", "answered", "timeout"] = ""
    """How it was decided; empty while it waits."""


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
                    "disputed", "expired", "ticked"]
    at_ms: int = 0
    """Call time by the client's clock."""
    lag_ms: float = -1.0
    """Speech end -> painted, for `painted`."""
    note: str = ""


class Ask(Message, frozen=True, kw_only=True, tag="ask"):
    """Client to server: the agent types a question to the knowledge base."""

    call: str
    text: str


class CardInput(Message, frozen=True, kw_only=True, tag="card_input"):
    """Client to server: the agent entered a value on a card, ticked a step or pressed a button of it."""

    call: str
    card: str
    field: str
    """Name of the card's field, step or action."""
    value: str = ""
    """What was entered; of a step `1` or empty; of an action empty."""


Event = (Intent | Mood | Alert | AlertCleared | Redaction | Suggestion | SuggestionWithdrawn | SuggestionBlocked | Answer
         | Translation | Card | Checklist | Gate | Promise | ConsentState)
