"""One suggestion on the agent's screen: when it comes, what stands in it, and when it is taken back.

In come what the customer wants and the approved replies that `choosing` found; out come `Suggestion`,
`SuggestionBlocked` and
`SuggestionWithdrawn`.  One suggestion is active at most.  It goes when the topic moves on, when the agent has said it
(or
something close), when a better one replaces it, and after 30 s.

Where a language model writes, the approved replies are kept ready and `wanted` says what to ask for.  What comes of
it enters as `Written`; until then, and whenever there is no text, nothing but approved replies is ever shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from protocol.assist import Event, Fact, Suggestion, SuggestionBlocked, SuggestionWithdrawn
from protocol.message import Language
from server.assist.briefing import Talk, brief_of
from server.assist.choosing import Chooser, Offer, ReplyIndex, Shown
from server.assist.dialogue import NOT_A_TOPIC
from server.assist.engines.written import Wanted, Written
from server.assist.facts import Known
from server.assist.figures import figures
from server.assist.filling import too_long
from server.assist.generated import GeneratedVerdict, judge
from server.assist.intents import OTHER, gives_data
from server.assist.library import compared_terms
from server.assist.reticence import goes_on
from server.assist.state.asking import answers
from server.assist.turns import CallView, Turn

EXPIRES_MS = 30_000
HELD_MS = 5_000
"""A suggestion whose text does not come, even after a restart, is shown with its approved reply after so long."""
_NEVER_MS = 1 << 60
SAID = 0.55
"""Share of a suggestion's words that the agent has to say for it to count as said."""
SAID_FIGURES = 0.45
"""… and of one whose figures were all said."""
READ_MS = 4_000
"""So long a suggestion of higher priority is not replaced by one of lower while the topic stays: somebody may be
reading it."""
_FIGURE = 3
"""A figure of a text counts as so many of its words."""
_NO_QUESTION = frozenset({OTHER, "agree"})


@dataclass(frozen=True, slots=True)
class _Active:
    """The suggestion on the screen, or the one that waits for its text."""

    id: str
    turn: Turn
    offers: tuple[Offer, ...]
    """Approved replies, best first; without a language model at least one."""
    topic: str
    contents: tuple[Mapping[str, int], ...]
    """Of every text that stands on the screen or may come there."""
    at_ms: int
    waits: bool = False
    """True while a language model writes it."""
    answered: bool = False
    """True once the agent has told the customer something since: the next line is about what was told."""

    @property
    def reply(self) -> str:
        """Id of its approved reply, or empty."""
        return self.offers[0].reply.id if self.offers else ""


