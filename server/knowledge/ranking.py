"""Articles in the light of the call: what was asked, what the talk is about, which product, which day.

In come the articles that words or meaning found, and the `Situation` as plain values; out come those that fit, best first,
each with the reasons for its place.  Next: the skills make cards of them, authors see them in a preview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from server.content.playbook import Article

INTENT = 0.8
CHANCE = 0.3
"""An intent that is less probable speaks for nothing."""
_TOPIC = 0.25
WORD = 0.5
WORDS_AT_MOST = 3
LIKE = 1.2
"""Of a line that is word for word the title or a keyword."""
LIKE_ENOUGH = 0.55
"""Likeness to a title or keyword that speaks for an article by itself."""
SEARCH = 3.0
"""Of an article that shares all it could with the line, by BM25 over what it says and what customers ask."""
PRODUCT = 0.4
_OTHER_PRODUCT = -0.8
_OUT_OF_DATE = -0.6
_ASIDE = -1.8
"""For what is no answer to a line that surely agrees, declines or puts off: it asks about nothing."""
_NO_SUBJECT = frozenset({"agree", "not_interested", "callback_later"})
_OTHER_INTENT = -0.2
"""For an article of other intents than the line's, times how sure that is."""
_ASKED = 1.0
_ALIKE_AT_ALL, _ALIKE_QUITE = 0.3, 0.8
"""Search score below which a likeness is chance ("I'm at the office"), unless it is as high as the second."""
_TOLD = 0.5
"""Keywords held, counted by their length, that speak for an article by themselves; with fewer the search must find it too."""
_TOLD_LITTLE = 0.4
SURE = 0.45
"""Search score that alone answers what the agent typed."""
_LEAD = 0.08
"""By so much a sure article must lead the next one to answer by itself what a customer said."""
FIT = 1.0
"""Score below which silence is better than a guess."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a line is to be answered; everything may be left out."""

    intent: str = ""
    """Of this line; empty or `other` if it shows none."""
    confidence: float = 1.0
    """Of the intent, 0..1."""
    likely: tuple[tuple[str, float], ...] = ()
    """Further intents that the line may show, each with its probability, as a classifier sees them."""
    topic: str = ""
    """What the talk was about before: an intent."""
    products: tuple[str, ...] = ()
    """Ids named in this line; with none, those the talk is about, the latest last."""
    named: bool = True
    """True if the products are named in this very line."""
    date: str = ""
    """The day of the call, ISO; an article that has expired by then falls behind."""
    asked: bool = False
    """True if the agent typed the line: what fits best is wanted, though it is no sure thing."""


class Ranked(NamedTuple):
    """One article in its place."""

    id: str
    score: float
    """`FIT` and above: worth a card."""
    why: tuple[str, ...]
    """Reasons: `intent`, `topic`, `words`, `like`, `product`, `other product`, `expired`, `search`."""


def rank(articles: Iterable[Article], search: Mapping[str, float], words: Mapping[str, float],
         situation: Situation, least: float = FIT, likeness: Callable[[str], float] = lambda article: 0.0) -> list[Ranked]:
    """Those articles that fit, best first; equal ones by id.

    Args:
        search: article id -> 0..1 from words and meaning.
        words: article id -> how many of its keywords the line holds, a short one counting less.
        likeness: article id -> 0..1: how much the line is like its title or a keyword.
        least: score to reach; below `FIT` also articles that only share words with the line, for authors and measurements.
    """
    loose = least < FIT
    clear = _clear(search)
    scored = []
    for article in articles:
        found, held, like = search.get(article.id, 0.0), words.get(article.id, 0), likeness(article.id)
        alone = loose or article.id == clear or (like >= LIKE_ENOUGH and (found >= _ALIKE_AT_ALL or like >= _ALIKE_QUITE))
        told = held >= _TOLD or (held > 0 and found >= _TOLD_LITTLE)
        chance = intent_of(article, situation)
        if told or alone or situation.asked or chance >= CHANCE:
            scored.append(_scored(article, found, held, like, situation, chance))
    return sorted((one for one in scored if one.score >= least), key=lambda one: (-one.score, one.id))


def _clear(search: Mapping[str, float]) -> str:
    """The article that so surely answers a line, and so far before all others, that nothing else need speak for it; or empty."""
    order = sorted(search.items(), key=lambda one: (-one[1], one[0]))[:2]
    if not order or order[0][1] < SURE or (len(order) > 1 and order[0][1] - order[1][1] < _LEAD):
        return ""
    return order[0][0]


def intent_of(article: Article, situation: Situation) -> float:
    """How surely the line asks for what an article is written for, 0..1."""
    known = situation.confidence if situation.intent not in ("", "other") and situation.intent in article.intents else 0.0
    if not situation.likely:
        return known
    return max((known, *(chance for intent, chance in situation.likely if intent in article.intents)))


def _scored(article: Article, search: float, words: float, like: float, situation: Situation,
            chance: float) -> Ranked:
    why: list[str] = []
    wanted = chance >= CHANCE
    on_topic = not wanted and situation.topic not in ("", "other") and situation.topic in article.intents
    score = 0.0
    if situation.asked and (words or search >= SURE):
        score = _ASKED
        why.append("asked")
    if wanted:
        score += INTENT * chance
        why.append("intent")
    elif situation.intent in _NO_SUBJECT and not situation.asked:
        score += _ASIDE
    elif not wanted and article.intents and situation.intent not in ("", "other") and not situation.asked:
        score += _OTHER_INTENT * situation.confidence
    if on_topic:
        score += _TOPIC
        why.append("topic")
    if words:
        score += WORD * min(words, WORDS_AT_MOST)
        why.append("words")
    if like:
        score += LIKE * like
        why.append("like")
    if search:
        score += SEARCH * search
        why.append("search")
    if article.products and situation.products:
        fits = bool(set(article.products) & set(situation.products))
        # What was named a while ago weighs half: the talk may have moved on.
        score += (PRODUCT if fits else _OTHER_PRODUCT) * (1.0 if situation.named else 0.5)
        why.append("product" if fits else "other product")
    if article.expires and situation.date and article.expires < situation.date[:10]:
        score += _OUT_OF_DATE
        why.append("expired")
    return Ranked(article.id, round(score, 4), tuple(why))
