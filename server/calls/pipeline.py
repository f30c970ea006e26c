"""Everything that comes after transcription, in the order it happens.

In come final utterances (`hear`), the passing of time (`tick`) and what the agent does with an item
(`acknowledge`, `dismiss`, `ask`); out come the events of `protocol.assist`, ready to be numbered and committed.
A live call (`server.calls.session`) and `seatmate-server replay` both stand on this one class.

It keeps no clock and draws no random number: ids come from counters, so a restarted server that hears a call's
stored finals again stands where it stood, and hearing a call twice gives equal events.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import msgspec

from protocol.assist import Event, Redaction, Suggestion
from protocol.message import CHANNELS, Channel
from protocol.transcript import Word
from server.assist.assistant import Assistant
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.redaction import Masked, Redactor
from server.content.playbook import Playbook
from server.emotion.mood import MoodTracker

log = logging.getLogger(__name__)

T = TypeVar("T")

_NUMERAL = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万两幺洞]")


@dataclass(frozen=True, slots=True)
class Heard:
    """What one utterance came to."""

    utterance: Utterance
    """With private numbers masked: the only form that is stored, sent or read by a stage."""
    marks: tuple[Word, ...]
    """The masked stretches of its text."""
    events: tuple[Event, ...]
    """In the order they happened, `seq` still 0."""


@dataclass(frozen=True, slots=True)
class CallState:
    """Where a call stands, for a supervisor's row and for tests."""

    utterances: int
    topic: str
    """The last intent that names a subject, or empty."""
    mood: str
    mood_score: float
    products: tuple[str, ...]
    """Ids of the products mentioned, the latest last."""
    slots: dict[str, str]
    suggestion: str
    """Id of the suggestion on the screen, or empty."""
    failures: dict[str, int] = field(default_factory=dict)
    """Stage -> how often it failed with a bug."""


