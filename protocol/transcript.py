"""Words on their way to the screen: partials (newest wins) and finals (never dropped), and honest gaps."""

from __future__ import annotations

from .message import CallEvent, Channel, Message


class Partial(Message, frozen=True, kw_only=True, tag="partial"):
    """Server to client: a transcript that may change.  Not stored; a newer one replaces an older one unsent."""

    call: str
    utterance: str
    channel: Channel
    start_ms: int
    heard_ms: int
    """Call time up to which sound was heard for this text; the client measures the partial lag from it."""
    text: str
    """Masked like a final."""
    stable_chars: int = 0
    """The first so many characters are agreed by two decodes and are not taken back."""
    follows: str = ""
    """The utterance from which it was cut off while somebody spoke on: some of its words are this one's now, so this one is
    shown together with that one's final."""


class Word(Message, frozen=True, kw_only=True, tag="word"):
    """One marked stretch of a final's text."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    kind: str
    """`redacted`."""


class Final(CallEvent, frozen=True, kw_only=True, tag="final"):
    """Server to client: this never changes again.  `utterance` is its id, `at_ms` the end of its speech."""

    channel: Channel
    start_ms: int
    end_ms: int
    text: str
    """For the screen: simplified, punctuated, spoken numbers as digits, private numbers masked."""
    marks: tuple[Word, ...] = ()
    confidence: float = 1.0
    """0..1, from the recogniser's mean log-probability."""
    lang: str = "zh"


class UtteranceDropped(Message, frozen=True, kw_only=True, tag="utterance_dropped"):
    """Server to client: what was painted as a partial proved to be no speech; take it off the screen."""

    call: str
    utterance: str


class Gap(CallEvent, frozen=True, kw_only=True, tag="gap"):
    """Server to client: sound of this span never reached the server, or could not be transcribed."""

    channel: Channel
    start_ms: int
    end_ms: int
    why: str = "network"
    """`network`, `paused`, `no_recogniser`, `audio`."""