class Suggester:
    """The suggestions of one call."""

    def __init__(self, view: CallView, index: ReplyIndex, talk: Talk) -> None:
        self._view = view
        self._index = index
        self._talk = talk
        self._shown = Shown()
        self._chooser = Chooser(view, index, self._shown)
        self._made = 0
        self._active: _Active | None = None

    @property
    def active_id(self) -> str:
        """Id of the suggestion on the screen, or empty."""
        return self._active.id if self._active and not self._active.waits else ""

    @property
    def waits_for(self) -> str:
        """Id of the suggestion that waits for its text, or empty."""
        return self._active.id if self._active and self._active.waits else ""

    @property
    def wanted(self) -> Wanted | None:
        """What a language model is to write now; None if nothing waits for it."""
        active = self._active
        if active is None or not active.waits:
            return None
        spoken = active.turn.utterance
        brief = brief_of(self._view, active.turn, self._talk, self._about(active))
        return Wanted(active.id, spoken.id, spoken.end_ms, spoken.text, brief)

    def answer(self, turn: Turn, *, drafting: bool = False) -> list[Event]:
        """What to offer for a customer's line; a line that asks for nothing leaves the screen as it is.

        Args:
            drafting: a language model is there to write the words; approved replies are kept ready behind it.
        """
        if turn.backchannel or (turn.intent in _NO_QUESTION and gives_data(turn.utterance.text, self._view.book.lang)):
            return []
        stale = self._active is not None and self._active.answered
        if self._chooser.silent(turn):
            return self._withdraw("topic") if stale else []
        moved = turn.intent not in NOT_A_TOPIC and self._active is not None and turn.intent != self._active.topic
        offers, blocked = self._chooser.offers(turn, self._active.reply if self._active else "")
        worded = drafting and turn.intent not in _NO_QUESTION and not turn.ends and not goes_on(self._view, turn)
        if not offers and not worded:
            return (self._withdraw("topic") if moved or stale else []) + blocked
        if offers and self._keeps(offers[0], turn.utterance.end_ms, moved=moved or stale, drafting=drafting):
            return blocked
        events = self._withdraw("topic" if moved else "replaced") + blocked
        self._made += 1
        topic = self._view.dialogue.topic if turn.intent in NOT_A_TOPIC else turn.intent
        contents = self._contents(*(one.text for one in offers))
        self._active = _Active(f"s{self._made}", turn, tuple(offers), topic, contents, turn.utterance.end_ms, waits=drafting)
        return events if drafting else [*events, self._show(self._active)]

    def _keeps(self, best: Offer, at_ms: int, *, moved: bool, drafting: bool) -> bool:
        """True if what stands on the screen stays."""
        active = self._active
        if active is None or not active.offers:
            return False
        if best.reply.id == active.reply:
            return not drafting or active.waits
        return not moved and best.reply.priority < active.offers[0].reply.priority and at_ms - active.at_ms < READ_MS

    def approve(self, text: str) -> str:
        """Why words of a language model may not be shown for what is wanted now; empty if they may.  Changes
        nothing."""
        active = self._active
        return self._judge(active, text).why if active is not None and active.waits else "topic"

    def written(self, given: Written, at_ms: int) -> list[Event]:
        """What came of a wanted suggestion: its words, checked once more, or the approved reply."""
        active = self._active
        events: list[Event] = []
        if given.blocked:
            events.append(SuggestionBlocked(call="", text=given.blocked, why=given.why))
        if active is None or not active.waits or active.id != given.item:
            return events
        verdict = self._judge(active, given.text) if given.text else GeneratedVerdict("empty")
        if not verdict.why and too_long(given.text, self._view.book.lang):
            verdict = GeneratedVerdict("length")
        if given.text and verdict.why:
            events.append(SuggestionBlocked(call="", text=given.text, why=verdict.why))
        if verdict.why:
            return events + self._fall_back(active, at_ms)
        texts = tuple(dict.fromkeys((given.text, *(offer.text for offer in active.offers[:2]))))
        self._active = replace(active, waits=False, at_ms=max(at_ms, active.at_ms), contents=self._contents(*texts))
        self._shown.texts[given.text] = active.turn.utterance.end_ms
        return [*events, self._event(active, texts, verdict.facts, given.engine)]

    def hear_agent(self, at_ms: int) -> list[Event]:
        """Takes the suggestion back if the agent has said it, or one of its alternatives."""
        if self._active is None:
            return []
        spoken = {term for text in self._view.dialogue.agent_recently(at_ms)
                  for term in content_of(text, self._view.book.lang)}
        if any(close(content, spoken) for content in self._active.contents):
            return self._withdraw("said")
        lines = self._view.dialogue.agent_recently(at_ms)
        if lines and answers(lines[-1], self._view.book.lang):
            self._active = replace(self._active, answered=True)
        return []

    @property
    def next_ms(self) -> int:
        """Before this call time, and until something is heard or done, `tick` gives nothing and changes nothing."""
        active = self._active
        return _NEVER_MS if active is None else active.at_ms + (HELD_MS if active.waits else EXPIRES_MS)

    def tick(self, at_ms: int) -> list[Event]:
        """Takes the suggestion back once it is too old to fit; shows the approved reply of one that waits too long."""
        active = self._active
        if active is None:
            return []
        if active.waits and at_ms - active.at_ms >= HELD_MS:
            return self._fall_back(active, at_ms)
        return self._withdraw("expired") if at_ms - active.at_ms >= EXPIRES_MS else []

    def dismiss(self, suggestion_id: str) -> None:
        """The agent does not want it; its texts rest as if they had been shown."""
        if self._active is not None and self._active.id == suggestion_id:
            for offer in self._active.offers:
                self._shown.texts[offer.text] = self._active.at_ms
            self._active = None

    def _withdraw(self, why: str) -> list[Event]:
        if self._active is None:
            return []
        gone, self._active = self._active.id, None
        return [SuggestionWithdrawn(call="", id=gone, why=why)]  # type: ignore[arg-type]

    def _fall_back(self, active: _Active, at_ms: int) -> list[Event]:
        """The approved reply, or nothing if there is none."""
        if not active.offers:
            return self._withdraw("expired")
        self._active = replace(active, waits=False, at_ms=max(at_ms, active.at_ms))
        return [self._show(active)]

    def _show(self, active: _Active) -> Suggestion:
        self._shown.note(active.offers[0], active.turn.utterance.end_ms)
        return self._event(active, tuple(offer.text for offer in active.offers), (), "playbook")

    def _event(self, active: _Active, texts: tuple[str, ...], facts: tuple[Known, ...], engine: str) -> Suggestion:
        """The suggestion with these texts: the first by `engine`, approved replies the others."""
        offers = active.offers if engine == "playbook" else active.offers[:len(texts) - 1]
        titles = self._index.titles
        customer, record_of = self._view.facts.customer_id, self._view.facts.record_of
        own = () if engine == "playbook" else (titles.of_figures((known.origin for known in facts), customer, record_of),)
        titled = (titles.of(offer.reply, active.turn.intent, [known.origin for known in offer.facts],
                            customer, record_of) for offer in offers)
        spoken = active.turn.utterance
        return Suggestion(
            call="", utterance=spoken.id, speech_end_ms=spoken.end_ms, id=active.id, text=texts[0],
            alternatives=texts[1:],
            source=tuple(offer.reply.id for offer in offers),
            source_titles=tuple(dict.fromkeys(titled)) if engine == "playbook" else (*own, *titled),
            facts=tuple(Fact(value=known.value, origin=known.origin)
                        for known in dict.fromkeys((*facts, *(known for offer in offers for known in offer.facts)))),
            answers=spoken.text, engine=engine)

    def _judge(self, active: _Active, text: str) -> GeneratedVerdict:
        return judge(text, self._view, self._about(active),
                     tuple(known for offer in active.offers for known in offer.facts),
                     " ".join(offer.text for offer in active.offers), self._talk.customer)

    def _about(self, active: _Active) -> tuple[str, ...]:
        """Ids of the products that the line, or an approved reply to it, is about."""
        named = (*active.turn.products, *self._view.dialogue.products[-1:])
        return tuple(dict.fromkeys((*named, *(product for offer in active.offers
                                              for product in sorted(self._index.about[offer.reply.id])))))

    def _contents(self, *texts: str) -> tuple[Mapping[str, int], ...]:
        return tuple(content_of(text, self._view.book.lang) for text in texts)


def close(content: Mapping[str, int], spoken: Set[str]) -> bool:
    """True if what was spoken holds most of a text's content."""
    both = sum(weight for term, weight in content.items() if term in spoken)
    told = {term for term in content if ":" in term}
    # Who has said every figure of a text has said what it is about.
    return bool(content) and both >= (SAID_FIGURES if told and told <= spoken else SAID) * sum(content.values())


@lru_cache(maxsize=1024)
def content_of(text: str, lang: Language) -> Mapping[str, int]:
    """What a text is compared by: its words (for Chinese pairs of characters), and its figures, however written."""
    weights: dict[str, int] = {}
    rest = text
    for figure in figures(text, lang):
        weights[f"{figure.kind}:{figure.value}"] = _FIGURE
        rest = rest[:figure.start] + " " * (figure.end - figure.start) + rest[figure.end:]
    return weights | dict.fromkeys(compared_terms(rest, lang), 1)