class Pipeline:
    """The stages of one call."""

    def __init__(self, playbook: Playbook, facts: CallFacts, *, mask_addresses: bool = False) -> None:
        self._facts = facts
        self._mask_addresses = mask_addresses
        self._redactors: dict[Channel, Redactor] = {
            channel: Redactor(facts.lang, addresses=mask_addresses) for channel in CHANNELS}
        self._compliance = Compliance(playbook, facts)
        self._emotion = MoodTracker(playbook, facts)
        self._assist = Assistant(playbook, facts)
        self._utterances = 0
        self._failures: Counter[str] = Counter()
        self.spares_assistance = False
        """True while the server is too busy for alternatives; what a stage knows does not depend on it."""

    def hear(self, utterance: Utterance) -> Heard:
        """Masks an utterance and runs it through the stages.

        Args:
            utterance: a final transcript; text normalised, not yet masked; each id once, in order of `end_ms`.
        """
        self._utterances += 1
        masked = self._mask_text(self._redactors[utterance.channel], utterance.text, utterance.end_ms)
        # What one side asks for or reads out makes a short number of the other side private.
        for channel in CHANNELS:
            if channel != utterance.channel:
                self._run("redaction", partial(self._redactors[channel].overhear, masked.text, utterance.end_ms,
                                               masked.redactions), None)
        heard = replace(utterance, text=masked.text)
        events: list[Event] = [Redaction(call="", entity=one.entity, span=one.span, masked=masked.text)
                               for one in masked.redactions]
        events += self._run("compliance", lambda: self._compliance.hear(heard), [])
        events += self._run("emotion", lambda: self._emotion.hear(heard), [])
        events += self._run("assist", lambda: self._assist.hear_after(heard, events), [])
        stamped = tuple(msgspec.structs.replace(event, call=self._facts.call, utterance=utterance.id,
                                                at_ms=utterance.end_ms, speech_end_ms=utterance.end_ms)
                        for event in map(self._spared, events))
        marks = tuple(Word(start=one.span[0], end=one.span[1], kind="redacted") for one in masked.redactions)
        return Heard(heard, marks, stamped)

    def tick(self, at_ms: int) -> tuple[Event, ...]:
        """What follows from the passing of time up to this call time."""
        events: list[Event] = []
        events += self._run("compliance", lambda: self._compliance.tick(at_ms), [])
        events += self._run("emotion", lambda: self._emotion.tick(at_ms), [])
        self._run("assist", lambda: self._assist.note(events), None)
        events += self._run("assist", lambda: self._assist.tick(at_ms), [])
        return self._stamp(events, at_ms)

    def finish(self, at_ms: int) -> tuple[Event, ...]:
        """The call is over: what was not said is missed."""
        return self._stamp(self._run("compliance", lambda: self._compliance.finish(at_ms), []), at_ms)

    def decide(self, gate_id: str, *, approved: bool, at_ms: int = 0) -> tuple[Event, ...]:
        """A second person's decision about a risky operation; an unknown or decided gate gives nothing."""
        return self._stamp(self._run("compliance", lambda: self._compliance.decide(gate_id, approved=approved), []), at_ms)

    def acknowledge(self, alert_id: str, at_ms: int = 0) -> tuple[Event, ...]:
        """The agent has seen an alert; an unknown id gives nothing."""
        return self._stamp(self._run("compliance", lambda: self._compliance.acknowledge(alert_id), []), at_ms)

    def dismiss(self, suggestion_id: str) -> None:
        """The agent wants this suggestion gone; its text is not offered again soon.  An unknown id is ignored."""
        self._run("assist", lambda: self._assist.dismiss(suggestion_id), None)

    def ask(self, text: str, at_ms: int = 0) -> tuple[Event, ...]:
        """Cards that answer what the agent typed, best first; empty if nothing fits."""
        masked = self.mask_typed(text)
        return self._stamp(self._run("assist", lambda: self._assist.ask(masked), []), at_ms)

    def mask_typed(self, text: str) -> str:
        """A text that the agent typed, with private numbers masked; a masked one stays as it is."""
        return self._mask_text(Redactor(self._facts.lang, addresses=self._mask_addresses), text, 0).text

    def mask_partial(self, channel: Channel, text: str, at_ms: int = 0) -> str:
        """A partial's text with private numbers masked, in the light of what this channel said before.

        Changes nothing: the same partial may come again, longer or different.
        """
        return self._run("redaction", lambda: self._redactors[channel].mask_partial(text, at_ms), _NUMERAL.sub("*", text))

    def state(self) -> CallState:
        """Where the call stands now."""
        dialogue = self._assist.dialogue
        return CallState(utterances=self._utterances, topic=dialogue.topic, mood=self._emotion.mood,
                         mood_score=self._emotion.score, products=tuple(dialogue.products),
                         slots={name: slot.value for name, slot in dialogue.slots.items()},
                         suggestion=self._assist.active_id, failures=dict(self._failures))

    def _mask_text(self, redactor: Redactor, text: str, at_ms: int) -> Masked:
        """Masked text; should the redactor fail, every numeral is masked rather than one let through."""
        return self._run("redaction", lambda: redactor.mask(text, at_ms),
                         Masked(_NUMERAL.sub("*", text), ()))

    def _run(self, stage: str, step: Callable[[], T], otherwise: T) -> T:
        """One step of a stage.  A bug in it must not end the call: it is counted and logged here, without any text."""
        try:
            return step()
        except Exception as error:  # noqa: BLE001 - the one place where a stage's bug is held
            self._failures[stage] += 1
            log.error("stage %s failed in call %s: %s at %s", stage, self._facts.call, type(error).__name__,
                      _where(error))
            return otherwise

    def _spared(self, event: Event) -> Event:
        if self.spares_assistance and isinstance(event, Suggestion):
            return msgspec.structs.replace(event, alternatives=())
        return event

    def _stamp(self, events: Iterable[Event], at_ms: int) -> tuple[Event, ...]:
        return tuple(msgspec.structs.replace(event, call=self._facts.call, at_ms=at_ms) for event in events)


def _where(error: BaseException) -> str:
    """`module:line` of the innermost frame: enough to find a bug, and no value that a message might carry."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
