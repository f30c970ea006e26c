"""Which approved reply the agent is offered, and when it is taken back.

In come what the customer wants and the retrieved replies; out come `Suggestion`, `SuggestionBlocked` and
`SuggestionWithdrawn`.  One suggestion is active at most.  It goes when the topic moves on, when the agent has said
it (or something close), when a better one replaces it, and after 30 s.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from protocol.assist import Event, Fact, Suggestion, SuggestionBlocked, SuggestionWithdrawn
from protocol.message import Language
from server.assist.dialogue import NOT_A_TOPIC
from server.assist.fact_check import check
from server.assist.facts import IDENTIFIED, OPEN_FIELDS, Known
from server.assist.figures import figures
from server.assist.filling import fill, placeholders, too_long
from server.assist.intents import OTHER, gives_data
from server.assist.library import compared_terms
from server.assist.limits import lent
from server.assist.origins import Titles
from server.assist.phrases import PhraseFinder, fold
from server.assist.turns import CallView, Turn
from server.content.playbook import Playbook, Reply

EXPIRES_MS = 30_000
REPEAT_MS = 90_000
ALTERNATIVES = 2
SAID = 0.55
"""Share of a suggestion's words that the agent has to say for it to count as said."""
ENOUGH = 1.0
"""Score below which silence is better than a guess."""

_INTENT = 1.6
_TOPIC = 0.7
_PRODUCT = 0.9
_ITS_FIGURES = 0.2
"""For a reply that only quotes the product: naming a card does not ask for its figures."""
_OTHER_PRODUCT = -1.2
_KEYWORD = 0.6
_KEYWORDS_AT_MOST = 3
_MOOD = 0.6
_SEARCH = 1.2
_UPSET = 1.2
_FIGURE = 3
"""A figure of a text counts as so many of its words."""
_BESIDE = 0.6
"""An alternative scores at least this share of the best."""
_NO_QUESTION = frozenset({OTHER, "agree"})
_CANDIDATES = 6
"""Replies tried in rank order before giving up."""


class ReplyIndex:
    """The replies of a playbook by intent and keyword, with what each needs; built once per playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self.by_intent: dict[str, list[Reply]] = {}
        for reply in playbook.replies.values():
            for intent in reply.intents:
                self.by_intent.setdefault(intent, []).append(reply)
        self.keywords: PhraseFinder[tuple[str, str]] = PhraseFinder(
            ((word, (reply.id, word)) for reply in playbook.replies.values() for word in reply.keywords), playbook.lang)
        self.for_moods = [reply.id for reply in playbook.replies.values() if reply.moods]
        self.titles = Titles(playbook)
        self.discloses = {reply.id for reply in playbook.replies.values() if _discloses(reply)}
        self.about = {reply.id: frozenset(reply.products) | {name.split(".")[1] for name in placeholders(reply.text)
                                                            if name.startswith("product.")}
                      for reply in playbook.replies.values()}


def _discloses(reply: Reply) -> bool:
    """True if a reply speaks of the record beyond the customer's name."""
    return any(name.startswith("customer.") and name.partition(".")[2] not in OPEN_FIELDS
               for name in placeholders(reply.text))


@dataclass(frozen=True, slots=True)
class _Offer:
    """One reply that may be shown."""

    reply: Reply
    text: str
    facts: tuple[Known, ...]


@dataclass(slots=True)
class _Active:
    """The suggestion on the screen."""

    id: str
    reply: str
    texts: tuple[str, ...]
    contents: tuple[Mapping[str, int], ...]
    topic: str
    at_ms: int


