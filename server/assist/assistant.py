"""The stage that helps the agent: one customer line in; intent, suggestion and cards out.

It hears both channels (what the agent says settles a suggestion) and reads the events of the stages before it: the
mood, and which checklist items are done.  Next: the session, which commits and sends the events.
"""

from __future__ import annotations

from collections.abc import Iterable

from protocol.assist import Alert, Card, Checklist, Event, Intent, Mood
from protocol.message import Language
from server.assist.dialogue import Dialogue
from server.assist.facts import FactBook, ProductFigures
from server.assist.indexes import PerPlaybook
from server.assist.intents import OTHER, IntentIndex
from server.assist.library import Library
from server.assist.rule_check import RuleCheck
from server.assist.skills import skills
from server.assist.slots import Slot, find_slots
from server.assist.suggesting import ReplyIndex, Suggester
from server.assist.turns import CallView, Turn
from server.calls.utterance import CallFacts, Utterance
from server.content.playbook import Playbook

CARD_REST_MS = 120_000
"""The same card does not come again sooner, unless the agent asks."""
CARDS_AT_ONCE = 2
"""Attention is scarce: at most so many for one line."""
SURE = 0.5
"""What was heard with less confidence than this names no details: a number in it may be no number at all."""
ANSWERS = 3
"""Cards for a question that the agent typed."""

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
        self._suggester = Suggester(self._view, _replies.of(playbook))
        self._cards: dict[Card, int] = {}
        self._upset = False
        self._breached = False

    @property
    def active_id(self) -> str:
        """Id of the suggestion on the screen, or empty."""
        return self._suggester.active_id

    def note(self, events: Iterable[Event]) -> None:
        """Takes in what the stages before it found."""
        for event in events:
            if isinstance(event, Mood):
                self.dialogue.mood = event.mood
                self._upset = event.mood in ("angry", "unhappy", "anxious")
            elif isinstance(event, Checklist):
                if event.state == "done":
                    self.dialogue.done.add(event.item)
                else:
                    self.dialogue.done.discard(event.item)
            elif isinstance(event, Alert) and event.channel == "agent" and event.severity == "stop":
                self.dialogue.breached.add(event.rule)
                self._breached = True

    def hear_after(self, utterance: Utterance, events: Iterable[Event]) -> list[Event]:
        """What follows from an utterance and what the earlier stages found in it."""
        self.note(events)
        return self.hear(utterance)

    def hear(self, utterance: Utterance) -> list[Event]:
        """What follows from an utterance (masked)."""
        products = self._library.products_in(utterance.text)
        breached, self._breached = self._breached, False
        if utterance.channel == "agent":
            self.dialogue.hear_agent(utterance, products)
            # Words that break a rule may share most of an approved reply's ("I can guarantee approval"): it stays.
            return [] if breached else self._suggester.hear_agent(utterance.end_ms)
        turn = self._turn(utterance, products)
        self._upset = False
        self.dialogue.hear_customer(utterance, turn.intent, turn.slots, products, sure=utterance.confidence >= SURE)
        events: list[Event] = [Intent(call=self._call, intent=turn.intent, confidence=turn.confidence,
                                      slots={name: slot.value for name, slot in turn.slots.items()})]
        if turn.backchannel:
            return events
        # Cards first: a calculation made for this line is a fact that a reply may quote.
        cards = self._new_cards(turn)
        return events + self._suggester.answer(turn) + cards

    def tick(self, at_ms: int) -> list[Event]:
        """What follows from the passing of time."""
        return self._suggester.tick(at_ms)

    def dismiss(self, suggestion_id: str) -> None:
        """The agent does not want this suggestion."""
        self._suggester.dismiss(suggestion_id)

    def ask(self, text: str) -> list[Event]:
        """Cards that answer what the agent typed, best first; empty if nothing fits."""
        turn = self._turn(Utterance("", "customer", 0, 0, text, self._lang), self._library.products_in(text), asked=True)
        found = [card for card in (skill.offer(turn, self._view) for skill in _skills) if card is not None]
        return list(found[:ANSWERS])

    def _turn(self, utterance: Utterance, products: list[str], asked: bool = False) -> Turn:
        recognised = self._intents.recognise(utterance.text, self.dialogue.topic, self.dialogue.agent_asked())
        slots = find_slots(utterance.text, self._lang, utterance.id) if utterance.confidence >= SURE else {}
        if products:
            slots["product"] = Slot(self._view.playbook.products[products[-1]].name, utterance.id)
        hits = () if recognised.backchannel else self._library.search(utterance.text)
        if recognised.intent != OTHER:
            recognised = self._intents.settle(recognised, hits)
        elif not recognised.backchannel and not recognised.negated:
            recognised = self._intents.nearest(utterance.text, hits)
            if recognised.intent == OTHER and products:
                recognised = self._intents.of_product(self._view.playbook.products[products[-1]].kind)
        return Turn(utterance, recognised.intent, recognised.confidence, recognised.backchannel, slots, tuple(products),
                    hits, upset=self._upset and recognised.intent == OTHER and not asked, asked=asked)

    def _new_cards(self, turn: Turn) -> list[Event]:
        cards: list[Event] = []
        for skill in _skills:
            card = skill.offer(turn, self._view)
            if card is None or len(cards) == CARDS_AT_ONCE:
                continue
            last = self._cards.get(card)
            if last is None or turn.utterance.end_ms - last >= CARD_REST_MS:
                self._cards[card] = turn.utterance.end_ms
                cards.append(card)
        return cards
