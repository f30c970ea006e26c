"""The stage that helps the agent: one customer line in; intent, suggestion and cards out.

It hears both channels (what the agent says settles a suggestion) and reads the events of the stages before it: the
mood, and which checklist items are done.  Next: the session, which commits and sends the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from protocol.assist import Alert, Checklist, Event, Intent, Mood
from protocol.message import Language
from server.assist.answering import answer_of
from server.assist.briefing import Talk
from server.assist.cards.deck import Deck
from server.assist.choosing import ReplyIndex
from server.assist.dialogue import Dialogue
from server.assist.engines.written import Wanted, Written
from server.assist.facts import FactBook, ProductFigures
from server.assist.indexes import PerPlaybook
from server.assist.intents import OTHER, IntentIndex
from server.assist.library import Hit, Library
from server.assist.rule_check import RuleCheck
from server.assist.skills import skills
from server.assist.slots import Slot, find_slots, span_of
from server.assist.state.asking import asks
from server.assist.substance import ends, settles, substance
from server.assist.suggesting import Suggester
from server.assist.turns import CallView, Turn
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook

SURE = 0.5
"""What was heard with less confidence than this names no details: a number in it may be no number at all."""
_skills = skills()
_intents = PerPlaybook(IntentIndex)
_libraries = PerPlaybook(Library)
_replies = PerPlaybook(ReplyIndex)
_products = PerPlaybook(ProductFigures)
_rules = PerPlaybook(RuleCheck)


class Assistant:
    """The assistance of one call."""

    def __init__(self, playbook: Playbook, facts: CallFacts) -> None:
        self._call = facts.call
        self._lang: Language = playbook.lang
        self._intents = _intents.of(playbook)
        self._library = _libraries.of(playbook)
        self.dialogue = Dialogue(playbook.lang)
        """What has been talked about so far."""
        book = FactBook(playbook, facts, self.dialogue, _products.of(playbook))
        self._view = CallView(playbook, facts, self.dialogue, self._library, book, _rules.of(playbook).forbidden)
        self._talk = Talk()
        self._suggester = Suggester(self._view, _replies.of(playbook), self._talk)
        self._deck = Deck(self._view, _skills)
        self._upset = False
        self._breached = False

    @property
    def active_id(self) -> str:
        """Id of the suggestion on the screen, or empty."""
        return self._suggester.active_id

    def note(self, events: Iterable[Event]) -> None:
        """Takes in what the stages before it found."""
        events = list(events)
        self.dialogue.note(events)
        for event in events:
            if isinstance(event, Mood):
                self.dialogue.mood = event.mood
                # Unhappy by the wording alone is a guess: no reason to apologize.
                self._upset = event.mood in ("angry", "anxious") or (
                    event.mood == "unhappy" and any(cue.startswith("said:") for cue in event.cues))
            elif isinstance(event, Checklist):
                if event.state == "done":
                    self.dialogue.done.add(event.item)
                else:
                    self.dialogue.done.discard(event.item)
            elif isinstance(event, Alert) and event.channel == "agent" and event.severity == "stop":
                self.dialogue.breached.add(event.rule)
                self._breached = True

    def hear_after(self, utterance: Utterance, events: Iterable[Event], *, drafting: bool = False) -> list[Event]:
        """What follows from an utterance and what the earlier stages found in it."""
        self.note(events)
        return self.hear(utterance, drafting=drafting)

    def hear(self, utterance: Utterance, *, drafting: bool = False) -> list[Event]:
        """What follows from an utterance (masked); `drafting`: a language model is there to word the suggestion."""
        self._talk.hear(utterance)
        products = self._library.products_in(utterance.text)
        breached, self._breached = self._breached, False
        if utterance.channel == "agent":
            self.dialogue.hear_agent(utterance, products)
            # Words that break a rule may share most of an approved reply's ("I can guarantee approval"): it stays.
            return [*([] if breached else self._noted(self._suggester.hear_agent(utterance.end_ms))), *self._deck.refresh()]
        turn = self._turn(utterance, products)
        self._upset = False
        self.dialogue.hear_customer(utterance, turn.intent, turn.slots, products, sure=utterance.confidence >= SURE,
                                    confidence=turn.confidence, listening=turn.backchannel)
        events: list[Event] = [Intent(call=self._call, intent=turn.intent, confidence=turn.confidence,
                                      slots={name: slot.value for name, slot in turn.slots.items()})]
        if turn.backchannel:
            return events + list(self._deck.refresh())
        # Cards first: a calculation made for this line is a fact that a reply may quote.
        cards = [*self._deck.refresh(), *self._deck.offer(turn)]
        return events + self._noted(self._suggester.answer(turn, drafting=drafting)) + list(cards)

    @property
    def next_ms(self) -> int:
        """Before this call time, and until something is heard or done, `tick` gives nothing and changes nothing."""
        return self._suggester.next_ms

    def tick(self, at_ms: int) -> list[Event]:
        """What follows from the passing of time."""
        return self._noted(self._suggester.tick(at_ms))

    def dismiss(self, suggestion_id: str) -> None:
        """The agent does not want this suggestion."""
        self._suggester.dismiss(suggestion_id)

    @property
    def waits_for(self) -> str:
        """Id of the suggestion that waits for a language model's words, or empty."""
        return self._suggester.waits_for

    @property
    def wanted(self) -> Wanted | None:
        """What a language model is to write now; None if nothing waits for it."""
        return self._suggester.wanted

    def approve(self, text: str) -> str:
        """Why words of a language model may not be shown for what is wanted now; empty if they may."""
        return self._suggester.approve(text)

    def written(self, given: Written, at_ms: int) -> list[Event]:
        """What came of a wanted suggestion."""
        return self._noted(self._suggester.written(given, at_ms))

    def ask(self, text: str) -> list[Event]:
        """What the knowledge says to the agent's question, with its sources, and its cards, best first; empty if nothing fits."""
        turn = self._turn(Utterance("", "customer", 0, 0, text, self._lang), self._library.products_in(text), asked=True)
        cards = self._deck.ask(turn)
        answer = answer_of(text, cards, self._lang)
        return [*([] if answer is None else [answer]), *cards]

    def enter_card(self, card: str, field: str, value: str) -> list[Event]:
        """The agent entered a value on a card, ticked a step or pressed a button; the card as it stands then."""
        return list(self._deck.enter(card, field, value))

    def dismiss_card(self, card: str) -> None:
        """The agent does not want this card while the talk is about this."""
        self._deck.dismiss(card)

    def pin_card(self, card: str, *, pinned: bool) -> None:
        """A pinned card stays on the screen."""
        self._deck.pin(card, pinned=pinned)

    def _noted(self, events: list[Event]) -> list[Event]:
        """The same events; what the agent says of them counts as said."""
        self.dialogue.note(events)
        return events

    def _turn(self, utterance: Utterance, products: list[str], asked: bool = False) -> Turn:
        # What stands around the matter ("okay, I see") shares words with everything.
        core = utterance.text if asked else substance(utterance.text, self._lang) or utterance.text
        recognised = self._intents.recognise(core, self.dialogue.topic, self.dialogue.agent_asked())
        slots = {} if utterance.confidence < SURE else find_slots(utterance.text, self._lang, utterance.id, self.dialogue.slots)
        if products:
            named = self._view.playbook.products[products[-1]]
            slots["product"] = Slot(named.name, utterance.id, span=span_of((named.name, *named.aliases), utterance.text))
        hits: Sequence[Hit] = () if recognised.backchannel else self._library.hits(core)
        if recognised.intent != OTHER:
            recognised = self._intents.settle(recognised, hits)
        elif not recognised.backchannel and not recognised.negated:
            recognised = self._intents.nearest(core, hits)
            if recognised.intent == OTHER and products:
                recognised = self._intents.of_product(self._view.playbook.products[products[-1]].kind)
        settled = not asked and settles(utterance.text, self._lang)
        # Somebody unhappy who asks wants the answer; somebody angry wants to be heard first.
        upset = self._upset and (self.dialogue.mood == "angry" or not asks(utterance.text, self._lang))
        return Turn(utterance, recognised.intent, recognised.confidence, recognised.backchannel, slots, tuple(products),
                    hits, upset=upset and recognised.intent == OTHER and not asked and not settled, asked=asked, settled=settled,
                    ends=not asked and ends(utterance.text, self._lang))