class Suggester:
    """The suggestions of one call."""

    def __init__(self, view: CallView, index: ReplyIndex) -> None:
        self._view = view
        self._index = index
        self._made = 0
        self._active: _Active | None = None
        self._shown: dict[str, int] = {}
        self._blocked: set[str] = set()

    @property
    def active_id(self) -> str:
        """Id of the suggestion on the screen, or empty."""
        return self._active.id if self._active else ""

    def answer(self, turn: Turn) -> list[Event]:
        """What to offer for a customer's line; a line that asks for nothing leaves the screen as it is."""
        if turn.backchannel or (turn.intent in _NO_QUESTION and gives_data(turn.utterance.text, self._view.book.lang)):
            return []
        events: list[Event] = []
        moved = turn.intent not in NOT_A_TOPIC and self._active is not None and turn.intent != self._active.topic
        offers, blocked = self._offers(turn)
        if not offers:
            return (self._withdraw("topic") if moved else []) + blocked
        best = offers[0]
        if self._active is not None and best.reply.id == self._active.reply:
            return blocked
        events += self._withdraw("topic" if moved else "replaced")
        events += blocked
        self._made += 1
        texts = tuple(offer.text for offer in offers)
        contents = tuple(content_of(text, self._view.book.lang) for text in texts)
        topic = self._view.dialogue.topic if turn.intent in NOT_A_TOPIC else turn.intent
        self._active = _Active(f"s{self._made}", best.reply.id, texts, contents, topic, turn.utterance.end_ms)
        self._shown[best.text] = turn.utterance.end_ms
        events.append(Suggestion(
            call="", id=self._active.id, text=best.text, alternatives=texts[1:],
            source=tuple(offer.reply.id for offer in offers),
            source_titles=tuple(dict.fromkeys(
                self._index.titles.of(offer.reply, turn.intent, [known.origin for known in offer.facts],
                                      self._view.facts.customer_id) for offer in offers)),
            facts=tuple(Fact(value=known.value, origin=known.origin)
                        for known in dict.fromkeys(known for offer in offers for known in offer.facts)),
            answers=turn.utterance.text))
        return events

    def hear_agent(self, at_ms: int) -> list[Event]:
        """Takes the suggestion back if the agent has said it, or one of its alternatives."""
        if self._active is None:
            return []
        spoken = {term for text in self._view.dialogue.agent_recently(at_ms)
                  for term in content_of(text, self._view.book.lang)}
        if any(close(content, spoken) for content in self._active.contents):
            return self._withdraw("said")
        return []

    def tick(self, at_ms: int) -> list[Event]:
        """Takes the suggestion back once it is too old to fit."""
        if self._active is not None and at_ms - self._active.at_ms >= EXPIRES_MS:
            return self._withdraw("expired")
        return []

    def dismiss(self, suggestion_id: str) -> None:
        """The agent does not want it; its texts rest as if they had been shown."""
        if self._active is not None and self._active.id == suggestion_id:
            for text in self._active.texts:
                self._shown[text] = self._active.at_ms
            self._active = None

    def _withdraw(self, why: str) -> list[Event]:
        if self._active is None:
            return []
        gone, self._active = self._active.id, None
        return [SuggestionWithdrawn(call="", id=gone, why=why)]  # type: ignore[arg-type]

    def _offers(self, turn: Turn) -> tuple[list[_Offer], list[Event]]:
        """Up to three replies in rank order that can be filled and whose every figure is a fact; and what was blocked."""
        offers: list[_Offer] = []
        blocked: list[Event] = []
        ranked = self._ranked(turn)[:_CANDIDATES]
        for score, reply in ranked:
            # Rather nothing than something far beside the best answer, which may only just have been shown.
            if score < _BESIDE * ranked[0][0] or (offers and not self._fits_beside(offers[0].reply, reply, turn)):
                continue
            filled = fill(reply.text, self._view.book)
            if filled is None or self._rests(filled.text, reply.id, turn.utterance.end_ms):
                continue
            verdict = check(filled.text, self._view.book, self._index.about[reply.id], reply)
            why = f"number:{verdict.unsupported}" if verdict.unsupported else ""
            why = why or ("length" if too_long(filled.text, self._view.book.lang) else "")
            why = why or self._view.forbidden(filled.text)
            if why:
                if reply.id not in self._blocked:
                    self._blocked.add(reply.id)
                    blocked.append(SuggestionBlocked(call="", text=filled.text, why=why))
                continue
            if all(offer.text != filled.text for offer in offers):
                offers.append(_Offer(reply, filled.text, tuple(dict.fromkeys(filled.facts + verdict.facts))))
            if len(offers) > ALTERNATIVES:
                break
        return offers, blocked

    def _fits_beside(self, best: Reply, reply: Reply, turn: Turn) -> bool:
        """True if a reply answers the same question about the same product as the best one.

        Words of comfort are no second answer: the agent who says them has not answered yet.
        """
        if reply.moods and not best.moods:
            return False
        if turn.intent in best.intents and turn.intent not in reply.intents:
            return False
        about = self._index.about[reply.id]
        return not about or bool(about & (self._index.about[best.id] | set(turn.products)))

    def _rests(self, text: str, reply: str, at_ms: int) -> bool:
        """True if this text was shown a short while ago (and is not the one on the screen)."""
        if self._active is not None and self._active.reply == reply:
            return False
        return text in self._shown and at_ms - self._shown[text] < REPEAT_MS

    def _ranked(self, turn: Turn) -> list[tuple[float, Reply]]:
        """(score, reply) of the replies that may answer a turn, best first."""
        replies = self._view.playbook.replies
        dialogue = self._view.dialogue
        search = {hit.id: hit.score for hit in turn.hits if hit.kind == "reply"}
        words: dict[str, set[str]] = {}
        for _, _, (reply_id, word) in self._index.keywords.find(fold(turn.utterance.text)):
            words.setdefault(reply_id, set()).add(word)
        names = dict.fromkeys([*search, *words])
        if turn.intent != OTHER:
            names |= dict.fromkeys(reply.id for reply in self._index.by_intent.get(turn.intent, ()))
        if turn.upset:
            names |= dict.fromkeys(self._index.for_moods)
        scored: list[tuple[float, str]] = []
        for name in names:
            reply = replies[name]
            if not self._allowed(reply):
                continue
            soothing = self._soothes(reply, turn)
            wanted = turn.intent != OTHER and turn.intent in reply.intents
            if not (wanted and not reply.keywords_only) and name not in words and not soothing:
                continue
            score = _SEARCH * search.get(name, 0.0) + _KEYWORD * min(len(words.get(name, ())), _KEYWORDS_AT_MOST)
            if wanted:
                score += _INTENT * turn.confidence
            elif dialogue.topic in reply.intents:
                score += _TOPIC
            score += self._product_score(reply, turn) + (_MOOD if reply.moods else 0.0) + (_UPSET if soothing else 0.0)
            if score >= ENOUGH:
                scored.append((-score, name))
        return [(-score, replies[name]) for score, name in sorted(scored)]

    def _soothes(self, reply: Reply, turn: Turn) -> bool:
        """True if the customer just got upset over no new subject, and the reply is made for that."""
        return turn.upset and bool(reply.moods) and bool({"complaint", self._view.dialogue.topic} & set(reply.intents))

    def _allowed(self, reply: Reply) -> bool:
        done = self._view.dialogue.done
        if reply.moods and self._view.dialogue.mood not in reply.moods:
            return False
        if reply.id in self._index.discloses and IDENTIFIED not in done:
            return False
        if reply.alerts and self._view.dialogue.breached.isdisjoint(reply.alerts):
            return False
        return all(item in done for item in reply.after) and self._plausible(reply)

    def _plausible(self, reply: Reply) -> bool:
        """False if the amount that the customer named would be put into words about a product that does not lend it."""
        slot = self._view.dialogue.slots.get("amount")
        if slot is None or slot.figure is None or "slot.amount" not in placeholders(reply.text):
            return True
        products = self._view.playbook.products
        return all(lent(self._view.book, products[name], slot.figure.number)
                   for name in self._index.about[reply.id] if products[name].kind == "loan")

    def _product_score(self, reply: Reply, turn: Turn) -> float:
        about = self._index.about[reply.id]
        mentioned = set(turn.products) or set(self._view.dialogue.products[-1:])
        if not about or not mentioned:
            return 0.0
        if set(reply.products) & mentioned:
            return _PRODUCT
        return _ITS_FIGURES if about & mentioned else _OTHER_PRODUCT


def close(content: Mapping[str, int], spoken: Set[str]) -> bool:
    """True if what was spoken holds most of a text's content."""
    both = sum(weight for term, weight in content.items() if term in spoken)
    return bool(content) and both >= SAID * sum(content.values())


@lru_cache(maxsize=1024)
def content_of(text: str, lang: Language) -> Mapping[str, int]:
    """What a text is compared by: its words (for Chinese pairs of characters), and its figures, however written."""
    weights: dict[str, int] = {}
    rest = text
    for figure in figures(text, lang):
        weights[f"{figure.kind}:{figure.value}"] = _FIGURE
        rest = rest[:figure.start] + " " * (figure.end - figure.start) + rest[figure.end:]
    return weights | dict.fromkeys(compared_terms(rest, lang), 1)
