"""Which approved replies may answer a customer's line, best first.

In come the turn and the view of the call; out come `Offer`s, filled and checked, and what was blocked on the way.
Next: `suggesting` shows the best of them, or keeps them ready behind a language model.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from protocol.assist import Event, SuggestionBlocked
from server.assist.fact_check import check
from server.assist.facts import IDENTIFIED, OPEN_FIELDS, Known
from server.assist.filling import fill, placeholders, too_long
from server.assist.intents import AGREE, OTHER
from server.assist.limits import lent
from server.assist.origins import Titles
from server.assist.phrases import PhraseFinder, fold
from server.assist.reticence import ENOUGH as ENOUGH_BESIDE
from server.assist.reticence import ENOUGH_ALONE, Reticence, evidence, goes_on, strays
from server.assist.turns import CallView, Turn
from server.content.playbook import Playbook, Reply

REPEAT_MS = 90_000
ALTERNATIVES = 2
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
_ACTS = frozenset({AGREE, "not_interested"})
"""Replies to these alone answer how somebody takes it: never by a word that they share with something else."""
_ASIDE = -0.7
"""For a reply about a product that nobody spoke of, to a line of a new subject that holds none of its keywords: `what is the fee`
in a talk about a transfer does not ask for a loan's."""
_MOOD = 0.6
_SEARCH = 1.2
_UPSET = 1.2
_BESIDE = 0.6
"""An alternative scores at least this share of the best."""
_CLOSED = "polite_close"
"""Checklist item after which nobody needs closing words."""
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
        self.reticence = Reticence(playbook)


def _discloses(reply: Reply) -> bool:
    """True if a reply speaks of the record beyond the customer's name."""
    return any(name.startswith("customer.") and name.partition(".")[2] not in OPEN_FIELDS
               for name in placeholders(reply.text))


@dataclass(frozen=True, slots=True)
class Offer:
    """One reply that may be shown."""

    reply: Reply
    text: str
    facts: tuple[Known, ...]


@dataclass(slots=True)
class Shown:
    """What one call has seen."""

    texts: dict[str, int] = field(default_factory=dict)
    """Text -> call time (ms) at which it was shown last."""
    replies: dict[str, int] = field(default_factory=dict)
    """Id -> call time (ms) at which it was shown last."""
    times: Counter[str] = field(default_factory=Counter)
    """Id -> how often it was shown."""

    def note(self, offer: Offer, at_ms: int) -> None:
        """It stands on the screen."""
        self.texts[offer.text] = self.replies[offer.reply.id] = at_ms
        self.times[offer.reply.id] += 1


