"""What the stages of a call share: an utterance, what is known of the call, and the shape of a stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from protocol.assist import Event
from protocol.message import Channel, Language


@dataclass(frozen=True, slots=True)
class VoiceMeasures:
    """How one utterance of the customer sounded.  Never made for the agent's channel."""

    loudness_dbfs: float
    """Mean level of the voiced frames, dB re full scale."""
    pitch_hz: float
    """Median fundamental frequency, 0 if no frame was voiced."""
    pitch_range_st: float
    """10th to 90th percentile of the fundamental, semitones."""
    syllables_per_s: float
    """Pace, from the text's syllables (Chinese: characters) over the speech time."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One final transcript on its way through the stages.

    `text` is already normalised for display; the first stage masks private numbers in it, so later stages and
    everything stored see the masked text only.
    """

    id: str
    channel: Channel
    start_ms: int
    end_ms: int
    text: str
    lang: Language = "zh"
    confidence: float = 1.0
    voice: VoiceMeasures | None = None


@dataclass(slots=True)
class CallFacts:
    """What is known of a call beside its words."""

    call: str
    lang: Language = "zh"
    customer_id: str = ""
    customer: dict[str, str] = field(default_factory=dict)
    """Field -> value of the customer's record, formatted to be spoken (`name`, `title`, `loan_balance` …).

    Replaced as a whole when the record arrives in the middle of the call.
    """
    record_of: dict[str, str] = field(default_factory=dict)
    """Field -> system and date of the record that says so, as the agent reads it."""
    private: frozenset[str] = frozenset()
    """Fields of the record that are never spoken."""
    direction: str = "inbound"
    started_at: str = ""
    """ISO 8601 with offset, the server's clock."""
    training: bool = False
    offer: dict[str, dict[str, str]] = field(default_factory=dict)
    """Product or subject -> term -> value that holds for this call beside the product table (`--facts`)."""


class Stage(Protocol):
    """One step of the pipeline, one object per call; deterministic: the same utterances give the same events."""

    def hear(self, utterance: Utterance) -> list[Event]:
        """What follows from this utterance.  `seq`, `call`, `utterance` and times are filled in by the pipeline."""
        ...

    def tick(self, at_ms: int) -> list[Event]:
        """What follows from the passing of time (deadlines, expiry) at this call time."""
        ...
