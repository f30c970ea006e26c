"""One frozen row for each kind of list: made by `call_state`, kept by the lists, painted by the panes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import protocol.assist
from protocol.assist import CardBlocks, CardKind, Fact, Severity
from protocol.message import Channel

MarkKind = Literal["redacted", "stop", "remind", "inform"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a transcript row that is painted differently."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    kind: MarkKind
    category: str = ""
    """Alert category of an alert's mark, empty for a masked number."""


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """One utterance, or a stretch of the call without a transcript."""

    id: str
    channel: Channel
    start_ms: int
    end_ms: int
    """End of the speech; of a partial, the call time up to which sound was heard."""
    text: str = ""
    final: bool = False
    stable_chars: int = 0
    marks: tuple[Mark, ...] = ()
    translation: str = ""
    """The line in the agent's language, by a machine; empty if there is none."""
    gap: str = ""
    """Why there is no transcript (`network`, `paused` …); empty for speech."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class MoodPoint:
    """The customer's mood after one of their utterances."""

    at_ms: int
    score: float
    """-1 (worst) .. 1."""


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An open alert."""

    id: str
    category: str
    severity: Severity
    text: str
    """What to do or say instead."""
    quote: str = ""
    source: str = ""
    rule: str = ""
    channel: Channel = "agent"
    private: bool = False
    at_ms: int = 0
    seq: int = 0
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """Words the agent may say, with alternatives."""

    id: str
    texts: tuple[str, ...]
    """The suggestion first, then its alternatives."""
    chosen: int = 0
    """Index of the text on the screen."""
    answers: str = ""
    sources: tuple[str, ...] = ()
    """Titles of the sources, one for each text or for all together; empty where a text needs none."""
    facts: tuple[Fact, ...] = ()
    seq: int = 0
    accepted: bool = False
    engine: str = "playbook"
    """Who worded the first text; the alternatives are approved replies."""
    writing: bool = False
    """True while more of the text is to come."""

    @property
    def drafted(self) -> bool:
        """True if a language model worded the text on the screen."""
        return self.engine != "playbook" and self.chosen == 0

    @property
    def text(self) -> str:
        """The text on the screen."""
        return self.texts[self.chosen]

    @property
    def text_sources(self) -> tuple[str, ...]:
        """Titles of the sources of the text on the screen."""
        own = self.sources[self.chosen:self.chosen + 1] if len(self.sources) == len(self.texts) else self.sources
        return tuple(dict.fromkeys(title for title in own if title))


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card of at most six lines beside its inputs."""

    id: str
    kind: CardKind
    title: str
    rows: tuple[protocol.assist.CardRow, ...] = ()
    """Lines, some with an input."""
    body: str = ""
    source: str = ""
    date: str = ""
    pinned: bool = False
    seq: int = 0
    """Number of the event that brought it to its place; a card that changed in place keeps it."""
    blocks: CardBlocks | None = None


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One thing to say or do."""

    id: str
    title: str
    say: str = ""
    state: Literal["due", "done", "missed", "open"] = "open"
    due_ms: int = -1
    """Call time by which it is due; -1 if no time is set."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call of this session."""

    id: str
    lang: str
    started_at: str = ""
    customer: str = ""
    state: Literal["starting", "live", "ended"] = "starting"
    duration_ms: int = 0