class Chooser:
    """The choice of replies in one call."""

    def __init__(self, view: CallView, index: ReplyIndex, shown: Shown) -> None:
        self._view = view
        self._index = index
        self._shown = shown
        self._blocked: set[str] = set()

    def silent(self, turn: Turn) -> bool:
        """True if nothing is to be suggested to this line, whatever fits."""
        return self._index.reticence.silent(self._view, turn, self._shown.times.total())

    def offers(self, turn: Turn, on_screen: str) -> tuple[list[Offer], list[Event]]:
        """Up to three replies in rank order that can be filled and whose every figure is a fact; and what was blocked.

        Args:
            on_screen: id of the reply that the agent sees now; it needs no rest.
        """
        offers: list[Offer] = []
        blocked: list[Event] = []
        ranked = self._ranked(turn)[:_CANDIDATES]
        for score, reply in ranked:
            # Rather nothing than something far beside the best answer, which may only just have been shown.
            if score < _BESIDE * ranked[0][0] or (offers and not self._fits_beside(offers[0].reply, reply, turn)):
                continue
            filled = fill(reply.text, self._view.book)
            if filled is None or (reply.id != on_screen and self._rests(filled.text, reply, turn.utterance.end_ms)):
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
                offers.append(Offer(reply, filled.text, tuple(dict.fromkeys(filled.facts + verdict.facts))))
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

    def _rests(self, text: str, reply: Reply, at_ms: int) -> bool:
        """True if these words or this reply were shown a short while ago, or the reply as often as it may be."""
        shown = self._shown
        if reply.most_per_call and shown.times[reply.id] >= reply.most_per_call:
            return True
        if reply.rest_s and reply.id in shown.replies and at_ms - shown.replies[reply.id] < reply.rest_s * 1000:
            return True
        return text in shown.texts and at_ms - shown.texts[text] < REPEAT_MS

    def _ranked(self, turn: Turn) -> list[tuple[float, Reply]]:
        """(score, reply) of the replies that may answer a turn, best first."""
        replies = self._view.playbook.replies
        dialogue = self._view.dialogue
        words: dict[str, set[str]] = {}
        for _, _, (reply_id, word) in self._index.keywords.find(fold(turn.utterance.text)):
            words.setdefault(reply_id, set()).add(word)
        names = dict.fromkeys(words)
        if turn.intent != OTHER:
            names |= dict.fromkeys(reply.id for reply in self._index.by_intent.get(turn.intent, ()))
        if turn.upset:
            names |= dict.fromkeys(self._index.for_moods)
        if not names:
            return []
        search = {hit.id: hit.score for hit in turn.hits if hit.kind == "reply"}
        told_more = goes_on(self._view, turn)
        scored: list[tuple[int, float, str]] = []
        for name in names:
            reply = replies[name]
            if not self._allowed(reply, turn):
                continue
            soothing = self._soothes(reply, turn)
            wanted = turn.intent != OTHER and turn.intent in reply.intents
            if not wanted and _ACTS.issuperset(reply.intents) and not reply.closes:
                continue
            if turn.products and self._index.about[name] and self._index.about[name].isdisjoint(turn.products):
                continue
            if not (wanted and not reply.keywords_only) and name not in words and not soothing:
                continue
            if not (soothing or reply.closes or (wanted and not told_more)) and not self._speaks(reply, words.get(name, set())):
                continue
            score = _SEARCH * search.get(name, 0.0) + _KEYWORD * min(len(words.get(name, ())), _KEYWORDS_AT_MOST)
            if wanted:
                score += _INTENT * turn.confidence
            elif dialogue.topic in reply.intents:
                score += _TOPIC
            score += (_MOOD if reply.moods else 0.0) + (_UPSET if soothing else 0.0)
            score += self._product_score(reply, turn, named=name in words)
            if score >= ENOUGH:
                scored.append((-reply.priority, -score, name))
        return [(-score, replies[name]) for _, score, name in sorted(scored)]

    def _soothes(self, reply: Reply, turn: Turn) -> bool:
        """True if the customer just got upset over no new subject, and the reply is made for that."""
        return turn.upset and bool(reply.moods) and bool({"complaint", self._view.dialogue.topic} & set(reply.intents))

    def _allowed(self, reply: Reply, turn: Turn) -> bool:
        done = self._view.dialogue.done
        if turn.ends != reply.closes or (reply.closes and _CLOSED in done):
            return False
        if reply.topics and self._view.dialogue.topic not in reply.topics:
            return False
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

    def _speaks(self, reply: Reply, words: set[str]) -> bool:
        """True if these words of a line are enough for a reply that its intent does not speak for."""
        near = self._view.dialogue.topic in reply.intents or OTHER in reply.intents or bool(reply.after)
        return evidence(words, self._view.book.lang) >= (ENOUGH_BESIDE if near else ENOUGH_ALONE)

    def _product_score(self, reply: Reply, turn: Turn, *, named: bool) -> float:
        about = self._index.about[reply.id]
        mentioned = set(turn.products) or set(self._view.dialogue.products[-1:])
        if about and not mentioned and not named and strays(self._view, reply.intents):
            return _ASIDE
        if not about or not mentioned:
            return 0.0
        if set(reply.products) & mentioned:
            return _PRODUCT
        return _ITS_FIGURES if about & mentioned else _OTHER_PRODUCT
