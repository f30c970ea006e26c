"""Everything that comes after transcription, in the order it happens.

In come final utterances (`hear`), the passing of time (`tick`) and what the agent does with an item
(`acknowledge`, `dismiss`, `ask`, `card`); out come the events of `protocol.assist`, ready to be numbered and committed.
A live call (`server.calls.session`) and `seatmate-server replay` both stand on this one class.

It keeps no clock and draws no random number: ids come from counters, so a restarted server that hears a call's
stored finals again stands where it stood, and hearing a call twice gives equal events.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from protocol.assist import Event, Redaction, Suggestion
from protocol.consent import ConsentPurpose, ConsentState
from protocol.message import Channel, Language
from protocol.transcript import Final, Word
from server.assist.assistant import Assistant
from server.assist.engines.written import Wanted, Written
from server.assist.state.view import DialogueView
from server.calls.consent import CallConsents
from server.calls.masking import CallMasking
from server.calls.record_kinds import RecordKinds
from server.calls.utterance import CallFacts, Utterance
from server.compliance.evaluator import Compliance
from server.compliance.redaction import Masked, Redactor
from server.content.playbook import Playbook
from server.customers.whereabouts import Whereabouts
from server.emotion.mood import MoodTracker

if TYPE_CHECKING:
    from server.privacy.consent import Standing

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
    contacts: tuple[str, ...] = ()
    """Rules that count calls to one number and whose words it said for the first time in the call."""
    kinds: tuple[str, ...] = ()
    """Kinds of business that decide how long the call is kept and came up with it."""

    def final(self, call: str) -> Final:
        """The line as the client is sent it."""
        said = self.utterance
        return Final(call=call, at_ms=said.end_ms, utterance=said.id, speech_end_ms=said.end_ms, channel=said.channel,
                     start_ms=said.start_ms, end_ms=said.end_ms, text=said.text, marks=self.marks,
                     confidence=round(said.confidence, 4), lang=said.lang)


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
    open_questions: tuple[str, ...] = ()
    """What the customer asked and was not answered yet, masked, the oldest first."""
    failures: dict[str, int] = field(default_factory=dict)
    """Stage -> how often it failed with a bug."""


class Pipeline:
    """The stages of one call."""

    def __init__(self, playbook: Playbook, facts: CallFacts, *, mask_addresses: bool = False, mask_names: bool = False) -> None:
        self._facts = facts
        self._mask_addresses, self._mask_names = mask_addresses, mask_names
        self._masking = CallMasking(facts.lang, addresses=mask_addresses, names=mask_names)
        self._masking.know(facts.customer.get("name", ""))
        self._compliance = Compliance(playbook, facts)
        self.consents = CallConsents(playbook)
        """What the customer agrees to; read it, do not tell it anything."""
        self._compliance.declined = self.consents.declined
        self._record_kinds = RecordKinds(playbook)
        self._emotion = MoodTracker(playbook, facts)
        self._assist = Assistant(playbook, facts)
        self._utterances = 0
        self._begun = False
        """True once time has passed: what every call begins with was told."""
        self.customer_from: Literal["", "playbook", "record"] = "playbook" if facts.customer else ""
        """Whose record the facts of the customer are; `record`: of the house's own systems."""
        self._failures: Counter[str] = Counter()
        self.spares_assistance = False
        """True while the server is too busy for alternatives; what a stage knows does not depend on it."""

    def hear(self, utterance: Utterance, *, drafting: bool = False, behind: str = "") -> Heard:
        """Masks an utterance and runs it through the stages.

        Args:
            utterance: a final transcript; text normalised, not yet masked; each id once, in order of `end_ms`.
            drafting: a language model is to word what the agent is offered; see `wanted`.
            behind: what was heard so far behind an utterance that was cut; a number that goes on there is masked here too.
        """
        self._utterances += 1
        masked = self._masked(utterance.text, lambda: self._masking.mask(
            utterance.channel, utterance.lang, utterance.text, utterance.end_ms, behind))
        self._run("redaction", lambda: self._masking.overhear(utterance.channel, masked.text, utterance.end_ms,
                                                              masked.redactions), None)
        heard = utterance if masked.text == utterance.text else replace(utterance, text=masked.text)
        events: list[Event] = [Redaction(call="", entity=one.entity, span=one.span, masked=masked.text)
                               for one in masked.redactions]
        events += self._run("compliance", lambda: self._compliance.hear(heard), [])
        events += self._run("consent", lambda: self.consents.hear(heard, events), [])
        if self.consents.on("emotion"):
            events += self._run("emotion", lambda: self._emotion.hear(heard), [])
        else:
            heard = replace(heard, voice=None)
            events += self._run("emotion", self._emotion.forget, [])
        events += self._run("assist", lambda: self._assist.hear_after(heard, events, drafting=drafting), [])
        stamped = tuple(msgspec.structs.replace(event, call=self._facts.call, utterance=utterance.id,
                                                at_ms=utterance.end_ms, speech_end_ms=utterance.end_ms)
                        for event in map(self._spared, events))
        marks = tuple(Word(start=one.span[0], end=one.span[1], kind="redacted") for one in masked.redactions)
        kinds = self._record_kinds.note(stamped, self._assist.dialogue.products)
        return Heard(heard, marks, stamped, contacts=self._compliance.take_contacts(), kinds=kinds)

    @property
    def next_ms(self) -> int:
        """Before this call time, and until something is heard or done, `tick` gives nothing and changes nothing."""
        return min(self._compliance.next_ms, self._assist.next_ms) if self._begun else 0

    def tick(self, at_ms: int) -> tuple[Event, ...]:
        """What follows from the passing of time up to this call time."""
        if at_ms < self.next_ms:
            return ()
        self._begun = True
        events: list[Event] = []
        events += self._run("compliance", lambda: self._compliance.tick(at_ms), [])
        events += self._run("consent", lambda: self.consents.note(events), [])
        events += self._run("emotion", lambda: self._emotion.tick(at_ms), [])
        if events:
            self._run("assist", lambda: self._assist.note(events), None)
        events += self._run("assist", lambda: self._assist.tick(at_ms), [])
        return self._stamp(events, at_ms)

    def finish(self, at_ms: int) -> tuple[Event, ...]:
        """The call is over: what was not said is missed."""
        events: list[Event] = self._run("compliance", lambda: self._compliance.finish(at_ms), [])
        events += self._run("consent", self.consents.finish, [])
        return self._stamp(events, at_ms)

    def decide(self, gate_id: str, *, approved: bool, at_ms: int = 0, by: str = "",
               why: Literal["answered", "timeout"] = "answered") -> tuple[Event, ...]:
        """A second person's decision about a risky operation, or that none came; a decided gate gives nothing."""
        return self._stamp(self._run(
            "compliance", lambda: self._compliance.decide(gate_id, approved=approved, by=by, why=why), []), at_ms)

    def acknowledge(self, alert_id: str, at_ms: int = 0) -> tuple[Event, ...]:
        """The agent has seen an alert; an unknown id gives nothing."""
        return self._stamp(self._run("compliance", lambda: self._compliance.acknowledge(alert_id), []), at_ms)

    def know(self, customer_id: str, facts: dict[str, str], record_of: Mapping[str, str] | None = None) -> None:
        """The customer's record as the call sees it from now on, values as they may be spoken; replaces the one before.

        Args:
            record_of: field -> system and date that it is from.
        """
        self._facts.customer_id, self._facts.customer, self._facts.private = customer_id, dict(facts), frozenset()
        self._facts.record_of = dict(record_of or {})
        self._masking.know(facts.get("name", ""))
        self.customer_from = "record"

    def choose(self, purpose: ConsentPurpose, *, agrees: bool, at_ms: int = 0) -> tuple[Event, ...]:
        """The agent enters that the customer refuses something, or agrees to it again."""
        events: list[Event] = self._run("consent", lambda: self.consents.choose(purpose, agrees=agrees), [])
        if events and agrees:
            events += self._run("compliance", lambda: self._compliance.settle_refusal(purpose), [])
        return self._consented(events, at_ms)

    def ledger(self, standing: Iterable[Standing], at_ms: int = 0) -> tuple[Event, ...]:
        """What the customer decided on an earlier day, as soon as it is known who it is."""
        events: list[Event] = self._run("consent", lambda: self.consents.known(standing), [])
        refused = {one.purpose for one in events if isinstance(one, ConsentState) and not one.on}
        events += self._run("compliance", lambda: self._compliance.known_refusals(refused), [])
        return self._consented(events, at_ms)

    def place(self, where: Whereabouts, at_ms: int = 0) -> tuple[Event, ...]:
        """Where the customer is, which decides the calling hours."""
        return self._stamp(self._run("compliance", lambda: self._compliance.place(where), []), at_ms)

    def history(self, counted: Mapping[str, int]) -> None:
        """Rule -> earlier calls to this number that it has counted; given before the call's first words."""
        self._compliance.history(counted)

    def tick_by_hand(self, item: str, at_ms: int = 0) -> tuple[Event, ...]:
        """The agent says that a checklist item was done while nobody could hear it; an unknown or done one gives nothing."""
        events: list[Event] = self._run("compliance", lambda: self._compliance.tick_by_hand(item), [])
        events += self._run("consent", lambda: self.consents.note(events), [])
        return self._stamp(events, at_ms)

    def dismiss(self, suggestion_id: str) -> None:
        """The agent wants this suggestion gone; its text is not offered again soon.  An unknown id is ignored."""
        self._run("assist", lambda: self._assist.dismiss(suggestion_id), None)

    @property
    def waits_for(self) -> str:
        """Id of the suggestion that waits for a language model's words, or empty."""
        return self._assist.waits_for

    @property
    def wanted(self) -> Wanted | None:
        """What a language model is to write now; None if nothing waits for it."""
        return self._run("assist", lambda: self._assist.wanted, None)

    def approve(self, text: str) -> str:
        """Why these words of a language model may not be shown; empty if they may.  Changes nothing."""
        return self._run("assist", lambda: self._assist.approve(text), "failed")

    def written(self, given: Written, at_ms: int) -> tuple[Event, ...]:
        """What came of a wanted suggestion: its words after one more check, or the approved reply."""
        events: list[Event] = self._run("assist", lambda: self._assist.written(given, at_ms), [])
        return self._stamp(map(self._spared, events), at_ms)

    def ask(self, text: str, at_ms: int = 0) -> tuple[Event, ...]:
        """What the knowledge says to the agent's question, and its cards, best first; empty if nothing fits."""
        masked = self.mask_typed(text)
        return self._stamp(self._run("assist", lambda: self._assist.ask(masked), []), at_ms)

    def card(self, card_id: str, field: str, value: str, at_ms: int = 0) -> tuple[Event, ...]:
        """The agent entered something on a card, or (no field) it was `dismissed`, `pinned` or `unpinned`.

        The card as it stands then; an unknown card or field gives nothing.
        """
        if field:
            return self._stamp(self._run("assist", lambda: self._assist.enter_card(card_id, field, value), []), at_ms)
        if value == "dismissed":
            self._run("assist", lambda: self._assist.dismiss_card(card_id), None)
        elif value in ("pinned", "unpinned"):
            self._run("assist", lambda: self._assist.pin_card(card_id, pinned=value == "pinned"), None)
        return ()

    def mask_typed(self, text: str) -> str:
        """A text that the agent typed, with private numbers masked; a masked one stays as it is."""
        redactor = Redactor(self._facts.lang, addresses=self._mask_addresses, names=self._mask_names)
        redactor.know(self._facts.customer.get("name", ""))
        return self._masked(text, lambda: redactor.mask(text, 0)).text

    def mask_partial(self, channel: Channel, text: str, at_ms: int = 0, lang: Language | None = None) -> str:
        """A partial's text (in `lang`, else the call's), private numbers masked in the light of what was said before.

        Changes nothing: the same partial may come again, longer or different.
        """
        spoken = lang or self._facts.lang
        return self._run("redaction", lambda: self._masking.mask_partial(channel, spoken, text, at_ms),
                         _NUMERAL.sub("*", text))

    def undecided_from(self, channel: Channel, text: str, at_ms: int = 0, lang: Language | None = None) -> int:
        """Where in a partial's text the first number begins that is masked only until it is known what it is; else its length."""
        spoken = lang or self._facts.lang
        return self._run("redaction", lambda: self._masking.undecided_from(channel, spoken, text, at_ms), len(text))

    @property
    def talk(self) -> DialogueView:
        """Where the talk stands, frozen; equal talks give equal views."""
        return self._assist.dialogue.view()

    def state(self) -> CallState:
        """Where the call stands now."""
        dialogue = self._assist.dialogue
        return CallState(utterances=self._utterances, topic=dialogue.topic, mood=self._emotion.mood,
                         mood_score=self._emotion.score, products=tuple(dialogue.products),
                         slots={name: slot.value for name, slot in dialogue.slots.items()},
                         suggestion=self._assist.active_id,
                         open_questions=tuple(question.text for question in dialogue.questions.open),
                         failures=dict(self._failures))

    def _masked(self, text: str, mask: Callable[[], Masked]) -> Masked:
        """Masked text; should the redactor fail, every numeral is masked rather than one let through."""
        return self._run("redaction", mask, Masked(_NUMERAL.sub("*", text), ()))

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

    def _consented(self, events: list[Event], at_ms: int) -> tuple[Event, ...]:
        """These changes of consent with what they end."""
        if not self.consents.on("emotion"):
            ended: list[Event] = self._run("emotion", self._emotion.forget, [])
            self._run("assist", lambda: self._assist.note(ended), None)
            events = events + ended
        return self._stamp(events, at_ms)

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
